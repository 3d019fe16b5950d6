import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import type { Series } from '../../../domain/series.ts';
import type { Snapshot } from '../../../domain/snapshot.ts';
import { comparedDrift } from '../read/drift.ts';
import { fetchSeries, fetchSnapshot } from './api.ts';
import { isSelected, type Selection } from './selection.ts';

/** Everything that one look at the page is made of. */
export interface LiveData {
  readonly snapshot: Snapshot;
  /** The version that was asked for, with every feature told in full; `undefined` when there is none at all. */
  readonly model: ModelSnapshot | undefined;
  /** Of every version of that model; `undefined` when it could not be had. */
  readonly series: Series | undefined;
}

/** The version to show in detail; where none is selected, or one that is not known, the one asked for. */
export function shownModel(
  { snapshot, model }: LiveData,
  selection: Selection | undefined,
): ModelSnapshot | undefined {
  if (model !== undefined && isSelected(selection, model)) return model;
  return snapshot.models.find((one) => isSelected(selection, one)) ?? model;
}

export type LiveAnswer =
  | { readonly kind: 'data'; readonly data: LiveData }
  | { readonly kind: 'refused'; readonly status: 401 | 403 }
  | { readonly kind: 'failed'; readonly reason: string };

/** Asks for all of it. Where nothing known is selected the first version is. */
export async function fetchLiveData(selection: Selection | undefined): Promise<LiveAnswer> {
  const answer = await fetchSnapshot();
  if (answer.kind === 'unknown') return { kind: 'failed', reason: 'there is no monitor at this address' };
  if (answer.kind !== 'data') return answer;
  const { models } = answer.data;
  const chosen = models.find((model) => isSelected(selection, model)) ?? models[0];
  if (chosen === undefined)
    return { kind: 'data', data: { snapshot: answer.data, model: undefined, series: undefined } };
  const [model, series] = await Promise.all([inFull(chosen, models.length), fetchSeries(chosen.model)]);
  const known = series.kind === 'data' ? series.data : undefined;
  return { kind: 'data', data: { snapshot: answer.data, model, series: known } };
}

/** A snapshot of several versions may leave out some of their features. */
async function inFull(model: ModelSnapshot, versions: number): Promise<ModelSnapshot> {
  if (versions === 1 || comparedDrift(model) === undefined) return model;
  const answer = await fetchSnapshot({ model: model.model, version: model.version });
  return (answer.kind === 'data' ? answer.data.models[0] : undefined) ?? model;
}
