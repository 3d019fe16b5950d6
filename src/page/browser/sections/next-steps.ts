import type { ElementView } from '../dom/elements.ts';
import { nextStep } from './texts.ts';

/** What to do when there is nothing to see, with the line that does it. */
export function noPredictionsYet(): ElementView {
  return nextStep(
    'No prediction has been seen yet. Send a request to a predict route: a path that ends in /predict, TensorFlow Serving’s, KServe’s or MLflow’s are known; the option routes names others. This page shows it within seconds.',
    `curl localhost:3000/predict -H 'Content-Type: application/json' -d '{"features":{"wind":14}}'`,
  );
}

export function noLabels(isFeedbackOn: boolean): ElementView {
  if (isFeedbackOn) {
    return nextStep(
      'No labels came in this window, so nothing can be said of how often the model is right. Send what turned out to be right, under the X-Prediction-Id of the answer:',
      `curl localhost:3000/feedback -H 'Content-Type: application/json' -d '{"id":"…","truth":"storm"}'`,
    );
  }
  return nextStep(
    'Without labels nothing can be said of how often the model is right. Take them when they come:',
    'app.use(modelMonitor({ feedback: true }));',
  );
}

export function noBaseline(): ElementView {
  return nextStep(
    'Without a baseline nothing can be said of drift. Make one from the training data, or learn it from live traffic:',
    [
      'npx express-model-monitor baseline training.csv -o baseline.json',
      '',
      "app.use(modelMonitor({ baseline: 'baseline.json' }));",
      'app.use(modelMonitor({ baseline: { learn: 5000 } }));',
    ].join('\n'),
  );
}

export function noAlerts(): ElementView {
  return nextStep(
    'No rules are set: nobody is told when something is wrong. A sensible set to begin with:',
    'app.use(modelMonitor({ alerts: true }));',
  );
}

export function noScores(): ElementView {
  return nextStep(
    'No labelled prediction came with scores. Answer with the probability of each class too, and its calibration shows here:',
    "res.json({ output: 'storm', scores: [0.1, 0.9] });",
  );
}
