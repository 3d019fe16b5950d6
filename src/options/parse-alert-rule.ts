import { SEVERITIES } from '../domain/alert-event.ts';
import { ALERT_METRICS, type AlertMetric, isKnownOverAnyTime } from '../domain/alert-metrics.ts';
import { type AlertRule, DEFAULT_CONFIDENCE, DEFAULT_MIN_COUNT } from '../domain/alert-rule.ts';
import { secondsOf } from '../domain/duration.ts';
import { nearestName } from '../domain/nearest-name.ts';
import { oneOf } from './checks.ts';
import { describeValue } from './describe-value.ts';
import { duration } from './duration.ts';
import type { Check, OptionReader } from './option-reader.ts';
import { parseAlertBound } from './parse-alert-bound.ts';
import { labelValue, parseAlertScope, parseAlertTexts } from './parse-alert-labels.ts';
import type { WindowConfiguration } from './parse-window.ts';

/** Fewer slots of time than this would be empty each time a new one begins. */
const SHORTEST_OVER = 1 / 5;

const name: Check<string> = { ...labelValue, expected: `a name: ${labelValue.expected}` };

const metricName: Check<AlertMetric> = {
  expected: 'the name of a metric',
  accepts: (value): value is AlertMetric => (ALERT_METRICS as readonly unknown[]).includes(value),
  found: (value) => {
    const nearest = typeof value === 'string' ? nearestName(value, ALERT_METRICS) : undefined;
    return nearest && `${describeValue(value)}; did you mean ${nearest}?`;
  },
};

const pause: Check<string | number> = {
  expected: 'a duration of 0 or more: a number of seconds, or a string like "30s", "5m"',
  accepts: (value): value is string | number => secondsOf(value) >= 0 && Number.isFinite(secondsOf(value)),
};

const rows: Check<number> = {
  expected: 'a whole number of at least 0',
  accepts: (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0,
};

const confidence: Check<number> = {
  expected: 'a number above 0 and below 1',
  accepts: (value): value is number => typeof value === 'number' && value > 0 && value < 1,
};

/** @returns `undefined` for what is no rule, which is reported. */
export function parseAlertRule(reader: OptionReader, window: WindowConfiguration): AlertRule | undefined {
  const ruleName = required(reader, 'name', name);
  const metric = required(reader, 'metric', metricName);
  const bound = parseAlertBound(reader, metric);
  const rule = {
    overSeconds: parseOver(reader, metric, window),
    forSeconds: secondsOf(reader.read('for', pause) ?? 0),
    minCount: reader.read('minCount', rows) ?? DEFAULT_MIN_COUNT,
    confidence: reader.read('confidence', confidence) ?? DEFAULT_CONFIDENCE,
    severity: reader.read('severity', oneOf(SEVERITIES)) ?? 'warning',
    scope: parseAlertScope(reader, metric, bound),
    ...parseAlertTexts(reader),
  };
  reader.finish();
  if (ruleName === undefined || metric === undefined || bound === undefined) return undefined;
  return { name: ruleName, metric, bound, ...rule };
}

function required<T>(reader: OptionReader, option: string, check: Check<T>): T | undefined {
  const value = reader.read(option, check);
  if (!reader.has(option)) reader.report(option, `expected ${check.expected}, got none`);
  return value;
}

/** @returns `undefined` for the window, over which more is known than over any other time. */
function parseOver(
  reader: OptionReader,
  metric: AlertMetric | undefined,
  { windowSeconds, retentionSeconds }: WindowConfiguration,
): number | undefined {
  const given = reader.read('over', duration);
  const seconds = secondsOf(given ?? windowSeconds);
  if (seconds === windowSeconds || metric === undefined) return undefined;
  const least = windowSeconds * SHORTEST_OVER;
  if (!isKnownOverAnyTime(metric)) {
    reader.report('over', `expected nothing: ${metric} is known over the window only`);
  } else if (seconds < least || seconds > retentionSeconds) {
    const range = `${least} to ${retentionSeconds} seconds, a fifth of the window to the retention`;
    reader.report('over', `expected ${range}, got ${seconds} seconds`);
  }
  return seconds;
}
