import assert from 'node:assert/strict';
import { test } from 'node:test';
import { element, svg, widget } from '../../src/page/browser/dom/elements.ts';
import { HtmlWriter } from '../../src/page/browser/report/html-writer.ts';

test('elements are written with what is in them, text as text', () => {
  const view = element(
    'p',
    { class: 'note', hidden: true, title: 'a "quote" & <more>', lang: undefined, open: false, tabindex: 0 },
    'a < b & c',
    element('b', { key: 'x', onclick: () => undefined }, '<script>'),
    svg('path', { d: 'M0 0' }),
  );
  assert.equal(
    new HtmlWriter().html(view),
    '<p class="note" hidden title="a &quot;quote&quot; &amp; &lt;more&gt;" tabindex="0">a &lt; b &amp; c<b>&lt;script&gt;</b><path d="M0 0"></path></p>',
  );
});

test('CSS variables become classes, one for all that are alike', () => {
  const writer = new HtmlWriter();
  const bar = (share: number) => element('i', { class: 'bar', '--share': share, '--of': 1 });
  assert.equal(
    writer.html(bar(0.5), bar(0.25), element('i', { '--share': 0.5, '--of': 1 })),
    '<i class="bar v0"></i><i class="bar v1"></i><i class="v0"></i>',
  );
  assert.equal(writer.css(), '.v0{--share:0.5;--of:1}.v1{--share:0.25;--of:1}');
});

test('what draws itself is left out', () => {
  const chart = { mount: () => assert.fail('there is nothing to draw on') };
  assert.equal(
    new HtmlWriter().html(element('div', {}, widget('a chart', chart, 1), 'words')),
    '<div>words</div>',
  );
});
