import { positiveIndex } from './domain/class-rules.ts';
import type { Configuration } from './options/parse-options.ts';
import type { RulesInput } from './rules/rules-input.ts';

/** What the rules for Prometheus are made of, as far as the options tell. */
export function rulesInput(configuration: Configuration): RulesInput {
  const { windowSeconds, metrics, alerts, objectives, positiveClass, baselines } = configuration;
  const classes = classesOf(configuration);
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

/** Those that were told, else those of the one baseline that every model version is compared with. */
function classesOf({ classes, baselines }: Configuration): readonly string[] {
  const [only, ...others] = baselines.known();
  if (classes.length > 0 || only === undefined || others.length > 0) return classes;
  const { model, version } = only.scope;
  return model === undefined && version === undefined ? (only.baseline.classes ?? []) : classes;
}
