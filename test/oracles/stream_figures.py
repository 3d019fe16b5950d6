"""Figures of the first rows of a stream: scikit-learn's, each computed a second time and compared."""
from collections import Counter
from fractions import Fraction
from math import fsum, sqrt

import numpy
from agreement import agree
from classification_oracles import calibration_error, mean_of_defined, report
from regression_oracles import regression_report
from scipy import stats
from sklearn import metrics
from sklearn.calibration import calibration_curve
from stream_sums import CLIPPED, bin_sums, calibrated, columns, distances, right_scores, surprises, truths_and_scores

TOLERANCE = 1e-11
PER_CLASS = ('precision', 'recall', 'f1', 'specificity')


def figures(stream, end):
    rows = stream['rows'][:end]
    if stream['task'] == 'regression':
        return {'overall': regression_figures(*columns(rows, 'truth', 'output'))}
    overall, classes = class_figures(stream, rows)
    if 'scores' in rows[0]:
        overall.update(score_figures(stream, rows))
    return {'overall': overall, 'classes': classes}


def same(ours, theirs):
    """Their answer, which ours has to agree with; `None` only together."""
    if ours is None or theirs is None:
        assert ours is theirs, (ours, theirs)
        return None
    agree(float(ours), float(theirs), TOLERANCE)
    return float(theirs)


def share(part, whole):
    return Fraction(int(part), int(whole)) if whole else None


def class_figures(stream, rows):
    truth, output = columns(rows, 'truth', 'output')
    is_binary, occurring = 'positiveClass' in stream, sorted({*truth, *output})
    assert is_binary or len(occurring) > 2
    names = stream['classes'] if is_binary else occurring
    theirs, ours = report(truth, output, names), {name: counted_figures(truth, output, name) for name in names}
    classes = {name: {key: same(ours[name][key], row[key]) for key in PER_CLASS}
               for name, row in zip(names, theirs['classes'])}
    macro = {key: same(mean_of_defined([ours[name][key] for name in occurring]), theirs['macro'][key])
             for key in PER_CLASS}
    return {
        'accuracy': same(share(sum(t == o for t, o in zip(truth, output)), len(rows)), theirs['accuracy']),
        'balanced_accuracy': same(macro['recall'], theirs['balancedAccuracy']),
        **(classes[stream['positiveClass']] if is_binary else macro),
        **correlations(truth, output, theirs),
    }, classes


def counted_figures(truth, output, name):
    hits = sum(t == name == o for t, o in zip(truth, output))
    actual, said = truth.count(name), output.count(name)
    others = len(truth) - actual
    return {'precision': share(hits, said), 'recall': share(hits, actual), 'f1': share(2 * hits, actual + said),
            'specificity': share(others - said + hits, others)}


def correlations(truth, output, theirs):
    n, actual, said = len(truth), Counter(truth), Counter(output)
    by_chance = sum(actual[name] * said[name] for name in actual)
    beyond_chance = n * sum(t == o for t, o in zip(truth, output)) - by_chance
    spreads = [n * n - sum(count * count for count in counts.values()) for counts in (actual, said)]
    return {'mcc': same(beyond_chance / sqrt(spreads[0] * spreads[1]) if all(spreads) else None, theirs['mcc']),
            'kappa': same(share(beyond_chance, n * n - by_chance), theirs['kappa'])}


def score_figures(stream, rows):
    truth, scores = truths_and_scores(stream, rows)
    calibration = calibrated(stream, rows)
    return {
        'log_loss': same(fsum(surprises(truth, scores)) / len(rows), log_loss(truth, scores)),
        'brier_score': same(fsum(distances(truth, scores)) / len(rows), brier_score(truth, scores)),
        'roc_auc': roc_auc(truth, scores),
        'calibration_error': same(curve_error(*calibration), calibration_error(*calibration)),
    }


def log_loss(truth, scores):
    """Asked about the right class's score against all else, which sum to 1, as rounded rows need not."""
    answer = metrics.log_loss(numpy.ones(len(truth)), right_scores(truth, scores), labels=[0, 1], eps=CLIPPED)
    whole_rows = metrics.log_loss(truth, scores, labels=range(scores.shape[1]), eps=CLIPPED)
    sums = numpy.clip(scores, CLIPPED, 1 - CLIPPED).sum(axis=1)
    return same(whole_rows - numpy.log(sums).mean(), answer)


def one_vs_rest(truth, scores):
    """The positive class of two, else every class: whether a row is of it, and its score."""
    classes = [1] if scores.shape[1] == 2 else range(scores.shape[1])
    return [(truth == index, scores[:, index]) for index in classes]


def brier_score(truth, scores):
    return fsum(metrics.brier_score_loss(positive, score, pos_label=True)
                for positive, score in one_vs_rest(truth, scores))


def roc_auc(truth, scores):
    areas = [roc_auc_of(positive, score) for positive, score in one_vs_rest(truth, scores)]
    if len(areas) > 1 and None not in areas:
        same(mean_of_defined(areas), metrics.roc_auc_score(truth, scores, multi_class='ovr', average='macro'))
    return mean_of_defined(areas)


def roc_auc_of(positive, score):
    if positive.all() or not positive.any():
        return None
    pairs = positive.sum() * (~positive).sum()
    return same(stats.mannwhitneyu(score[positive], score[~positive], method='asymptotic').statistic / pairs,
                metrics.roc_auc_score(positive, score))


def curve_error(score, hit):
    hit_shares, mean_scores = calibration_curve(hit, score, n_bins=10, strategy='uniform', pos_label=True)
    rows = [count for count in bin_sums(score, hit)['predictions'] if count]
    assert len(rows) == len(hit_shares)
    return fsum(n / len(score) * abs(h - s) for n, h, s in zip(rows, hit_shares, mean_scores))


def regression_figures(truth, output):
    truth, output = numpy.array(truth, float), numpy.array(output)
    errors, known, varies = output - truth, truth != 0, numpy.ptp(truth) > 0
    theirs = {
        'mae': metrics.mean_absolute_error(truth, output),
        'mse': metrics.mean_squared_error(truth, output),
        'rmse': metrics.mean_squared_error(truth, output, squared=False),
        'bias': errors.mean(),
        'mape': metrics.mean_absolute_percentage_error(truth[known], output[known]) if known.any() else None,
        'r2': metrics.r2_score(truth, output) if varies else None,
        'median_absolute_error': metrics.median_absolute_error(truth, output),
    }
    exact = regression_report(truth, output) if varies and known.any() else theirs
    ours = {**exact, 'median_absolute_error': stats.scoreatpercentile(abs(errors), 50)}
    return {name: same(ours[name], value) for name, value in theirs.items()}
