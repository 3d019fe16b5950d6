import type { AlertEvent, NotifierFactory, Severity } from '../domain/alert-event.ts';
import type { AlertMetric } from '../domain/alert-metrics.ts';
import type { Baseline } from '../domain/baseline.ts';
import type { Duration } from '../domain/duration.ts';
import type { FaultHandler } from '../domain/faults.ts';
import type { AccuracyFunction } from '../domain/label-reader.ts';
import type { Limits } from '../domain/limits.ts';
import type { PendingStore } from '../domain/pending-store.ts';
import type { TaskName } from '../domain/prediction.ts';
import type { Request, RequestFunction, Response } from '../express/http.ts';
import type { RoutePattern, RoutesOption } from '../express/predict-routes.ts';
import type { LogStream } from '../log/line-writer.ts';
import type { LogFormatFunction } from '../log/log-tokens.ts';
import type { LogSkip } from '../log/request-log.ts';
import type { MetricsClient, MetricsRegistry } from '../prometheus/metrics-client.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { EventsOptions } from './parse-events.ts';
import type { SloOptions } from './parse-slo.ts';

/** Decides who may use an endpoint of ours. */
export type Authorize = RequestFunction<boolean | Promise<boolean>>;

/** Tells the model version of a request from itself and the value given to `res.json` or `res.send`. */
export type VersionFunction = { version(req: Request, body: unknown): string }['version'];

/** A label of the user's own: a fixed text, or told by the request when it has ended. */
export type CustomLabel = string | { label(req: Request, res: Response): string }['label'];

/** All optional; unknown names are errors; `undefined` means absent. */
export interface ModelMonitorOptions {
  /** Model name; by default from the URL, else `'default'`. */
  readonly model?: string | RequestFunction<string> | undefined;
  /** Model version; by default from the URL or the response body, else `'unversioned'`. */
  readonly version?: string | VersionFunction | undefined;
  /** Which requests are predict requests, by the path without query; replaces the well-known paths. */
  readonly routes?: RoutesOption | undefined;
  /** Wire format; `'auto'` tells it request by request. */
  readonly protocol?: 'auto' | 'tensorflow' | 'open-inference' | 'mlflow' | 'plain' | Protocol | undefined;
  /** `'auto'` finds out from the outputs. */
  readonly task?: 'auto' | TaskName | undefined;
  /** Class names, in the order of score vectors. */
  readonly classes?: readonly string[] | undefined;
  /** The class that binary precision, recall and single scores speak of; by default the second of two. */
  readonly positiveClass?: string | undefined;
  /** From this probability on the positive class is predicted; 0.5 by default. */
  readonly threshold?: number | undefined;
  /** The label that came with the request: one, or one per row. */
  readonly truth?: RequestFunction<unknown> | undefined;
  /** How right one labelled prediction is, 0..1; by default equality of classes. */
  readonly accuracy?: AccuracyFunction | undefined;
  readonly metrics?: boolean | MetricsOptions | undefined;
  readonly log?: boolean | string | LogFormatFunction | LogOptions | undefined;
  /** Stands in front of every endpoint of ours that has no `authorize` of its own. */
  readonly authorize?: Authorize | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** Told of every fault of ours; by default the first of each part is written to stderr. */
  readonly onFault?: FaultHandler | undefined;
  /** Takes labels that come later, at an endpoint of its own; off by default. */
  readonly feedback?: boolean | FeedbackOptions | undefined;
  /** The live page, and the JSON that it shows; off by default. */
  readonly dashboard?: boolean | DashboardOptions | undefined;
  /**
   * What live traffic is compared with: a baseline, the path of its file, or one to be learned; several as a list,
   * or by `model` or `model@version`.
   */
  readonly baseline?: BaselineOption | readonly BaselineOption[] | BaselineOptionsByName | undefined;
  /** Length of the current window; ten minutes by default. */
  readonly window?: Duration | undefined;
  /** How far back the counts of each tenth of a window are kept; an hour by default. */
  readonly retention?: Duration | undefined;
  /** When somebody is to be told; `true` is a set of rules that fits most models. Off by default. */
  readonly alerts?: boolean | readonly AlertRuleOptions[] | undefined;
  /** What is promised over thirty days; alerts of it are among the rules for Prometheus alone. */
  readonly slo?: SloOptions | undefined;
  /** Who is told of alerts; by default each is a line on stderr. */
  readonly notify?: readonly (NotifierFactory | AlertListener)[] | undefined;
  /** Writes every prediction and label to a file, by its path, or to a stream; off by default. */
  readonly events?: false | string | EventsOptions | undefined;
}

/** Told of every alert that begins to fire, and that stops to. */
export type AlertListener = (event: AlertEvent) => void | Promise<void>;

/** A figure, what it is held against, and for how long; it is judged in every model version, class and feature. */
export interface AlertRuleOptions {
  /** No two rules have the same. */
  readonly name: string;
  readonly metric: AlertMetric;
  /** Wrong is what is larger. One of the three has to be given, except for `drift` and `prediction_drift`. */
  readonly above?: number | undefined;
  /** Wrong is what is smaller. */
  readonly below?: number | undefined;
  /** Wrong is what is below the baseline's `quality` by more than this. */
  readonly belowBaselineBy?: number | undefined;
  /** How far back to look; by default the window. */
  readonly over?: Duration | undefined;
  /** How long it has to be wrong before it fires; 0 by default. */
  readonly for?: Duration | undefined;
  /** What the figure has to rest on before anything is said; 30 by default. */
  readonly minCount?: number | undefined;
  /** Of the interval that has to lie beyond the bound, where the figure is a share; 0.95 by default. */
  readonly confidence?: number | undefined;
  /** `'warning'` by default. */
  readonly severity?: Severity | undefined;
  /** One model only, as one version, class or feature below. */
  readonly model?: string | undefined;
  readonly version?: string | undefined;
  /** Empty for the whole model. */
  readonly class?: string | undefined;
  readonly feature?: string | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/** One baseline, the path of its file, or how to learn one. */
export type BaselineOption = string | Baseline | LearnOptions;

/** Baselines by `model` or `model@version`. */
export type BaselineOptionsByName = Readonly<Record<string, BaselineOption>>;

export interface LearnOptions {
  /** From how many predictions of a model version its baseline is learned. */
  readonly learn: number;
  /** The version of the same model whose predictions are learned from; by default each version's own. */
  readonly from?: string | undefined;
  /** Where learned baselines are kept, and taken up again. */
  readonly file?: string | undefined;
}

export interface FeedbackOptions {
  /** Where labels are sent; `'/feedback'` by default. */
  readonly path?: string | undefined;
  /** How long after its prediction a label is welcome; seven days by default. */
  readonly ttl?: Duration | undefined;
  /** Where predictions wait; in this process by default. */
  readonly store?: PendingStore | undefined;
  readonly authorize?: Authorize | undefined;
  /** How many labels one request may bring; 1000 by default. */
  readonly maxLabels?: number | undefined;
}

export interface DashboardOptions {
  /** Where the page is; `'/monitor'` by default. */
  readonly path?: string | undefined;
  readonly authorize?: Authorize | undefined;
}

export interface MetricsOptions {
  /** Where the metrics are served; `'/metrics'` by default. */
  readonly path?: string | undefined;
  /** The prom-client registry to use; the client's global one by default. */
  readonly registry?: MetricsRegistry | undefined;
  /** The prom-client module to use, for instance its successor `@prometheus-io/client`. */
  readonly client?: MetricsClient | undefined;
  /** Stands before every metric name of ours. */
  readonly prefix?: string | undefined;
  /** Upper bounds of the latency histograms, in seconds, ascending. */
  readonly buckets?: readonly number[] | undefined;
  /** Whether the default process metrics are collected too. */
  readonly defaultMetrics?: boolean | undefined;
  /** Whether `http_request_duration_seconds` counts every request. */
  readonly http?: boolean | undefined;
  /** Paths that `http_request_duration_seconds` leaves out. */
  readonly excludeRoutes?: readonly RoutePattern[] | undefined;
  /** Labels added to the two latency histograms. */
  readonly customLabels?: Readonly<Record<string, CustomLabel>> | undefined;
  readonly authorize?: Authorize | undefined;
}

export interface LogOptions {
  /** A morgan format by name, a format string, a function, `'model'` or `'json'`; `'combined'` by default. */
  readonly format?: string | LogFormatFunction | undefined;
  /** Where lines go; stdout by default. */
  readonly stream?: LogStream | undefined;
  /** Requests for which it answers true are not logged. */
  readonly skip?: LogSkip | undefined;
  /** Write lines when requests come in, not when they have ended. */
  readonly immediate?: boolean | undefined;
  /** More names of query values and headers to redact; `false` redacts nothing. */
  readonly redact?: false | readonly string[] | undefined;
}
