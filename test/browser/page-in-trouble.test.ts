import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { Baseline, type ModelMonitorOptions } from '../../src/index.ts';
import { axeViolations } from './axe-violations.ts';
import { Chromium, skipWithoutChromium } from './chromium.ts';
import { WeatherApp } from './weather-app.ts';

const skip = skipWithoutChromium;
const chromium = new Chromium();

/** Nobody asks it anything but what the test does. */
async function openApp(t: TestContext, options: ModelMonitorOptions = {}): Promise<WeatherApp> {
  const app = new WeatherApp(options);
  await app.open();
  t.after(() => app.close());
  return app;
}

function connection(page: Page, text: RegExp): Promise<void> {
  return page.locator('.connection', { hasText: text }).waitFor();
}

test('before the first prediction the page says what to do, and shows it when it comes', {
  skip,
}, async (t) => {
  const app = await openApp(t, { baseline: undefined, model: undefined, window: '10s' });
  const page = await chromium.open(t, `${app.url}/monitor/`);
  await page.getByRole('heading', { name: 'Nothing to show yet' }).waitFor();
  await page.getByText('curl localhost:3000/predict').waitFor();
  assert.deepEqual(await axeViolations(page), []);
  app.monitor.record({ model: 'storms', version: '7', output: 'calm' });
  await page.getByRole('row', { name: /storms 7 not enough data/ }).waitFor();
});

test('what is off, or has no data yet, says the line that changes it', { skip }, async (t) => {
  const options = { baseline: undefined, alerts: undefined, feedback: undefined, model: undefined };
  const app = await openApp(t, { ...options, routes: '/predict' });
  app.monitor.record({ model: 'storms', output: 'calm' });
  const page = await chromium.open(t, `${app.url}/monitor`);
  await page.getByText('app.use(modelMonitor({ feedback: true }));').waitFor();
  await page.getByText('app.use(modelMonitor({ alerts: true }));').waitFor();
  await page.getByText("app.use(modelMonitor({ baseline: 'baseline.json' }));").waitFor();
  const axe = await axeViolations(page);
  assert.deepEqual(axe, []);
});

test('a server that goes is said to be lost, with the last update; the page goes on when it is back', {
  skip,
}, async (t) => {
  const app = await openApp(t, { window: '10s' });
  const expected = /^error: Failed to load resource: net::ERR_/;
  app.monitor.record({ version: '1', output: 'sun' });
  const page = await chromium.open(t, `${app.url}/monitor`, { expected });
  await connection(page, /^Live: updated \d\d:\d\d:\d\d, every 1\ss\.$/);
  await app.shut();
  await connection(
    page,
    /^Connection lost, last update \d\d:\d\d:\d\d, retrying in [12] s: the server cannot be reached\.$/,
  );
  assert.match(await page.locator('[aria-live]').innerText(), /^Connection lost\./);
  assert.equal(await page.title(), 'Not live – Model monitor');
  assert.equal(await page.getByRole('heading', { name: 'At a glance' }).count(), 1);
  await app.open();
  await connection(page, /^Live: updated/);
  assert.equal(await page.title(), 'Model monitor');
});

test('a reader who is not let in any more is told to sign in', { skip }, async (t) => {
  let isAllowed = true;
  const app = await openApp(t, { window: '10s', authorize: () => isAllowed });
  const page = await chromium.open(t, `${app.url}/monitor`, { expected: /status of 401/ });
  await connection(page, /^Live/);
  isAllowed = false;
  await connection(page, /^Not allowed any more \(401\): reload this page and sign in/);
});

test('while nobody looks nothing is asked', { skip }, async (t) => {
  const app = await openApp(t, { window: '10s' });
  const page = await chromium.open(t, `${app.url}/monitor`);
  await connection(page, /^Live/);
  await setHidden(page, true);
  await connection(page, /^Paused while nobody looks, last update \d\d:\d\d:\d\d\.$/);
  const asked = page.waitForRequest(/api\/snapshot/);
  await setHidden(page, false);
  await asked;
  await connection(page, /^Live/);
});

/** A headless browser always believes to be seen. */
async function setHidden(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}

test('names that would be elements, scripts or styles are text', { skip }, async (t) => {
  const hostile = '<img src=x onerror=alert(1)>';
  const rows = Array.from({ length: 40 }, (_, row) => ({
    features: {
      [hostile]: row,
      constructor: row % 2 === 0 ? '</script><script>alert(2)</script>' : '__proto__',
    },
    output: row % 2 === 0 ? hostile : 'javascript:alert(3)',
    truth: hostile,
  }));
  const app = await openApp(t, {
    model: undefined,
    classes: undefined,
    baseline: Baseline.fromRows(rows, { createdAt: new Date('2026-01-01') }),
  });
  app.monitor.record(rows.map((row) => ({ ...row, model: hostile, version: '"><svg onload=alert(4)>' })));
  const page = await chromium.open(t, `${app.url}/monitor`, { viewport: { width: 390, height: 800 } });
  await page.getByRole('heading', { name: `${hostile} version "><svg onload=alert(4)>` }).waitFor();
  const feature = page.locator('details.feature', { hasText: 'constructor' });
  await feature.locator('summary').click();
  await feature.getByRole('rowheader', { name: '</script><script>' }).waitFor();
  await page.getByRole('link', { name: hostile }).click();
  assert.equal(await page.locator('img, main script, [onload], [onerror]').count(), 0);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
});
