import { positiveIndex } from './domain/class-rules.ts';
import type { Configuration } from './options/parse-options.ts';
import type { RulesInput } from './rules/rules-input.ts';

/** What the rules for Prometheus are made of, as far as the options tell. */
export function rulesInput(configuration: Configuration): RulesInput {
  const { windowSeconds, metrics, alerts, objectives, classes, positiveClass, baselines } = configuration;
  const positive = classes.length === 2 ? classes[positiveIndex(classes, configuration)] : undefined;
  return {
    prefix: metrics?.prefix ?? '',
    windowSeconds,
    alerts,
    objectives,
    classes,
    positiveClass: classes.length === 0 ? positiveClass : positive,
    baselines: baselines.known().map(({ scope, baseline: { quality = {} } }) => ({ scope, quality })),
  };
}
