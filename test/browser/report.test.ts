import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { axeViolations } from './axe-violations.ts';
import { Chromium, skipWithoutChromium } from './chromium.ts';
import { HOSTILE, makeWeatherReport } from './reported-weather.ts';

const skip = skipWithoutChromium;
const chromium = new Chromium();
const folder = mkdtempSync(join(tmpdir(), 'report-'));
const url = pathToFileURL(join(folder, 'report.html')).href;

before(() => makeWeatherReport((name) => join(folder, name)));
after(() => rmSync(folder, { recursive: true }));

test('a report opens from a file, with charts, and asks for nothing else', { skip }, async (t) => {
  const page = await chromium.open(t, url, { viewport: { width: 1440, height: 900 } });
  await page.locator('[aria-labelledby=version-1] canvas').nth(3).waitFor();
  const lines = await page.locator('.glance tbody tr').allInnerTexts();
  assert.match(lines[0] ?? '', /weather 1[\s\S]*60[\s\S]*% accuracy/);
  assert.match(lines[1] ?? '', /weather 2[\s\S]*drifted[\s\S]*wind/);
  await page.locator('.over-time select').first().selectOption({ label: 'Recall' });
  await page.getByText('Of what was of a class, how much was predicted as that class.').first().waitFor();
  assert.match(await page.locator('#days-1 ~ table').innerText(), /2 Mar 2026[\s\S]*3 Mar 2026/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a report is accessible in ${colorScheme} colours`, { skip }, async (t) => {
    const page = await chromium.open(t, url, { colorScheme, viewport: { width: 1440, height: 900 } });
    await page.locator('canvas').first().waitFor();
    assert.deepEqual(await axeViolations(page), []);
  });
}

test('a report fits the width of a telephone', { skip }, async (t) => {
  const page = await chromium.open(t, url, { viewport: { width: 390, height: 800 } });
  await page.locator('canvas').first().waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
});

test('without scripts a report has everything but the charts, and is accessible too', { skip }, async (t) => {
  const options = { viewport: { width: 1440, height: 900 } };
  const withScripts = await chromium.open(t, url, options);
  const page = await chromium.open(t, url, { ...options, javaScriptEnabled: false });
  const texts = async (opened: typeof page, selector: string): Promise<readonly string[]> =>
    await opened.locator(selector).allInnerTexts();
  for (const selector of ['.glance', '.quality', '.classes', '.worst', '.data', '.service', '.reading']) {
    assert.deepEqual(await texts(page, selector), await texts(withScripts, selector));
  }
  const bar = page.locator('.features .bar.current').first();
  assert.ok(((await bar.boundingBox())?.width ?? 0) > 10, 'histograms have bars');
});

test('text from a log is text, whatever it says', { skip }, async (t) => {
  const page = await chromium.open(t, url);
  const text = await page.locator('body').innerText();
  assert.ok(text.split(HOSTILE.slice(0, 20)).length > 10, 'names of ours stand in many places');
  assert.equal(await page.locator('img').count(), 0);
  const still = await chromium.open(t, url, { javaScriptEnabled: false });
  assert.equal(await still.locator('img').count(), 0);
});
