"""Oracles of the figures of classifiers: models on scikit-learn's own data sets, and matrices with gaps."""
from math import fsum, isnan

import numpy
from sklearn import datasets, metrics
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.tree import DecisionTreeClassifier


def optional(value):
    return None if value is None or isnan(value) else float(value)


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
    actual, said = set(truth), set(predicted)
    return {
        'rows': len(truth),
        'accuracy': optional(metrics.accuracy_score(truth, predicted)),
        'balancedAccuracy': optional(metrics.balanced_accuracy_score(truth, predicted)),
        # 0/0, for which scikit-learn answers 0.
        'mcc': optional(metrics.matthews_corrcoef(truth, predicted)) if len(actual) > 1 and len(said) > 1 else None,
        'kappa': optional(metrics.cohen_kappa_score(truth, predicted)) if len(actual | said) > 1 else None,
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
