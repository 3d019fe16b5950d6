#!/usr/bin/python3
"""Makes the oracle files of test/statistics: inputs, and the answers of SciPy, scikit-learn and mpmath.

    apt-get install python3-sklearn python3-scipy python3-mpmath
    /usr/bin/python3 test/oracles/make_statistics.py

Where floating point would blur the answer (shares that hardly differ, far tails) the answer is mpmath's, computed
with 60 digits; everywhere else SciPy or scikit-learn is asked too, and has to agree.
"""
import json
import platform
import warnings
from fractions import Fraction
from math import fsum, isnan
from pathlib import Path

import mpmath
import numpy
import scipy
import sklearn
from scipy import stats
from scipy.spatial import distance
from sklearn import datasets, metrics
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.tree import DecisionTreeClassifier

mpmath.mp.dps = 60
FOLDER = Path(__file__).parent
VERSIONS = {
    'python': platform.python_version(),
    'numpy': numpy.__version__,
    'scipy': scipy.__version__,
    'sklearn': sklearn.__version__,
    'mpmath': mpmath.__version__,
}


def write(name, cases):
    """One case per line, so that a change shows."""
    lines = ',\n'.join(json.dumps(case, allow_nan=False) for case in cases)
    text = f'{{"versions": {json.dumps(VERSIONS)},\n"cases": [\n{lines}\n]}}\n'
    (FOLDER / f'{name}.json').write_text(text)
    print(f'{name}.json: {len(cases)} cases, {len(text)} bytes')


def agree(ours, theirs, tolerance=1e-9):
    assert abs(ours - theirs) <= tolerance * max(abs(ours), 1e-3), (ours, theirs)


def optional(value):
    return None if value is None or isnan(value) else float(value)


# Distances over counts per bin -------------------------------------------------------------------------------

def exact_shares(counts, added=0):
    total = sum(map(Fraction, counts)) + Fraction(added) * len(counts)
    return [mpmath.mpf((Fraction(c) + Fraction(added)).numerator) / (Fraction(c) + Fraction(added)).denominator
            * total.denominator / total.numerator for c in counts]


def log_term(p, q):
    return p * mpmath.log(p / q) if p > 0 else mpmath.mpf(0)


def exact_distances(baseline, current):
    p, q = exact_shares(baseline), exact_shares(current)
    ps, qs = exact_shares(baseline, 0.5), exact_shares(current, 0.5)
    js = sum(log_term(a, (a + b) / 2) + log_term(b, (a + b) / 2) for a, b in zip(p, q)) / 2 / mpmath.log(2)
    cumulative = [abs(sum(p[:i]) - sum(q[:i])) for i in range(1, len(p) + 1)]
    return {
        'psi': float(sum((b - a) * mpmath.log(b / a) for a, b in zip(ps, qs))),
        'jensenShannonDistance': float(mpmath.sqrt(abs(js))),
        'hellingerDistance': float(mpmath.sqrt(sum((mpmath.sqrt(a) - mpmath.sqrt(b)) ** 2 for a, b in zip(p, q)) / 2)),
        'lInfinityDistance': float(max(abs(a - b) for a, b in zip(p, q))),
        'kolmogorovSmirnov': float(max(cumulative)),
    }


def check_distances(found, baseline, current):
    """The same by SciPy, Kolmogorov-Smirnov over the rows themselves."""
    baseline, current = numpy.array(baseline, float), numpy.array(current, float)
    p, q = baseline / baseline.sum(), current / current.sum()
    ps, qs = (baseline + 0.5) / (baseline + 0.5).sum(), (current + 0.5) / (current + 0.5).sum()
    agree(found['psi'], stats.entropy(ps, qs) + stats.entropy(qs, ps))
    agree(found['jensenShannonDistance'], distance.jensenshannon(p, q, base=2))
    agree(found['hellingerDistance'], distance.euclidean(numpy.sqrt(p), numpy.sqrt(q)) / numpy.sqrt(2))
    agree(found['lInfinityDistance'], distance.chebyshev(p, q))
    bins = numpy.arange(len(baseline))
    rows = [numpy.repeat(bins, counts.astype(int)) for counts in (baseline, current)]
    agree(found['kolmogorovSmirnov'], stats.ks_2samp(*rows, method='asymp').statistic)


def distance_cases():
    random = numpy.random.default_rng(7)
    features = datasets.load_breast_cancer().data
    pairs = [('one empty bin', [100, 200, 400, 200, 100], [0, 30, 40, 20, 10]),
             ('no bin in common', [5, 7, 0, 0], [0, 0, 11, 2]),
             ('two bins', [90, 10], [8, 3]),
             ('a single row', [40, 30, 20, 10], [0, 0, 1, 0])]
    for column in (0, 7, 13):
        edges = numpy.unique(numpy.quantile(features[:300, column], numpy.arange(1, 10) / 10))
        split = [numpy.bincount(numpy.searchsorted(edges, part), minlength=len(edges) + 1).tolist()
                 for part in (features[:300, column], features[300:, column])]
        pairs.append((f'breast cancer, column {column}: first 300 rows and the rest', *split))
    for bins in (3, 10, 50):
        shares = random.dirichlet(numpy.ones(bins))
        pairs.append((f'{bins} random bins', random.multinomial(5000, shares).tolist(),
                      random.multinomial(200, random.dirichlet(shares * 20)).tolist()))
    cases = []
    for name, baseline, current in pairs:
        found = exact_distances(baseline, current)
        check_distances(found, baseline, current)
        cases.append({'name': name, 'baseline': baseline, 'current': current, **found})
    for name, baseline, current in [
        ('hardly different', [1_000_000, 2_000_000, 3_000_000], [1_000_001, 2_000_000, 2_999_999]),
        ('huge counts', [10**15, 2 * 10**15, 1, 0], [3 * 10**14, 10**15, 0, 10**15]),
        ('fractional counts', [0.25, 1.5, 3.125], [2.5, 0.0625, 0.75]),
    ]:
        cases.append({'name': name, 'baseline': baseline, 'current': current, **exact_distances(baseline, current)})
    return cases


# Chi-squared and what rests on it ----------------------------------------------------------------------------

def exact_chi_squared_quantile(p, degrees):
    shape, p = mpmath.mpf(degrees) / 2, mpmath.mpf(p)

    def excess(x):
        if p < 0.5:
            return mpmath.log(mpmath.gammainc(shape, 0, x / 2, regularized=True)) - mpmath.log(p)
        return mpmath.log(mpmath.gammainc(shape, x / 2, mpmath.inf, regularized=True)) - mpmath.log(1 - p)

    near = stats.chi2.ppf(float(p), degrees)
    root = mpmath.findroot(excess, (near, near * (1 + 1e-7)), solver='secant', tol=1e-40)
    agree(float(root), near)
    return float(root)


def chi_squared_cases():
    probabilities = [1e-10, 1e-5, 0.01, 0.3, 0.5, 0.7, 0.95, 0.999, 1 - 1e-9, 1 - 1e-12]
    return [{'degrees': degrees, 'p': p, 'quantile': exact_chi_squared_quantile(p, degrees)}
            for degrees in (1, 2, 3, 5, 9, 10, 30, 99, 500, 1000) for p in probabilities]


def drift_threshold_cases():
    def threshold(n, rows, bins):
        return max(0.1, stats.chi2.ppf(0.999, bins - 1) * (1 / n + 1 / rows))
    return [{'currentRows': n, 'baselineRows': rows, 'bins': bins, 'threshold': threshold(n, rows, bins)}
            for n in (1, 30, 200, 10**4, 10**15) for rows in (1, 300, 50_000) for bins in (2, 10, 51)]


def interval_cases():
    cases = []
    for hits, n in [(0, 1), (1, 1), (0, 30), (7, 30), (30, 30), (81, 263), (999, 1000), (1, 10**6), (123_456, 10**6)]:
        for confidence in (0.5, 0.95, 0.999):
            found = stats.binomtest(hits, n).proportion_ci(confidence, method='wilson')
            cases.append({'hits': hits, 'n': n, 'confidence': confidence, 'lower': max(found.low, 0.0) if hits else 0.0,
                          'upper': min(found.high, 1.0) if hits < n else 1.0})
    return cases


def z_test_cases():
    cases = []
    for a, n, b, m in [(45, 50, 30, 50), (1, 10, 2, 10), (8740, 10_000, 8140, 10_000), (5, 5, 0, 7), (7, 70, 10, 100),
                       (900_000, 10**6, 100_000, 10**6)]:
        table = [[a, n - a], [b, m - b]]
        statistic, p_value = stats.chi2_contingency(table, correction=False)[:2]
        z = mpmath.sign(Fraction(a, n) - Fraction(b, m)) * mpmath.sqrt(
            mpmath.mpf((a * m - b * n) ** 2 * (n + m)) / (n * m * (a + b) * (n + m - a - b)))
        exact = mpmath.erfc(abs(z) / mpmath.sqrt(2))
        agree(float(z) ** 2, statistic)
        agree(float(exact), p_value)
        cases.append({'hitsA': a, 'nA': n, 'hitsB': b, 'nB': m, 'z': float(z), 'pValue': float(exact)})
    return cases


# Quantiles and isotonic regression ---------------------------------------------------------------------------

def quantile_cases():
    diabetes = datasets.load_diabetes()
    lists = [('diabetes, target', diabetes.target), ('diabetes, body mass index', diabetes.data[:, 2]),
             ('wine, proline', datasets.load_wine().data[:, 12]), ('ties', [1, 1, 1, 2, 2, 7]), ('one', [4.5]),
             ('negative', [-3.5, -1, 0, 0, 12])]
    ps = [0, 0.1, 0.25, 0.3333, 0.5, 0.9, 0.95, 0.99, 1]
    return [{'name': name, 'sorted': sorted(map(float, values)), 'p': ps,
             'quantiles': numpy.quantile(values, ps).tolist()} for name, values in lists]


def isotonic_cases(classification):
    diabetes = datasets.load_diabetes()
    binary = classification[0]
    lists = [('diabetes: target by body mass index', diabetes.data[:, 2], diabetes.target),
             ('breast cancer: truth by score', [row[1] for row in binary['scores']], binary['truth']),
             ('ties, unordered', [3, 1, 2, 2, 5, 4, 4, 1], [1, 0, 5, 1, 2, 2, 4, 1]),
             ('falling: one level', [1, 2, 3, 4], [9, 7, 4, 1]), ('one point', [2], [7])]
    cases = []
    for name, x, y in lists:
        model = IsotonicRegression(out_of_bounds='clip').fit(x, y)
        at = numpy.linspace(min(x) - 1, max(x) + 1, 41) if len(x) < 10 else numpy.linspace(min(x), max(x), 41)
        cases.append({'name': name, 'x': list(map(float, x)), 'y': list(map(float, y)),
                      'fitX': model.X_thresholds_.tolist(), 'fitY': model.y_thresholds_.tolist(),
                      'at': at.tolist(), 'values': model.predict(at).tolist()})
    return cases


# Quality -----------------------------------------------------------------------------------------------------

def undefined_where_they_differ(score, truth, predicted, labels):
    """What `zero_division=nan` of later versions gives: 0/0 is where the choice of its value matters."""
    zeros, ones = (score(truth, predicted, labels=labels, average=None, zero_division=value) for value in (0, 1))
    return [None if zero != one else float(zero) for zero, one in zip(zeros, ones)]


def mean_of_defined(values):
    defined = [value for value in values if value is not None]
    return fsum(defined) / len(defined) if defined else None


def class_figures(truth, predicted, labels):
    figures = {
        'precision': undefined_where_they_differ(metrics.precision_score, truth, predicted, labels),
        'recall': undefined_where_they_differ(metrics.recall_score, truth, predicted, labels),
        'f1': undefined_where_they_differ(metrics.f1_score, truth, predicted, labels),
        'specificity': [float(m[0, 0] / m[0].sum()) if m[0].sum() else None
                        for m in metrics.multilabel_confusion_matrix(truth, predicted, labels=labels)],
    }
    seen = [index for index, label in enumerate(labels) if label in truth or label in predicted]
    macro = {name: mean_of_defined([values[index] for index in seen]) for name, values in figures.items()}
    return [dict(zip(figures, row)) for row in zip(*figures.values())], macro


def report(truth, predicted, labels):
    classes, macro = class_figures(truth, predicted, labels)
    seen = len(set(truth)) > 1 or len(set(predicted)) > 1
    one_sided = len(set(truth)) == 1 or len(set(predicted)) == 1
    return {
        'rows': len(truth),
        'accuracy': optional(metrics.accuracy_score(truth, predicted)),
        'balancedAccuracy': optional(metrics.balanced_accuracy_score(truth, predicted)),
        'mcc': None if one_sided else optional(metrics.matthews_corrcoef(truth, predicted)),
        'kappa': optional(metrics.cohen_kappa_score(truth, predicted)) if seen else None,
        'macro': macro,
        'classes': classes,
    }


def calibration_error(score, hit):
    bins = numpy.digitize(score, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], right=True)
    groups = [(score[bins == index], hit[bins == index]) for index in range(10)]
    return fsum(len(s) / len(score) * abs(h.mean() - s.mean()) for s, h in groups if len(s))


def score_figures(truth, scores):
    width = scores.shape[1]
    truth = numpy.array(truth)
    top = scores.argmax(axis=1)
    binary = width == 2
    return {
        'logLoss': metrics.log_loss(truth, scores, labels=range(width), eps=1e-15),
        'brierScore': metrics.brier_score_loss(truth, scores[:, 1]) if binary
        else float(((scores - numpy.eye(width)[truth]) ** 2).sum(axis=1).mean()),
        'rocAuc': metrics.roc_auc_score(truth, scores[:, 1]) if binary
        else metrics.roc_auc_score(truth, scores, multi_class='ovr', average='macro'),
        'calibrationError': calibration_error(scores[:, 1], truth == 1) if binary
        else calibration_error(scores.max(axis=1), top == truth),
    }


def classification_cases():
    sets = [('breast cancer, two features', datasets.load_breast_cancer(), [4, 8], LogisticRegression(max_iter=1000)),
            ('wine, two features', datasets.load_wine(), [0, 1], GaussianNB()),
            ('iris, tied scores of a tree', datasets.load_iris(), [0, 1], DecisionTreeClassifier(max_depth=3, random_state=0)),
            ('digits, five pixels', datasets.load_digits(), [20, 28, 36, 43, 50], GaussianNB())]
    cases = []
    for name, data, columns, model in sets:
        train, test, train_y, truth = train_test_split(data.data[:, columns], data.target, test_size=0.5, random_state=1)
        truth, test = truth[:200].tolist(), test[:200]
        scores = model.fit(train, train_y).predict_proba(test)
        predicted = model.predict(test).tolist()
        labels = list(range(scores.shape[1]))
        cases.append({'name': name, 'truth': truth, 'predicted': predicted, 'scores': scores.tolist(),
                      'report': report(truth, predicted, labels), **score_figures(truth, scores)})
    return cases


def confusion_cases():
    lists = [('a class never predicted', [[5, 2, 0], [1, 7, 0], [2, 1, 0]]),
             ('a class never true', [[5, 1, 1], [0, 6, 2], [0, 0, 0]]),
             ('a class never seen', [[5, 0, 2], [0, 0, 0], [1, 0, 9]]),
             ('one class only', [[12]]), ('all of one class', [[9, 0], [0, 0]]),
             ('all predicted as one', [[9, 0], [4, 0]]), ('all wrong', [[0, 3], [4, 0]]),
             ('no better than chance', [[4, 8], [2, 4]])]
    cases = []
    for name, matrix in lists:
        pairs = [(t, p) for t, row in enumerate(matrix) for p, count in enumerate(row) for _ in range(count)]
        truth, predicted = [t for t, _ in pairs], [p for _, p in pairs]
        cases.append({'name': name, 'confusion': matrix, 'report': report(truth, predicted, list(range(len(matrix))))})
    return cases


def regression_cases():
    random = numpy.random.default_rng(3)
    diabetes, wine, cancer = datasets.load_diabetes(), datasets.load_wine(), datasets.load_breast_cancer()
    sets = [('diabetes: progression', diabetes.data, diabetes.target),
            ('wine: alcohol from the rest', wine.data[:, 1:], wine.data[:, 0]),
            ('breast cancer: mean radius from texture and smoothness', cancer.data[:, [1, 4]], cancer.data[:, 0])]
    lists = []
    for name, x, y in sets:
        train, test, train_y, truth = train_test_split(x, y, test_size=0.5, random_state=1)
        lists.append((name, truth[:200], LinearRegression().fit(train, train_y).predict(test[:200])))
    counts = random.poisson(1.5, 60).astype(float)
    lists += [('counts, zeros among the truths', counts, counts + random.normal(0, 0.5, 60)),
              ('small differences of large numbers', 1e9 + random.normal(0, 1, 80), 1e9 + random.normal(0, 1, 80)),
              ('two rows', numpy.array([-1.0, 3.0]), numpy.array([1.0, 2.5])),
              ('worse than the mean', numpy.array([1.0, 2, 3]), numpy.array([30.0, -20, 1]))]
    return [{'name': name, 'truth': truth.tolist(), 'output': output.tolist(),
             'report': regression_report(truth, output)} for name, truth, output in lists]


def regression_report(truth, output):
    exact = [(Fraction(t), Fraction(o)) for t, o in zip(truth.tolist(), output.tolist())]
    mean = sum(t for t, _ in exact) / len(exact)
    squares = sum((o - t) ** 2 for t, o in exact)
    known = truth != 0
    found = {
        'rows': len(exact),
        'mae': float(sum(abs(o - t) for t, o in exact) / len(exact)),
        'mse': float(squares / len(exact)),
        'rmse': float(mpmath.sqrt(mpmath.mpf(squares.numerator) / squares.denominator / len(exact))),
        'bias': float(sum(o - t for t, o in exact) / len(exact)),
        'mape': float(metrics.mean_absolute_percentage_error(truth[known], output[known])),
        'r2': float(1 - squares / sum((t - mean) ** 2 for t, _ in exact)),
        'medianAbsoluteError': float(metrics.median_absolute_error(truth, output)),
    }
    agree(found['mae'], metrics.mean_absolute_error(truth, output))
    agree(found['mse'], metrics.mean_squared_error(truth, output))
    agree(found['r2'], metrics.r2_score(truth, output), 1e-7)
    return found


if __name__ == '__main__':
    warnings.simplefilter('ignore')
    classification = classification_cases()
    write('distances', distance_cases())
    write('chi-squared', chi_squared_cases())
    write('drift-threshold', drift_threshold_cases())
    write('wilson-interval', interval_cases())
    write('two-proportion-z-test', z_test_cases())
    write('quantile', quantile_cases())
    write('isotonic-regression', isotonic_cases(classification))
    write('classification', classification)
    write('confusion', confusion_cases())
    write('regression', regression_cases())
