import { element } from './dom/elements.ts';
import { Region } from './dom/region.ts';
import { LiveFeed } from './live/live-feed.ts';
import { type Selection, selectionIn } from './live/selection.ts';
import { type ThemeChoice, ThemeSwitch } from './live/theme.ts';
import { monitorPage } from './monitor-page.ts';
import { PageState } from './page-state.ts';
import { connectionNews } from './sections/connection-text.ts';
import { pageHeader } from './sections/page-header.ts';
import { pageTitle } from './sections/page-title.ts';

const region: Region = new Region(document.body);
const theme: ThemeSwitch = new ThemeSwitch(show);
const state: PageState = new PageState(show);
const feed: LiveFeed = new LiveFeed({ selection: () => selection, onChange: show });
let selection: Selection | undefined = selectionIn(window.location.hash);

function show(): void {
  const { data, connection } = feed;
  document.title = pageTitle(data?.snapshot, connection);
  region.show(
    element('a', { class: 'skip-link', href: '#content' }, 'Skip to the figures'),
    pageHeader({ connection, themeChoice: theme.choice, onTheme: chooseTheme }),
    element('div', { class: 'unseen', 'aria-live': 'polite' }, connectionNews(connection)),
    element('main', { id: 'content', tabindex: -1 }, data && monitorPage(data, { selection, state, theme })),
  );
}

function chooseTheme(choice: ThemeChoice): void {
  theme.choose(choice);
  show();
}

/** A link to a version was followed: the reader goes on at its title. */
function followSelection(): void {
  const chosen = selectionIn(window.location.hash);
  if (chosen === undefined) return;
  selection = chosen;
  show();
  document.getElementById('version')?.focus();
  feed.pollNow();
}

window.addEventListener('hashchange', followSelection);
show();
feed.start();
