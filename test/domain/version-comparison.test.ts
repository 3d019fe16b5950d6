import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Figure } from '../../src/domain/quality-metrics.ts';
import { compareVersions, type VersionFigures } from '../../src/domain/version-comparison.ts';
import { twoProportionZTest } from '../../src/statistics/two-proportion-z-test.ts';

function versionWith(version: string, ...figures: readonly Figure[]): VersionFigures {
  return { model: 'm', version, figures };
}

function share(metric: Figure['metric'], hits: number, n: number, name = ''): Figure {
  return { metric, class: name, value: hits / n, n, hits };
}

test('shares are compared by metric and class, with how often chance makes such a difference', () => {
  const a = versionWith('1', share('accuracy', 90, 100), share('recall', 3, 4, 'x'), share('recall', 1, 4));
  const b = versionWith('2', share('recall', 2, 8, 'x'), share('accuracy', 160, 200), share('recall', 4, 4));
  assert.deepEqual(compareVersions(a, b), {
    model: 'm',
    a: '1',
    b: '2',
    figures: [
      {
        metric: 'accuracy',
        class: '',
        a: { value: 0.9, n: 100 },
        b: { value: 0.8, n: 200 },
        difference: 0.9 - 0.8,
        pValue: twoProportionZTest(90, 100, 160, 200)?.pValue,
      },
      {
        metric: 'recall',
        class: 'x',
        a: { value: 0.75, n: 4 },
        b: { value: 0.25, n: 8 },
        difference: 0.5,
        pValue: twoProportionZTest(3, 4, 2, 8)?.pValue,
      },
      {
        metric: 'recall',
        class: '',
        a: { value: 0.25, n: 4 },
        b: { value: 1, n: 4 },
        difference: -0.75,
        pValue: twoProportionZTest(1, 4, 4, 4)?.pValue,
      },
    ],
  });
});

test('where all came out alike chance says nothing', () => {
  const { figures } = compareVersions(
    versionWith('1', share('accuracy', 4, 4)),
    versionWith('2', share('accuracy', 9, 9)),
  );
  assert.deepEqual(figures, [
    { metric: 'accuracy', class: '', a: { value: 1, n: 4 }, b: { value: 1, n: 9 }, difference: 0 },
  ]);
});

test('what is no share, or what one of them cannot tell, is not compared', () => {
  const mae: Figure = { metric: 'mae', class: '', value: 2, n: 9 };
  const meanOfClasses: Figure = { metric: 'recall', class: '', value: 0.5, n: 9 };
  const a = versionWith('1', mae, share('recall', 1, 2), share('error_rate', 1, 2));
  const b = versionWith('2', mae, meanOfClasses, share('accuracy', 1, 2));
  assert.deepEqual(compareVersions(a, b).figures, []);
});
