import assert from 'node:assert/strict';
import { test } from 'node:test';
import morgan from 'morgan';
import { fakeExchange, WEATHER_RECORD } from './fake-exchange.ts';

// Before our module is loaded, as an application's own logger module may do it.
morgan.token('remote-addr', (req) => String(req.headers['x-real-ip'] ?? Reflect.get(req, 'ip')));
morgan.token('trace-id', () => 'my-trace');
const { BUILT_IN_TOKENS, isApplicationToken } = await import('../../src/log/built-in-tokens.ts');
const { createLogFormat } = await import('../../src/log/log-format.ts');
const { createRedactor } = await import('../../src/log/redaction.ts');

const redactor = createRedactor([]);

test('every token of the installed morgan is recognised as its own, but for one replaced before', () => {
  assert.deepEqual(BUILT_IN_TOKENS.filter(isApplicationToken), ['remote-addr']);
});

test("a replaced token of morgan's is used, in the formats written by hand too", () => {
  const { req, res } = fakeExchange({ ip: '10.0.0.1', headers: { 'x-real-ip': '1.2.3.4' } });
  for (const name of ['combined', 'common', 'model', 'short']) {
    const { formatLine, runsUserCode } = createLogFormat(name, redactor);
    assert.match(String(formatLine(req, res, WEATHER_RECORD)), /^1\.2\.3\.4 - /, name);
    assert.equal(runsUserCode, true, name);
  }
});

test("a token of the application's under one of our names stays its own", () => {
  const { req, res } = fakeExchange();
  const { formatLine, runsUserCode } = createLogFormat(':trace-id :model-name', redactor);
  assert.equal(formatLine(req, res, WEATHER_RECORD), 'my-trace weather');
  assert.equal(runsUserCode, true);
});

test('tokens and formats registered on morgan are found by name, and time and secrets are ours in them', () => {
  morgan.token('kind', (req) => req.headers['x-kind']?.toString());
  morgan.token('slow', function (this: typeof morgan, req, res) {
    return Reflect.get(this, 'response-time')(req, res) > 1 ? 'slow' : 'fast';
  });
  morgan.format('kinds', ':kind :url :model-name :slow');
  morgan.format('kinds-by-function', (tokens, req, res) => tokens['kind']?.(req, res) ?? null);
  const { req, res } = fakeExchange({ url: '/?token=s3cret', headers: { 'x-kind': 'a"b' } });
  const kinds = createLogFormat('kinds', redactor);
  assert.equal(kinds.formatLine(req, res, WEATHER_RECORD), 'a\\"b /?token=[redacted] weather slow');
  assert.deepEqual([kinds.runsUserCode, kinds.readsLatency], [true, true]);
  const byFunction = createLogFormat('kinds-by-function', redactor);
  assert.equal(byFunction.formatLine(req, res, WEATHER_RECORD), 'a\\"b');
  assert.deepEqual([byFunction.runsUserCode, byFunction.readsLatency], [true, true]);
});

test('time tokens that the application replaced are its own', () => {
  morgan.token('total-time', () => 'my time');
  const { req, res } = fakeExchange();
  const { formatLine, runsUserCode } = createLogFormat(':response-time :total-time', redactor);
  assert.equal(formatLine(req, res, WEATHER_RECORD), '1.234 my time');
  assert.equal(runsUserCode, true);
});

test('a format of morgan that the application replaced is its own', () => {
  morgan.format('common', 'mine :method');
  const { req, res } = fakeExchange();
  assert.equal(createLogFormat('common', redactor).formatLine(req, res, {}), 'mine GET');
});

test("'model' and 'json' are ours, whatever morgan has under these names", () => {
  morgan.token('model', () => 'my model');
  morgan.format('json', 'mine');
  const { req, res } = fakeExchange();
  assert.match(
    String(createLogFormat('model', redactor).formatLine(req, res, WEATHER_RECORD)),
    / model=weather /,
  );
  assert.match(
    String(createLogFormat('json', redactor).formatLine(req, res, WEATHER_RECORD)),
    /"model_name":"weather"/,
  );
});
