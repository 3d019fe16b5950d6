import type { ErrorRequestHandler, Express } from 'express';
import express from 'express';
import type { WeatherFeatures } from './weather-data.ts';
import { featureNames } from './weather-data.ts';
import type { WeatherModel } from './weather-model.ts';
import { predictWeather } from './weather-model.ts';

/**
 * A model server that speaks TensorFlow Serving's REST predict API, row form (`instances`), and computes with the
 * random forest: `POST /v1/models/weather[/versions/V]:predict`, and the status at `GET /v1/models/weather`.
 *
 * @param models - the versions to serve, oldest first; a request that names no version gets the last.
 */
export function createModelServer(models: readonly WeatherModel[]): Express {
  const server = express();
  // TensorFlow Serving does not look at the content type either.
  server.use(express.json({ type: () => true }));

  server.get('/v1/models/:name{/versions/:version}', (req, res) => {
    const found = models.filter((model) => isWanted(model, req.params));
    if (found.length === 0) throw notFound(req.path);
    res.json({ model_version_status: found.map(({ version }) => availableStatus(version)) });
  });

  server.post('/v1/models/:name{/versions/:version}\\:predict', (req, res) => {
    const model = models.findLast((candidate) => isWanted(candidate, req.params));
    if (model === undefined) throw notFound(req.path);
    const rows = readInstances(req.body);
    res.json({ predictions: rows.map((features) => predictWeather(model.trees, features)) });
  });

  server.use((req) => {
    throw notFound(req.path);
  });
  server.use(answerError);
  return server;
}

function isWanted(model: WeatherModel, wanted: { name: string; version?: string }): boolean {
  return model.name === wanted.name && model.version === (wanted.version ?? model.version);
}

function availableStatus(version: string): object {
  return { version, state: 'AVAILABLE', status: { error_code: 'OK', error_message: '' } };
}

function readInstances(body: { instances?: unknown } | undefined): WeatherFeatures[] {
  if (!Array.isArray(body?.instances)) throw httpError(400, "the body needs a list 'instances'");
  return body.instances.map(readInstance);
}

/** A row is a list of the features' values in order, or an object of them by name. */
function readInstance(instance: unknown, index: number): WeatherFeatures {
  const values = Array.isArray(instance)
    ? featureNames.map((name, position) => [name, instance[position]])
    : featureNames.map((name) => [name, Object(instance)[name]]);
  const bad = values.find(([, value]) => typeof value !== 'number');
  if (bad !== undefined) throw httpError(400, `instances[${index}] needs a number '${bad[0]}'`);
  return Object.fromEntries(values);
}

function notFound(path: string): Error {
  return httpError(404, `nothing is served at ${path}`);
}

function httpError(status: number, message: string): Error {
  return Object.assign(new Error(message), { status });
}

/** Answers for the body parser too, whose errors carry a status as ours do. */
const answerError: ErrorRequestHandler = (error, _req, res, _next) => {
  res.status(error.status ?? 500).json({ error: error.message });
};
