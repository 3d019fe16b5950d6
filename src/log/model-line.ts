import { escapeField } from './escape-field.ts';
import type { LogRecord } from './log-request.ts';
import { milliseconds } from './record-tokens.ts';

/**
 * What the format `'model'` adds to a line of `combined`:
 * `model=weather version=1 outcome=ok latency_ms=1.234 id=5f0c…`, with `-` for what there is not.
 */
export function modelFields(record: LogRecord): string {
  const model = `model=${logfmt(record.modelName)} version=${logfmt(record.modelVersion)}`;
  const latency = milliseconds(record.latencySeconds) ?? '-';
  return `${model} outcome=${record.outcome ?? '-'} latency_ms=${latency} id=${logfmt(record.predictionId)}`;
}

/** Quoted where it would not be one word (as in logfmt), so that no name can pass for another field. */
function logfmt(value: string | undefined): string {
  if (value === undefined || value === '') return '-';
  const escaped = escapeField(value);
  return escaped === value && !/[\s=]/.test(value) ? value : `"${escaped}"`;
}
