import type { ModelState } from '../../src/domain/model-state.ts';

/** Values by the name of the metric. */
export type FigureValues = Readonly<Record<string, number>>;

/** Every figure of a model version, by class (empty for the whole) and metric. */
export function figuresByClass(state: Pick<ModelState, 'figures'>): Readonly<Record<string, FigureValues>> {
  const byClass: Record<string, FigureValues> = {};
  for (const { class: name, metric, value } of state.figures()) {
    byClass[name] = { ...byClass[name], [metric]: value };
  }
  return byClass;
}
