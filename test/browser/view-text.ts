import type { Child, ElementView, View } from '../../src/page/browser/dom/elements.ts';
import { viewsOf } from '../../src/page/browser/dom/elements.ts';

/** What a view says, element by element, with plain spaces. */
export function textOf(...views: readonly Child[]): string {
  return viewsOf(views)
    .map((view) => (typeof view === 'string' ? view : 'tag' in view ? textOf(view.children) : ''))
    .filter((text) => text !== '')
    .join(' ')
    .replaceAll('\u00a0', ' ');
}

/** Every element of a kind within views. */
export function elementsIn(views: Child, tag: string): ElementView[] {
  return viewsOf([views]).flatMap((view: View) => {
    if (typeof view === 'string' || !('tag' in view)) return [];
    return [...(view.tag === tag ? [view] : []), ...elementsIn(view.children, tag)];
  });
}

/** The rows of all tables, each a list of what its cells say. */
export function rowsIn(views: Child): string[][] {
  return elementsIn(views, 'tr').map(({ children }) => children.map((cell) => textOf(cell)));
}
