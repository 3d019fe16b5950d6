import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  ConstantVariableBuilder,
  DatasourceVariableBuilder,
  IntervalVariableBuilder,
  QueryVariableBuilder,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { series } from '../../src/rules/promql.ts';
import { CHOSEN } from './scope.ts';

/** The default window of the monitor first. */
const WINDOWS = '10m,5m,30m,1h,6h,1d,7d';
const [DEFAULT_WINDOW = ''] = WINDOWS.split(',');

/** What the readers of the dashboard choose. */
export function variables(): Builder<VariableModel>[] {
  const [ofModel] = CHOSEN.versions;
  return [
    new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'),
    names('model', 'model_name', []).label('Model'),
    names('version', 'model_version', [ofModel]).label('Version'),
    new IntervalVariableBuilder('window')
      .label('Window')
      .values(WINDOWS)
      .current({ text: DEFAULT_WINDOW, value: DEFAULT_WINDOW }),
    // `metrics.prefix` of the monitors; nobody changes it while looking.
    new ConstantVariableBuilder('prefix').value(''),
  ];
}

/** All values of a label that there are, any number of which may be chosen. */
function names(name: string, label: string, matchers: readonly string[]): QueryVariableBuilder {
  const predictions = series(`${CHOSEN.prefix}model_predictions_total`, matchers);
  return new QueryVariableBuilder(name)
    .datasource({ type: 'prometheus', uid: CHOSEN.datasource })
    .query(`label_values(${predictions}, ${label})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: 'All', value: '$__all' });
}
