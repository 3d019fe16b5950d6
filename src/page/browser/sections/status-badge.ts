import { type ElementView, element } from '../dom/elements.ts';
import type { VersionStatus } from '../read/version-status.ts';

/** Shapes differ as well as colours. */
const SIGNS: Readonly<Record<VersionStatus['level'], string>> = {
  bad: '▲',
  warning: '◆',
  good: '●',
  unknown: '○',
};

/** A word with a sign before it. */
export function statusBadge({ level, text }: VersionStatus): ElementView {
  return element(
    'span',
    { class: `status ${level}` },
    element('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[level]),
    text,
  );
}
