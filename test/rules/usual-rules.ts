import { defaultAlertRules } from '../../src/domain/alert-defaults.ts';
import type { RulesInput } from '../../src/rules/rules-input.ts';
import { rulesInput } from './rules-input.ts';

/** What `alerts: true` with two objectives comes to, of a model with a baseline. */
export const USUAL_RULES: RulesInput = {
  ...rulesInput,
  alerts: defaultAlertRules(rulesInput.windowSeconds),
  objectives: { latency: { objective: 0.99, thresholdSeconds: 0.25 }, errors: { objective: 0.999 } },
  baselines: [{ scope: {}, quality: { accuracy: 0.84 } }],
};
