import { psi, psiThreshold } from '../../src/rules/drift-figures.ts';
import { columnWith, graph, type Panel, table, VERSION } from './panels.ts';
import { drifted, figure } from './queries.ts';
import { COUNTS } from './scope.ts';

/** Whether inputs and outputs are still those of training time. */
export function drift(): readonly Panel[] {
  return [features(), distances()];
}

function features(): Panel {
  const verdicts = { 0: ['stable', 'green'], 1: ['drifted', 'red'] } as const;
  const share = columnWith({ unit: 'percentunit' });
  return table({
    title: 'Features',
    description: 'A feature has drifted when psi reaches its threshold; below 30 values nothing is said.',
    unit: 'none',
    width: 12,
    queries: [
      { expr: drifted(), legend: 'verdict' },
      { expr: psi(COUNTS), legend: 'psi' },
      { expr: psiThreshold(COUNTS), legend: 'threshold' },
      { expr: COUNTS.values, legend: 'values' },
      { expr: figure('missing_rate'), legend: 'missing' },
      { expr: figure('unseen_rate'), legend: 'unseen' },
      { expr: figure('out_of_range_rate'), legend: 'out of range' },
    ],
  })
    .overrideByName('verdict', columnWith({ words: verdicts }))
    .overrideByName('values', columnWith({ unit: 'short' }))
    .overrideByName('missing', share)
    .overrideByName('unseen', share)
    .overrideByName('out of range', share);
}

function distances(): Panel {
  return graph({
    title: 'Distance from the baseline',
    description: 'Population stability index (psi) of every feature; 0 is identical.',
    unit: 'none',
    width: 12,
    queries: [{ expr: psi(COUNTS), legend: `${VERSION} {{feature}}` }],
  });
}
