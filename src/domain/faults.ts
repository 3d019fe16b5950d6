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
  'feedback',
  'baseline',
  'alerts',
  'notify',
  'events',
  'dashboard',
  'server',
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
      // An async handler is welcome; what it throws late has nobody to go to either.
      void quietly(this.#onFault({ part, error }));
    } catch {
      // The count above is all that is left to tell.
    }
  }

  /** Runs a callback of the user's; a throw, or a promise, is reported and answered with `fallback`. */
  guard<T>(part: FaultPart, fallback: T, run: () => T): T {
    try {
      return refuseAsync(run());
    } catch (error) {
      this.report(part, error);
      return fallback;
    }
  }
}

/**
 * Passes on what a callback answered, unless it is a promise: that would be settled too late.
 *
 * @throws TypeError for a promise, whose own rejection ends here.
 */
export function refuseAsync<T>(answer: T): T {
  if (!(answer instanceof Promise)) return answer;
  void quietly(answer);
  throw new TypeError('a callback has to answer at once: an async function cannot be used here');
}

function quietly(answer: unknown): unknown {
  return answer instanceof Promise ? answer.catch(() => undefined) : answer;
}

/** The default handler: the first fault of each part is one line on stderr, the rest only count. */
function logOncePerPart(): FaultHandler {
  const logged = new Set<FaultPart>();
  return ({ part, error }) => {
    if (logged.has(part)) return;
    logged.add(part);
    console.error(
      `express-model-monitor: fault in ${part} (counted in model_monitor_faults_total, logged once): ${lineOf(error)}`,
    );
  };
}

/** An error with its stack on one line, since its message may carry text of a client's. */
function lineOf(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes.
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+\s*/g, ' ');
}
