/** `npm run screenshots`: the picture of docs/report.md, of a fortnight of the example's models, by the real command. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { seededRandom } from '../example-app/seeded-random.ts';
import {
  foggyDays,
  usualDays,
  type WeatherRow,
  weatherClasses,
  weatherRows,
} from '../example-app/weather-data.ts';
import { baselineFile, predictWeather, readModel } from '../example-app/weather-model.ts';
import { runCommandLine } from '../src/cli/run-command-line.ts';
import { EVENT_SCHEMA, type LabelEvent, type PredictionEvent } from '../src/domain/event.ts';
import { programPath } from '../test/support/program-path.ts';

const PICTURE = 'docs/images/report-1440.png';
const START_MS = Date.parse('2026-03-02T00:00:00Z');
const DAY_MS = 86_400_000;
const DAYS = 14;
const PREDICTIONS = 8000;
/** Version 2 comes in on the fifth day, the fog on the ninth. */
const [SECOND_VERSION, FOG] = [4 * DAY_MS, 8 * DAY_MS];

const random = seededRandom(2015);
const [usual, foggy] = [weatherRows(usualDays), weatherRows(foggyDays)];
const models = new Map(['1', '2'].map((version) => [version, readModel(version).trees]));

function eventsAt(index: number): readonly (PredictionEvent | LabelEvent)[] {
  const age = (index * DAYS * DAY_MS) / PREDICTIONS;
  const days = age < FOG ? usual : foggy;
  const row = days[Math.floor(random() * days.length)];
  const version = age < SECOND_VERSION || random() < 0.5 ? '1' : '2';
  if (row === undefined) return [];
  const prediction = predictionOf(row, { id: `day-${index}`, timeMs: START_MS + age, version });
  if (prediction.output === null || random() < 0.3) return [prediction];
  const { schema, id, model_name, model_version } = prediction;
  const time = new Date(START_MS + age + DAY_MS * random()).toISOString();
  return [prediction, { schema, type: 'label', id, time, truth: row.weather, model_name, model_version }];
}

function predictionOf(
  { features }: WeatherRow,
  { id, timeMs, version }: { readonly id: string; readonly timeMs: number; readonly version: string },
): PredictionEvent {
  const { label, scores } = predictWeather(models.get(version) ?? [], features);
  const hasFailed = random() < 0.004;
  return {
    schema: EVENT_SCHEMA,
    type: 'prediction',
    id,
    time: new Date(timeMs).toISOString(),
    model_name: 'weather',
    model_version: version,
    route: '/v1/models/weather:predict',
    status: hasFailed ? 500 : 200,
    outcome: hasFailed ? 'server_error' : 'ok',
    latency_ms: Math.round(2000 + 3000 * random() ** 4) / 1000,
    output: hasFailed ? null : label,
    scores: Object.fromEntries(weatherClasses.map((name, place) => [name, scores[place] ?? 0])),
    features,
  };
}

const folder = mkdtempSync(join(tmpdir(), 'report-'));
const [log, report] = [join(folder, 'events.jsonl'), join(folder, 'report.html')];
const events = Array.from({ length: PREDICTIONS }, (_, index) => eventsAt(index)).flat();
writeFileSync(log, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
const baselines = ['1', '2'].flatMap((version) => ['--baseline', fileURLToPath(baselineFile(version))]);
await runCommandLine(['report', log, ...baselines, '-o', report], process);

const browser = await chromium.launch({ executablePath: programPath('chromium'), args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1440, height: 1400 } });
await page.goto(pathToFileURL(report).href);
await page.locator('.time-chart canvas').nth(3).waitFor();
await page.screenshot({ path: PICTURE });
await browser.close();
rmSync(folder, { recursive: true });
