import type { ErrorRequestHandler, Express, Request } from 'express';
import express from 'express';
import { httpError } from './http-error.ts';
import { infer } from './open-inference.ts';
import { readFeatures } from './read-features.ts';
import type { WeatherFeatures } from './weather-data.ts';
import type { WeatherModel } from './weather-model.ts';
import { predictWeather } from './weather-model.ts';

/**
 * A model server that computes with the random forests, and speaks two protocols:
 * - TensorFlow Serving's REST predict API, row form (`instances`): `POST /v1/models/weather[/versions/V]:predict`,
 *   and the status at `GET /v1/models/weather`;
 * - the Open Inference Protocol V2: `POST /v2/models/weather[/versions/V]/infer`.
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
    const model = findModel(models, req);
    const rows = readInstances(req.body);
    res.json({ predictions: rows.map((features) => predictWeather(model.trees, features)) });
  });

  server.post('/v2/models/:name{/versions/:version}/infer', (req, res) => {
    res.json(infer(findModel(models, req), Object(req.body)));
  });

  server.use((req) => {
    throw notFound(req.path);
  });
  server.use(answerError);
  return server;
}

interface WantedModel {
  readonly name: string;
  readonly version?: string;
}

function findModel(models: readonly WeatherModel[], { params, path }: Request<WantedModel>): WeatherModel {
  const model = models.findLast((candidate) => isWanted(candidate, params));
  if (model === undefined) throw notFound(path);
  return model;
}

function isWanted(model: WeatherModel, wanted: WantedModel): boolean {
  return model.name === wanted.name && model.version === (wanted.version ?? model.version);
}

function availableStatus(version: string): object {
  return { version, state: 'AVAILABLE', status: { error_code: 'OK', error_message: '' } };
}

function readInstances(body: { instances?: unknown } | undefined): WeatherFeatures[] {
  if (!Array.isArray(body?.instances)) throw httpError(400, "the body needs a list 'instances'");
  return body.instances.map(readFeatures);
}

function notFound(path: string): Error {
  return httpError(404, `nothing is served at ${path}`);
}

/** Answers for the body parser too, whose errors carry a status as ours do. */
const answerError: ErrorRequestHandler = (error, _req, res, _next) => {
  res.status(error.status ?? 500).json({ error: error.message });
};
