"""Oracles of the distances between histograms, of the chi-squared quantile and what rests on it, of quantiles."""
from fractions import Fraction

import mpmath
import numpy
from agreement import agree
from scipy import stats
from scipy.spatial import distance
from sklearn import datasets

mpmath.mp.dps = 60


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
            # At the ends SciPy leaves rounding of the order of 1e-17 where the formula gives 0 and 1.
            cases.append({'hits': hits, 'n': n, 'confidence': confidence,
                          'lower': found.low if hits else 0.0, 'upper': found.high if hits < n else 1.0})
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


def quantile_cases():
    diabetes = datasets.load_diabetes()
    lists = [('diabetes, target', diabetes.target), ('diabetes, body mass index', diabetes.data[:, 2]),
             ('wine, proline', datasets.load_wine().data[:, 12]), ('ties', [1, 1, 1, 2, 2, 7]), ('one', [4.5]),
             ('negative', [-3.5, -1, 0, 0, 12])]
    ps = [0, 0.1, 0.25, 0.3333, 0.5, 0.9, 0.95, 0.99, 1]
    return [{'name': name, 'sorted': sorted(map(float, values)), 'p': ps,
             'quantiles': numpy.quantile(values, ps).tolist()} for name, values in lists]
