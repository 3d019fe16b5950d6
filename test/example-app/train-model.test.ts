import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { makeBaseline } from '../../example-app/make-baseline.ts';
import { modelText } from '../../example-app/model-text.ts';
import { inputOf, modelRecipes, trainForest, trainModel, treesOf } from '../../example-app/train-model.ts';
import { heldOutDays, usualDays, weatherClasses, weatherRows } from '../../example-app/weather-data.ts';
import {
  accuracyOn,
  baselineFile,
  modelFile,
  predictWeather,
  readModel,
} from '../../example-app/weather-model.ts';

for (const recipe of modelRecipes) {
  test(`the committed model version ${recipe.version} is what training makes, byte for byte`, () => {
    assert.equal(readFileSync(modelFile(recipe.version), 'utf8'), modelText(trainModel(recipe)));
  });

  test(`the committed baseline of version ${recipe.version} is what training makes, of days it was not trained on`, () => {
    const baseline = makeBaseline(recipe, readModel(recipe.version));
    assert.deepEqual(JSON.parse(readFileSync(baselineFile(recipe.version), 'utf8')), baseline);
    const { baselineDays, trainedOn } = recipe;
    const foreseen = [...trainedOn.years, ...heldOutDays.years];
    assert.deepEqual(
      baselineDays.years.filter((year) => foreseen.includes(year)),
      [],
    );
  });
}

test('no version is trained on the held-out days, or on those it meets in production', () => {
  const years = modelRecipes.flatMap(({ trainedOn }) => trainedOn.years);

  assert.deepEqual(
    [...heldOutDays.years, ...usualDays.years].filter((year) => years.includes(year)),
    [],
  );
});

test('on the held-out days version 2 is right more often, as its file says', () => {
  const rows = weatherRows(heldOutDays);
  const accuracies = ['1', '2'].map((version) => {
    const { trees, heldOutAccuracy } = readModel(version);
    const measured = Number(accuracyOn(rows, trees).toFixed(4));
    assert.deepEqual(heldOutAccuracy[0], { ...heldOutDays, rows: 365, accuracy: measured });
    return measured;
  });

  assert.deepEqual(accuracies, [0.7918, 0.8411]);
});

test('the trees vote for every row as the forest they were taken from', () => {
  const forest = trainForest(weatherRows({ location: 'Seattle', years: [2012] }), 7, 3);
  const trees = treesOf(forest);
  const rows = weatherRows({ location: 'New York', years: [2013] });

  const ours = rows.map(({ features }) => trees.map((tree) => predictWeather([tree], features).label));

  const theirs = forest.predictionValues(rows.map(inputOf)).to2DArray();
  assert.equal(ours.length, 365);
  assert.deepEqual(
    ours,
    theirs.map((votes) => votes.map((vote) => weatherClasses[vote])),
  );
});
