import type { TestContext } from 'node:test';
import express from 'express';
import { Registry } from 'prom-client';
import { type FeedbackOptions, type ModelMonitor, modelMonitor } from '../../src/index.ts';
import { listen } from '../support/http-exchange.ts';

export interface FeedbackApp {
  readonly monitor: ModelMonitor;
  readonly url: string;
  /** The parts of the monitor that have reported a fault, once for each. */
  readonly faults: readonly string[];
}

/** An application as in docs/feedback.md, whose model answers the outputs it is sent. */
export async function startFeedbackApp(
  t: TestContext,
  feedback: FeedbackOptions,
  before: express.RequestHandler = (_req, _res, next) => next(),
): Promise<FeedbackApp> {
  const faults: string[] = [];
  const monitor = modelMonitor({
    feedback,
    metrics: { registry: new Registry(), defaultMetrics: false },
    log: false,
    onFault: ({ part }) => faults.push(part),
  });
  t.after(() => monitor.close());
  const app = express();
  app.use(before, monitor, express.json());
  app.post('/predict', (req, res) => {
    const { instances, said, header } = req.body;
    if (said !== undefined) res.locals['prediction'] = { id: said };
    if (header !== undefined) res.set('X-Prediction-Id', header);
    res.json({ predictions: instances });
  });
  return { monitor, url: await listen(t, app), faults };
}
