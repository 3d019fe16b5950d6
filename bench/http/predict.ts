import type { Request, RequestHandler, Response } from 'express';
import { Histogram } from 'prom-client';

const CLASSES = ['setosa', 'versicolor', 'virginica'] as const;

/** The body of a request: four features, and the class that turned out to be right. */
export interface PredictBody {
  features: number[];
  trueLabel: string;
}

/** The same small model everywhere: the petal length decides, at next to no cost. */
function classify(features: readonly number[]): string {
  const petalLength = features[2] ?? 0;
  if (petalLength < 2.5) return CLASSES[0];
  return petalLength < 4.9 ? CLASSES[1] : CLASSES[2];
}

/** The route of every variant that observes from outside. */
export function predict(req: Request, res: Response): void {
  const body: PredictBody = req.body;
  res.json({ output: classify(body.features) });
}

/** The same route with the seed's two histograms observed in it, as people write it by hand. */
export function observeByHand(): RequestHandler {
  const accuracyHistogram = new Histogram({ name: 'model_accuracy', help: 'Model Accuracy' });
  const latencyHistogram = new Histogram({ name: 'prediction_latency', help: 'Prediction Latency' });
  return (req, res) => {
    const startTime = Date.now();
    const body: PredictBody = req.body;
    const output = classify(body.features);
    latencyHistogram.observe(Date.now() - startTime);
    accuracyHistogram.observe(output === body.trueLabel ? 1 : 0);
    res.json({ output });
  };
}
