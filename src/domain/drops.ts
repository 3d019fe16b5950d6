/** What a cap of ours can drop: the part that dropped, and why. */
const DROPS = [
  ['models', 'limit'],
  ['versions', 'limit'],
  ['model_versions', 'limit'],
  ['classes', 'limit'],
  ['confusion_classes', 'limit'],
  ['rows', 'limit'],
  ['routes', 'limit'],
  ['custom_labels', 'limit'],
  ['labels', 'invalid'],
  ['scores', 'invalid'],
  ['features', 'limit'],
  ['values', 'overflow'],
  ['pending_labels', 'replaced'],
  ['alerts', 'limit'],
  ['log', 'backpressure'],
  ['events', 'backpressure'],
  ['event_features', 'limit'],
] as const;

export type Drop = (typeof DROPS)[number];
export type DropPart = Drop[0];

/** Counts of what the caps dropped, by part and reason; every pair stands from the start, at 0. */
export class Drops {
  readonly #counts = new Map<DropPart, { reason: Drop[1]; count: number }>(
    DROPS.map(([part, reason]) => [part, { reason, count: 0 }]),
  );

  count(part: DropPart, rows = 1): void {
    const entry = this.#counts.get(part);
    if (entry !== undefined) entry.count += rows;
  }

  *entries(): Generator<{ part: DropPart; reason: Drop[1]; count: number }> {
    for (const [part, { reason, count }] of this.#counts) yield { part, reason, count };
  }
}
