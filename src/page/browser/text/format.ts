/** Between a number and its unit, which belong on one line. */
const SPACE = '\u00a0';
const MINUS = '\u2212';
/** From here on nobody counts the noughts. */
const VERY_LARGE = 1e9;

const WHOLE: Intl.NumberFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const FOUR_DIGITS: Intl.NumberFormat = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });
const THREE_DIGITS: Intl.NumberFormat = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const ONE_DECIMAL: Intl.NumberFormat = new Intl.NumberFormat('en', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const TIME: Intl.DateTimeFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const DATE: Intl.DateTimeFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const DATE_AND_TIME: Intl.DateTimeFormat = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
});

/** `12,304`. */
export function formatCount(value: number): string {
  return WHOLE.format(value);
}

/** `1 label`, `12,304 labels`. */
export function countOf(count: number, one: string, many: string = `${one}s`): string {
  return `${formatCount(count)}${SPACE}${count === 1 ? one : many}`;
}

/** What a figure rests on: `n = 12,304`. */
export function formatN(n: number): string {
  return `n${SPACE}=${SPACE}${formatCount(n)}`;
}

/** Four significant digits: `0.07123`, `12.5`; of very large numbers as a power of ten: `1.235e+12`. */
export function formatNumber(value: number): string {
  return minus(Math.abs(value) < VERY_LARGE ? FOUR_DIGITS.format(value) : value.toExponential(3));
}

/** `71.2 %`; small shares keep two digits: `0.041 %`. */
export function formatShare(value: number): string {
  return `${percentage(value)}${SPACE}%`;
}

/** `67.8–74.3 %`. */
export function formatShareRange({ lower, upper }: Range): string {
  return `${percentage(lower)}–${percentage(upper)}${SPACE}%`;
}

interface Range {
  readonly lower: number;
  readonly upper: number;
}

function percentage(share: number): string {
  const percent = 100 * share;
  if (percent === 0) return '0';
  const isSmall = percent !== 0 && Math.abs(percent) < 0.95;
  return minus(isSmall ? String(Number(percent.toPrecision(2))) : ONE_DECIMAL.format(percent));
}

/** A difference of two shares in percentage points: `+2.1 points`. */
export function formatPoints(difference: number): string {
  const points = ONE_DECIMAL.format(Math.abs(100 * difference));
  const sign = points === '0.0' ? '±' : difference > 0 ? '+' : MINUS;
  return `${sign}${points}${SPACE}points`;
}

/** How likely something is by chance: `0.032`, `< 0.001`. */
export function formatProbability(probability: number): string {
  return probability < 0.001 ? `<${SPACE}0.001` : probability.toFixed(3);
}

/** `20.4/s`, or of what: `20.4 predictions/s`. */
export function formatRate(perSecond: number, things = ''): string {
  return `${THREE_DIGITS.format(perSecond)}${things === '' ? '' : `${SPACE}${things}`}/s`;
}

/** `0.4 ms`, `2.18 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 1) return `${THREE_DIGITS.format(1000 * seconds)}${SPACE}ms`;
  if (seconds < 60) return `${THREE_DIGITS.format(seconds)}${SPACE}s`;
  if (seconds < 3600) return twoUnits(seconds, [60, 'min'], [1, 's']);
  if (seconds < 86_400) return twoUnits(seconds, [3600, 'h'], [60, 'min']);
  return twoUnits(seconds, [86_400, 'd'], [3600, 'h']);
}

/** Several times in one unit where they fit one: `2.1 · 5.8 · 12.3 ms`. */
export function formatLatencies(seconds: readonly number[]): string {
  if (seconds.some((one) => one >= 1)) return seconds.map(formatSeconds).join(' · ');
  return `${seconds.map((one) => THREE_DIGITS.format(1000 * one)).join(' · ')}${SPACE}ms`;
}

type Unit = readonly [seconds: number, name: string];

function twoUnits(seconds: number, [large, largeName]: Unit, [small, smallName]: Unit): string {
  const rounded = small * Math.round(seconds / small);
  const rest = Math.round((rounded % large) / small);
  const first = `${Math.floor(rounded / large)}${SPACE}${largeName}`;
  return rest === 0 ? first : `${first} ${rest}${SPACE}${smallName}`;
}

/** `12:03:04`, where the reader is. */
export function formatTime(time: Date): string {
  return TIME.format(time);
}

/** `1 Jan 2016`. */
export function formatDate(time: Date): string {
  return DATE.format(time);
}

/** `1 Jan 2016, 12:03:04`; of today only the time. */
export function formatMoment(time: Date, now: Date): string {
  return time.toDateString() === now.toDateString() ? TIME.format(time) : DATE_AND_TIME.format(time);
}

/** A time of a series, in seconds since 1970; with its date where the series is longer than a day. */
export function formatTimeOf(seconds: number, series: readonly number[]): string {
  const length = (series.at(-1) ?? seconds) - (series[0] ?? seconds);
  const format = length < 86_400 ? TIME : DATE_AND_TIME;
  return format.format(new Date(1000 * seconds));
}

/** The longest word a table can hold; the whole is said elsewhere. */
export function shorten(text: string, longest = 40): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

function minus(text: string): string {
  return text.replace('-', MINUS);
}
