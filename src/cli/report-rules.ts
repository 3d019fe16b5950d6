import { BaselinePlan } from '../domain/baseline-plan.ts';
import { Drops } from '../domain/drops.ts';
import { BaselineKeeper } from '../monitor-baselines.ts';
import { modelRules } from '../monitor-state.ts';
import type { ReportRules } from '../report/event-counts.ts';
import { readBaselinesFile } from './baseline-file.ts';
import { readOptions } from './read-options.ts';
import { UsageError } from './usage-error.ts';

/** What says how models are to be judged, as the flags name it. */
export interface ReportRulesFlags {
  /** The file of the monitor's options. */
  readonly config: string | undefined;
  /** Instead of the baselines of the options. */
  readonly baselines: readonly string[];
  readonly positiveClass: string | undefined;
}

/**
 * The rules by which a monitor with these options counts.
 *
 * @throws UsageError when a file is not there, or not as it should be.
 */
export async function reportRules({
  config,
  baselines,
  positiveClass,
}: ReportRulesFlags): Promise<ReportRules> {
  const configuration = await readOptions(config);
  const {
    window: _,
    drops: __,
    ...rules
  } = modelRules(configuration, new Drops(), new BaselineKeeper(configuration.faults));
  return {
    ...rules,
    positiveClass: positiveClass ?? rules.positiveClass,
    baselines: baselines.length === 0 ? knownOnly(configuration.baselines) : await planOf(baselines),
    onLearned: () => undefined,
  };
}

/** Nothing is learned from a log: what was learned while it was written is in a file. */
function knownOnly(plan: BaselinePlan): BaselinePlan {
  const known = new BaselinePlan();
  for (const { scope, baseline } of plan.known()) known.add(scope, { baseline });
  return known;
}

/** As with the option `baseline`, each says itself which model version it is for. */
async function planOf(paths: readonly string[]): Promise<BaselinePlan> {
  const plan = new BaselinePlan();
  for (const path of paths) {
    for (const baseline of await readBaselinesFile(path)) {
      if (!plan.add(baseline, { baseline }))
        throw new UsageError(`${path}: a second baseline of the same model version`);
    }
  }
  return plan;
}
