import { test } from 'node:test';
import { assertClose } from '../statistics/assert-close.ts';
import { skipWithout } from '../support/programs.ts';
import { startPrometheus } from '../support/prometheus-server.ts';
import { DIRECT_ANSWERS, type DirectAnswer, FEEDBACK_ANSWERS } from './direct-answers.ts';
import { startReplica } from './model-replica.ts';
import { type Answers, query, untilScraped } from './prometheus-query.ts';
import { overRange, recipesOf, sinceStart } from './recipes.ts';
import { type Share, sendShares } from './replica-traffic.ts';
import { ROUNDING, serveInRange } from './served-range.ts';

/** Some rows are never labelled, one version not at all. */
const FIRST: readonly Share[] = [
  { model: 'breast-cancer', version: '1', predicted: 1707, labelled: 1707 },
  { model: 'digits', version: '1', predicted: 1797, labelled: 1797 },
  { model: 'weather', version: '1', predicted: 1461, labelled: 1461 },
  { model: 'weather', version: '2', predicted: 1169, labelled: 584 },
  { model: 'weather', version: '3', predicted: 15, labelled: 0 },
  { model: 'diabetes', version: '1', predicted: 442, labelled: 442 },
  { model: 'flights', version: '1', predicted: 2000, labelled: 2000 },
];

/** Rows that have come before, so that no counter that moves stood at 0. */
const SECOND: readonly Share[] = [
  { model: 'breast-cancer', version: '1', predicted: 683, labelled: 683 },
  { model: 'digits', version: '1', predicted: 359, labelled: 359 },
  { model: 'weather', version: '1', predicted: 877, labelled: 584 },
  { model: 'weather', version: '2', predicted: 292, labelled: 146 },
  { model: 'weather', version: '3', predicted: 15, labelled: 0 },
  { model: 'diabetes', version: '1', predicted: 88, labelled: 88 },
  { model: 'flights', version: '1', predicted: 400, labelled: 400 },
];

type Recipes = ReadonlyMap<string, string>;

const recipes = withMacros(recipesOf('docs/promql.md'));
const feedbackRecipes = recipesOf('docs/feedback.md');

/** The recipes, and the means over classes that the page makes of those of each class. */
function withMacros(written: Recipes): Recipes {
  const macros = Array.from(written)
    .filter(([name]) => name.endsWith(' of each class'))
    .map(([name, recipe]) => [`macro ${name}`, `avg by (model_name, model_version) (${recipe})`] as const);
  return new Map([...written, ...macros]);
}

/** What Prometheus finds by every recipe. */
async function answersTo(
  prometheus: string,
  asked: Recipes,
  time: number,
): Promise<Readonly<Record<string, Answers>>> {
  const answers = Array.from(
    asked,
    async ([name, recipe]) => [name, await query(prometheus, recipe, time)] as const,
  );
  return Object.fromEntries(await Promise.all(answers));
}

function rewritten(written: Recipes, rewrite: (recipe: string) => string): Recipes {
  return new Map(Array.from(written, ([name, recipe]) => [name, rewrite(recipe)]));
}

function directly(
  answers: Readonly<Record<string, DirectAnswer>>,
  shares: readonly Share[],
  stretch = 1,
): Readonly<Record<string, Answers>> {
  return Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, answer(shares, stretch)]));
}

const skip = skipWithout('prometheus', 'prometheus');

test('every PromQL recipe answers what scikit-learn says of the predictions of all replicas', {
  skip,
}, async (t) => {
  const replicas = await Promise.all([1, 2, 3].map(() => startReplica(t)));
  const prometheus = await startPrometheus(t, ...replicas);

  await sendShares(replicas, FIRST, 'first');
  const all = rewritten(new Map([...recipes, ...feedbackRecipes]), sinceStart);
  const sinceTheStart = await answersTo(prometheus, all, await untilScraped(prometheus, replicas.length));
  const expected = directly({ ...DIRECT_ANSWERS, ...FEEDBACK_ANSWERS }, FIRST);
  assertClose(sinceTheStart, expected, ROUNDING);

  const { seconds, end, stretch, tolerance } = await serveInRange(prometheus, replicas, (round) =>
    sendShares(replicas, SECOND, round),
  );
  const ofRange = rewritten(recipes, (recipe) => overRange(recipe, seconds));
  assertClose(
    await answersTo(prometheus, ofRange, end),
    directly(DIRECT_ANSWERS, SECOND, stretch),
    tolerance,
  );
});
