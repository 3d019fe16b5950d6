#!/usr/bin/python3
"""Makes estimated-quality.json: the quality of models on real data, estimated without labels, and as it was.

    /usr/bin/python3 test/oracles/estimated_quality_oracles.py            the oracle file
    /usr/bin/python3 test/oracles/estimated_quality_oracles.py --splits   how far estimates are off, for the docs

A model is fitted on one part of the data, its scores are calibrated on a second by scikit-learn's isotonic
regression, and its quality is estimated on a third: every row stands there once per class, as likely as the class is,
and scikit-learn's own figures are asked with these weights. The ROC area is counted pair by pair.
"""
import sys
import warnings

import numpy
from scipy.stats import norm
from sklearn import datasets, metrics
from sklearn.ensemble import RandomForestClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB

sys.dont_write_bytecode = True

from agreement import agree
from classification_oracles import mean_of_defined, optional
from make_statistics import write

SPLITS = 200
FIGURES = ('accuracy', 'precision', 'recall', 'f1', 'rocAuc')


def calibrated(scores, truth, current):
    """Probabilities per class; those of two classes follow from the second's."""
    width = scores.shape[1]
    fits = [IsotonicRegression(out_of_bounds='clip').fit(scores[:, index], truth == index)
            for index in range(1 if width == 2 else 0, width)]
    values = numpy.column_stack([fit.predict(current[:, width - len(fits) + index]) for index, fit in enumerate(fits)])
    if width == 2:
        return numpy.column_stack([1 - values[:, 0], values[:, 0]])
    sums = values.sum(axis=1, keepdims=True)
    return numpy.divide(values, sums, out=numpy.full_like(values, 1 / width), where=sums > 0)


def expected_area(score, probability):
    """Expected pairs of a positive and a negative row in the right order, over expected pairs."""
    above = (score[:, None] > score) + 0.5 * (score[:, None] == score)
    pairs = numpy.outer(probability, 1 - probability)
    numpy.fill_diagonal(pairs, 0)
    return optional((above * pairs).sum() / pairs.sum()) if pairs.sum() > 0 else None


def weighted_area(score, probability):
    """The same by scikit-learn, to which a row is a pair with itself."""
    rows = len(score)
    area = metrics.roc_auc_score(numpy.repeat([1, 0], rows), numpy.tile(score, 2),
                                 sample_weight=numpy.concatenate([probability, 1 - probability]))
    pairs = probability.sum() * (1 - probability).sum()
    itself = (probability * (1 - probability)).sum()
    return (area * pairs - itself / 2) / (pairs - itself)


def area(scores, probabilities):
    width = scores.shape[1]
    areas = []
    for index in range(1 if width == 2 else 0, width):
        found = expected_area(scores[:, index], probabilities[:, index])
        if found is not None:
            agree(found, weighted_area(scores[:, index], probabilities[:, index]))
        areas.append(found)
    return mean_of_defined(areas)


def figures(predicted, scores, probabilities):
    """Of probabilities that are 0 or 1 these are the figures as they were."""
    rows, width = probabilities.shape
    said, truth, weight = numpy.repeat(predicted, width), numpy.tile(range(width), rows), probabilities.ravel()
    classes = []
    for index in range(width):
        asked = (truth == index, said == index)
        per_class = {}
        for name, score in (('precision', metrics.precision_score), ('recall', metrics.recall_score),
                            ('f1', metrics.f1_score)):
            zero, one = (score(*asked, sample_weight=weight, zero_division=value) for value in (0, 1))
            per_class[name] = float(zero) if zero == one else None
        classes.append(per_class)
    macro = {name: mean_of_defined([figures[name] for figures in classes]) for name in classes[0]}
    return {'rows': rows, 'accuracy': float(metrics.accuracy_score(truth, said, sample_weight=weight)),
            **(classes[1] if width == 2 else macro), 'rocAuc': area(scores, probabilities), 'classes': classes}


def thirds(data, columns, model, seed):
    """Scores of the second and the third part by a model of the first."""
    x, y = data.data[:, columns], data.target
    train, rest, train_y, rest_y = train_test_split(x, y, train_size=1 / 3, random_state=seed, stratify=y)
    second, third, second_y, third_y = train_test_split(rest, rest_y, test_size=0.5, random_state=seed, stratify=rest_y)
    model.fit(train, train_y)
    # Six digits, as a service would send.
    second, third = (model.predict_proba(part).round(6) for part in (second, third))
    return (second, second_y), (third, third_y)


def case(name, learned, current):
    scores, truth = learned
    now, later = current
    predicted = now.argmax(axis=1)
    return {'name': name, 'calibrationScores': scores.tolist(), 'calibrationTruth': truth.tolist(),
            'scores': now.tolist(), 'predicted': predicted.tolist(),
            'probabilities': calibrated(scores, truth, now)[:5].tolist(),
            'estimated': figures(predicted, now, calibrated(scores, truth, now)),
            'measured': figures(predicted, now, numpy.eye(now.shape[1])[later])}


def estimated_quality_cases():
    cancer, wine, digits = datasets.load_breast_cancer(), datasets.load_wine(), datasets.load_digits()
    cases = [case('breast cancer', *thirds(cancer, slice(None), GaussianNB(), 1)),
             case('breast cancer, two features', *thirds(cancer, [1, 4], LogisticRegression(max_iter=1000), 1)),
             case('wine, two features', *thirds(wine, [0, 1], GaussianNB(), 1))]
    second, third = thirds(digits, slice(None), LogisticRegression(max_iter=1000), 1)
    cases.append(case('digits', tuple(part[:400] for part in second), tuple(part[:250] for part in third)))
    return cases


def interval(accuracy, rows, learned, z=norm.ppf(0.975)):
    """By search, not by formula: the ends of what a pooled test of two proportions cannot tell from `accuracy`."""
    at = numpy.linspace(0, 1, 100_001)
    pooled = (rows * at + learned * accuracy) / (rows + learned)
    inside = at[(at - accuracy) ** 2 <= z * z * pooled * (1 - pooled) * (1 / rows + 1 / learned) + 1e-15]
    return inside[0], inside[-1]


def splits_table():
    cancer, wine, digits = datasets.load_breast_cancer(), datasets.load_wine(), datasets.load_digits()
    every = slice(None)
    sets = [('breast cancer, naive Bayes', cancer, every, GaussianNB()),
            ('breast cancer, random forest', cancer, every, RandomForestClassifier(30, random_state=0)),
            ('breast cancer, two features, logistic', cancer, [1, 4], LogisticRegression(max_iter=1000)),
            ('wine, naive Bayes', wine, every, GaussianNB()),
            ('digits, naive Bayes', digits, every, GaussianNB()),
            ('digits, logistic', digits, every, LogisticRegression(max_iter=300)),
            ('digits, random forest', digits, every, RandomForestClassifier(30, random_state=0))]
    for name, data, columns, model in sets:
        off, held, held_by_rows_alone = [], 0, 0
        for seed in range(SPLITS):
            (scores, truth), (now, later) = thirds(data, columns, model, seed)
            predicted, likely = now.argmax(axis=1), calibrated(scores, truth, now)
            estimated = figures(predicted, now, likely)
            measured = figures(predicted, now, numpy.eye(now.shape[1])[later])
            off.append([estimated[name] - measured[name] for name in FIGURES])
            low, high = interval(estimated['accuracy'], len(now), len(scores))
            held += low - 1e-5 <= measured['accuracy'] <= high + 1e-5
            right = likely[range(len(now)), predicted]
            alone = norm.ppf(0.975) * numpy.sqrt((right * (1 - right)).sum()) / len(now)
            held_by_rows_alone += abs(off[-1][0]) <= alone + 1e-12
        off = numpy.array(off)
        print(f'| {name} | {len(scores)} | ' + ' | '.join(f'{value:.3f}' for value in abs(off).mean(axis=0)) +
              f' | {off[:, 0].mean():+.3f} | {abs(off[:, 0]).max():.3f} | {held / SPLITS:.0%}'
              f' | {held_by_rows_alone / SPLITS:.0%} |')


if __name__ == '__main__':
    warnings.simplefilter('ignore')
    if '--splits' in sys.argv:
        splits_table()
    else:
        write('estimated-quality', estimated_quality_cases())
