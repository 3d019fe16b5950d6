import { type Child, type ElementView, element } from '../dom/elements.ts';

/** What is read first in a cell. */
export function figureText(text: string): ElementView {
  return element('span', { class: 'figure' }, text);
}

/** What stands beside it: n, interval, names. */
export function note(text: string): ElementView {
  return element('span', { class: 'note' }, text);
}

export interface CardText {
  /** Part of its id; once on a page. */
  readonly name: string;
  readonly title: string;
  /** How to read what it shows. */
  readonly lead: string;
}

/** A titled part of the page. */
export function card({ name, title, lead }: CardText, ...content: readonly Child[]): ElementView {
  return element(
    'section',
    { key: name, class: `card ${name}`, 'aria-labelledby': name },
    element('h3', { id: name }, title),
    // A number and its unit stay on one line.
    element('p', { class: 'lead' }, lead.replaceAll(' %', '\u00a0%')),
    ...content,
  );
}

/** What to do to see something here: a sentence, and the line of code. */
export function nextStep(text: string, code?: string): ElementView {
  return element(
    'div',
    { class: 'next-step' },
    element('p', {}, text),
    code === undefined ? undefined : element('pre', { tabindex: 0 }, element('code', {}, code)),
  );
}
