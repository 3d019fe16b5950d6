import { type AlertRule, type AlertScope, DEFAULT_CONFIDENCE } from '../../src/domain/alert-rule.ts';

/** A rule as `alerts: [{ name: 'Rule', metric: 'accuracy', below: 0.8 }]` makes it, with a few things changed. */
export function alertRule({
  scope,
  ...changed
}: Partial<Omit<AlertRule, 'scope'>> & { readonly scope?: Partial<AlertScope> } = {}): AlertRule {
  return {
    name: 'Rule',
    metric: 'accuracy',
    bound: { kind: 'below', value: 0.8 },
    overSeconds: undefined,
    forSeconds: 0,
    minCount: 30,
    confidence: DEFAULT_CONFIDENCE,
    severity: 'warning',
    scope: { model: undefined, version: undefined, class: undefined, feature: undefined, ...scope },
    labels: {},
    annotations: {},
    ...changed,
  };
}
