import type { Express } from 'express';
import promBundle from 'express-prom-bundle';
import morgan from 'morgan';
import { collectDefaultMetrics } from 'prom-client';
import { observeByHand, predict } from './predict.ts';
import type { VariantTable } from './variant.ts';

async function installOurs(app: Express, options: { log?: false }): Promise<void> {
  const { modelMonitor } = await import('express-model-monitor');
  app.use(modelMonitor(options));
  app.post('/predict', predict);
}

/** What a user can choose between: an entry here is a row of the first table. */
export const variants: VariantTable = {
  bare: {
    adds: 'nothing',
    install: (app) => {
      app.post('/predict', predict);
    },
  },
  seed: {
    adds: "two histograms by hand, default metrics, morgan('combined')",
    install: (app) => {
      collectDefaultMetrics();
      app.use(morgan('combined'));
      app.post('/predict', observeByHand());
    },
  },
  'prom-bundle': {
    adds: "express-prom-bundle (method, path), morgan('combined')",
    install: (app) => {
      app.use(promBundle({ includeMethod: true, includePath: true }));
      app.use(morgan('combined'));
      app.post('/predict', predict);
    },
  },
  ours: { adds: 'modelMonitor()', install: (app) => installOurs(app, {}) },
  'ours-no-log': { adds: 'modelMonitor({ log: false })', install: (app) => installOurs(app, { log: false }) },
};
