import type { Child, ElementView, Properties, View } from '../dom/elements.ts';
import { viewsOf } from '../dom/elements.ts';

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Writes views as HTML, for those whose browser runs no scripts. CSS variables become rules of classes: a `style`
 * attribute would be against the content security policy.
 */
export class HtmlWriter {
  readonly #classes = new Map<string, string>();

  /** Parts that draw themselves are left out: what they show stands in words beside them. */
  html(...children: readonly Child[]): string {
    return viewsOf(children)
      .map((view) => this.#htmlOf(view))
      .join('');
  }

  /** The rules of all that was written. */
  css(): string {
    return Array.from(this.#classes, ([rule, name]) => `.${name}{${rule}}`).join('');
  }

  #htmlOf(view: View): string {
    if (typeof view === 'string') return escapeHtml(view);
    return 'widget' in view ? '' : this.#elementHtml(view);
  }

  #elementHtml({ tag, properties, children }: ElementView): string {
    return `<${tag}${this.#attributes(properties)}>${this.html(...children)}</${tag}>`;
  }

  #attributes(properties: Properties): string {
    const variables = Object.entries(properties).filter(([name]) => name.startsWith('--'));
    const { class: given, ...others } = properties;
    const classes = [given, this.#classFor(variables)].filter(Boolean).join(' ');
    return Object.entries({ class: classes === '' ? undefined : classes, ...others })
      .filter(([name]) => name !== 'key' && !name.startsWith('--'))
      .map(([name, value]) => attribute(name, value))
      .join('');
  }

  #classFor(variables: readonly (readonly [string, Properties[string]])[]): string | undefined {
    if (variables.length === 0) return undefined;
    const rule = variables.map(([name, value]) => `${name}:${value}`).join(';');
    const name = this.#classes.get(rule) ?? `v${this.#classes.size}`;
    this.#classes.set(rule, name);
    return name;
  }
}

function attribute(name: string, value: Properties[string]): string {
  if (value === undefined || value === false || typeof value === 'function') return '';
  return value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPED[character] ?? character);
}
