import type { Connection } from '../live/connection.ts';
import { formatSeconds, formatTime } from '../text/format.ts';

/** One sentence on whether what is shown is of now. */
export function connectionText(connection: Connection): string {
  switch (connection.kind) {
    case 'loading':
      return 'Loading…';
    case 'live':
      return `Live: updated ${formatTime(connection.updatedAt)}, every ${formatSeconds(connection.intervalSeconds)}.`;
    case 'paused':
      return `Paused while nobody looks${lastUpdate(connection.updatedAt)}.`;
    case 'lost':
      return `Connection lost${lastUpdate(connection.updatedAt)}, ${retry(connection.retryInSeconds)}: ${connection.reason}.`;
    case 'refused':
      return `Not allowed any more (${connection.status}): reload this page and sign in, or ask for access; ${retry(connection.retryInSeconds)}.`;
  }
}

function lastUpdate(updatedAt: Date | undefined): string {
  return updatedAt === undefined ? '' : `, last update ${formatTime(updatedAt)}`;
}

function retry(seconds: number): string {
  return seconds <= 0 ? 'retrying now' : `retrying in ${seconds} s`;
}

/** Said to a screen reader, once when it changes: nothing that counts down. */
export function connectionNews({ kind }: Connection): string {
  switch (kind) {
    case 'lost':
      return 'Connection lost. The figures are not of now.';
    case 'refused':
      return 'Not allowed any more. Reload the page and sign in.';
    default:
      return '';
  }
}
