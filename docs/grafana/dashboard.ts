import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  RowBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { alerts } from './alerts.ts';
import { drift } from './drift.ts';
import { labels } from './labels.ts';
import { overview } from './overview.ts';
import { quality } from './quality.ts';
import { serving } from './serving.ts';
import { variables } from './variables.ts';

const ROWS = [
  ['Now', overview],
  ['Serving', serving],
  ['Quality', quality],
  ['Drift', drift],
  ['Labels', labels],
  ['Alerts', alerts],
] as const;

/** The dashboard, as Grafana imports it. */
export function dashboard(): Dashboard {
  const builder = new DashboardBuilder('Express model monitor')
    .uid('express-model-monitor')
    .description('Machine-learning models served with Express, by express-model-monitor.')
    .tags(['express-model-monitor', 'machine-learning'])
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: 'now-3h', to: 'now' })
    .refresh('30s')
    .timezone('browser')
    .editable()
    .variables(variables());
  for (const [title, panelsOf] of ROWS) {
    builder.withRow(new RowBuilder(title));
    for (const panel of panelsOf()) builder.withPanel(panel);
  }
  return numbered(builder.build());
}

/** Panels have to be told apart, for links to them. */
function numbered(built: Dashboard): Dashboard {
  return { ...built, panels: (built.panels ?? []).map((panel, index) => ({ ...panel, id: index + 1 })) };
}
