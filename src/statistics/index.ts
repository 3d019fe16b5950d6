/**
 * The pure functions behind the monitor's numbers, published as `express-model-monitor/statistics`.
 * No clock, no I/O. The sub-path is reserved: the functions come with the quality and drift figures.
 */
export { BucketCounts } from './bucket-counts.ts';
export { ConfusionCounts } from './confusion-counts.ts';
