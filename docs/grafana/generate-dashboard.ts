/**
 * Prints docs/grafana/dashboard.json:
 * `node --import tsx docs/grafana/generate-dashboard.ts > docs/grafana/dashboard.json`.
 * A test compares the two.
 */
import { dashboard } from './dashboard.ts';

process.stdout.write(`${JSON.stringify(dashboard(), null, 2)}\n`);
