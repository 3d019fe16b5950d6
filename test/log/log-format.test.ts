import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import morgan from 'morgan';
import { COMBINED_FORMAT, COMMON_FORMAT } from '../../src/log/combined-line.ts';
import { createLogFormat } from '../../src/log/log-format.ts';
import type { LogFormatFunction } from '../../src/log/log-tokens.ts';
import { createRedactor } from '../../src/log/redaction.ts';
import { fakeExchange, WEATHER_RECORD } from './fake-exchange.ts';
import { hostileText, hostileUrl } from './hostile-text.ts';

const redactor = createRedactor([]);

test("the formats written by hand are morgan's own texts", () => {
  assert.deepEqual(
    [Reflect.get(morgan, 'combined'), Reflect.get(morgan, 'common')],
    [COMBINED_FORMAT, COMMON_FORMAT],
  );
});

for (const [name, text] of [
  ['combined', COMBINED_FORMAT],
  ['common', COMMON_FORMAT],
] as const) {
  test(`'${name}' by hand equals what morgan.compile makes of it, for any request`, (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 });
    const { formatLine } = createLogFormat(name, redactor);
    // One more character, and it is a format string like any other.
    const compiled = createLogFormat(`${text}.`, redactor).formatLine;
    fc.assert(
      fc.property(exchanges, ({ req, res }) => {
        assert.equal(`${formatLine(req, res, {})}.`, compiled(req, res, {}));
      }),
    );
  });

  test(`'${name}' without redaction equals morgan itself, for any request`, (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 });
    const { formatLine } = createLogFormat(name, createRedactor(false));
    const compiled = morgan.compile(text);
    fc.assert(
      fc.property(exchanges, ({ req, res }) => {
        assert.equal(formatLine(req, res, {}), compiled(Object(morgan), req, res));
      }),
    );
  });
}

test('our tokens work in a format string, beside those of morgan', () => {
  const format =
    ':method :model-name :model-version :prediction-id :outcome :route :prediction :accuracy :latency-ms :latency-ms[1] :trace-id :response-time :total-time[0]';
  const { req, res } = fakeExchange();
  assert.equal(
    createLogFormat(format, redactor).formatLine(req, res, WEATHER_RECORD),
    'GET weather 3 id-1 ok /v1/models/:name rain 0.5 1.234 1.2 0af7651916cd43dd8448eb211c80319c 1.234 3',
  );
});

test('what a record does not say is a dash', () => {
  const format =
    ':model-name :prediction :accuracy :latency-ms :trace-id :route :outcome :response-time :total-time';
  const { req, res } = fakeExchange();
  const { formatLine } = createLogFormat(format, redactor);
  assert.equal(formatLine(req, res, { durationSeconds: 1 }), '- - - - - - - - -');
  assert.equal(formatLine(req, res, { accuracy: 0, latencySeconds: 0 }), '- - 0 0.000 - - - 0.000 -');
});

test('our tokens are escaped as those of morgan are', () => {
  const { req, res } = fakeExchange();
  const { formatLine } = createLogFormat(':model-name :route', redactor);
  assert.equal(formatLine(req, res, { modelName: 'a"\n', route: '/\\d+' }), 'a\\"\\n /\\\\d+');
});

test('a function format gets all tokens, named formats too', () => {
  const format: LogFormatFunction = (tokens, req, res) =>
    [
      tokens.method(req, res),
      tokens['model-name'](req, res),
      tokens.req(req, res, 'x-a'),
      tokens['tiny'],
    ].join(' ');
  const { req, res } = fakeExchange({ headers: { 'x-a': 'b' } });
  assert.equal(
    createLogFormat(format, redactor).formatLine(req, res, WEATHER_RECORD),
    'GET weather b :method :url :status :res[content-length] - :response-time ms',
  );
});

test('a function format made by morgan.compile finds our tokens', () => {
  const { req, res } = fakeExchange();
  const format = morgan.compile(':method :model-name') as LogFormatFunction;
  assert.equal(createLogFormat(format, redactor).formatLine(req, res, WEATHER_RECORD), 'GET weather');
});

test('morgan itself stays as it was', () => {
  const before = Object.entries(Object.getOwnPropertyDescriptors(morgan));
  const { req, res } = fakeExchange();
  createLogFormat(':model-name :url :response-time', redactor).formatLine(req, res, WEATHER_RECORD);
  assert.deepEqual(Object.entries(Object.getOwnPropertyDescriptors(morgan)), before);
});

test('a record is forgotten with its line, and found again after a line within a line', () => {
  const { req, res } = fakeExchange();
  const seen: (string | undefined)[] = [];
  let askLater = (): string | undefined => undefined;
  const outer: ReturnType<typeof createLogFormat> = createLogFormat((tokens) => {
    askLater = () => tokens['model-name'](req, res);
    seen.push(askLater());
    if (seen.length === 1) outer.formatLine(req, res, { modelName: 'inner' });
    seen.push(askLater());
    return '';
  }, redactor);
  outer.formatLine(req, res, { modelName: 'outer' });
  assert.deepEqual([...seen, askLater()], ['outer', 'inner', 'inner', 'outer', undefined]);
});

test('secret headers are redacted, others are searched for queries', () => {
  const format =
    ':req[authorization] :req[Cookie] :req[x-api-key] :req[x-none] :res[set-cookie] :res[location] :req[from]';
  const { req, res } = fakeExchange({
    headers: { authorization: 'Bearer s3cret', cookie: 's3cret', 'x-api-key': 's3cret', from: 'a@b.test' },
    answerHeaders: { 'set-cookie': ['a=s3cret', 'b=s3cret'], location: '/?a=1&token=s3cret' },
  });
  assert.equal(
    createLogFormat(format, redactor).formatLine(req, res, {}),
    '[redacted] [redacted] [redacted] - [redacted] /?a=1&token=[redacted] a@b.test',
  );
  assert.deepEqual(req.headers.authorization, 'Bearer s3cret');
});

test('a format says whether it needs the time of the head and runs code of the application', () => {
  const traits = (format: string | LogFormatFunction) => {
    const { readsLatency, runsUserCode } = createLogFormat(format, redactor);
    return { readsLatency, runsUserCode };
  };
  const timeless = { readsLatency: false, runsUserCode: false };
  const timed = { readsLatency: true, runsUserCode: false };
  assert.deepEqual(traits('combined'), timeless);
  assert.deepEqual(traits('common'), timeless);
  assert.deepEqual(traits(':method :url :model-name :status'), timeless);
  assert.deepEqual(traits('tiny'), timed);
  assert.deepEqual(traits('dev'), timed);
  assert.deepEqual(traits(':latency-ms'), timed);
  assert.deepEqual(traits(':total-time[1]'), timed);
  assert.deepEqual(traits('model'), timed);
  assert.deepEqual(traits('json'), timed);
  assert.deepEqual(
    traits(() => 'x'),
    { readsLatency: true, runsUserCode: true },
  );
});

const exchanges = fc
  .record(
    {
      method: fc.constantFrom('GET', 'POST', 'HEAD'),
      url: hostileUrl,
      ip: fc.oneof(fc.constant('::1'), hostileText),
      headers: fc.record(
        {
          referer: hostileUrl,
          referrer: hostileUrl,
          'user-agent': hostileText,
          authorization: fc.oneof(
            hostileText,
            hostileText.map((user) => `Basic ${Buffer.from(`${user}:x`).toString('base64')}`),
          ),
        },
        { requiredKeys: [] },
      ),
      status: fc.constantFrom(undefined, 200, 404),
      answerHeaders: fc.record(
        {
          'content-length': fc.oneof(
            fc.nat({ max: 3 }),
            fc.constantFrom('0', '17', ''),
            fc.array(hostileText),
          ),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  )
  .map(fakeExchange);
