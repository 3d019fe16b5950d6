#!/usr/bin/python3
"""Makes streams/*.json: predictions of models on real data, and what scikit-learn says of the first n of them.

    apt-get install python3-sklearn python3-scipy python3-mpmath
    npm install                                # vega-datasets has the weather and the flights
    /usr/bin/python3 test/oracles/make_streams.py

stream_models.py trains the models and puts their held-out rows into a seeded order:

- breast-cancer: two classes with scores; logistic regression on two features, three rounds of cross-validation
- digits: ten classes with scores; naive Bayes on five pixels, cross-validation
- weather: classes without scores; a small tree learned in Seattle, asked in New York. It never says drizzle or fog
- diabetes: numbers; linear regression on four features, cross-validation
- flights: numbers, 0 among the truths; delays by linear regression on the flights before the middle of February

Scores and outputs are rounded to six decimals before anything is computed from them, and an output is the class of
the rounded scores: the file holds what scikit-learn saw. No row is made to sum to 1; a sum is off by a few 1e-6.

stream_figures.py computes `chunks`, over all rows from the first to number `upTo`. Values are scikit-learn's, and
a second computation has to agree with each of them. `null` is 0/0, where scikit-learn 1.2 answers 0, 1 or an error.

- overall: by the metric's name, for the whole model; precision, recall, f1 and specificity are the positive class's
  of two classes, else means over the classes that occur so far and where they are defined
- classes: the same four per class; of more than two, only the classes that occur so far as truth or as prediction
- log_loss: rows as they are, while scikit-learn 1.2 makes them sum to 1. So it is asked about the right class's score
  against all else, and about the whole rows with the mean logarithm of their sums taken into account
- roc_auc: of the positive class; of more classes the mean of one against the rest, where it has rows on both sides
- calibration_error: ten bins over 0..1 closed on the right, which is how `calibration_curve` cuts them as well

stream_sums.py makes `counters`, the sums that Prometheus counters have reached after the last row; calibration lists
its ten bins in order, added up over the classes. The same versions give the same bytes.
"""
import json
import platform
import sys
import warnings
from pathlib import Path

import numpy
import scipy
import sklearn

sys.dont_write_bytecode = True

from stream_figures import figures
from stream_models import VEGA_VERSION, streams
from stream_sums import counters

FOLDER = Path(__file__).parent / 'streams'
VERSIONS = {
    'python': platform.python_version(),
    'numpy': numpy.__version__,
    'scipy': scipy.__version__,
    'sklearn': sklearn.__version__,
    'vega-datasets': VEGA_VERSION,
}
SHARES = (0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1)


def chunk_ends(stream):
    """One row is a chunk too, except where it leaves open whether there are more than two classes."""
    rows = len(stream['rows'])
    first = [] if stream['task'] == 'classification' and 'positiveClass' not in stream else [1]
    return first + [round(share * rows) for share in SHARES]


def lines(values):
    """One value per line, so that a change shows."""
    return '[\n' + ',\n'.join(json.dumps(value, allow_nan=False, separators=(',', ':')) for value in values) + '\n]'


def write(name, stream):
    chunks = [{'upTo': end, 'expected': figures(stream, end)} for end in chunk_ends(stream)]
    about = {'versions': VERSIONS, **{key: value for key, value in stream.items() if key != 'rows'}}
    parts = [f'{json.dumps(key)}: {json.dumps(value)}' for key, value in about.items()]
    parts += [f'"counters": {json.dumps(counters(stream), allow_nan=False)}',
              f'"chunks": {lines(chunks)}', f'"rows": {lines(stream["rows"])}']
    text = '{' + ',\n'.join(parts) + '}\n'
    (FOLDER / f'{name}.json').write_text(text)
    print(f'{name}.json: {len(stream["rows"])} rows, {len(text)} bytes')


if __name__ == '__main__':
    warnings.simplefilter('ignore')
    FOLDER.mkdir(exist_ok=True)
    for name, stream in streams().items():
        write(name, stream)
