import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import type { Request, Response } from 'express';
import morgan from 'morgan';
import { Drops } from '../../src/domain/drops.ts';
import { RequestLog, type RequestLogOptions } from '../../src/log/request-log.ts';
import { recordFaults } from '../support/recorded-faults.ts';
import { fakeExchange, WEATHER_RECORD } from './fake-exchange.ts';

function createLog(options: Partial<RequestLogOptions>) {
  const lines: string[] = [];
  const { faults, reports } = recordFaults();
  const log = new RequestLog(
    {
      format: ':method :url :outcome :trace-id',
      stream: { write: (line) => lines.push(line) },
      skip: undefined,
      isImmediate: false,
      redact: [],
      ...options,
    },
    { faults, drops: new Drops() },
  );
  return { log, lines, reports };
}

test('each request is one line', () => {
  const { log, lines } = createLog({ format: ':method :url :model-name' });
  const { req, res } = fakeExchange({ url: '/predict?token=s3cret' });
  log.write(req, res, WEATHER_RECORD);
  log.write(req, res, {});
  assert.deepEqual(lines, ['GET /predict?token=[redacted] weather\n', 'GET /predict?token=[redacted] -\n']);
});

test('a request that skip says to leave out is not logged, and skip is asked once', () => {
  const asked: string[] = [];
  const skip = (req: Request, res: Response) => {
    asked.push(req.originalUrl);
    return res.statusCode < 400;
  };
  const { log, lines } = createLog({ skip, format: ':status' });
  const good = fakeExchange({ url: '/good' });
  const bad = fakeExchange({ url: '/bad', status: 404 });
  log.write(good.req, good.res, {});
  log.write(bad.req, bad.res, {});
  assert.deepEqual({ asked, lines }, { asked: ['/good', '/bad'], lines: ['404\n'] });
});

test('a function format can be one for Express, and leave requests out', () => {
  const format = (_tokens: unknown, req: Request) => (req.originalUrl === '/health' ? null : req.originalUrl);
  const { log, lines } = createLog({ format });
  for (const url of ['/health', '/predict']) {
    const { req, res } = fakeExchange({ url });
    log.write(req, res, {});
  }
  assert.deepEqual(lines, ['/predict\n']);
});

test("a format typed as morgan's fits", () => {
  const format: morgan.FormatFn = (tokens, req, res) => tokens['method']?.(req, res);
  const { log, lines } = createLog({ format });
  const { req, res } = fakeExchange();
  log.write(req, res, {});
  assert.deepEqual(lines, ['GET\n']);
});

test("what skip, a format or a token throws is the caller's to handle", () => {
  const fail = () => {
    throw new Error('on purpose');
  };
  morgan.token('failing', fail);
  const { req, res } = fakeExchange();
  for (const options of [{ skip: fail }, { format: fail }, { format: ':failing' }]) {
    const { log, lines, reports } = createLog(options);
    assert.throws(() => log.write(req, res, {}), { message: 'on purpose' });
    assert.deepEqual({ lines, reports }, { lines: [], reports: [] });
  }
});

test('what the stream throws is a fault and not thrown', () => {
  const write = () => {
    throw new Error('on purpose');
  };
  const { log, reports } = createLog({ stream: { write } });
  const { req, res } = fakeExchange();
  log.write(req, res, {});
  assert.deepEqual(reports, ['log: on purpose']);
});

test('when requests come in, only what is known by then is logged', () => {
  const { log, lines } = createLog({
    isImmediate: true,
    format: ':method :status :outcome :route :latency-ms :model-name :trace-id',
  });
  assert.equal(log.isImmediate, true);
  const { req, res } = fakeExchange({ status: undefined });
  log.write(req, res, WEATHER_RECORD);
  assert.deepEqual(lines, ['GET - - - - - 0af7651916cd43dd8448eb211c80319c\n']);
});

test('it says when code of the application runs with a line', () => {
  const runsUserCode = (options: Partial<RequestLogOptions>) => {
    const { log } = createLog({ format: 'combined', stream: new PassThrough(), ...options });
    log.close();
    return log.runsUserCode;
  };
  morgan.token('mine', () => 'x');
  assert.deepEqual(
    {
      combined: runsUserCode({}),
      toStdout: runsUserCode({ stream: undefined }),
      ourTokens: runsUserCode({ format: ':url :model-name' }),
      skip: runsUserCode({ skip: () => false }),
      function: runsUserCode({ format: () => 'x' }),
      token: runsUserCode({ format: ':mine' }),
      adapter: runsUserCode({ stream: { write: () => undefined } }),
    },
    {
      combined: false,
      toStdout: false,
      ourTokens: false,
      skip: true,
      function: true,
      token: true,
      adapter: true,
    },
  );
});

test('a format that cannot be is refused when the log is made', () => {
  assert.throws(() => createLog({ format: ':stauts' }), { message: /did you mean ":status"/ });
});
