import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { Express, RequestHandler } from 'express';
import { requestOnce, withoutDate } from '../support/raw-client.ts';
import { ERROR_CASES } from './error-cases.ts';
import type { ExpressVersion } from './express-versions.ts';
import type { ResponseCase } from './response-case.ts';
import { STREAM_CASES } from './stream-cases.ts';
import { VALUE_CASES } from './value-cases.ts';

/** A path that is a predict path by default, and one that is not. */
const PLACES = ['predict', 'other'] as const;

export interface ComparedApp {
  readonly expressVersion: ExpressVersion;
  /** What stands in front of the routes: the monitor, or nothing. */
  readonly monitor?: RequestHandler | RequestHandler[];
  /** Stands in an app of its own, on which the one with the routes is mounted. */
  readonly outer?: RequestHandler;
  /** Sets the app up before anything is mounted. */
  configure?(app: Express): void;
}

/** Serves every case at `/INDEX/predict` and `/INDEX/other`, and sends every request there is an answer to. */
export async function answersOf(t: TestContext, compared: ComparedApp): Promise<Map<string, string>> {
  const cases = casesFor(compared.expressVersion);
  const app = createApp(cases, compared);
  const port = await serve(t, compared.outer === undefined ? app : mountOn(compared.outer, app, compared));
  const answers = cases.flatMap(({ name, request }, index) =>
    PLACES.map(async (place): Promise<[string, string]> => {
      const path = `/${index}/${place}${request?.query ?? ''}`;
      return [`${name}, /${place}`, withoutDate(await requestOnce(port, { ...request, path }))];
    }),
  );
  return new Map(await Promise.all(answers));
}

function casesFor({ major }: ExpressVersion): readonly ResponseCase[] {
  return [...VALUE_CASES, ...STREAM_CASES, ...ERROR_CASES].filter(
    ({ needsExpress5 = false }) => major === 5 || !needsExpress5,
  );
}

function createApp(cases: readonly ResponseCase[], compared: ComparedApp): Express {
  const { express } = compared.expressVersion;
  // The environment `test` keeps Express from printing the errors of its default handler.
  const app = express().set('env', 'test');
  compared.configure?.(app);
  for (const [index, { before }] of cases.entries()) {
    if (before !== undefined) app.use(`/${index}`, before);
  }
  if (compared.monitor !== undefined) app.use(compared.monitor);
  app.use(express.json());
  for (const [index, { handle, after, onError }] of cases.entries()) {
    if (after !== undefined) app.use(`/${index}`, after);
    for (const place of PLACES) app.all(`/${index}/${place}`, (req, res, next) => handle(req, res, next));
    if (onError !== undefined) app.use(`/${index}`, onError);
  }
  return app;
}

function mountOn(outer: RequestHandler, app: Express, { expressVersion }: ComparedApp): Express {
  return expressVersion.express().set('env', 'test').use(outer).use(app);
}

/** Serves on a port of its own until the test ends. */
export async function serve(t: TestContext, app: Express): Promise<number> {
  const server = createServer(app).listen(0, '127.0.0.1');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
