import type { Drops } from './domain/drops.ts';
import { secretNameTest } from './domain/secret-names.ts';
import { EventLog } from './events/event-log.ts';
import { EventQueue } from './events/event-queue.ts';
import { FeatureText } from './events/feature-text.ts';
import { FileTarget } from './events/file-target.ts';
import type { LineTarget } from './events/line-target.ts';
import { StreamTarget } from './events/stream-target.ts';
import { writeProblem } from './events/write-problem.ts';
import { ModelMonitorError } from './options/model-monitor-error.ts';
import type { EventsConfiguration } from './options/parse-events.ts';
import type { Configuration } from './options/parse-options.ts';

/**
 * @returns `undefined` when no events are written.
 * @throws ModelMonitorError when the file cannot be written to.
 */
export function createEventLog(configuration: Configuration, drops: Drops): EventLog | undefined {
  const { events, faults } = configuration;
  if (events === undefined) return undefined;
  const { sample, maxBufferBytes } = events;
  return new EventLog({
    queue: new EventQueue({ target: targetOf(events, configuration), maxBufferBytes, drops }),
    features: featureText(events, configuration, drops),
    sample,
    faults,
    now: Date.now,
  });
}

function targetOf({ target, rotation }: EventsConfiguration, { faults }: Configuration): LineTarget {
  if ('stream' in target) return new StreamTarget(target.stream, faults);
  const { path, option } = target;
  // Not found out when the options are read: the command line reads them where nothing is served.
  const problem = writeProblem({ path, rotation });
  if (problem !== undefined) throw new ModelMonitorError([{ path: option, message: problem }]);
  return new FileTarget({ path, rotation, faults, now: Date.now });
}

/** What the request log keeps to itself is kept out of the event log as well. */
function featureText(
  { features }: EventsConfiguration,
  { limits, log }: Configuration,
  drops: Drops,
): FeatureText {
  return new FeatureText({
    features,
    isSecretName: secretNameTest(log?.redact ?? []),
    mostValues: limits.features,
    onSkipped: () => drops.count('event_features'),
  });
}
