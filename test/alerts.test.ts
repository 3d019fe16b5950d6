import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Registry } from 'prom-client';
import {
  type AlertEvent,
  type AlertRule,
  type ModelMonitor,
  type ModelMonitorOptions,
  modelMonitor,
  type Notifier,
  type NotifierFactory,
} from '../src/index.ts';
import { seriesOf } from './support/metrics-text.ts';
import { stopMonitorTime } from './support/monitored-time.ts';

const LOW_ACCURACY: AlertRule = { name: 'LowAccuracy', metric: 'accuracy', below: 0.8 };

/** A notifier that remembers what it was told. */
class Recorder implements NotifierFactory {
  readonly name: string;
  readonly events: AlertEvent[] = [];
  readonly refreshed: string[][] = [];
  isClosed = false;

  constructor(name = 'recorder') {
    this.name = name;
  }

  create({ count }: Parameters<NotifierFactory['create']>[0]): Notifier {
    return {
      name: this.name,
      notify: (event) => {
        this.events.push(event);
        count('sent');
      },
      refresh: (firing) => this.refreshed.push(firing.map(({ alert }) => alert)),
      close: async () => {
        this.isClosed = true;
      },
    };
  }

  /** Everything told so far, as `status alert`. */
  get told(): string[] {
    return this.events.map(({ status, alert }) => `${status} ${alert}`);
  }
}

interface Watched {
  readonly monitor: ModelMonitor;
  readonly recorder: Recorder;
  readonly faults: string[];
  /** Lets so many predictions be right, or wrong. */
  readonly predict: (counts: { readonly right?: number; readonly wrong?: number }) => void;
  readonly pass: (seconds: number) => void;
}

function watched(t: TestContext, options: ModelMonitorOptions = {}): Watched {
  const pass = stopMonitorTime(t);
  const recorder = new Recorder();
  const faults: string[] = [];
  const monitor = modelMonitor({
    model: 'm',
    version: '1',
    log: false,
    metrics: { registry: new Registry(), defaultMetrics: false },
    alerts: [LOW_ACCURACY],
    notify: [recorder],
    onFault: ({ part, error }) =>
      faults.push(`${part}: ${error instanceof Error ? error.message : String(error)}`),
    ...options,
  });
  t.after(() => monitor.close());
  const predict: Watched['predict'] = ({ right = 0, wrong = 0 }) => {
    const outputs = Array.from({ length: right + wrong }, (_, row) => (row < right ? 'a' : 'b'));
    monitor.record(outputs.map((output) => ({ output, truth: 'a' })));
  };
  return { monitor, recorder, faults, predict, pass };
}

for (const [window, seconds] of [
  ['2m', 12],
  ['1h', 15],
  ['5s', 1],
] as const) {
  test(`rules over ${window} are judged every ${seconds} s`, (t) => {
    const { recorder, predict, pass } = watched(t, { window });
    predict({ wrong: 50 });
    pass(seconds - 1);
    assert.deepEqual(recorder.told, []);
    pass(1);
    assert.deepEqual(recorder.told, ['firing LowAccuracy']);
  });
}

test('an alert fires once and is resolved once, in the metrics, the snapshot and to who is told', async (t) => {
  const { monitor, recorder, predict, pass } = watched(t, { alerts: [{ ...LOW_ACCURACY, for: '1m' }] });
  const seen = async (): Promise<readonly [state: string | undefined, level: object]> => [
    monitor.snapshot().alerts?.[0]?.state,
    Object.values(seriesOf(await monitor.registry.metrics(), 'model_alert_state')),
  ];
  assert.deepEqual(await seen(), [undefined, []]);
  pass(15);
  assert.deepEqual(await seen(), ['not_enough_data', []]);
  predict({ wrong: 50 });
  pass(15);
  assert.deepEqual(await seen(), ['pending', [1]]);
  pass(60);
  assert.deepEqual(await seen(), ['firing', [2]]);
  predict({ right: 1000 });
  pass(15);
  assert.deepEqual(await seen(), ['ok', []]);
  pass(3600);
  assert.deepEqual(recorder.told, ['firing LowAccuracy', 'resolved LowAccuracy']);
});

test('who is told hears each minute of all that fires, as long as anything does', (t) => {
  const alerts = [LOW_ACCURACY, { ...LOW_ACCURACY, name: 'LowerAccuracy', below: 0.5 }];
  const { recorder, predict, pass } = watched(t, { alerts });
  pass(600);
  assert.deepEqual(recorder.refreshed, []);
  predict({ wrong: 50 });
  pass(60);
  assert.deepEqual(recorder.refreshed, []);
  pass(60);
  predict({ right: 70 });
  pass(60);
  assert.deepEqual(recorder.refreshed, [['LowAccuracy', 'LowerAccuracy'], ['LowAccuracy']]);
  predict({ right: 1000 });
  pass(600);
  assert.equal(recorder.refreshed.length, 2);
});

test('what becomes of notifications is counted by who was told', async (t) => {
  const { monitor, recorder, predict, pass } = watched(t, {
    notify: [new Recorder('first'), new Recorder('second')],
  });
  predict({ wrong: 50 });
  pass(15);
  assert.deepEqual(recorder.events, []);
  assert.deepEqual(seriesOf(await monitor.registry.metrics(), 'model_notifications_total'), {
    '{notifier="first",result="sent"}': 1,
    '{notifier="second",result="sent"}': 1,
  });
});

test('a notifier that fails is a fault, and keeps no other from hearing', async (t) => {
  const broken = (notify: Notifier['notify']): NotifierFactory => ({
    name: 'broken',
    create: () => ({ name: 'broken', notify, close: () => Promise.reject(new Error('stuck')) }),
  });
  const throwing = broken(() => {
    throw new Error('out of order');
  });
  const rejecting = broken((() => Promise.reject(new Error('too late'))) as Notifier['notify']);
  const last = new Recorder();
  const { monitor, faults, predict, pass } = watched(t, { notify: [throwing, rejecting, last] });
  predict({ wrong: 50 });
  pass(15);
  assert.deepEqual(last.told, ['firing LowAccuracy']);
  await monitor.close();
  assert.deepEqual(faults, [
    'notify: out of order',
    'notify: a callback has to answer at once: an async function cannot be used here',
    'notify: stuck',
    'notify: stuck',
  ]);
  assert.equal(last.isClosed, true);
});

test('a notifier says of an outage itself', (t) => {
  const notifier: NotifierFactory = {
    name: 'far away',
    create: ({ fault }) => {
      fault(new Error('no answer'));
      return { name: 'far away', notify: () => {}, close: () => Promise.resolve() };
    },
  };
  assert.deepEqual(watched(t, { notify: [notifier] }).faults, ['notify: no answer']);
});

test('a closed monitor judges no more', async (t) => {
  const { monitor, recorder, predict, pass } = watched(t);
  predict({ wrong: 50 });
  await monitor.close();
  pass(600);
  assert.deepEqual([recorder.told, recorder.isClosed], [[], true]);
});

test('by default each event is a line on stderr', (t) => {
  const written = t.mock.method(console, 'error', () => {});
  const { predict, pass } = watched(t, { notify: undefined });
  predict({ wrong: 50 });
  pass(30);
  assert.deepEqual(
    written.mock.calls.map(({ arguments: given }) => given),
    [
      [
        'express-model-monitor: alert firing: LowAccuracy (warning): accuracy of m@1 is 0, below 0.8 (n = 50, 95 % interval 0 to 0.07135)',
      ],
    ],
  );
});

test('without rules there is nothing to show, and nobody to tell', async (t) => {
  const { monitor, recorder, predict, pass } = watched(t, { alerts: [] });
  predict({ wrong: 50 });
  pass(600);
  assert.equal('alerts' in monitor.snapshot(), false);
  assert.doesNotMatch(await monitor.registry.metrics(), /^model_(alert|notif)\w+\{/m);
  assert.deepEqual([recorder.told, recorder.isClosed], [[], false]);
});

test('the rules of true fire where requests fail and predictions cannot be read', (t) => {
  const { monitor, recorder, predict, pass } = watched(t, { alerts: true, window: '1m' });
  predict({ right: 100 });
  monitor.record(Array.from({ length: 30 }, () => ({ output: {} })));
  pass(60);
  assert.deepEqual(recorder.told, ['firing ModelPredictionsUnread']);
  assert.deepEqual(
    monitor.snapshot().alerts?.map(({ rule, subject, state }) => `${rule} ${subject.feature}: ${state}`),
    [
      'ModelErrorRateHigh : not_enough_data',
      'ModelAccuracyBelowBaseline : not_enough_data',
      'ModelEstimatedAccuracyBelowBaseline : not_enough_data',
      'ModelPredictionDrift @prediction: not_enough_data',
      'ModelPredictionsUnread : firing',
    ],
  );
});
