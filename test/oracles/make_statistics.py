#!/usr/bin/python3
"""Makes the oracle files of test/statistics: inputs, and the answers of SciPy, scikit-learn and mpmath.

    apt-get install python3-sklearn python3-scipy python3-mpmath
    /usr/bin/python3 test/oracles/make_statistics.py

Where floating point would blur the answer (shares that hardly differ, far tails) the answer is mpmath's, computed
with 60 digits; everywhere else SciPy or scikit-learn is asked too, and has to agree.
"""
import json
import platform
import sys
import warnings
from pathlib import Path

import mpmath
import numpy
import scipy
import sklearn

sys.dont_write_bytecode = True

from classification_oracles import classification_cases, confusion_cases
from distribution_oracles import (chi_squared_cases, distance_cases, drift_threshold_cases, interval_cases,
                                  quantile_cases, z_test_cases)
from regression_oracles import isotonic_cases, regression_cases

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
