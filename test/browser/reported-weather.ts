import { writeFileSync } from 'node:fs';
import { weatherRows } from '../../example-app/weather-data.ts';
import type { LabelEvent, PredictionEvent } from '../../src/domain/event.ts';
import { runCommand } from '../cli/command-run.ts';
import { label, prediction } from '../report/logged-events.ts';

/** Text that would run if it became markup, or ended the element that it stands in. */
export const HOSTILE = '</script><img src=x onerror="alert(1)"><script>alert(2)</script>';

const DAYS = 60;
/** Twelve seconds before midnight. */
const FIRST_MINUTE = 24 * 60 - 1 / 5;
const PLACES = { '1': 'Seattle', '2': 'New York' } as const;

/** Days of two places as two versions of a model see them, some around midnight, labelled six seconds later. */
function weatherEvents(): readonly (PredictionEvent | LabelEvent)[] {
  return Object.entries(PLACES).flatMap(([model_version, location]) =>
    weatherRows({ location, years: [2015] })
      .slice(0, DAYS)
      .flatMap(({ features, weather }, day) => {
        const isSure = day % 3 !== 0;
        const output = isSure ? weather : 'rain';
        const id = `${model_version}-${day}`;
        const minute = FIRST_MINUTE + day / 150;
        const said = { model_name: 'weather', model_version, features, output };
        const scores = { [output]: isSure ? 0.9 : 0.6, other: isSure ? 0.1 : 0.4 };
        return [
          prediction(id, minute, { ...said, scores }),
          { ...label(id, minute + 0.1, weather), model_name: 'weather', model_version },
        ];
      }),
  );
}

/** A model whose every name is hostile. */
function hostileEvents(): readonly PredictionEvent[] {
  const said = { model_name: HOSTILE, model_version: HOSTILE, truth: HOSTILE };
  return Array.from({ length: 40 }, (_, index) =>
    prediction(`hostile-${index}`, FIRST_MINUTE, { ...said, features: { [HOSTILE]: HOSTILE } }),
  );
}

/** Makes the report of both, with the days of Seattle as the baseline of `weather`. */
export async function makeWeatherReport(path: (name: string) => string): Promise<void> {
  const rows = weatherRows({ location: 'Seattle', years: [2012, 2013] });
  writeFileSync(path('train.jsonl'), linesOf(rows.map(({ features }) => features)));
  await runCommand('baseline', path('train.jsonl'), '--model', 'weather', '-o', path('baseline.json'));
  const events = [...weatherEvents(), ...hostileEvents()].toSorted((a, b) => (a.time < b.time ? -1 : 1));
  writeFileSync(path('events.jsonl'), `${linesOf(events)}${HOSTILE}\n`);
  const given = [path('events.jsonl'), '--baseline', path('baseline.json'), '--by', 'day'];
  const { exitCode, stderr } = await runCommand('report', ...given, '-o', path('report.html'));
  if (exitCode !== 0) throw new Error(stderr);
}

function linesOf(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
