/** Something to be shown, described in plain objects: text, an element with what is in it, or a widget. */
export type View = string | ElementView | WidgetView;

/** An element. Text from data only ever becomes a text node or an attribute. */
export interface ElementView {
  readonly tag: string;
  readonly namespace: 'html' | 'svg';
  readonly properties: Properties;
  readonly children: readonly View[];
}

/**
 * Attributes by name (`true` is an empty one, `undefined` and `false` are none), CSS variables (`--share`), listeners
 * (`onclick`), and `key`, by which an element is known again when its neighbours change.
 */
export type Properties = Readonly<Record<string, Property>>;
export type Property = string | number | boolean | undefined | ((event: Event) => void);

/** A part of the page that draws itself, and is told when its data change. */
export interface WidgetView<Data = unknown> {
  readonly widget: Widget<Data>;
  readonly key: string;
  readonly data: Data;
}

export interface Widget<Data> {
  mount(host: HTMLElement, data: Data): LiveWidget<Data>;
}

export interface LiveWidget<Data> {
  update(data: Data): void;
  remove(): void;
}

/** What may stand among children: lists are spread, `undefined` is nothing. */
export type Child = View | undefined | readonly Child[];

export function element(tag: string, properties: Properties, ...children: readonly Child[]): ElementView {
  return { tag, namespace: 'html', properties, children: viewsOf(children) };
}

export function svg(tag: string, properties: Properties, ...children: readonly Child[]): ElementView {
  return { tag, namespace: 'svg', properties, children: viewsOf(children) };
}

export function widget<Data>(key: string, kind: Widget<Data>, data: Data): WidgetView {
  return { key, widget: kind, data };
}

export function viewsOf(children: readonly Child[]): View[] {
  return children.flatMap((child) => {
    if (child === undefined) return [];
    return isList(child) ? viewsOf(child) : [child];
  });
}

function isList(child: Child): child is readonly Child[] {
  return Array.isArray(child);
}
