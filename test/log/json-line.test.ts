import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonLine } from '../../src/log/json-line.ts';
import type { LogRecord } from '../../src/log/log-request.ts';
import { createRedactor } from '../../src/log/redaction.ts';
import { type FakeRequest, fakeExchange, WEATHER_RECORD } from './fake-exchange.ts';
import { hostileText } from './hostile-text.ts';

const redactor = createRedactor([]);

function lineOf(fake: FakeRequest, record: LogRecord): string {
  return jsonLine({ ...fakeExchange(fake), record, redactor });
}

test('a prediction is one object with all that is known of it', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 1, 3, 4, 5, 6, 7) });
  const line = lineOf(
    {
      method: 'POST',
      url: '/v1/models/weather:predict?token=s3cret&x=1',
      ip: '10.0.0.1',
      headers: { referer: 'http://a.test/?sig=s3cret', 'user-agent': 'curl/8' },
      answerHeaders: { 'content-length': '17' },
    },
    WEATHER_RECORD,
  );
  assert.equal(
    line,
    '{"time":"2026-02-03T04:05:06.007Z","level":"info","method":"POST",' +
      '"url":"/v1/models/weather:predict?token=[redacted]&x=1","route":"/v1/models/:name","status":200,' +
      '"outcome":"ok","latency_ms":1.234,"duration_ms":2.500,"remote_addr":"10.0.0.1","content_length":17,' +
      '"referrer":"http://a.test/?sig=[redacted]","user_agent":"curl/8","model_name":"weather",' +
      '"model_version":"3","prediction_id":"id-1","accuracy":0.5,' +
      '"trace_id":"0af7651916cd43dd8448eb211c80319c"}',
  );
});

test('a client that left before the head leaves a status of null', () => {
  const line = JSON.parse(
    lineOf({ status: undefined }, { route: '@unmatched', outcome: 'aborted', durationSeconds: 0.5 }),
  );
  assert.deepEqual(
    { ...line, time: '' },
    {
      time: '',
      level: 'warn',
      method: 'GET',
      url: '/',
      route: '@unmatched',
      status: null,
      outcome: 'aborted',
      aborted: true,
      duration_ms: 500,
      remote_addr: '127.0.0.1',
    },
  );
});

test('the level follows the outcome', () => {
  const outcomes = ['ok', 'client_error', 'server_error', 'aborted', undefined] as const;
  assert.deepEqual(
    outcomes.map((outcome) => JSON.parse(lineOf({}, { outcome })).level),
    ['info', 'warn', 'error', 'warn', 'info'],
  );
});

test('what is no number is left out where one belongs', () => {
  const line = lineOf({ answerHeaders: { 'content-length': 'many' } }, { accuracy: Number.NaN });
  const { content_length, accuracy } = JSON.parse(line);
  assert.deepEqual([content_length, accuracy], [undefined, undefined]);
});

test('any texts come back from the line as they were, and none breaks it', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (modelName, agent) => {
      const line = lineOf({ headers: { 'user-agent': agent } }, { modelName });
      const { model_name, user_agent } = JSON.parse(line);
      assert.deepEqual([model_name, user_agent], [modelName, agent]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left in a line
      assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
    }),
  );
});
