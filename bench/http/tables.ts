import { features } from './features.ts';
import { parts } from './parts.ts';
import type { Variant, VariantTable } from './variant.ts';
import { variants } from './variants.ts';

/** What is compared, under the heading it is printed with; names are unique across all. */
export const TABLES = { variants, parts, features } as const satisfies Record<string, VariantTable>;

export type TableName = keyof typeof TABLES;

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

/** Bare Express, which the rows of a table are compared with: what is sent differs. */
export const BARE: Readonly<Record<TableName, string>> = {
  variants: 'bare',
  parts: 'bare',
  features: 'wide-bare',
};

/** The table that a variant is a row of. */
export function tableOf(variant: string): TableName | undefined {
  return TABLE_NAMES.find((name) => Object.hasOwn(TABLES[name], variant));
}

export function findVariant(name: string): Variant | undefined {
  const table: VariantTable = TABLES[tableOf(name) ?? 'variants'];
  return table[name];
}
