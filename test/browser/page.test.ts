import assert from 'node:assert/strict';
import { after, before, mock, test } from 'node:test';
import express from 'express';
import type { Page } from 'playwright-core';
import { listen } from '../support/http-exchange.ts';
import { axeViolations } from './axe-violations.ts';
import { Chromium, skipWithoutChromium } from './chromium.ts';
import { foggyDays, usualDays, WeatherApp } from './weather-app.ts';

const skip = skipWithoutChromium;
const chromium = new Chromium();
let app: WeatherApp;
let monitorUrl = '';

before(async () => {
  // Alerts are judged when we say so: in the time of the test, not after it.
  mock.timers.enable({ apis: ['setInterval'] });
  app = new WeatherApp();
  await app.open();
  monitorUrl = `${app.url}/monitor`;
  // Version 1 sees a foggy month only, version 2 all seasons.
  await app.ask('1', [...foggyDays, ...foggyDays, ...foggyDays]);
  await app.ask(
    '2',
    usualDays.filter((_, day) => day % 4 === 0),
  );
  mock.timers.tick(60_000);
  mock.timers.reset();
});

after(() => app.close());

/** The cells of a version's line in the overview, without spaces that do not break. */
async function lineOf(page: Page, version: string): Promise<string[]> {
  const cells = page.locator('.overview tbody tr', { hasText: `weather ${version}` }).locator('th, td');
  return (await cells.allInnerTexts()).map((text) => text.replaceAll('\u00a0', ' ').replaceAll('\n', ' '));
}

test('the first glance has traffic, errors, accuracy, the drifted features and the firing alert', {
  skip,
}, async (t) => {
  const page = await chromium.open(t, monitorUrl, { viewport: { width: 1440, height: 900 } });
  await page.getByRole('row', { name: /weather 1 alert firing .* AccuracyLow/ }).waitFor();
  const [name, status, traffic, errors, latency, measured, estimated, drift, alerts] = await lineOf(
    page,
    '1',
  );
  const accuracy = app.monitor.snapshot().models[0]?.window.quality[0];
  assert.deepEqual([name, status, errors], ['weather 1', '▲ alert firing', '0 % 0 of 93']);
  assert.match(traffic ?? '', /^93 requests [\d.]+ predictions\/s$/);
  assert.match(latency ?? '', /^[\d.]+ · [\d.]+ · [\d.]+ ms n = 93$/);
  const percent = (100 * (accuracy?.value ?? 0)).toFixed(1);
  assert.match(measured ?? '', new RegExp(`^${percent} % accuracy [\\d.]+–[\\d.]+ %, n = 93$`));
  assert.match(estimated ?? '', /^≈ [\d.]+ % accuracy [\d.]+–[\d.]+ %, n = 93$/);
  assert.match(drift ?? '', /^\d+ drifted .*temp_max/);
  assert.match(alerts ?? '', /^\d+ firing .*AccuracyLow/);
  assert.match(await page.title(), /^▲ \d+\salerts firing – Model monitor$/);
});

test('a feature that drifted is called so, with both histograms, psi, threshold and n', {
  skip,
}, async (t) => {
  const page = await chromium.open(t, monitorUrl);
  const feature = page.locator('details.feature', { has: page.getByText('temp_max', { exact: true }) });
  await feature.waitFor();
  const summary = (await feature.locator('summary').innerText()).replaceAll('\u00a0', ' ');
  assert.match(summary, /temp_max\s+◆\s*drifted\s+PSI [\d.]+\s+drifted from 0\.\d+\s+n = 93/);
  if ((await feature.getAttribute('open')) === null) await feature.locator('summary').click();
  const bins = feature.getByRole('table', { name: 'Values of temp_max, current and in the baseline' });
  assert.ok((await bins.getByRole('row').count()) >= 10);
  await feature.getByText('Kolmogorov-Smirnov').waitFor();
});

test('choosing a version shows it in detail, takes the focus there, and stays in the address', {
  skip,
}, async (t) => {
  const page = await chromium.open(t, monitorUrl);
  await page.getByRole('link', { name: 'weather 2' }).click();
  const title = page.getByRole('heading', { level: 2, name: /^weather version 2/ });
  await title.waitFor();
  assert.equal(await title.evaluate((node) => node === document.activeElement), true);
  assert.equal(new URL(page.url()).hash, '#/weather/2');
  await page.reload();
  await title.waitFor();
  await page.getByRole('table', { name: 'Version 2 beside version 1' }).waitFor();
});

test('the charts draw both versions, and say the same in tables', { skip }, async (t) => {
  const page = await chromium.open(t, monitorUrl);
  const chart = page.locator('figure.chart').first();
  await chart.locator('canvas').waitFor();
  await chart.getByText('Show the numbers').click();
  const table = chart.getByRole('table', { name: /^Accuracy over time/ });
  assert.deepEqual(await table.getByRole('columnheader').allInnerTexts(), [
    'From',
    'version 1',
    'version 1, estimated',
    'version 2',
  ]);
  await chart.getByLabel('Figure of the chart of quality').selectOption('F1');
  await chart.getByText('their harmonic mean').waitFor();
});

test('light and dark follow the system until one is chosen, which is remembered', { skip }, async (t) => {
  const page = await chromium.open(t, monitorUrl, { colorScheme: 'dark' });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.getByRole('heading', { name: 'At a glance' }).waitFor();
  assert.equal(await paper(), 'rgb(17, 20, 26)');
  await page.getByRole('radio', { name: 'light' }).check();
  assert.equal(await paper(), 'rgb(245, 246, 248)');
  await page.reload();
  assert.equal(await paper(), 'rgb(245, 246, 248)');
  assert.equal(await page.getByRole('radio', { name: 'light' }).isChecked(), true);
});

test('what is unfolded and where the focus is stay as they are when new figures come', {
  skip,
}, async (t) => {
  const page = await chromium.open(t, monitorUrl);
  const summary = page.locator('details.feature:not([open]) > summary').first();
  await summary.focus();
  await page.keyboard.press('Enter');
  const opened = page.locator('details.feature', { has: page.locator(':focus') });
  const updated = await page.locator('.connection').innerText();
  await page.waitForFunction(
    (before) => document.querySelector('.connection')?.textContent !== before,
    updated,
  );
  assert.equal(await opened.count(), 1);
  assert.notEqual(await opened.getAttribute('open'), null);
});

test('the page works wherever it is mounted, with and without a slash at its end', { skip }, async (t) => {
  const url = await listen(t, express().use('/tenants/x/models', app.monitor.dashboard));
  for (const end of ['', '/']) {
    const page = await chromium.open(t, `${url}/tenants/x/models${end}`);
    await page.getByRole('row', { name: /weather 1/ }).waitFor();
    const link = page.getByRole('link', { name: 'snapshot' });
    assert.equal(
      new URL(await link.evaluate((node) => (node as HTMLAnchorElement).href)).pathname,
      '/tenants/x/models/api/snapshot',
    );
  }
});

for (const width of [390, 820, 1440]) {
  test(`nothing scrolls sideways at ${width} pixels, with everything unfolded`, { skip }, async (t) => {
    const page = await chromium.open(t, monitorUrl, { viewport: { width, height: 800 } });
    await unfoldAll(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  });
}

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 390],
] as const) {
  test(`axe finds nothing to say in ${colorScheme} at ${width} pixels, with everything unfolded`, {
    skip,
  }, async (t) => {
    const page = await chromium.open(t, monitorUrl, { colorScheme, viewport: { width, height: 800 } });
    await unfoldAll(page);
    assert.deepEqual(await axeViolations(page), []);
  });
}

async function unfoldAll(page: Page): Promise<void> {
  await page.locator('figure.chart canvas').first().waitFor();
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  // The details of a feature are made when it is unfolded.
  await page.waitForFunction(() =>
    Array.from(document.querySelectorAll('details.feature')).every((one) => one.children.length === 2),
  );
}
