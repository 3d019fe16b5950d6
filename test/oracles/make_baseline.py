#!/usr/bin/python3
"""Makes baseline.json for test/domain/baseline-oracles.test.ts: values, the bins NumPy makes of them, and the distances
SciPy finds between the rows of two samples through these bins.

    apt-get install python3-sklearn python3-scipy python3-mpmath
    /usr/bin/python3 test/oracles/make_baseline.py
"""
import json
import platform
import sys
from collections import Counter
from pathlib import Path

import numpy
import scipy
import sklearn
from scipy import stats
from sklearn import datasets

sys.dont_write_bytecode = True

from distribution_oracles import check_distances, exact_distances

FILE = Path(__file__).parent / 'baseline.json'
VERSIONS = {'python': platform.python_version(), 'numpy': numpy.__version__, 'scipy': scipy.__version__,
            'sklearn': sklearn.__version__}
TENTHS = numpy.arange(1, 10)


def decile_edges(values):
    """In extended precision, so that a decile that lies on a row is that row; plain NumPy has to agree."""
    exact = numpy.quantile(values.astype(numpy.longdouble), TENTHS.astype(numpy.longdouble) / 10)
    deciles = exact.astype(float)
    numpy.testing.assert_allclose(deciles, numpy.quantile(values, TENTHS / 10), rtol=1e-13, atol=1e-300)
    distinct = numpy.unique(deciles)
    return distinct[distinct < values.max()]


def rows_per_bin(values, edges):
    """Bins closed on the right: a value goes to the first edge that is not below it."""
    return numpy.bincount(numpy.searchsorted(edges, values, side='left'), minlength=len(edges) + 1).tolist()


def compared(baseline, current):
    distances = exact_distances(baseline, current)
    check_distances(distances, baseline, current)
    chance = stats.chi2.ppf(0.999, len(baseline) - 1) * (1 / sum(baseline) + 1 / sum(current))
    return {'distances': distances, 'threshold': max(0.1, chance)}


def numeric_case(name, values, current):
    values, current = numpy.asarray(values, float), numpy.asarray(current, float)
    edges = decile_edges(values)
    counts, current_counts = rows_per_bin(values, edges), rows_per_bin(current, edges)
    outside = int(((current < values.min()) | (current > values.max())).sum())
    return {'name': name, 'values': values.tolist(), 'current': current.tolist(), 'edges': edges.tolist(),
            'counts': counts, 'currentCounts': current_counts, 'outOfRange': outside,
            'min': values.min(), 'max': values.max(), 'mean': values.mean(), 'std': values.std(),
            **compared(counts, current_counts)}


def categorical_case(name, values, current, most=50):
    ranked = sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))
    shown, cut = ranked[:most], ranked[most:]
    bins = [category for category, _ in shown]
    counts = [count for _, count in shown]
    others = {category for category, _ in cut}
    now = Counter(current)
    current_counts = [now[category] for category in bins]
    all_counts = counts + ([sum(count for _, count in cut)] if cut else []) + [0]
    unseen = sum(count for category, count in now.items() if category not in others and category not in bins)
    other_now = [sum(now[category] for category in others)] if cut else []
    current_counts = current_counts + other_now + [unseen]
    return {'name': name, 'values': values, 'current': current, 'most': most, 'categories': bins,
            'counts': all_counts, 'currentCounts': current_counts, **compared(all_counts, current_counts)}


def numeric_cases():
    random = numpy.random.default_rng(5)
    cancer, diabetes, wine = (load().data for load in (datasets.load_breast_cancer, datasets.load_diabetes,
                                                       datasets.load_wine))
    flowers = datasets.load_iris().data
    pairs = [('breast cancer, mean radius: first 300 rows and the rest', cancer[:300, 0], cancer[300:, 0]),
             ('breast cancer, concavity: zeros among them', cancer[:300, 6], cancer[300:, 6]),
             ('diabetes, body mass: negative numbers', diabetes[:200, 2], diabetes[200:, 2]),
             ('wine, proline', wine[:90, 12], wine[90:, 12]),
             ('iris, sepal length: ties, one decimal', flowers[:75, 0], flowers[75:, 0]),
             ('eleven rows', numpy.arange(11), [3, 3.5, 11, -1] * 9),
             ('half of the rows are 0', numpy.where(random.random(200) < 0.5, 0, random.gamma(1, 5, 200)),
              random.gamma(1, 5, 60)),
             ('most rows are the largest', numpy.minimum(random.gamma(2, 9, 150), 12), random.gamma(2, 9, 50)),
             ('huge and tiny', numpy.exp(random.normal(0, 80, 120)), numpy.exp(random.normal(30, 80, 60)))]
    return [numeric_case(*pair) for pair in pairs]


def categorical_cases():
    random = numpy.random.default_rng(6)
    wine = datasets.load_wine()
    classes = [str(wine.target_names[index]) for index in wine.target]
    letters = [chr(97 + min(25, index)) for index in random.geometric(0.12, 800)]
    return [categorical_case('wine, class: every second row and the first hundred', classes[::2], classes[:100]),
            categorical_case('letters, eight of them shown', letters[:600], letters[500:] + ['A', 'B'], 8),
            categorical_case('nothing in common', ['x', 'y', 'y'], ['z'] * 40)]


if __name__ == '__main__':
    cases = {'numeric': numeric_cases(), 'categorical': categorical_cases()}
    lines = ',\n'.join(f'"{kind}": [\n' + ',\n'.join(map(json.dumps, rows)) + '\n]' for kind, rows in cases.items())
    FILE.write_text(f'{{"versions": {json.dumps(VERSIONS)},\n{lines}\n}}\n')
    print(f'{FILE.name}: {sum(map(len, cases.values()))} cases, {FILE.stat().st_size} bytes')
