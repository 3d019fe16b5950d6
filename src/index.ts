export type {
  AlertEvent,
  AlertSubject,
  NotificationResult,
  Notifier,
  NotifierFactory,
  NotifierListener,
  Severity,
} from './domain/alert-event.ts';
export type { AlertMetric } from './domain/alert-metrics.ts';
export type { AlertState } from './domain/alert-phase.ts';
export type { AlertSnapshot } from './domain/alert-snapshot.ts';
export type {
  BaselineFeature,
  CategoricalBaselineFeature,
  ClassCalibration,
  NumericBaselineFeature,
} from './domain/baseline.ts';
export { Baseline } from './domain/baseline.ts';
export type { BaselineOptions, BaselineRow } from './domain/baseline-builder.ts';
export { BaselineError, type BaselineProblem } from './domain/baseline-error.ts';
export type { CalibrationBinSnapshot, CalibrationSnapshot } from './domain/calibration-snapshot.ts';
export type {
  ComparedSnapshot,
  DriftSnapshot,
  EstimateSnapshot,
  FeatureSnapshot,
  HistogramSnapshot,
} from './domain/drift-snapshot.ts';
export type { Drop } from './domain/drops.ts';
export type { Duration } from './domain/duration.ts';
export type { LabelEvent, PredictionEvent } from './domain/event.ts';
export type { Fault, FaultHandler, FaultPart } from './domain/faults.ts';
export type { Label, LabelOutcome, LabelResult } from './domain/label.ts';
export type { AccuracyFunction } from './domain/label-reader.ts';
export type { Limits } from './domain/limits.ts';
export type { ModelChoice } from './domain/model-choice.ts';
export type {
  LabelDelaySnapshot,
  ModelSnapshot,
  TotalSnapshot,
  WindowSnapshot,
} from './domain/model-snapshot.ts';
export {
  type PendingEntry,
  type PendingStore,
  type PutCounts,
  type StoreSettings,
  StoreUnavailableError,
  type TakeResult,
} from './domain/pending-store.ts';
export type { Features, Prediction, Scores, TaskName, Unread, UnreadReason } from './domain/prediction.ts';
export type { Figure, QualityMetric } from './domain/quality-metrics.ts';
export type {
  ModelSeries,
  Series,
  SeriesFigure,
  SeriesMetric,
  SeriesPoint,
} from './domain/series.ts';
export type { DropSnapshot, EnabledSnapshot, ProcessSnapshot, Snapshot } from './domain/snapshot.ts';
export type { ComparedFigure, ComparedValue, VersionComparison } from './domain/version-comparison.ts';
export { basicAuth, bearerToken } from './endpoint/authorize.ts';
export type { EventStream } from './events/stream-target.ts';
export type { NextFunction, Request, RequestHandler, Response } from './express/http.ts';
export type { RoutePattern, RoutesOption } from './express/predict-routes.ts';
export type { LogStream } from './log/line-writer.ts';
export type { LogFormatFunction, LogTokens } from './log/log-tokens.ts';
export { type ModelMonitor, modelMonitor } from './monitor.ts';
export { alertmanager } from './notify/alertmanager.ts';
export type { NotifierOptions } from './notify/notifier-options.ts';
export { slack } from './notify/slack.ts';
export { webhook } from './notify/webhook.ts';
export { ModelMonitorError, type OptionProblem } from './options/model-monitor-error.ts';
export type {
  AlertListener,
  AlertRuleOptions as AlertRule,
  Authorize,
  BaselineOption,
  BaselineOptionsByName,
  CustomLabel,
  DashboardOptions,
  FeedbackOptions,
  LearnOptions,
  LogOptions,
  MetricsOptions,
  ModelMonitorOptions,
} from './options/model-monitor-options.ts';
export type { EventsOptions, RotateOptions } from './options/parse-events.ts';
export type { SloOptions } from './options/parse-slo.ts';
export { clusterMetrics } from './prometheus/cluster-primary.ts';
export type { MetricsClient, MetricsRegistry } from './prometheus/metrics-client.ts';
export type {
  Batch,
  Decoded,
  DecodeInput,
  DecodeLimits,
  PredictRequest,
  Protocol,
} from './protocols/protocol.ts';
export { type FileStoreOptions, fileStore } from './stores/file-store.ts';
export { memoryStore } from './stores/memory-store.ts';
export type { RedisClient } from './stores/redis-connection.ts';
export { type RedisStoreOptions, redisStore } from './stores/redis-store.ts';
