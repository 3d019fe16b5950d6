import type { AlertEvent } from '../domain/alert-event.ts';

type Texts = Readonly<Record<string, string>>;

/**
 * What tells an alert from every other one; the same for as long as it fires, and when it is resolved. An
 * empty label is the same as none, in Prometheus too.
 */
export function labelsOf({ alert, severity, subject, labels }: AlertEvent): Texts {
  const own = {
    alertname: alert,
    severity,
    model_name: subject.model,
    model_version: subject.version,
    class: subject.class,
    feature: subject.feature,
  };
  // Ours come first to be read first, and last to win.
  return Object.fromEntries(
    Object.entries({ ...own, ...labels, ...own }).filter(([, value]) => value !== ''),
  );
}

/** What there is to say of an alert: ours, and the rule's own, which win. */
export function annotationsOf(event: AlertEvent): Texts {
  return { summary: event.summary, ...figuresOf(event), ...event.annotations };
}

/** What the alert rests on, by name. */
export function figuresOf({ metric, value, isWrongWhen, bound, n, interval }: AlertEvent): Texts {
  return {
    metric,
    ...(value !== undefined && { value: figureText(value) }),
    bound: `${isWrongWhen} ${figureText(bound)}`,
    ...(interval !== undefined && {
      interval: `${figureText(interval.lower)} to ${figureText(interval.upper)}`,
    }),
    n: String(n),
  };
}

/** One alert's key among others. */
export function alertKey(event: AlertEvent): string {
  return JSON.stringify(labelsOf(event));
}

/** As Prometheus writes a set of labels: `{alertname="LowAccuracy", model_name="churn"}`. */
export function labelSetText(labels: Texts): string {
  return `{${sortedLabels(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ')}}`;
}

export function sortedLabels(labels: Texts): readonly (readonly [name: string, value: string])[] {
  return Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Six digits are more than any figure here is exact to. */
function figureText(value: number): string {
  return String(Number(value.toPrecision(6)));
}
