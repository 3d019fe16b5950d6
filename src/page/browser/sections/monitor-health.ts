import type { Snapshot } from '../../../domain/snapshot.ts';
import { type ElementView, element } from '../dom/elements.ts';
import { countOf } from '../text/format.ts';
import { statusBadge } from './status-badge.ts';

/** What went wrong in the monitor itself, and what its caps left out; nothing when all is well. */
export function monitorHealth({ faults, drops }: Snapshot): ElementView | undefined {
  const lines = [
    ...Object.entries(faults).map(
      ([part, count]) =>
        `${countOf(count, 'fault')} in ${part}: the first of them is in the log of the process.`,
    ),
    ...drops.map(({ part, reason, count }) => `${countOf(count, 'time')} ${part} left out (${reason}).`),
  ];
  if (lines.length === 0) return undefined;
  return element(
    'section',
    { class: 'notice', 'aria-labelledby': 'health' },
    element('h2', { id: 'health' }, statusBadge({ level: 'warning', text: 'The monitor itself' })),
    element('p', {}, 'No response was changed by this, but figures may lack what is named here.'),
    element(
      'ul',
      {},
      lines.map((line) => element('li', {}, line)),
    ),
  );
}
