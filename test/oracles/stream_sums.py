"""Sums over the rows of a stream, which are what Prometheus counters of them have reached at its end."""
from collections import Counter
from math import fsum

import numpy

CLIPPED = 1e-15
EDGES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]


def counters(stream):
    rows = stream['rows']
    if stream['task'] == 'regression':
        return {'totals': regression_totals(*map(numpy.array, columns(rows, 'truth', 'output')))}
    truth, output = columns(rows, 'truth', 'output')
    hits = sum(t == o for t, o in zip(truth, output))
    totals = {'model_labels_total': len(rows), 'model_accuracy_count': len(rows), 'model_accuracy_sum': hits}
    pairs, said = Counter(zip(truth, output)), sorted(set(output))
    counted = {'predictedClasses': {name: output.count(name) for name in said},
               'confusion': {name: {other: pairs[name, other] for other in said if pairs[name, other]}
                             for name in sorted(set(truth))}}
    if 'scores' not in rows[0]:
        return {'totals': totals, **counted}
    return {'totals': {**totals, **score_totals(*truths_and_scores(stream, rows))}, **counted,
            'calibration': bin_sums(*calibrated(stream, rows))}


def columns(rows, *names):
    return [[row[name] for row in rows] for name in names]


def truths_and_scores(stream, rows):
    truth, scores = columns(rows, 'truth', 'scores')
    return numpy.array([stream['classes'].index(name) for name in truth]), numpy.array(scores)


def score_totals(truth, scores):
    return {
        'model_scored_labels_total': len(truth),
        'model_log_loss_total': fsum(surprises(truth, scores)),
        'model_brier_score_total': fsum(distances(truth, scores)),
    }


def right_scores(truth, scores):
    return scores[numpy.arange(len(truth)), truth]


def surprises(truth, scores):
    return -numpy.log(numpy.clip(right_scores(truth, scores), CLIPPED, 1 - CLIPPED))


def distances(truth, scores):
    squares = (scores - numpy.eye(scores.shape[1])[truth]) ** 2
    return squares[:, 1] if scores.shape[1] == 2 else squares.sum(axis=1)


def calibrated(stream, rows):
    """The score that is compared with how often it comes true, and whether it did."""
    truth, output = map(numpy.array, columns(rows, 'truth', 'output'))
    _, scores = truths_and_scores(stream, rows)
    if 'positiveClass' in stream:
        return scores[:, stream['classes'].index(stream['positiveClass'])], truth == stream['positiveClass']
    return scores.max(axis=1), truth == output


def bin_sums(score, hit):
    bins = numpy.searchsorted(EDGES, score, side='left')
    return {
        'predictions': numpy.bincount(bins, minlength=10).tolist(),
        'positives': numpy.bincount(bins[hit], minlength=10).tolist(),
        'scores': [fsum(score[bins == index]) for index in range(10)],
    }


def regression_totals(truth, output):
    errors, known = output - truth, truth != 0
    return {
        'model_labels_total': len(errors),
        'model_absolute_error_total': fsum(abs(errors)),
        'model_squared_error_total': fsum(errors ** 2),
        'model_overprediction_total': fsum(errors[errors > 0]),
        'model_underprediction_total': fsum(-errors[errors < 0]),
        'model_absolute_percentage_error_total': fsum(abs(errors[known] / truth[known])),
        'model_percentage_error_labels_total': int(known.sum()),
    }
