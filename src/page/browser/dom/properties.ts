import type { Properties, Property } from './elements.ts';

/** The listener of each kind that an element has now: what is heard is passed on to the newest. */
const listeners = new WeakMap<Element, Map<string, (event: Event) => void>>();

/** Brings an element from one set of properties to another. */
export function changeProperties(node: Element, before: Properties, after: Properties): void {
  for (const name of Object.keys({ ...before, ...after })) {
    if (name !== 'key' && before[name] !== after[name]) setProperty(node, name, after[name]);
  }
}

function setProperty(node: Element, name: string, value: Property): void {
  if (typeof value === 'function') listen(node, name.slice('on'.length), value);
  else if (name.startsWith('--')) setVariable(node, name, value);
  else if (value === undefined || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? '' : String(value));
}

/** Through the object model: a `style` attribute would be against the page's content security policy. */
function setVariable(node: Element, name: string, value: Exclude<Property, (event: Event) => void>): void {
  if (!(node instanceof HTMLElement || node instanceof SVGElement)) return;
  if (value === undefined) node.style.removeProperty(name);
  else node.style.setProperty(name, String(value));
}

function listen(node: Element, type: string, listener: (event: Event) => void): void {
  const known = listeners.get(node) ?? new Map<string, (event: Event) => void>();
  listeners.set(node, known);
  if (!known.has(type)) node.addEventListener(type, (event) => known.get(type)?.(event));
  known.set(type, listener);
}
