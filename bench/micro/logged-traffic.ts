import type { LabelEvent, PredictionEvent } from '../../src/domain/event.ts';
import { EVENT_SCHEMA } from '../../src/domain/event.ts';
import { seededNormal, seededRandom } from '../../test/statistics/seeded-random.ts';

const CLASSES = ['rain', 'snow', 'sun'] as const;
const FEATURES = ['precipitation', 'temp_max', 'temp_min', 'wind', 'pressure', 'humidity', 'clouds', 'month'];
const START_MS = Date.parse('2026-01-01T00:00:00Z');
const PREDICTIONS_PER_SECOND = 16;
const LONGEST_DELAY_SECONDS = 1800;
const LABELLED = 0.9;
const RIGHT = 0.8;

/**
 * Events of a model of three classes with scores, in two versions, in the order of time. Labels come for nine of ten
 * predictions up to half an hour later, shuffled.
 */
export function* loggedTraffic(events: number): Generator<PredictionEvent | LabelEvent> {
  const [random, normal] = [seededRandom(1), seededNormal(2)];
  const due = new Map<number, LabelEvent[]>();
  let made = 0;
  for (let second = 0; made < events; second += 1) {
    const labels = due.get(second) ?? [];
    due.delete(second);
    yield* labels;
    made += labels.length;
    for (let place = 0; place < PREDICTIONS_PER_SECOND && made < events; place += 1, made += 1) {
      const event = prediction(START_MS + second * 1000 + place * 60, { random, normal });
      yield event;
      if (random() >= LABELLED) continue;
      const dueAt = second + 1 + Math.floor(random() * LONGEST_DELAY_SECONDS);
      const later = due.get(dueAt) ?? [];
      due.set(dueAt, later);
      later.push(label(event, START_MS + dueAt * 1000, random));
    }
  }
}

interface Chance {
  readonly random: () => number;
  readonly normal: () => number;
}

function prediction(timeMs: number, { random, normal }: Chance): PredictionEvent {
  const weights = CLASSES.map(() => random() ** 3);
  const total = weights.reduce((sum, weight) => sum + weight);
  const scores = weights.map((weight) => weight / total);
  return {
    schema: EVENT_SCHEMA,
    type: 'prediction',
    id: crypto.randomUUID(),
    time: new Date(timeMs).toISOString(),
    model_name: 'weather',
    model_version: random() < 0.5 ? '1' : '2',
    route: '/v1/models/weather:predict',
    status: 200,
    outcome: 'ok',
    latency_ms: Number((2 + 3 * random()).toFixed(3)),
    output: CLASSES[scores.indexOf(Math.max(...scores))] ?? 'sun',
    scores: Object.fromEntries(CLASSES.map((name, index) => [name, scores[index] ?? 0])),
    features: Object.fromEntries(FEATURES.map((name) => [name, Number((10 + 5 * normal()).toFixed(2))])),
  };
}

function label(event: PredictionEvent, timeMs: number, random: () => number): LabelEvent {
  const { schema, id, output, model_name, model_version } = event;
  const truth = random() < RIGHT ? String(output) : (CLASSES[Math.floor(3 * random())] ?? 'sun');
  return {
    schema,
    type: 'label',
    id,
    time: new Date(timeMs).toISOString(),
    truth,
    model_name,
    model_version,
  };
}
