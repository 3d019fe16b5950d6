import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import express, { type Express } from 'express';
import { register } from 'prom-client';
import { DEFAULT_LIMITS } from '../../src/domain/limits.ts';
import { isUnread } from '../../src/domain/prediction.ts';
import { modelMonitor } from '../../src/index.ts';
import { recogniseProtocol } from '../../src/protocols/auto.ts';
import type { DecodeInput } from '../../src/protocols/protocol.ts';
import { listen } from '../support/http-exchange.ts';
import { seriesOf } from '../support/metrics-text.ts';
import { FORMATS_PAGE, type FormatRow, formatRows } from './formats-table.ts';

/** What the handler saw, to be read once more beside the monitor. */
type Seen = Pick<DecodeInput, 'req' | 'requestBody'>;

function createApp(t: TestContext, { path, isMarked, answer }: FormatRow, seen: Seen[]): Express {
  const monitor = modelMonitor();
  t.after(async () => {
    await monitor.close();
    // Every row begins at 0, on the registry that no options means.
    register.clear();
  });
  const app = express();
  app.use(express.json(), express.text({ type: ['text/csv', 'application/jsonlines'] }));
  app.use(monitor);
  app.post(path.replaceAll(':', '\\:'), ...(isMarked ? [monitor.predict] : []), (req, res) => {
    seen.push({ req, requestBody: req.body });
    if (answer.contentType === 'application/json') res.json(JSON.parse(answer.text));
    else res.type(answer.contentType).send(answer.text);
  });
  return app;
}

/** What is read of the row beside what is counted: features, outputs, scores, truths and id. */
function readAgain(row: FormatRow, seen: Seen | undefined): Record<string, string> {
  assert.ok(seen);
  const { contentType: responseType, text } = row.answer;
  const responseBody = responseType === 'application/json' ? JSON.parse(text) : text;
  const input = { ...seen, responseBody, responseType, limits: DEFAULT_LIMITS };
  const decoded = recogniseProtocol(input).decode(input);
  if (isUnread(decoded)) return { unread: decoded.unread };
  const { predictions, id } = decoded;
  const [first] = predictions;
  return {
    rows: String(decoded.rows),
    first: JSON.stringify(first?.features),
    outputs: JSON.stringify(predictions.map(({ output }) => output)),
    ...(first?.scores === undefined
      ? {}
      : { scores: JSON.stringify(predictions.map(({ scores }) => scores)) }),
    ...(first?.truth === undefined ? {} : { truth: JSON.stringify(predictions.map(({ truth }) => truth)) }),
    ...(id === undefined ? {} : { id }),
  };
}

const rows = formatRows();

test('the table has rows, and each says what is read', () => {
  assert.equal(rows.length, 31);
  assert.deepEqual(
    rows.filter(({ read }) => read['outputs'] === undefined && read['unread'] === undefined),
    [],
  );
});

for (const row of rows) {
  test(`docs/formats.md: ${row.name}, ${row.path}`, async (t) => {
    const seen: Seen[] = [];
    const url = await listen(t, createApp(t, row, seen));
    const response = await fetch(url + row.path, {
      method: 'POST',
      headers: { 'content-type': row.request.contentType },
      body: row.request.text,
    });
    assert.equal(await response.text(), row.answer.text);
    const metrics = await (await fetch(`${url}/metrics`)).text();

    const { model, version, ...read } = row.read;
    const labels = `model_name="${model}",model_version="${version}"`;
    const { rows: counted, unread, truth } = read;
    assert.deepEqual(
      ['predictions', 'predictions_unread', 'labels'].map((name) => seriesOf(metrics, `model_${name}_total`)),
      [
        counted === undefined ? {} : { [`{${labels}}`]: Number(counted) },
        unread === undefined ? {} : { [`{${labels},reason="${unread}"}`]: 1 },
        truth === undefined ? {} : { [`{${labels}}`]: JSON.parse(truth).length },
      ],
    );
    assert.deepEqual(readAgain(row, seen[0]), read);
  });
}

test('the format of your own in docs/formats.md is docs/own-format.ts', () => {
  const [, code] = /```ts\n(.*?)```/s.exec(FORMATS_PAGE) ?? [];
  assert.equal(code, readFileSync(new URL('../../docs/own-format.ts', import.meta.url), 'utf8'));
});
