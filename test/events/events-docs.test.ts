import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readEvent } from '../../src/cli/rows/event.ts';
import type { EventsOptions } from '../../src/index.ts';
import { parseOptions } from '../../src/options/parse-options.ts';
import { runPython, skipWithoutPython } from '../support/programs.ts';

const PAGE = readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8');

/** The only block of code of this language. */
function block(language: string): string {
  const [, code] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(PAGE) ?? [];
  return code ?? assert.fail(`no block of ${language}`);
}

test('the lines of the page are lines of an event log, and every member of theirs is explained', () => {
  const lines = block('json').trim().split('\n');
  const events = lines.map((line, index) =>
    readEvent({ values: JSON.parse(line), line: index + 1 }, 'events.md'),
  );
  assert.deepEqual(
    events.map(({ type }) => type),
    ['prediction', 'label'],
  );
  const explained = PAGE.split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => Array.from((line.split('|')[1] ?? '').matchAll(/`(\w+)`/g), ([, name]) => name));
  const unexplained = events
    .flatMap((event) => Object.keys(event))
    .filter((name) => !explained.includes(name));
  assert.deepEqual(unexplained, []);
});

test('the options of the page are options, and its defaults the defaults', () => {
  const [, given = ''] = /events: (\{.*\}),$/m.exec(block('js')) ?? [];
  const events: EventsOptions = new Function(`return ${given}`)();
  assert.deepEqual(parseOptions({ events }).events, {
    target: { path: 'events.jsonl', option: 'events.file' },
    rotation: { maxBytes: undefined, everySeconds: 86_400, keep: 90, packs: true },
    sample: 1,
    features: true,
    maxBufferBytes: 8 * 1024 * 1024,
  });
});

const skip = skipWithoutPython('json', 'python3');

test('the program of the page computes the accuracy of each version', { skip }, async () => {
  const prediction = (id: string, version: string, output: string | null, truth?: string): object => ({
    type: 'prediction',
    id,
    model_version: version,
    output,
    truth,
  });
  const label = (id: string, truth: string): object => ({ type: 'label', id, truth });
  const lines = [
    label('d', 'x'),
    prediction('a', '1', 'x', 'x'),
    prediction('b', '1', 'y'),
    prediction('c', '2', 'x', 'y'),
    prediction('d', '2', 'x'),
    prediction('failed', '2', null),
    label('b', 'y'),
    label('failed', 'y'),
  ];
  const input = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n\n`;
  assert.deepEqual(await runPython(block('python'), input), { 1: 1, 2: 0.5 });
});
