import type { Label, LabelResult } from './domain/label.ts';
import type { LabelJoin } from './domain/label-join.ts';
import type { PendingStore } from './domain/pending-store.ts';
import type { Endpoint } from './endpoint/endpoint.ts';
import { createFeedbackEndpoint } from './endpoint/feedback-endpoint.ts';
import { ModelMonitorError } from './options/model-monitor-error.ts';
import type { FeedbackConfiguration } from './options/parse-feedback.ts';
import type { Configuration } from './options/parse-options.ts';

/** Joins labels as `POST /feedback` does; resolves to one result each. */
export type JoinLabels = (labels: Label | readonly Label[]) => Promise<readonly LabelResult[]>;

/** The labels that come later: their endpoint, and the store where predictions wait for them. */
export class MonitorFeedback {
  readonly path: string;
  readonly endpoint: Endpoint;
  readonly label: JoinLabels;
  readonly #store: PendingStore;
  readonly #faults: Configuration['faults'];

  constructor(feedback: FeedbackConfiguration, join: LabelJoin, { authorize, faults }: Configuration) {
    const { path, store, maxLabels } = feedback;
    const isAllowed = feedback.authorize ?? authorize ?? (() => true);
    this.path = path;
    this.endpoint = createFeedbackEndpoint({ join, maxLabels, faults, authorize: isAllowed });
    this.label = (labels) => join.join(isList(labels) ? labels : [labels]);
    this.#store = store;
    this.#faults = faults;
  }

  /** Stores what still waits to be stored. */
  async close(): Promise<void> {
    await this.#store.close().catch((error: unknown) => this.#faults.report('feedback', error));
  }
}

/** @throws ModelMonitorError, as nothing is kept that a label could be joined with. */
export const refuseLabels: JoinLabels = async () => {
  throw new ModelMonitorError([{ path: 'feedback', message: 'labels are joined only with feedback: true' }]);
};

function isList(labels: Label | readonly Label[]): labels is readonly Label[] {
  return Array.isArray(labels);
}
