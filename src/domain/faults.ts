/** The parts of ours that can fail without the host noticing. */
export const FAULT_PARTS = [
  'request',
  'routes',
  'protocol',
  'model',
  'version',
  'truth',
  'accuracy',
  'custom_labels',
  'log',
  'metrics',
  'authorize',
] as const;

export type FaultPart = (typeof FAULT_PARTS)[number];

export interface Fault {
  readonly part: FaultPart;
  readonly error: unknown;
}

export type FaultHandler = (fault: Fault) => void;

/**
 * Where every error of ours ends: counted by part and handed on, never thrown.
 * A handler that throws itself is not called again for that fault.
 */
export class Faults {
  readonly counts: Map<FaultPart, number> = new Map(FAULT_PARTS.map((part) => [part, 0]));
  readonly #onFault: FaultHandler;

  constructor(onFault: FaultHandler = logOncePerPart()) {
    this.#onFault = onFault;
  }

  report(part: FaultPart, error: unknown): void {
    this.counts.set(part, (this.counts.get(part) ?? 0) + 1);
    try {
      this.#onFault({ part, error });
    } catch {
      // The count above is all that is left to tell.
    }
  }

  /** Runs a callback of the user's; a throw is reported and answered with `fallback`. */
  guard<T>(part: FaultPart, fallback: T, run: () => T): T {
    try {
      return run();
    } catch (error) {
      this.report(part, error);
      return fallback;
    }
  }
}

/** The default handler: the first fault of each part goes to stderr, the rest only count. */
function logOncePerPart(): FaultHandler {
  const logged = new Set<FaultPart>();
  return ({ part, error }) => {
    if (logged.has(part)) return;
    logged.add(part);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.error(
      `express-model-monitor: fault in ${part} (counted in model_monitor_faults_total, logged once): ${text}`,
    );
  };
}
