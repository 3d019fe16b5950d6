import axios from 'axios';
import type { Express } from 'express';
import express from 'express';
import { modelMonitor } from 'express-model-monitor';
import { weatherClasses } from './weather-data.ts';

export interface ExampleApp {
  readonly app: Express;
  readonly close: () => Promise<void>;
}

/**
 * The application: `/predict` asks a model server what the weather was. All of the monitoring is `modelMonitor`.
 *
 * @param modelServerUrl - where TensorFlow Serving's REST API is, without a slash at the end.
 */
export function createApp(modelServerUrl: string): ExampleApp {
  const monitor = modelMonitor({ model: 'weather', version: '1', classes: weatherClasses });
  // The model server is next door: no proxy on the way, and no reason to wait long.
  const modelServer = axios.create({ baseURL: modelServerUrl, proxy: false, timeout: 2_000 });

  const app = express();
  app.use(express.json());
  app.use(monitor);
  app.post('/predict', async (req, res) => {
    try {
      const answer = await modelServer.post('/v1/models/weather/versions/1:predict', {
        instances: [req.body?.features],
      });
      const [{ label, scores }] = answer.data.predictions;
      res.json({ output: label, scores });
    } catch (error) {
      const { status, message } = explain(error);
      res.status(status).json({ error: message });
    }
  });
  return { app, close: () => monitor.close() };
}

/** Features the model server refuses are the client's mistake; all else is a failure behind us. */
function explain(error: unknown): { status: number; message: string } {
  if (axios.isAxiosError(error) && error.response?.status === 400) {
    return { status: 400, message: error.response.data.error };
  }
  return {
    status: 502,
    message: `the model server failed: ${error instanceof Error ? error.message : error}`,
  };
}
