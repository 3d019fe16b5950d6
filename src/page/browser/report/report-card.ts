import { type Child, type ElementView, element, type View, viewsOf } from '../dom/elements.ts';
import type { CardText } from '../sections/texts.ts';

/** A titled part of what is told of one version: the same part of another version has another suffix. */
export function reportCard(
  suffix: string,
  { name, title, lead }: CardText,
  ...content: readonly Child[]
): ElementView {
  const id = `${name}${suffix}`;
  return element(
    'section',
    { class: `card ${name}`, 'aria-labelledby': `${id} version${suffix}` },
    element('h3', { id }, title),
    element('p', { class: 'lead' }, lead),
    viewsOf(content).map((view) => withOwnRegions(view, suffix)),
  );
}

/** Regions inside have the same names in every version: a number tells them apart for those who jump between them. */
function withOwnRegions(view: View, suffix: string): View {
  if (typeof view === 'string' || 'widget' in view) return view;
  const { role, 'aria-label': label } = view.properties;
  const name = role === 'region' ? { 'aria-label': `${label} ${suffix.slice(1)}` } : {};
  return {
    ...view,
    properties: { ...view.properties, ...name },
    children: view.children.map((child) => withOwnRegions(child, suffix)),
  };
}
