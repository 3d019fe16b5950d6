import type { ModelSnapshot } from '../../domain/model-snapshot.ts';
import type { Series } from '../../domain/series.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { type Child, type ElementView, element } from './dom/elements.ts';
import { type LiveData, shownModel } from './live/live-data.ts';
import type { Selection } from './live/selection.ts';
import type { ThemeSwitch } from './live/theme.ts';
import type { PageState } from './page-state.ts';
import { isRegression } from './read/figures.ts';
import { monitorHealth } from './sections/monitor-health.ts';
import { noPredictionsYet } from './sections/next-steps.ts';
import { overTime } from './sections/over-time.ts';
import { overview } from './sections/overview.ts';
import { card } from './sections/texts.ts';
import * as cards from './sections/version-cards.ts';
import { versionHeader } from './sections/version-header.ts';
import { formatSeconds } from './text/format.ts';

export interface PageContext {
  readonly selection: Selection | undefined;
  readonly state: PageState;
  readonly theme: ThemeSwitch;
}

/** Everything below the header: first every version in a line, then one of them in detail. */
export function monitorPage(data: LiveData, context: PageContext): Child {
  const { snapshot } = data;
  const model = shownModel(data, context.selection);
  if (model === undefined) return [monitorHealth(snapshot), emptyPage()];
  return [
    overview(snapshot, model),
    monitorHealth(snapshot),
    versionDetail(model, data, context),
    pageFooter(snapshot),
  ];
}

function emptyPage(): ElementView {
  return element('section', { class: 'card' }, element('h2', {}, 'Nothing to show yet'), noPredictionsYet());
}

function versionDetail(
  model: ModelSnapshot,
  { snapshot, series }: LiveData,
  context: PageContext,
): ElementView {
  return element(
    'article',
    { class: 'detail', 'aria-labelledby': 'version' },
    versionHeader(model, snapshot),
    cards.alertsCard(model, snapshot),
    overTimeCard(model, series, context),
    cards.featuresCard(model, context.state.openFeatures),
    cards.qualityCard(model, snapshot),
    element('div', { class: 'column' }, cards.calibrationCard(model), cards.comparisonsCard(model, snapshot)),
    cards.classesCard(model),
    cards.serviceCard(model),
    cards.labelsCard(model, snapshot),
  );
}

function overTimeCard(
  selected: ModelSnapshot,
  series: Series | undefined,
  { state, theme }: PageContext,
): ElementView {
  const { model, version } = selected;
  const text = { name: 'over-time', title: 'Over time' };
  if (series === undefined || series.models.some((one) => one.model !== model)) {
    return card({ ...text, lead: 'Not there yet: the page asks for it with every update.' });
  }
  return card(
    {
      ...text,
      lead: `All versions of the model, this one in front, as far back as ${formatSeconds(series.retentionSeconds)}; each point is ${formatSeconds(series.slotSeconds)}.${isRegression(selected) ? '' : ' The band is the 95 % interval.'}`,
    },
    overTime({
      series,
      version,
      theme: theme.theme,
      chosen: (chart) => state.chosenFigure(chart),
      onChoose: (chart, metric) => state.chooseFigure(chart, metric),
    }),
  );
}

function pageFooter({ process }: Snapshot): ElementView {
  const whose = process.isClusterWorker
    ? `worker ${process.pid} of a cluster, which knows only what it answered itself`
    : `process ${process.pid}`;
  return element(
    'footer',
    { class: 'page-footer' },
    element(
      'p',
      {},
      `Figures of ${whose}. The same as JSON: `,
      element('a', { href: apiLink() }, 'snapshot'),
      '.',
    ),
  );
}

function apiLink(): string {
  return `${window.location.pathname.replace(/\/$/, '')}/api/snapshot`;
}
