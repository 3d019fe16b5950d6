import type { NotifierFactory } from '../domain/alert-event.ts';
import { alertLog } from '../domain/alert-log.ts';
import { functionNotifier } from '../notify/function-notifier.ts';
import { arrayOf, callback, either, objectWith, text } from './checks.ts';
import type { AlertListener } from './model-monitor-options.ts';
import type { OptionReader } from './option-reader.ts';

const listener = callback<AlertListener>('(event) => void');
const factory = objectWith<NotifierFactory>({ name: text, create: callback('') }, '');

const notify = arrayOf<AlertListener | NotifierFactory>(
  either(listener, factory),
  'an array of webhook(url), slack(url), alertmanager(url), and functions (event) => void',
);

/** @returns who is told of alerts; by default the log. */
export function parseNotify(options: OptionReader): readonly NotifierFactory[] {
  const given = options.read('notify', notify);
  if (given === undefined) return [alertLog];
  return given.map((one) => (typeof one === 'function' ? functionNotifier(one) : one));
}
