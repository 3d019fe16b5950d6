// What one line of `combined` costs in a tight loop: ours against what `morgan.compile` makes of the format.
// A live server pays 5 to 20 times as much for either, its caches being cold.
//
//   node --import tsx bench/micro/log-line.ts

import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import morgan from 'morgan';
import { createLogFormat } from '../../src/log/log-format.ts';
import { createRedactor } from '../../src/log/redaction.ts';

const ROUNDS = 7;
const LINES = 200_000;

const req = Object.assign(new IncomingMessage(new Socket()), {
  ip: '127.0.0.1',
  method: 'POST',
  url: '/v1/models/weather:predict',
  originalUrl: '/v1/models/weather:predict',
  httpVersionMajor: 1,
  httpVersionMinor: 1,
  headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' },
});
const res = new ServerResponse(req);
res.setHeader('Content-Length', '42');
res.writeHead(200);

const record = {
  route: '/v1/models/:name',
  outcome: 'ok',
  latencySeconds: 0.001234,
  durationSeconds: 0.0015,
  modelName: 'weather',
  modelVersion: '1',
  predictionId: '8b6e2d8e-6c0b-4c0e-9d6a-0a6f1c8f9a11',
} as const;

const morganTokens = Object(morgan);
const compiled = morgan.compile(morganTokens.combined);
const ours = (name: string) => createLogFormat(name, createRedactor([])).formatLine;
const [combined, model, json] = [ours('combined'), ours('model'), ours('json')];

const cases = [
  { name: 'combined, morgan.compile', line: () => compiled(morganTokens, req, res) },
  { name: 'combined, ours', line: () => combined(req, res, record) },
  { name: 'model, ours', line: () => model(req, res, record) },
  { name: 'json, ours', line: () => json(req, res, record) },
];

for (const { name, line } of cases) {
  const rounds = Array.from({ length: ROUNDS }, () => nanosecondsPerLine(line)).sort((a, b) => a - b);
  console.log(`${name.padEnd(26)} ${Math.round(rounds[ROUNDS >> 1] ?? 0)} ns a line`);
}

function nanosecondsPerLine(line: () => unknown): number {
  let characters = 0;
  const start = process.hrtime.bigint();
  for (let round = 0; round < LINES; round += 1) characters += String(line()).length;
  const elapsed = Number(process.hrtime.bigint() - start);
  if (characters === 0) throw new Error('no line was written');
  return elapsed / LINES;
}
