import { codeBlockWith } from '../support/pages.ts';
import { sinceStart } from './recipes.ts';

const PAGE = 'docs/promql.md';

/** The part about drift of what the `rules` command writes, as it stands in docs/promql.md. */
export const WRITTEN_RULES: string = codeBlockWith(PAGE, 'yaml', '# rules.yml');

/** The rules that the page adds to it. */
export const ADDED_RULES: string = codeBlockWith(PAGE, 'yaml', '# drift.yml');

/** Both files as they stand there, and without any range. */
export const RULE_FILES: readonly string[] = [WRITTEN_RULES, ADDED_RULES];
export const RULE_FILES_SINCE_START: readonly string[] = RULE_FILES.map(sinceStart);
