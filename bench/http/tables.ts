import { parts } from './parts.ts';
import type { Variant, VariantTable } from './variant.ts';
import { variants } from './variants.ts';

/** What is compared, under the heading it is printed with; names are unique across both. */
export const TABLES = { variants, parts } as const satisfies Record<string, VariantTable>;

export function findVariant(name: string): Variant | undefined {
  const table = Object.values<VariantTable>(TABLES).find((each) => Object.hasOwn(each, name));
  return table?.[name];
}
