import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createLogFormat } from '../../src/log/log-format.ts';
import { modelFields } from '../../src/log/model-line.ts';
import { createRedactor } from '../../src/log/redaction.ts';
import { fakeExchange, WEATHER_RECORD } from './fake-exchange.ts';
import { hostileText } from './hostile-text.ts';

test("'model' is the line of 'combined' and what the monitor knows of the prediction", (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 1, 3, 4, 5, 6) });
  const { req, res } = fakeExchange({ method: 'POST', url: '/v1/models/weather:predict' });
  assert.equal(
    createLogFormat('model', createRedactor([])).formatLine(req, res, WEATHER_RECORD),
    '127.0.0.1 - - [03/Feb/2026:04:05:06 +0000] "POST /v1/models/weather:predict HTTP/1.1" 200 - "-" "-" ' +
      'model=weather version=3 outcome=ok latency_ms=1.234 id=id-1',
  );
});

test('a request that was no prediction has dashes', () => {
  assert.equal(
    modelFields({ outcome: 'aborted', durationSeconds: 1 }),
    'model=- version=- outcome=aborted latency_ms=- id=-',
  );
  assert.equal(modelFields({}), 'model=- version=- outcome=- latency_ms=- id=-');
});

test('a value that would not be one word is quoted', () => {
  assert.equal(
    modelFields({ modelName: 'my model', modelVersion: 'a=b', predictionId: '"x"\n' }),
    'model="my model" version="a=b" outcome=- latency_ms=- id="\\"x\\"\\n"',
  );
});

test('no name can pass for another field', () => {
  const word = /^(?:[^\s="]+|"(?:[^"\\]|\\.)*")$/u;
  fc.assert(
    fc.property(hostileText, (modelName) => {
      const fields = modelFields({ modelName });
      const end = ' version=- outcome=- latency_ms=- id=-';
      assert.equal(fields.endsWith(end), true);
      assert.match(fields.slice('model='.length, -end.length), word);
    }),
  );
});
