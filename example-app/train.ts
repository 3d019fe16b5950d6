/** `npm run train`: makes the files in `models/`, the same ones every time, and says how good the models are. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { makeBaseline } from './make-baseline.ts';
import { modelText } from './model-text.ts';
import { modelRecipes, trainModel } from './train-model.ts';
import type { WeatherSelection } from './weather-data.ts';
import type { WeatherModel } from './weather-model.ts';
import { baselineFile, modelFile } from './weather-model.ts';

mkdirSync(new URL('.', modelFile('1')), { recursive: true });
for (const recipe of modelRecipes) {
  const model = trainModel(recipe);
  writeFileSync(modelFile(model.version), modelText(model));
  const baseline = makeBaseline(recipe, model);
  writeFileSync(baselineFile(model.version), `${JSON.stringify(baseline)}\n`);
  console.log(describe(model));
}

function describe({ version, trees, trainedOn, heldOutAccuracy }: WeatherModel): string {
  return [
    `weather version ${version}: ${trees.length} trees trained on ${place(trainedOn)} (${trainedOn.rows} rows)`,
    ...heldOutAccuracy.map(
      (held) => `  ${place(held)}: accuracy ${held.accuracy} (${held.rows} rows held out)`,
    ),
  ].join('\n');
}

function place({ location, years }: WeatherSelection): string {
  return `${location} ${years.join(', ')}`;
}
