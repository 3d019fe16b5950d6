import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertClose } from '../statistics/assert-close.ts';
import { skipWithout } from '../support/programs.ts';
import { startPrometheus } from '../support/prometheus-server.ts';
import { DIRECT_ANSWERS, type DirectAnswer, FEEDBACK_ANSWERS } from './direct-answers.ts';
import { startReplica } from './model-replica.ts';
import { type Answers, query, stretchesOf, untilScraped } from './prometheus-query.ts';
import { overRange, recipesOf, sinceStart } from './recipes.ts';
import { type Share, sendShares } from './replica-traffic.ts';

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

const SHORTEST_RANGE_SECONDS = 5;
/** How much more the counts of one target may be stretched than those of another. */
const MOST_SPREAD = 0.005;
const MOST_ATTEMPTS = 5;
/** Ratios are off by less than that, differences of sums by about as much. */
const OFF_PER_SPREAD = 3;
const ROUNDING = 1e-11;

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

interface ServedRange {
  readonly seconds: number;
  readonly end: number;
  /** Of the counts of each target. */
  readonly stretches: readonly number[];
}

/** Sends the second shares within a range that scrapes divide evenly; once more where they came too late. */
async function serveInRange(
  prometheus: string,
  replicas: readonly string[],
  attempt = 1,
): Promise<ServedRange> {
  const begin = await untilScraped(prometheus, replicas.length);
  // The range is of whole seconds, so it begins up to one later.
  await untilScraped(prometheus, replicas.length, begin + 1);
  await sendShares(replicas, SECOND, `second-${attempt}`);
  const sent = Math.max(Date.now() / 1000, begin + SHORTEST_RANGE_SECONDS);
  const end = await untilScraped(prometheus, replicas.length, sent);
  const seconds = Math.floor(end - begin);
  const stretches = await stretchesOf(prometheus, { seconds, end });
  if (spreadOf(stretches) <= MOST_SPREAD) return { seconds, end, stretches };
  assert.ok(attempt < MOST_ATTEMPTS, `scrapes stay irregular: ${stretches}`);
  return serveInRange(prometheus, replicas, attempt + 1);
}

function spreadOf(stretches: readonly number[]): number {
  return Math.max(...stretches) / Math.min(...stretches) - 1;
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

  const { seconds, end, stretches } = await serveInRange(prometheus, replicas);
  const ofRange = rewritten(recipes, (recipe) => overRange(recipe, seconds));
  assertClose(
    await answersTo(prometheus, ofRange, end),
    directly(DIRECT_ANSWERS, SECOND, stretches[0]),
    ROUNDING + OFF_PER_SPREAD * spreadOf(stretches),
  );
});
