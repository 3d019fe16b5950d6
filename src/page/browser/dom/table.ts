import { type Child, type ElementView, element } from './elements.ts';

export interface Column {
  readonly title: string;
  /** Numbers stand at the right, digit under digit. */
  readonly isNumeric?: boolean;
}

export interface Row {
  readonly key: string;
  /** One per column, the first naming the row; `undefined` where there is nothing to say. */
  readonly cells: readonly Child[];
  readonly isCurrent?: boolean;
}

export interface TableContent {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** `fold`: on a narrow screen each row becomes a block of lines. `scroll`: it scrolls in its own box. */
  readonly whenNarrow: 'fold' | 'scroll';
}

/**
 * A table with a caption for those who do not see it and headings for every cell. The roles say what the elements are
 * anyway: a browser forgets it when style sheets change their display.
 */
export function table({ caption, columns, rows, whenNarrow }: TableContent): ElementView {
  const made = element(
    'table',
    { role: 'table', class: whenNarrow },
    element('caption', { class: 'unseen' }, caption),
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, columns.map(heading))),
    element(
      'tbody',
      { role: 'rowgroup' },
      rows.map((row) => bodyRow(row, columns)),
    ),
  );
  return whenNarrow === 'fold' ? made : scrollBox(caption, made);
}

/** A box that scrolls sideways, also from the keyboard. */
export function scrollBox(label: string, ...content: readonly Child[]): ElementView {
  return element(
    'div',
    { class: 'scroll-box', tabindex: 0, role: 'region', 'aria-label': label },
    ...content,
  );
}

function heading({ title, isNumeric }: Column): ElementView {
  return element('th', { role: 'columnheader', scope: 'col', class: isNumeric && 'numeric' }, title);
}

function bodyRow({ key, cells, isCurrent }: Row, columns: readonly Column[]): ElementView {
  return element(
    'tr',
    { key, role: 'row', class: isCurrent && 'current' },
    cells.map((content, index) => {
      const { title = '', isNumeric } = columns[index] ?? {};
      const className = isNumeric && 'numeric';
      return index === 0
        ? element('th', { role: 'rowheader', scope: 'row', class: className }, content)
        : element('td', { role: 'cell', class: className, 'data-title': title }, content);
    }),
  );
}
