/**
 * Prints grafana/dashboard.json: `node --import tsx grafana/generate-dashboard.ts > grafana/dashboard.json`.
 * A test compares the two.
 */
import { dashboard } from './dashboard.ts';

process.stdout.write(`${JSON.stringify(dashboard(), null, 2)}\n`);
