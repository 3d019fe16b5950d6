import { fileURLToPath } from 'node:url';
import axios from 'axios';
import type { ErrorRequestHandler, Express } from 'express';
import express from 'express';
import type { ModelMonitorOptions } from 'express-model-monitor';
import { modelMonitor } from 'express-model-monitor';
import { alertRules } from './alert-rules.ts';
import { weatherClasses } from './weather-data.ts';
import { baselineFile } from './weather-model.ts';

export interface ExampleApp {
  readonly app: Express;
  readonly close: () => Promise<void>;
}

/** What the demo chooses for itself. */
export type ExampleOptions = Pick<ModelMonitorOptions, 'window' | 'retention' | 'notify' | 'events'>;

/** Version 2 is a canary: it gets one request to `/predict` in this many. */
const canaryEvery = 3;

/**
 * The application: `/predict` asks a model server what the weather was. All of the monitoring is `modelMonitor`.
 *
 * @param modelServerUrl - without a slash at the end.
 */
export function createApp(modelServerUrl: string, options: ExampleOptions = {}): ExampleApp {
  const monitor = modelMonitor({
    model: 'weather',
    classes: weatherClasses,
    feedback: true,
    baseline: ['1', '2'].map((version) => fileURLToPath(baselineFile(version))),
    alerts: alertRules,
    dashboard: true,
    ...options,
  });
  // The model server is next door: no proxy on the way, and no reason to wait long.
  const modelServer = axios.create({ baseURL: modelServerUrl, proxy: false, timeout: 2_000 });

  const app = express();
  app.use(monitor);
  // After the monitor, so that a body that is refused here is logged and counted too.
  app.use(express.json());

  let requests = 0;
  app.post('/predict', async (req, res) => {
    requests += 1;
    const version = requests % canaryEvery === 0 ? '2' : '1';
    // Said before the answer, so that a request that fails counts for its version too.
    res.locals['prediction'] = { version };
    const answer = await modelServer.post(`/v1/models/weather/versions/${version}:predict`, {
      instances: [req.body?.features],
    });
    const [{ label, scores }] = answer.data.predictions;
    res.json({ output: label, scores, modelVersion: version });
  });

  // Open Inference Protocol: whoever speaks it chooses the version, and is told what the model server says.
  app.post('/v2/models/weather{/versions/:version}/infer', async (req, res) => {
    const validateStatus = (status: number) => status < 500;
    const answer = await modelServer.post(req.path, req.body, { validateStatus });
    res.status(answer.status).json(answer.data);
  });

  app.use(answerError);
  return { app, close: () => monitor.close() };
}

/** What the body parser or the model server refuses is the client's mistake; all else is a failure behind us. */
const answerError: ErrorRequestHandler = (error, _req, res, next) => {
  if (error.expose) res.status(error.status).json({ error: error.message });
  else if (!axios.isAxiosError(error)) next(error);
  else if (error.response?.status === 400) res.status(400).json({ error: error.response.data.error });
  else res.status(502).json({ error: `the model server failed: ${error.message}` });
};
