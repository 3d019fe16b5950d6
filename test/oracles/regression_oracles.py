"""Oracles of the figures of regressions, and of isotonic regression."""
from fractions import Fraction

import mpmath
import numpy
from agreement import agree
from sklearn import datasets, metrics
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

mpmath.mp.dps = 60


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
