export type { Drop } from './domain/drops.ts';
export type { Fault, FaultHandler, FaultPart } from './domain/faults.ts';
export type { Limits } from './domain/limits.ts';
export type { AccuracyFunction } from './domain/model-state.ts';
export type { Features, Prediction, Scores, TaskName, Unread, UnreadReason } from './domain/prediction.ts';
export type { NextFunction, Request, RequestHandler, Response } from './express/http.ts';
export type { RoutePattern, RoutesOption } from './express/predict-routes.ts';
export type { LogStream } from './log/line-writer.ts';
export type { LogFormatFunction, LogTokens } from './log/log-tokens.ts';
export { type ModelMonitor, modelMonitor } from './monitor.ts';
export type { Duration } from './options/duration.ts';
export { ModelMonitorError, type OptionProblem } from './options/model-monitor-error.ts';
export type {
  Authorize,
  CustomLabel,
  LogOptions,
  MetricsOptions,
  ModelMonitorOptions,
} from './options/model-monitor-options.ts';
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
