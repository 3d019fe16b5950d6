import { eachClass } from '../../src/rules/class-figures.ts';
import { increase } from '../../src/rules/counters.ts';
import { aggregate, binary, PER_CLASS, PER_VERSION } from '../../src/rules/promql.ts';
import { columnWith, graph, matrix, type Panel, table, VERSION } from './panels.ts';
import { accuracyBound, estimatedAccuracy, figure } from './queries.ts';
import { COUNTS, WINDOW } from './scope.ts';

/** How right the models are, by the labels that came. */
export function quality(): readonly Panel[] {
  return [accuracy(), regression(), classes(), confusion(), predictedClasses(), scores()];
}

function accuracy(): Panel {
  return graph({
    title: 'Accuracy and its interval',
    description:
      'Of the labels of the window, with the interval in which the true accuracy lies by 95 %; and what it is likely to be by the scores alone, of a model with a calibrated baseline.',
    unit: 'percentunit',
    width: 12,
    queries: [
      { expr: figure('accuracy'), legend: `${VERSION} accuracy` },
      { expr: accuracyBound('lower'), legend: `${VERSION} at least` },
      { expr: accuracyBound('upper'), legend: `${VERSION} at most` },
      { expr: estimatedAccuracy(), legend: `${VERSION} estimate` },
    ],
  });
}

function regression(): Panel {
  return graph({
    title: 'Errors of numbers',
    description: 'In the unit of the output. A bias above 0: the outputs are too high.',
    unit: 'none',
    width: 12,
    queries: ['mae', 'rmse', 'bias'].map((metric) => ({
      expr: figure(metric),
      legend: `${VERSION} ${metric}`,
    })),
  });
}

function classes(): Panel {
  return table({
    title: 'Classes',
    description: 'Each class against all others, over the window.',
    unit: 'percentunit',
    width: 12,
    queries: [
      { expr: eachClass(COUNTS, 'precision').value, legend: 'precision' },
      { expr: eachClass(COUNTS, 'recall').value, legend: 'recall' },
      { expr: eachClass(COUNTS, 'f1').value, legend: 'F1' },
      { expr: COUNTS.actual, legend: 'labels' },
    ],
  }).overrideByName('labels', columnWith({ unit: 'short' }));
}

function confusion(): Panel {
  const counts = increase(WINDOW, 'model_confusion_total');
  return matrix(
    {
      title: 'Confusion',
      description:
        'What was right by row, what was said by column. Choose one model: classes of several mix.',
      unit: 'short',
      width: 12,
      queries: [{ expr: aggregate('sum', ['actual', 'predicted'], counts), legend: '' }],
    },
    'actual',
    'predicted',
  );
}

function predictedClasses(): Panel {
  const said = increase(WINDOW, 'model_predicted_class_total');
  const share = binary(
    aggregate('sum', PER_CLASS, said),
    `/ on (${PER_VERSION.join(', ')}) group_left ()`,
    `(${aggregate('sum', PER_VERSION, said)} > 0)`,
  );
  return graph({
    title: 'Predicted classes',
    description: 'What the model says, as shares: it needs no labels.',
    unit: 'percentunit',
    width: 12,
    queries: [{ expr: share, legend: `${VERSION} {{class}}` }],
  });
}

function scores(): Panel {
  return graph({
    title: 'Scores',
    description: 'How well the scores of the labelled predictions fit what turned out: the lower the better.',
    unit: 'none',
    width: 12,
    queries: ['log_loss', 'brier_score', 'calibration_error'].map((metric) => ({
      expr: figure(metric),
      legend: `${VERSION} ${metric}`,
    })),
  });
}
