// Each of these has to be an error of the compiler: one that is not makes its comment an error.
import { type ModelMonitorOptions, modelMonitor } from 'express-model-monitor';

export const wrong: readonly ModelMonitorOptions[] = [
  // @ts-expect-error -- an unknown option
  { modle: 'iris' },
  // @ts-expect-error -- null is not absent
  { model: null },
  // @ts-expect-error -- an answer that is no name
  { model: () => 7 },
  // @ts-expect-error -- no route pattern
  { routes: 7 },
  // @ts-expect-error -- no protocol of ours
  { protocol: 'grpc' },
  // @ts-expect-error -- a protocol without a decoder
  { protocol: { name: 'mine' } },
  // @ts-expect-error -- no such task
  { task: 'ranking' },
  // @ts-expect-error -- class names are strings
  { classes: [0, 1] },
  // @ts-expect-error -- a label is told by a function
  { truth: 'label' },
  // @ts-expect-error -- an accuracy is a number
  { accuracy: () => 'right' },
  // @ts-expect-error -- no registry
  { metrics: { registry: {} } },
  // @ts-expect-error -- buckets are numbers
  { metrics: { buckets: ['1'] } },
  // @ts-expect-error -- an unknown option in a group
  { metrics: { bukets: [1] } },
  // @ts-expect-error -- a label's value is text
  { metrics: { customLabels: { tenant: 7 } } },
  // @ts-expect-error -- no stream
  { log: { stream: {} } },
  // @ts-expect-error -- redaction is on by itself
  { log: { redact: true } },
  // @ts-expect-error -- a limit is a number
  { limits: { models: '20' } },
  // @ts-expect-error -- no such limit
  { limits: { seats: 2 } },
  // @ts-expect-error -- a decision is true or false
  { authorize: () => 'yes' },
  // @ts-expect-error -- no such unit
  { window: '1w' },
];

// @ts-expect-error -- the options are an object
modelMonitor('combined');
