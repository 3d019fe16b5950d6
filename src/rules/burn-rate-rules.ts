import type { Severity } from '../domain/alert-event.ts';
import { DEFAULT_CONFIDENCE, DEFAULT_MIN_COUNT } from '../domain/alert-rule.ts';
import { conditionOf } from './alert-condition.ts';
import { VERSION } from './alert-texts.ts';
import type { Scope } from './counters.ts';
import { binary, inParentheses, promqlDuration, promqlNumber } from './promql.ts';
import type { AlertingRule, PrometheusRule } from './rule-group.ts';
import type { RulesInput } from './rules-input.ts';
import { type Indicator, indicatorsOf } from './service-indicators.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const PERIOD_DAYS = 30;

/** How fast a budget may be used up before somebody is told. */
interface BurnRate {
  /** How many times faster than would last for the period. */
  readonly factor: number;
  /** Over this it has to be that fast, */
  readonly longSeconds: number;
  /** and still be over this, so that the alert ends soon after its cause. */
  readonly shortSeconds: number;
}

/**
 * At 14.4 times 2 % of a month's budget are gone in an hour, at 6 times 5 % in six hours, at once 10 % in three days.
 *
 * @see B. Beyer and others, The Site Reliability Workbook, O'Reilly 2018, chapter 5, table 5-8
 */
const BURN_RATES: readonly (readonly [Severity, readonly BurnRate[]])[] = [
  [
    'critical',
    [
      { factor: 14.4, longSeconds: HOUR, shortSeconds: 5 * MINUTE },
      { factor: 6, longSeconds: 6 * HOUR, shortSeconds: 30 * MINUTE },
    ],
  ],
  ['warning', [{ factor: 1, longSeconds: 72 * HOUR, shortSeconds: 6 * HOUR }]],
];

/** For each objective the share of bad ones over every window, and an alert for each severity. */
export function burnRateRules({ objectives, prefix }: RulesInput): readonly PrometheusRule[] {
  return indicatorsOf(objectives).flatMap((indicator) => {
    const used = BURN_RATES.map(([severity, rates]) => [severity, rates.filter(canBurn(indicator))] as const);
    const windows = used.flatMap(([, rates]) => rates.flatMap(windowsOf));
    const scopes = Array.from(new Set(windows), (seconds) => scopeOver(seconds, prefix));
    return [
      ...scopes.map((scope) => ({
        record: recordedAs(indicator, scope),
        expr: indicator.badShare(scope).value,
      })),
      ...used.flatMap(([severity, rates]) =>
        rates.length === 0 ? [] : [burnRateAlert(indicator, { severity, rates, prefix })],
      ),
    ];
  });
}

/** Even if all were bad, a budget of a tenth would not be used up 14.4 times too fast. */
function canBurn(indicator: Indicator): (rate: BurnRate) => boolean {
  return ({ factor }) => factor * budgetOf(indicator) < 1;
}

function windowsOf({ shortSeconds, longSeconds }: BurnRate): readonly number[] {
  return [shortSeconds, longSeconds];
}

function scopeOver(seconds: number, prefix: string): Scope {
  return { prefix, matchers: [], range: promqlDuration(seconds) };
}

function recordedAs({ name }: Indicator, { range }: Scope): string {
  return `model_version:slo_${name}:ratio_rate${range}`;
}

function budgetOf({ objective }: Indicator): number {
  return 1 - objective;
}

function burnRateAlert(
  indicator: Indicator,
  {
    severity,
    rates,
    prefix,
  }: { readonly severity: Severity; readonly rates: readonly BurnRate[]; readonly prefix: string },
): AlertingRule {
  const conditions = rates.map((rate) => inParentheses(burning(indicator, rate, prefix)));
  const days = PERIOD_DAYS / Math.min(...rates.map(({ factor }) => factor));
  const allowed = promqlNumber(100 * budgetOf(indicator));
  const { subjects, complaint, runbook } = indicator;
  return {
    alert: 'ModelErrorBudgetBurn',
    expr: conditions.reduce((a, b) => binary(a, 'or', b)),
    labels: { severity, slo: indicator.name },
    annotations: {
      summary: `{{ $value | humanizePercentage }} of the ${subjects} of ${VERSION} ${complaint}`,
      description: `${allowed} % may. At this rate what may be bad in ${PERIOD_DAYS} days is used up in ${days} days or sooner.`,
      runbook,
    },
  };
}

/**
 * Few bad ones of few are no reason to wake anybody: the share over the long window has to be beyond chance, of so many
 * that a single bad one is within the bound.
 */
function burning(indicator: Indicator, rate: BurnRate, prefix: string): string {
  const bound = rate.factor * budgetOf(indicator);
  const [long, short] = [scopeOver(rate.longSeconds, prefix), scopeOver(rate.shortSeconds, prefix)];
  const figure = { ...indicator.badShare(long), value: recordedAs(indicator, long) };
  const minCount = Math.max(DEFAULT_MIN_COUNT, Math.ceil(1 / bound));
  const limit = { isAbove: true, bound, minCount, confidence: DEFAULT_CONFIDENCE };
  const stillBurning = binary(recordedAs(indicator, short), '>', promqlNumber(bound));
  return binary(conditionOf(figure, limit).sure, 'and', stillBurning);
}
