import type { PredictionEvent } from '../domain/event.ts';
import type { Truth } from '../domain/labelled-row.ts';
import type { ModelState, Observation } from '../domain/model-state.ts';
import { pendingEntryOf } from '../domain/pending-entry.ts';
import type { Prediction } from '../domain/prediction.ts';
import { type EventTally, REPORT_SCHEMA, type Report, type WorstOfModel } from '../domain/report.ts';
import type { LabelTable } from './label-table.ts';
import { type CountedIn, ReportCounts, type ReportCountsOptions } from './report-counts.ts';
import { WorstPredictions } from './worst-predictions.ts';

export interface EventReportOptions extends ReportCountsOptions {
  /** All labels of the log. */
  readonly labels: LabelTable;
}

/** A prediction that was counted. */
interface Counted {
  readonly prediction: Prediction & { readonly id: string };
  readonly timeMs: number;
  readonly observation: Observation;
  readonly states: CountedIn;
}

const MOST_WORST = 20;

/**
 * Makes a report of the predictions of a log, given one by one, each with its label at once. Nothing is kept of them
 * but the state of the model versions (and days), and the worst.
 */
export class EventReport {
  readonly #counts: ReportCounts;
  readonly #labels: LabelTable;
  readonly #worst = new Map<ModelState, WorstPredictions>();
  #predictions = 0;

  constructor({ labels, ...options }: EventReportOptions) {
    this.#counts = new ReportCounts(options);
    this.#labels = labels;
  }

  /** Lines about predictions, those of failed requests among them. */
  get predictions(): number {
    return this.#predictions;
  }

  add(event: PredictionEvent): void {
    this.#predictions += 1;
    const timeMs = Date.parse(event.time);
    const states = this.#counts.statesFor(event, timeMs);
    const { whole, parts } = states;
    const { id, output, scores, unread } = event;
    // Others write `null` for what is not there.
    const [truth, features] = [event.truth ?? undefined, event.features ?? undefined];
    if (unread) for (const state of [whole, ...parts]) state.countUnread(unread);
    if (unread || output === null) return;
    const prediction = { id, output, scores, truth, features };
    const observation = whole.observe(prediction);
    for (const state of parts) state.observe(prediction);
    const counted = { prediction, timeMs, observation, states };
    if (!observation.isLabelled) this.#joinLabel(counted);
    else if (truth !== undefined) this.#judge(counted, truth);
  }

  /** @param read - which files the events were in, and what of them is damaged. */
  finish(read: Pick<EventTally, 'files' | 'damaged'>): Report {
    const { count: labels, unmatched: unmatchedLabels, forgotten: forgottenLabels } = this.#labels;
    return {
      schema: REPORT_SCHEMA,
      createdAt: new Date().toISOString(),
      ...this.#counts.summary(),
      worst: this.#worstOfAll(),
      events: { ...read, predictions: this.#predictions, labels, unmatchedLabels, forgottenLabels },
    };
  }

  /** A label counts when its prediction was made, so that both are in the same point and on the same day. */
  #joinLabel(counted: Counted): void {
    const { prediction, timeMs, observation, states } = counted;
    const { whole, parts } = states;
    const label = observation.meaning && this.#labels.take(prediction.id);
    const entry =
      label && pendingEntryOf({ prediction, observation, state: whole }, this.#counts.rules, timeMs);
    if (label === undefined || entry === undefined) return;
    const delaySeconds = (label.timeMs - timeMs) / 1000;
    const isJoined = whole.join(entry, label.truth, delaySeconds);
    for (const state of parts) state.join(entry, label.truth, delaySeconds);
    if (isJoined) this.#judge(counted, label.truth);
  }

  #judge({ prediction, timeMs, observation, states }: Counted, truth: Truth): void {
    const { meaning } = observation;
    const { whole } = states;
    if (meaning === undefined) return;
    const worst = this.#worst.get(whole) ?? new WorstPredictions(MOST_WORST);
    this.#worst.set(whole, worst);
    const { id, features } = prediction;
    const judged = { id, timeMs, scores: whole.scoresIn(prediction), meaning, features, truth };
    worst.add(judged, whole.task.name === 'regression' ? 'value' : 'class');
  }

  #worstOfAll(): readonly WorstOfModel[] {
    return Array.from(this.#worst, ([{ model, version }, worst]) => ({
      model,
      version,
      predictions: worst.list(),
    })).filter(({ predictions }) => predictions.length > 0);
  }
}
