import type { ModelSnapshot } from '../../domain/model-snapshot.ts';
import type { Report } from '../../domain/report.ts';
import { Region } from './dom/region.ts';
import { ThemeSwitch } from './live/theme.ts';
import { PageState } from './page-state.ts';
import { reportPage } from './report/report-page.ts';

/** Takes the place of the report that is there for browsers without scripts: with charts, and parts that unfold. */
function showReport(report: Report): void {
  const states = new Map<ModelSnapshot, PageState>();
  const stateOf = (model: ModelSnapshot): PageState => {
    const state = states.get(model) ?? new PageState(show);
    states.set(model, state);
    return state;
  };
  const theme = new ThemeSwitch(show);
  const region = new Region(document.body);
  function show(): void {
    region.show(reportPage(report, { theme: theme.theme, stateOf }));
  }
  show();
}

const data: string | null | undefined = document.getElementById('report')?.textContent;
if (data) showReport(JSON.parse(data));
