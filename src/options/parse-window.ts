import { secondsOf } from '../domain/duration.ts';
import { duration } from './duration.ts';
import type { OptionReader } from './option-reader.ts';

export interface WindowConfiguration {
  readonly windowSeconds: number;
  readonly retentionSeconds: number;
}

const DEFAULT_WINDOW_SECONDS = 600;
const DEFAULT_RETENTION_SECONDS = 3600;
/** Every tenth of a window is kept that long, in memory and for every model version. */
const MOST_WINDOWS_BY_DEFAULT = 36;
const MOST_WINDOWS_RETAINED = 360;

export function parseWindow(options: OptionReader): WindowConfiguration {
  const windowSeconds = secondsOf(options.read('window', duration) ?? DEFAULT_WINDOW_SECONDS);
  const given = options.read('retention', duration);
  if (given === undefined) {
    const most = windowSeconds * MOST_WINDOWS_BY_DEFAULT;
    const retentionSeconds = Math.max(windowSeconds, Math.min(DEFAULT_RETENTION_SECONDS, most));
    return { windowSeconds, retentionSeconds };
  }
  const retentionSeconds = secondsOf(given);
  const most = windowSeconds * MOST_WINDOWS_RETAINED;
  if (retentionSeconds < windowSeconds || retentionSeconds > most) {
    const range = `1 to ${MOST_WINDOWS_RETAINED} times the window, ${windowSeconds} to ${most} seconds here`;
    options.report('retention', `expected ${range}, got ${retentionSeconds} seconds`);
  }
  return { windowSeconds, retentionSeconds };
}
