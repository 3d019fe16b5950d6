import type { Receiver } from '../notify/receiver.ts';

/** What somebody was told of each alert, in order: its labels, by its name. */
export type Told = Readonly<Record<string, readonly ToldAlert[]>>;

interface ToldAlert {
  readonly status: 'firing' | 'resolved';
  readonly labels: Readonly<Record<string, string>>;
}

/** A body as Alertmanager sends it, and our own webhook. */
interface WebhookBody {
  readonly alerts: readonly ToldAlert[];
}

/** What has arrived under a path. */
export function toldAt({ requests }: Receiver, path: string): Told {
  const told: Record<string, ToldAlert[]> = {};
  for (const request of requests) {
    if (request.path !== path) continue;
    for (const { status, labels } of (request.body as WebhookBody).alerts) {
      const { alertname = '' } = labels;
      told[alertname] = [...(told[alertname] ?? []), { status, labels }];
    }
  }
  return told;
}
