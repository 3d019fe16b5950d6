import { assertClose } from '../statistics/assert-close.ts';
import { seriesOf } from '../support/metrics-text.ts';
import type { ModelClient } from './model-client.ts';
import { countersOf, rowOf } from './weather-rows.ts';

type Series = Record<string, number>;

/**
 * The counters of some processes as they were last scraped, added up as PromQL does it, are what these
 * processes have told their only clients.
 */
export function assertCountedAsTold(clients: readonly ModelClient[]): void {
  const rows = clients.flatMap((client) => client.idsTold('joined')).map(rowOf);
  const expected = { ...countersOf(rows), model_feedback_total: feedbackTold(clients) };
  const pages = clients.map(({ lastPage }) => lastPage);
  const counted = Object.keys(expected).map((name) => [name, addedSeries(pages, name)]);
  assertClose(Object.fromEntries(counted), expected, 1e-9);
}

function feedbackTold(clients: readonly ModelClient[]): Series {
  const counts: Series = {};
  for (const { result } of clients.flatMap(({ told }) => told)) add(counts, `{result="${result}"}`, 1);
  return counts;
}

function addedSeries(pages: readonly string[], name: string): Series {
  const sums: Series = {};
  for (const page of pages) {
    for (const [series, value] of Object.entries(seriesOf(page, name))) add(sums, series, value);
  }
  return sums;
}

function add(sums: Series, series: string, value: number): void {
  sums[series] = (sums[series] ?? 0) + value;
}
