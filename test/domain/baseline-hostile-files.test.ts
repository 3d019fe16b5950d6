import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Baseline } from '../../src/domain/baseline.ts';
import { BaselineError, type BaselineProblem } from '../../src/domain/baseline-error.ts';

const file = Baseline.fromRows(
  Array.from({ length: 20 }, (_, index) => ({
    features: { wind: index, city: `c${index % 3}` },
    output: index % 2 === 0,
    scores: { true: index / 20 },
    truth: index > 9,
  })),
  { createdAt: new Date(0) },
);

function problemsOf(value: unknown): readonly BaselineProblem[] {
  try {
    Baseline.read(value);
    return [];
  } catch (error) {
    assert.ok(error instanceof BaselineError, `${error}`);
    return error.problems;
  }
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** The object with a member that throws when it is read. */
function withThrowing(object: object, name: string): object {
  const get = () => {
    throw new Error('not today');
  };
  return Object.defineProperty({ ...object }, name, { enumerable: true, get });
}

test('what cannot be looked at is a problem of its place, beside all others', () => {
  const closed = new Proxy({}, { ownKeys: () => assert.fail('closed') });
  const unreadable = withThrowing(
    {
      ...file,
      features: [closed, revoked([]), ...file.features],
      quality: withThrowing({}, 'mae'),
      prediction: revoked({}),
      classes: revoked([]),
    },
    'rows',
  );
  assert.deepEqual(
    problemsOf(unreadable).map(({ path, message }) => `${path}: ${message.split(': ')[0]}`),
    [
      'rows: could not be read',
      'rows: expected a whole number >= 0, got undefined',
      'prediction: could not be read',
      'features[0]: could not be read',
      'features[1]: could not be read',
      'quality.mae: could not be read',
      'classes: could not be read',
    ],
  );
});

test('a getter is read once, so that what was checked is what is used', () => {
  let reads = 0;
  const value = {
    ...file,
    get model() {
      reads += 1;
      return reads === 1 ? 'storm' : 7;
    },
  };
  assert.equal(Baseline.read(value).model, 'storm');
  assert.equal(reads, 1);
});

test('__proto__ from JSON is an unknown member, and names of every object are ordinary data', () => {
  const json = JSON.stringify(file);
  assert.deepEqual(problemsOf(JSON.parse(json.replace('{', '{"__proto__":{"rows":1},'))), [
    { path: '__proto__', message: 'unknown member' },
  ]);
  const renamed = JSON.parse(json.replaceAll('"wind"', '"__proto__"').replaceAll('"c0"', '"constructor"'));
  assert.deepEqual(JSON.parse(JSON.stringify(Baseline.read(renamed))), renamed);
  const quality = JSON.parse('{"__proto__":1,"toString":2}');
  assert.deepEqual(
    Object.entries(Baseline.read({ ...file, quality }).quality ?? {}),
    Object.entries(quality),
  );
});

test('a polluted Object.prototype adds nothing', () => {
  const pollution = { model: 'stolen', otherCategories: ['stolen'] };
  try {
    Object.assign(Object.prototype, pollution);
    assert.deepEqual(Object.keys(Baseline.read(file)), Object.keys(file));
  } finally {
    for (const name of Object.keys(pollution)) Reflect.deleteProperty(Object.prototype, name);
  }
});

test('huge lists are refused before they are walked', () => {
  const huge: readonly unknown[] = new Array(4e9);
  const wind = { ...file.features[0], edges: huge };
  assert.deepEqual(problemsOf({ ...file, features: [wind], classes: huge, calibration: { classes: huge } }), [
    { path: 'features[0].edges', message: 'expected at most 100000 elements, got an array of 4000000000' },
    { path: 'calibration.classes', message: 'expected at most 100000 elements, got an array of 4000000000' },
    { path: 'classes', message: 'expected at most 100000 elements, got an array of 4000000000' },
  ]);
});

test('of very many problems a hundred are listed', () => {
  const classes = Array.from({ length: 90_000 }, () => null);
  assert.equal(problemsOf({ ...file, classes }).length, 100);
  const members = Object.fromEntries(classes.map((_, index) => [`member ${index}`, index]));
  assert.equal(problemsOf({ ...file, ...members }).length, 100);
});

test('a name that is no name is quoted in its path, short and on one line', () => {
  assert.deepEqual(
    problemsOf({ ...file, 'a\nb': 1, ['x'.repeat(70)]: 2 }).map(({ path }) => path),
    ['["a\\nb"]', `["${'x'.repeat(60)}"…]`],
  );
});

test('whatever is in the place of a member, the answer is a baseline or the list of problems', () => {
  const paths = ['task', 'classes', 'rows', 'createdAt', 'features', 'prediction', 'quality', 'calibration'];
  const anyValue = fc.anything({ withNullPrototype: true, withTypedArray: true, withSparseArray: true });
  fc.assert(
    fc.property(
      fc.constantFrom(...paths),
      anyValue,
      fc.constantFrom(...Object.keys({ ...file.features[0] })),
      (name, value, member) => {
        problemsOf({ ...file, [name]: value });
        problemsOf({ ...file, features: [{ ...file.features[0], [member]: value }] });
        assert.ok(Array.isArray(problemsOf(value)));
      },
    ),
  );
});
