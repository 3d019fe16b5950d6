import type { RulesInput } from '../../src/rules/rules-input.ts';

/** What rules are made of without any options. */
export const rulesInput: RulesInput = {
  prefix: '',
  windowSeconds: 600,
  alerts: [],
  objectives: {},
  classes: [],
  positiveClass: undefined,
  baselines: [],
};
