import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build } from 'esbuild';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import type { View } from '../../src/page/browser/dom/elements.ts';
import { element, svg } from '../../src/page/browser/dom/elements.ts';
import type { Region } from '../../src/page/browser/dom/region.ts';
import { Chromium, skipWithoutChromium } from './chromium.ts';

const skip = skipWithoutChromium;
const chromium = new Chromium();

/** What the bundle leaves on the window. */
interface RegionWindow {
  readonly dom: { readonly Region: typeof Region };
}

/** An empty page that knows regions. */
async function openPage(page: Page): Promise<Page> {
  const { outputFiles } = await build({
    entryPoints: ['src/page/browser/dom/region.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'dom',
  });
  await page.evaluate(`${outputFiles[0]?.text} window.dom = dom;`);
  return page;
}

/** Trees with keys, attributes and text, of few kinds, so that neighbours are often alike. */
const { views } = fc.letrec<{ views: View[]; view: View }>((tie) => ({
  views: fc.array(tie('view'), { maxLength: 5 }),
  view: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', '<i>&amp;'),
    fc
      .record({
        tag: fc.constantFrom('p', 'b', 'svg'),
        key: fc.constantFrom(undefined, 'x', 'y', 'z'),
        title: fc.constantFrom(undefined, true, false, 'one', 2),
        share: fc.constantFrom(undefined, 0.5, 1),
        children: tie('views'),
      })
      .map(({ tag, share, children, ...properties }) =>
        (tag === 'svg' ? svg : element)(tag, { ...properties, '--share': share }, ...children),
      ),
  ),
}));

test('whatever stood there before, a region shows the same as a new one', { skip }, async (t) => {
  const page = await openPage(await chromium.open(t, 'about:blank'));
  await fc.assert(
    fc.asyncProperty(fc.array(views, { minLength: 2, maxLength: 4 }), async (steps) => {
      const [changed, fresh] = await page.evaluate((shown) => {
        const { dom } = window as unknown as RegionWindow;
        const [one, other] = [document.createElement('div'), document.createElement('div')];
        const region = new dom.Region(one);
        for (const step of shown) region.show(...step);
        new dom.Region(other).show(...(shown.at(-1) ?? []));
        // An attribute that held variables stays behind, empty.
        return [one, other].map((host) => host.innerHTML.replaceAll(' style=""', ''));
      }, steps);
      assert.equal(changed, fresh);
    }),
    { numRuns: 150 },
  );
});

test('an element that moves is the same element, and keeps the focus', { skip }, async (t) => {
  const page = await openPage(await chromium.open(t, 'about:blank'));
  const button = (key: string) => element('button', { key }, key);
  const [before, after] = [['a', 'b', 'c'].map(button), ['c', 'd', 'b'].map(button)];
  const kept = await page.evaluate(
    ([first, second]) => {
      const region = new (window as unknown as RegionWindow).dom.Region(document.body);
      region.show(...(first ?? []));
      const c = document.querySelectorAll('button')[2];
      c?.focus();
      region.show(...(second ?? []));
      return [
        document.activeElement === c,
        document.querySelector('button') === c,
        document.body.textContent,
      ];
    },
    [before, after],
  );
  assert.deepEqual(kept, [true, true, 'cdb']);
});

test('a listener is the newest one, and is called once', { skip }, async (t) => {
  const page = await openPage(await chromium.open(t, 'about:blank'));
  const heard = await page.evaluate(() => {
    const region = new (window as unknown as RegionWindow).dom.Region(document.body);
    const calls: string[] = [];
    for (const name of ['old', 'new']) {
      const properties = Object.fromEntries([['onclick', () => calls.push(name)]]);
      region.show({ tag: 'button', namespace: 'html', properties, children: [] } as unknown as View);
    }
    document.querySelector('button')?.click();
    return calls;
  });
  assert.deepEqual(heard, ['new']);
});
