import type { CategoricalBaselineFeature, NumericBaselineFeature } from './baseline.ts';
import { firstNotRising, firstRepeated } from './baseline-checks.ts';
import type { BaselineMembers } from './baseline-members.ts';
import { describe } from './baseline-problems.ts';
import { MOST_OTHER_CATEGORIES } from './baseline-schema.ts';
import { OTHER } from './limits.ts';

/** The parts of a feature that could be read: what is missing or wrong in itself has been reported. */
type Read<Feature, Names extends keyof Feature> = { readonly [Name in Names]: Feature[Name] | undefined };

/** Reports where the parts of a numeric feature do not go together. */
export function checkNumeric(
  members: BaselineMembers,
  parts: Read<NumericBaselineFeature, 'edges' | 'counts' | 'min' | 'max'>,
): void {
  const { edges = [], counts, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = parts;
  if (min > max) members.report('max', `expected at least min, which is ${min}, got ${max}`);
  const fallen = firstNotRising(edges);
  if (fallen !== -1) {
    members.report('edges', `expected more than ${edges[fallen - 1]}, got ${edges[fallen]}`, fallen);
  }
  const outside = edges.findIndex((edge) => edge < min || edge >= max);
  if (outside !== -1) {
    members.report('edges', `expected min <= edge < max, got ${edges[outside]}`, outside);
  }
  if (parts.edges !== undefined) checkLength(members, counts, edges.length + 1);
}

/** Reports where the parts of a categorical feature do not go together. */
export function checkCategorical(
  members: BaselineMembers,
  parts: Read<CategoricalBaselineFeature, 'categories' | 'counts' | 'other' | 'otherCategories'>,
): void {
  const { categories = [], counts, other, otherCategories = [] } = parts;
  const names = [...categories, ...otherCategories];
  const repeated = firstRepeated(names);
  if (repeated !== -1) {
    const index = repeated - categories.length;
    const message = `stands there twice: ${describe(names[repeated])}`;
    if (index < 0) members.report('categories', message, repeated);
    else members.report('otherCategories', message, index);
  }
  if (parts.categories !== undefined) checkLength(members, counts, categories.length);
  checkOthers(members, otherCategories, other);
}

function checkLength(members: BaselineMembers, counts: readonly number[] | undefined, bins: number): void {
  if (counts === undefined || counts.length === bins) return;
  members.report('counts', `expected one for each of ${bins} bins, got ${counts.length}`);
}

function checkOthers(members: BaselineMembers, names: readonly string[], rows: number | undefined): void {
  const most = Math.min(rows ?? MOST_OTHER_CATEGORIES, MOST_OTHER_CATEGORIES);
  if (names.length > most) {
    members.report(
      'otherCategories',
      `expected at most ${MOST_OTHER_CATEGORIES}, and no more than other has rows, got ${names.length}`,
    );
  }
  const end = names.indexOf(OTHER);
  if (end !== -1 && end !== names.length - 1) {
    members.report('otherCategories', `${describe(OTHER)} may only be the last one`, end);
  }
}
