import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import type { UnreadReason } from '../../../domain/prediction.ts';
import { type ElementView, element } from '../dom/elements.ts';
import { countOf } from '../text/format.ts';
import { UNREAD_TEXTS } from '../text/unread-texts.ts';

/** What could not be read, and why, from the start; nothing when all could be. */
export function unreadList({ total }: ModelSnapshot): ElementView | undefined {
  const reasons = Object.entries(total.unread) as [UnreadReason, number][];
  if (reasons.length === 0) return undefined;
  return element(
    'ul',
    { class: 'plain' },
    reasons.map(([reason, count]) =>
      element('li', {}, `${countOf(count, 'prediction')} could not be read: ${UNREAD_TEXTS[reason]}.`),
    ),
  );
}
