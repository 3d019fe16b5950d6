import type { Express, Request, Response } from 'express';
import type { VariantTable } from './variant.ts';
import { TRAINING, type WideFeatures } from './wide-rows.ts';

function predictWide(req: Request, res: Response): void {
  const { feature_2: value = 0 }: WideFeatures = req.body.features;
  res.json({ output: value < 0 ? 'low' : 'high' });
}

async function installOurs(app: Express, { isCompared }: { isCompared: boolean }): Promise<void> {
  const { Baseline, modelMonitor } = await import('express-model-monitor');
  const baseline = isCompared ? Baseline.fromRows(TRAINING, { createdAt: new Date(0) }) : undefined;
  app.use(modelMonitor({ log: false, baseline }));
  app.post('/predict', predictWide);
}

/** What a baseline of 100 numeric features adds to a request that has them, by name: the third table. */
export const features: VariantTable = {
  'wide-bare': {
    adds: 'nothing; a request has 100 features',
    bodies: 'wide',
    install: (app) => {
      app.post('/predict', predictWide);
    },
  },
  wide: {
    adds: 'modelMonitor({ log: false })',
    bodies: 'wide',
    install: (app) => installOurs(app, { isCompared: false }),
  },
  'wide-baseline': {
    adds: 'modelMonitor({ log: false, baseline }), 100 features in ten bins',
    bodies: 'wide',
    install: (app) => installOurs(app, { isCompared: true }),
  },
};
