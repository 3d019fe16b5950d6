/** The labels that stand on every metric of a model. */
export const PER_VERSION = ['model_name', 'model_version'] as const;
export const PER_FEATURE: readonly [...typeof PER_VERSION, 'feature'] = [...PER_VERSION, 'feature'];
export const PER_CLASS: readonly [...typeof PER_VERSION, 'class'] = [...PER_VERSION, 'class'];

const LINE_WIDTH = 100;

/** What the escapes of JSON leave as it is and YAML does not print, or takes for the end of a line. */
const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Text in double quotes, as PromQL and YAML both read it: what JSON and Go have in common. */
export function quote(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    UNPRINTABLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A matcher of a label's exact value. */
export function equals(label: string, value: string): string {
  return `${label}=${quote(value)}`;
}

/** A matcher of all other values of a label. */
export function differs(label: string, value: string): string {
  return `${label}!=${quote(value)}`;
}

/** A metric's series, those that all matchers match. */
export function series(name: string, matchers: readonly string[]): string {
  return matchers.length === 0 ? name : `${name}{${matchers.join(',')}}`;
}

/** Adds series up (or what else is said) that agree in these labels. */
export function aggregate(operator: string, labels: readonly string[], vector: string): string {
  return call(`${operator} by (${labels.join(', ')}) `, vector);
}

/** Two operands with an operator between them, on one line where they fit. */
export function binary(left: string, operator: string, right: string): string {
  const line = `${left} ${operator} ${right}`;
  const isShort = line.length <= LINE_WIDTH && !line.includes('\n');
  return isShort ? line : `${left}\n${operator} ${right}`;
}

/** A quotient, absent where the denominator is 0: not NaN, which no alert fires on, and not 0 either. */
export function ratio(numerator: string, denominator: string): string {
  return binary(numerator, '/', inParentheses(`${denominator} > 0`));
}

/** A function of one or more expressions, or none for parentheses alone. */
export function call(name: string, ...operands: readonly string[]): string {
  const line = `${name}(${operands.join(', ')})`;
  const isShort = line.length <= LINE_WIDTH && !line.includes('\n');
  return isShort ? line : `${name}(\n${operands.map(indented).join(',\n')}\n)`;
}

export function inParentheses(expression: string): string {
  return call('', expression);
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** A duration as Prometheus writes it: `10m`, `1h30m`; whole milliseconds, at least one. */
export function promqlDuration(seconds: number): string {
  let rest = Math.max(1, Math.round(seconds * 1000));
  let text = '';
  for (const [unit, milliseconds] of UNITS) {
    const count = Math.floor(rest / milliseconds);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * milliseconds;
  }
  return text;
}

/** A number with as many digits as anybody reads; what is lost is far below the noise of any count. */
export function promqlNumber(value: number): string {
  return String(Number(value.toPrecision(6)));
}
