/**
 * Prints test/rules/rules.yml: `node --import tsx test/rules/generate-rules.ts > test/rules/rules.yml`. It is in git
 * so that a change of the rules is seen; a test compares the two.
 */
import { prometheusRules } from '../../src/rules/prometheus-rules.ts';
import { USUAL_RULES } from './usual-rules.ts';

process.stdout.write(prometheusRules(USUAL_RULES));
