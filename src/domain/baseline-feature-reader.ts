import type { BaselineFeature, CategoricalBaselineFeature, NumericBaselineFeature } from './baseline.ts';
import { category, count, featureType, finite, notNegative, otherCategory } from './baseline-checks.ts';
import { checkCategorical, checkNumeric } from './baseline-feature-checks.ts';
import type { BaselineMembers, Check } from './baseline-members.ts';
import { allOf, givenOf } from './baseline-parts.ts';

/** What is known of a feature before it is read. */
interface FeatureRules {
  readonly name: Check<string>;
  /** Rows of the whole baseline. */
  readonly rows: number | undefined;
}

/** Reads one feature; `undefined` when it lacks something. What is wrong with it is reported. */
export function readFeature(members: BaselineMembers, rules: FeatureRules): BaselineFeature | undefined {
  const name = members.required('name', rules.name);
  const type = members.required('type', featureType);
  if (type === undefined) return undefined;
  const feature = type === 'numeric' ? readNumeric(members, name) : readCategorical(members, name);
  members.finish();
  if (feature !== undefined && rules.rows !== undefined) checkRows(members, feature, rules.rows);
  return feature;
}

function readNumeric(members: BaselineMembers, name: string | undefined): NumericBaselineFeature | undefined {
  const parts = {
    name,
    type: 'numeric' as const,
    edges: members.list('edges', finite),
    counts: members.list('counts', count),
    min: members.required('min', finite),
    max: members.required('max', finite),
    mean: members.required('mean', finite),
    std: members.required('std', notNegative),
    missing: members.required('missing', count),
  };
  checkNumeric(members, parts);
  return allOf(parts);
}

function readCategorical(
  members: BaselineMembers,
  name: string | undefined,
): CategoricalBaselineFeature | undefined {
  const parts = {
    name,
    type: 'categorical' as const,
    categories: members.list('categories', category),
    counts: members.list('counts', count),
    other: members.required('other', count),
  };
  const otherCategories = members.optionalList('otherCategories', otherCategory);
  const missing = members.required('missing', count);
  checkCategorical(members, { ...parts, otherCategories });
  const counted = allOf(parts);
  if (counted === undefined || missing === undefined) return undefined;
  return { ...counted, ...givenOf({ otherCategories }), missing };
}

function checkRows(members: BaselineMembers, feature: BaselineFeature, rows: number): void {
  const other = feature.type === 'categorical' ? feature.other : 0;
  const counted = feature.counts.reduce((sum, each) => sum + each, other + feature.missing);
  if (counted <= rows) return;
  members.report('counts', `sum to ${counted} with what is missing, which is more than rows, ${rows}`);
}
