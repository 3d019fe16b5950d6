import { type Child, type ElementView, type LiveWidget, type View, viewsOf } from './elements.ts';
import { changeProperties } from './properties.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** A view that stands in the document. */
interface Mounted {
  view: View;
  readonly node: ChildNode;
  children: readonly Mounted[];
  readonly live?: LiveWidget<unknown>;
}

/**
 * A part of the document that shows views. Shown again it changes only what differs, so that focus, selection, open
 * details and charts stay as they are.
 */
export class Region {
  readonly #host: Element;
  #mounted: readonly Mounted[] = [];

  constructor(host: Element) {
    this.#host = host;
    host.replaceChildren();
  }

  show(...children: readonly Child[]): void {
    const focused = document.activeElement;
    this.#mounted = reconcile(this.#host, this.#mounted, viewsOf(children));
    // An element that was moved has lost the focus.
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
  }
}

function reconcile(parent: Element, mounted: readonly Mounted[], views: readonly View[]): Mounted[] {
  const known = new Map<string, Mounted[]>();
  for (const one of mounted) {
    const name = nameOf(one.view);
    known.set(name, [...(known.get(name) ?? []), one]);
  }
  const next = views.map((view) => {
    const found = known.get(nameOf(view))?.shift();
    return found === undefined ? mount(view) : changed(found, view);
  });
  for (const leftOver of Array.from(known.values()).flat()) unmount(leftOver);
  putInOrder(parent, next);
  return next;
}

function putInOrder(parent: Element, mounted: readonly Mounted[]): void {
  let place = parent.firstChild;
  for (const { node } of mounted) {
    if (node === place) place = place.nextSibling;
    else parent.insertBefore(node, place);
  }
}

/** Views of one name can become each other. */
function nameOf(view: View): string {
  if (typeof view === 'string') return '#text';
  return 'widget' in view ? `#widget ${view.key}` : `${view.tag} ${view.properties['key'] ?? ''}`;
}

function mount(view: View): Mounted {
  if (typeof view === 'string') return { view, node: document.createTextNode(view), children: [] };
  if ('widget' in view) {
    const node = document.createElement('div');
    return { view, node, children: [], live: view.widget.mount(node, view.data) };
  }
  const node = createElement(view);
  const mounted: Mounted = { view, node, children: [] };
  changeProperties(node, {}, view.properties);
  mounted.children = reconcile(node, [], view.children);
  return mounted;
}

function createElement({ tag, namespace }: ElementView): Element {
  return namespace === 'svg' ? document.createElementNS(SVG, tag) : document.createElement(tag);
}

function changed(mounted: Mounted, view: View): Mounted {
  const { view: before, node } = mounted;
  mounted.view = view;
  if (typeof view === 'string') {
    if (before !== view) node.nodeValue = view;
  } else if ('widget' in view) {
    mounted.live?.update(view.data);
  } else if (node instanceof Element && typeof before === 'object' && 'tag' in before) {
    changeProperties(node, before.properties, view.properties);
    mounted.children = reconcile(node, mounted.children, view.children);
  }
  return mounted;
}

function unmount(mounted: Mounted): void {
  for (const child of mounted.children) unmount(child);
  mounted.live?.remove();
  mounted.node.remove();
}
