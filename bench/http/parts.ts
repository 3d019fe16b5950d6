import type { RequestHandler } from 'express';
import morgan from 'morgan';
import onFinished from 'on-finished';
import { collectDefaultMetrics } from 'prom-client';
import { observeByHand, predict } from './predict.ts';
import {
  fieldsOfMorgan,
  installPrototypeAccessors,
  keepDictionaries,
  ownAccessors,
  sharedAccessors,
  stateBySymbol,
  stateByWeakMap,
  stateInLocals,
} from './request-state.ts';
import type { Variant, VariantTable } from './variant.ts';

// Functions made per request stay anonymous here: tsx wraps those that get a name from a variable or a
// property in a call that sets it, which would be measured with them.

/** Counts what the parts see, so that no callback is empty. */
const seen = { total: 0 };

/** As long as a `combined` line. */
const LINE = `${'x'.repeat(110)}\n`;

function countOne(): void {
  seen.total += 1;
}

function before(adds: string, middleware: RequestHandler): Variant {
  return {
    adds,
    install: (app) => {
      app.use(middleware);
      app.post('/predict', predict);
    },
  };
}

function listening(event: 'close' | 'finish'): Variant {
  return before(`res.on('${event}')`, (_req, res, next) => {
    res.on(event, () => {
      seen.total += res.statusCode;
    });
    next();
  });
}

const wrapWriteHead: RequestHandler = (_req, res, next) => {
  const { writeHead } = res;
  res.writeHead = (...args: unknown[]) => {
    seen.total += 1;
    return Reflect.apply(writeHead, res, args);
  };
  next();
};

const wrapJsonAndSend: RequestHandler = (_req, res, next) => {
  const { json, send } = res;
  res.json = (value) => {
    seen.total += 1;
    return json.call(res, value);
  };
  res.send = (value) => {
    seen.total += 1;
    return send.call(res, value);
  };
  next();
};

/** What a monitor does to a request, piece by piece, each alone on bare Express: the second table. */
export const parts: VariantTable = {
  again: {
    adds: 'nothing, once more: how far equal servers differ in this run',
    install: (app) => {
      app.post('/predict', predict);
    },
  },
  close: listening('close'),
  finish: listening('finish'),
  'close-shared': before("res.on('close'), one function for all requests", (_req, res, next) => {
    res.on('close', countOne);
    next();
  }),
  'socket-close': before(
    "socket.on('close'), taken off when the response closes",
    ({ socket }, res, next) => {
      socket.on('close', countOne);
      res.on('close', () => {
        socket.removeListener('close', countOne);
      });
      next();
    },
  ),
  'on-finished': before('onFinished(res)', (_req, res, next) => {
    onFinished(res, () => {
      seen.total += res.statusCode;
    });
    next();
  }),
  'two-accessors': before('own route and baseUrl accessors, made per request', ownAccessors),
  'shared-accessors': before('the same, one pair of functions for all requests', sharedAccessors),
  'prototype-accessors': {
    adds: 'the same, once on app.request, state by symbol on req',
    install: installPrototypeAccessors,
  },
  dictionaries: before('nothing, but V8 keeps req and res as dictionaries', keepDictionaries),
  symbol: before('one object under a symbol on req and res', stateBySymbol),
  'weak-map': before('one object for req in a WeakMap', stateByWeakMap),
  locals: before('one object under a symbol on res.locals', stateInLocals),
  'morgan-fields': before("morgan's three properties on req and two on res", fieldsOfMorgan),
  'write-head': before('own writeHead on res', wrapWriteHead),
  'json-wrap': before('own json and send on res', wrapJsonAndSend),
  ip: before('reading req.ip', (req, _res, next) => {
    seen.total += req.ip?.length ?? 0;
    next();
  }),
  histograms: {
    adds: "the seed's two histograms without its log",
    install: (app) => {
      app.post('/predict', observeByHand());
    },
  },
  'default-metrics': {
    adds: 'collectDefaultMetrics()',
    install: (app) => {
      collectDefaultMetrics();
      app.post('/predict', predict);
    },
  },
  'morgan-silent': before(
    'morgan with a format that gives no line',
    morgan(() => undefined),
  ),
  'morgan-combined': before("morgan('combined')", morgan('combined')),
  'write-line': before('process.stdout.write of a fixed line', (_req, _res, next) => {
    process.stdout.write(LINE);
    next();
  }),
};
