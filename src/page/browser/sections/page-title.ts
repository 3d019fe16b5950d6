import type { Snapshot } from '../../../domain/snapshot.ts';
import type { Connection } from '../live/connection.ts';
import { firing } from '../read/alerts.ts';
import { countOf } from '../text/format.ts';

/** What a tab says while nobody looks at it. */
export function pageTitle(snapshot: Snapshot | undefined, { kind }: Connection): string {
  if (kind === 'lost' || kind === 'refused') return 'Not live – Model monitor';
  const alerts = firing(snapshot?.alerts ?? []).length;
  return alerts === 0 ? 'Model monitor' : `▲ ${countOf(alerts, 'alert')} firing – Model monitor`;
}
