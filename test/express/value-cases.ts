import type { Response } from 'express';
import { fixStack, jsonRequest, type LooseResponse, type ResponseCase } from './response-case.ts';

const ROW = { output: 'rain', scores: [0.25, 0.75], nested: { zero: 0, text: 'größe "\u2028"' } };

/** Answers given as a value to `res.json`, `res.send` and their relatives. */
export const VALUE_CASES: readonly ResponseCase[] = [
  { name: 'json of an object', handle: (_req, res) => res.json(ROW) },
  { name: 'json of a list', handle: (_req, res) => res.json([ROW, ROW]) },
  { name: 'json of text', handle: (_req, res) => res.json('rain') },
  { name: 'json of a number', handle: (_req, res) => res.json(0.5) },
  { name: 'json of null', handle: (_req, res) => res.json(null) },
  { name: 'json of nothing', handle: (_req, res) => res.json() },
  {
    name: 'json with a type of its own',
    handle: (_req, res) => res.type('application/vnd.api+json').json(ROW),
  },
  { name: 'json with a status', handle: (_req, res) => res.status(201).json(ROW) },
  {
    name: 'json of a request body',
    handle: (req, res) => res.json(req.body),
    request: jsonRequest('{"a":[1]}'),
  },
  { name: 'send of an object', handle: (_req, res) => res.send(ROW) },
  { name: 'send of a list', handle: (_req, res) => res.send([1, 2]) },
  { name: 'send of text', handle: (_req, res) => res.send('<b>größe</b>') },
  { name: 'send of JSON text', handle: (_req, res) => res.type('json').send('{"output": "rain"}') },
  { name: 'send of broken JSON text', handle: (_req, res) => res.type('json').send('{"output":') },
  { name: 'send of empty text', handle: (_req, res) => res.send('') },
  { name: 'send of a number', handle: (_req, res) => res.send(201) },
  { name: 'send of a number below 100', handle: (_req, res) => res.send(7), onError: fixStack },
  { name: 'send of true', handle: (_req, res) => res.send(true) },
  { name: 'send of null', handle: (_req, res) => res.send(null) },
  { name: 'send of nothing', handle: (_req, res) => res.send() },
  { name: 'send of a buffer', handle: (_req, res) => res.send(Buffer.from([0, 255, 13, 10])) },
  { name: 'send of a typed array', handle: (_req, res) => res.send(Uint8Array.of(0, 255)) },
  { name: 'send with a status of 204', handle: (_req, res) => res.status(204).send('gone') },
  { name: 'send with a status of 304', handle: (_req, res) => res.status(304).json(ROW) },
  { name: 'jsonp without a callback', handle: (_req, res) => res.jsonp(ROW) },
  {
    name: 'jsonp with a callback',
    handle: (_req, res) => res.jsonp(ROW),
    request: { query: '?callback=show' },
  },
  { name: 'json to HEAD', handle: (_req, res) => res.json(ROW), request: { method: 'HEAD' } },
  { name: 'json to HTTP/1.0', handle: (_req, res) => res.json(ROW), request: { httpVersion: '1.0' } },
  {
    name: 'json that the client still has',
    handle: (_req, res) => res.json(ROW),
    request: { headers: { 'If-None-Match': '*' } },
  },
  {
    name: 'json that the client has in an older form',
    handle: (_req, res) => res.json(ROW),
    request: { headers: { 'If-None-Match': 'W/"other"' } },
  },
  {
    name: 'json after 100 Continue',
    handle: (req, res) => res.json(req.body),
    request: {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Expect: '100-continue' },
      body: '{"features":[1]}',
    },
  },
  { name: 'sendStatus', handle: (_req, res) => res.sendStatus(202) },
  { name: 'sendStatus without a body', handle: (_req, res) => res.sendStatus(204) },
  { name: 'a redirect', handle: (_req, res) => res.redirect('/elsewhere?q=ü') },
  {
    name: 'a permanent redirect for a browser',
    handle: (_req, res) => res.redirect(301, '/elsewhere'),
    request: { headers: { Accept: 'text/html' } },
  },
  { name: 'a choice of formats', handle: (_req, res) => res.format({ json: () => res.json(ROW) }) },
  { name: 'legacy json(status, body)', handle: (_req, res) => legacy(res).json(201, ROW) },
  { name: 'legacy json(body, status)', handle: (_req, res) => legacy(res).json(ROW, 201) },
  { name: 'legacy send(status, body)', handle: (_req, res) => legacy(res).send(201, 'made') },
  { name: 'legacy send(status, object)', handle: (_req, res) => legacy(res).send(201, ROW) },
  { name: 'legacy send(body, status)', handle: (_req, res) => legacy(res).send('made', 201) },
];

function legacy(res: Response): LooseResponse {
  return res as unknown as LooseResponse;
}
