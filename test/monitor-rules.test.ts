import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Baseline, type ModelMonitorOptions, modelMonitor } from '../src/index.ts';
import { rulesInput } from '../src/monitor-rules.ts';
import { parseOptions } from '../src/options/parse-options.ts';
import type { RulesInput } from '../src/rules/rules-input.ts';
import { folderOf, runCommand } from './cli/command-run.ts';

/** Of which three in four were right. */
const BASELINE = Baseline.fromRows(
  ['sun', 'sun', 'rain', 'rain'].map((truth) => ({ features: { wind: 1 }, output: 'sun', truth })),
  { createdAt: new Date('2026-01-31'), classes: ['sun', 'rain'] },
);

function inputOf(options: ModelMonitorOptions): RulesInput {
  return rulesInput(parseOptions(options));
}

test('a monitor has the rules that the command writes of the same options', async (t) => {
  const path = folderOf(t, { 'baseline.json': JSON.stringify(BASELINE) });
  const options = {
    window: '5m',
    metrics: { prefix: 'shop_', defaultMetrics: false },
    alerts: true,
    slo: { errors: { objective: 0.99 }, latency: { objective: 0.9, threshold: '250ms' } },
    baseline: path('baseline.json'),
  } as const;
  const monitor = modelMonitor(options);
  t.after(() => monitor.close());
  const file = folderOf(t, { 'options.json': JSON.stringify(options) })('options.json');
  const { stdout } = await runCommand('rules', '--config', file);
  assert.equal(monitor.rules(), stdout);
});

test('figures of two classes are those of the positive one, as far as the options tell', () => {
  const positiveOf = ({ classes, positiveClass }: RulesInput): object => ({ classes, positiveClass });
  assert.deepEqual(
    [{}, { positiveClass: 'rain' }, { classes: ['sun', 'rain'] }].map((options) =>
      positiveOf(inputOf(options)),
    ),
    [
      { classes: [], positiveClass: undefined },
      { classes: [], positiveClass: 'rain' },
      { classes: ['sun', 'rain'], positiveClass: 'rain' },
    ],
  );
  assert.deepEqual(positiveOf(inputOf({ classes: ['sun', 'rain'], positiveClass: 'sun' })), {
    classes: ['sun', 'rain'],
    positiveClass: 'sun',
  });
  assert.deepEqual(positiveOf(inputOf({ classes: ['sun', 'rain', 'fog'] })), {
    classes: ['sun', 'rain', 'fog'],
    positiveClass: undefined,
  });
});

test('classes that nobody told are those of the one baseline for all, and of no other', () => {
  const classesWith = (baseline: ModelMonitorOptions['baseline']): object => {
    const { classes, positiveClass } = inputOf({ baseline });
    return { classes, positiveClass };
  };
  assert.deepEqual(classesWith(BASELINE), { classes: ['sun', 'rain'], positiveClass: 'rain' });
  const none = { classes: [], positiveClass: undefined };
  assert.deepEqual(classesWith({ weather: BASELINE }), none);
  assert.deepEqual(classesWith({ 'weather@1': BASELINE, 'weather@2': BASELINE }), none);
  assert.deepEqual(classesWith({ learn: 100 }), none);
});

test('rules know the quality of the baselines they were given, and of none that is yet to be learned', () => {
  const { baselines } = inputOf({
    baseline: { 'weather@2': BASELINE, weather: BASELINE, other: { learn: 100 } },
  });
  assert.deepEqual(
    baselines.map(({ scope, quality }) => ({ scope, accuracy: quality['accuracy'] })),
    [
      { scope: { model: 'weather', version: '2' }, accuracy: 0.5 },
      { scope: { model: 'weather' }, accuracy: 0.5 },
    ],
  );
});
