/** A recording rule, as in Prometheus's rule files. */
export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
}

/** An alerting rule, as in Prometheus's rule files. */
export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  /** How long it has to hold; absent for no time at all. */
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export type PrometheusRule = RecordingRule | AlertingRule;

/** Rules that are evaluated one after the other, so that a rule sees what those before it have recorded. */
export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly PrometheusRule[];
}
