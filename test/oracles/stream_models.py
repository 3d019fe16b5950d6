"""Models trained on one part of real data, and what they say of the rest, in a seeded order."""
import csv
import json
from pathlib import Path

import numpy
from sklearn import datasets
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import KFold, StratifiedKFold, cross_val_predict
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

VEGA = Path(__file__).parents[2] / 'node_modules' / 'vega-datasets'
VEGA_VERSION = json.loads((VEGA / 'package.json').read_text())['version']
DECIMALS = 6
THRESHOLD = 0.5


def shuffled(rows, seed):
    return [rows[index] for index in numpy.random.default_rng(seed).permutation(len(rows))]


def rows_of(names, values, **members):
    """One object per row: its features by name, and a value of each of `members`."""
    features = [dict(zip(names, row)) for row in numpy.asarray(values).tolist()]
    return [{'features': row, **dict(zip(members, rest))} for row, *rest in zip(features, *members.values())]


def scored_rows(names, values, truth, scores, classes):
    scores = scores.round(DECIMALS)
    assert (abs(scores.sum(axis=1) - 1) < 1e-3).all()
    said = scores[:, 1] >= THRESHOLD if len(classes) == 2 else scores.argmax(axis=1)
    return rows_of(names, values, output=[classes[int(index)] for index in said], scores=scores.tolist(),
                   truth=[classes[index] for index in truth])


def breast_cancer():
    data = datasets.load_breast_cancer()
    names, classes = ['mean area', 'mean smoothness'], data.target_names.tolist()
    values = data.data[:, [data.feature_names.tolist().index(name) for name in names]]
    model = make_pipeline(StandardScaler(), LogisticRegression())
    rows = []
    for repeat in range(3):
        folds = StratifiedKFold(3, shuffle=True, random_state=repeat)
        scores = cross_val_predict(model, values, data.target, cv=folds, method='predict_proba')
        rows += scored_rows(names, values, data.target, scores, classes)
    return {
        'source': 'Breast Cancer Wisconsin (Diagnostic), load_breast_cancer of scikit-learn: 569 tumours, three times',
        'model': 'LogisticRegression on standardised mean area and mean smoothness; 3-fold cross-validation, 3 rounds',
        'task': 'classification', 'classes': classes, 'positiveClass': classes[1], 'rows': shuffled(rows, 1),
    }


def digits():
    data = datasets.load_digits()
    names = ['pixel_2_4', 'pixel_3_4', 'pixel_4_4', 'pixel_5_3', 'pixel_6_2']
    values = data.data[:, [data.feature_names.index(name) for name in names]].astype(int)
    folds = StratifiedKFold(5, shuffle=True, random_state=2)
    scores = cross_val_predict(GaussianNB(), values, data.target, cv=folds, method='predict_proba')
    classes = [str(name) for name in data.target_names]
    return {
        'source': 'Optical Recognition of Handwritten Digits, load_digits of scikit-learn: 1797 digits',
        'model': 'GaussianNB on five pixels; 5-fold cross-validation',
        'task': 'classification', 'classes': classes,
        'rows': shuffled(scored_rows(names, values, data.target, scores, classes), 2),
    }


def weather():
    with open(VEGA / 'data' / 'weather.csv', newline='') as file:
        days = list(csv.DictReader(file))
    names = ['precipitation', 'temp_max', 'temp_min', 'wind']
    values = numpy.array([[float(day[name]) for name in names] for day in days])
    truth = numpy.array([day['weather'] for day in days])
    known = numpy.array([day['location'] == 'Seattle' for day in days])
    model = DecisionTreeClassifier(max_leaf_nodes=6, random_state=3).fit(values[known], truth[known])
    rows = rows_of(names, values[~known], output=model.predict(values[~known]).tolist(), truth=truth[~known].tolist())
    return {
        'source': 'NOAA daily weather 2012 to 2015, weather.csv of vega-datasets: 1461 days in New York',
        'model': 'DecisionTreeClassifier of six leaves, learned from 1461 days in Seattle',
        'task': 'classification', 'rows': shuffled(rows, 3),
    }


def diabetes():
    data = datasets.load_diabetes(scaled=False)
    names = ['age', 'bmi', 'bp', 's5']
    values = data.data[:, [data.feature_names.index(name) for name in names]]
    folds = KFold(5, shuffle=True, random_state=4)
    output = cross_val_predict(LinearRegression(), values, data.target, cv=folds).round(DECIMALS)
    return {
        'source': 'Diabetes progression (Efron et al., 2004), load_diabetes of scikit-learn: 442 patients',
        'model': 'LinearRegression on age, body mass index, blood pressure and s5; 5-fold cross-validation',
        'task': 'regression',
        'rows': shuffled(rows_of(names, values, output=output.tolist(), truth=data.target.astype(int).tolist()), 4),
    }


def flights():
    known, held_out = numpy.split(numpy.array(json.loads((VEGA / 'data' / 'flights-20k.json').read_text())), 2)

    def hour_and_distance(flight):
        return [int(flight['date'][11:13]), flight['distance']]

    model = LinearRegression().fit([hour_and_distance(flight) for flight in known], [each['delay'] for each in known])
    asked = shuffled(held_out, 5)[:2000]
    values = [hour_and_distance(flight) for flight in asked]
    rows = rows_of(['hour', 'distance'], values, output=model.predict(values).round(DECIMALS).tolist(),
                   truth=[flight['delay'] for flight in asked])
    for row, flight in zip(rows, asked):
        row['features']['origin'] = flight['origin']
    return {
        'source': 'US flights of 2001 (Bureau of Transportation Statistics), flights-20k.json of vega-datasets: '
                  '2000 of the second half, minutes of delay',
        'model': 'LinearRegression on hour and distance, learned from the first half, January to mid-February',
        'task': 'regression', 'rows': rows,
    }


def streams():
    return {'breast-cancer': breast_cancer(), 'digits': digits(), 'weather': weather(), 'diabetes': diabetes(),
            'flights': flights()}
