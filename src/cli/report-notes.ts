import type { BaselinePlan } from '../domain/baseline-plan.ts';
import { isChosen } from '../domain/model-choice.ts';
import type { EventTally, Report } from '../domain/report.ts';
import { modelText } from './events/read-events.ts';
import { printableText } from './printable-text.ts';

/** What is said about a report that was made: a line for it, and one for each kind of thing it could not use. */
export function reportNotes({ events, models, from, to }: Report, baselines: BaselinePlan): string {
  const { predictions, labels } = events;
  const unused = baselines.known().filter(({ scope }) => !models.some((model) => isChosen(model, scope)));
  const notes = [
    `${countOf(predictions, 'prediction')} and ${countOf(labels, 'label')} of ${countOf(models.length, 'model version')}, ${from} to ${to}`,
    ...lossesIn(events),
    ...unreadIn(models),
    ...unused.map(({ scope }) => `no event is of ${modelText(scope)}, which a baseline is for`),
  ];
  return notes.map((note) => `${printableText(note)}\n`).join('');
}

function lossesIn({ damaged, unmatchedLabels, forgottenLabels }: EventTally): readonly string[] {
  const notes = [
    damaged.count > 0 && `${countOf(damaged.count, 'damaged line')} left out:`,
    ...damaged.first.map(({ place, reason }) => `  ${place}: ${reason}`),
    unmatchedLabels > 0 && `${countOf(unmatchedLabels, 'label')} without a prediction in these files`,
    forgottenLabels > 0 && `${countOf(forgottenLabels, 'label')} among them too many to be kept`,
  ];
  return notes.filter((note) => note !== false);
}

function unreadIn(models: Report['models']): readonly string[] {
  const unread = models.reduce((sum, { window }) => sum + window.unread, 0);
  return unread > 0 ? [`${countOf(unread, 'prediction')} could not be read`] : [];
}

function countOf(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
