import { runPython } from './programs.ts';

export const TEXT_PARSER = 'prometheus_client.parser';
export const OPENMETRICS_PARSER = 'prometheus_client.openmetrics.parser';

export type ParsedSample = [name: string, labels: Record<string, string>, value: number, exemplar?: unknown];

/** The samples an independent parser finds in a page; an exemplar as `[labels, value]`. */
export async function parsePage(parser: string, page: string): Promise<ParsedSample[]> {
  const script = `
import json, sys
from ${parser} import text_string_to_metric_families
print(json.dumps([
  [sample.name, sample.labels, str(float(sample.value)),
   *([[sample.exemplar.labels, sample.exemplar.value]] if sample.exemplar else [])]
  for family in text_string_to_metric_families(sys.stdin.read()) for sample in family.samples]))`;
  const samples = (await runPython(script, page)) as [string, Record<string, string>, string, unknown?][];
  return samples.map(([name, labels, value, ...exemplar]) => {
    return [name, labels, Number(value.replace('inf', 'Infinity')), ...exemplar];
  });
}
