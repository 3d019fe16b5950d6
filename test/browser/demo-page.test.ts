import assert from 'node:assert/strict';
import { after, before, type TestContext, test } from 'node:test';
import type { BrowserContextOptions, Page, Response } from 'playwright-core';
import type { Snapshot } from '../../src/index.ts';
import { type RunningDemo, startDemo } from '../example-app/running-demo.ts';
import { axeViolations } from './axe-violations.ts';
import { Chromium, skipWithoutChromium } from './chromium.ts';

const skip = skipWithoutChromium;
const chromium = new Chromium();
let demo: RunningDemo;

/** The second third of it is foggy: long enough for alerts to fire on a busy machine too, and to be looked at. */
const DEMO_SECONDS = 54;

// The tests follow the days of the demo. Its browser is there already: to start one takes the time of the answers.
before(async () => {
  if (skip === false) demo = await startDemo(DEMO_SECONDS);
});
after(() => demo?.stop());

function openPage(t: TestContext, options: BrowserContextOptions = {}): Promise<Page> {
  return chromium.open(t, demo.pageUrl, { ...options, patienceMs: 90_000 });
}

const MEASURED = '[data-title="Measured quality"]';

/** What the lines of the versions say was measured. */
async function measuredOn(page: Page): Promise<string> {
  const texts = await page.locator(MEASURED).allInnerTexts();
  return texts.join('; ').replace(/\s+/g, ' ');
}

/** What they have to say by what the API told. */
function measuredIn({ models }: Snapshot): string {
  const percent = (share: number) => (100 * share).toFixed(1);
  const texts = models.map(({ window }) => {
    const accuracy = window.quality.find(({ metric }) => metric === 'accuracy');
    if (accuracy?.interval === undefined) return 'no labels';
    const { value, interval, n } = accuracy;
    return `${percent(value)} % accuracy ${percent(interval.lower)}–${percent(interval.upper)} %, n = ${n}`;
  });
  return texts.join('; ');
}

/** What the API says of all versions. */
function isOverview(response: Response): boolean {
  return response.url().endsWith('/api/snapshot');
}

test('while the demo runs its page names both versions, with the accuracy that the API tells it', {
  skip,
}, async (t) => {
  const page = await openPage(t);
  const answers: Response[] = [];
  page.on('response', (response) => isOverview(response) && answers.push(response));
  for (const version of ['weather 1', 'weather 2']) {
    const line = page.getByRole('row', { name: new RegExp(`^${version} `) });
    await line.locator(MEASURED, { hasText: '% accuracy' }).waitFor();
  }
  // It asks again once it shows the last answer: after two more it shows one that we have heard of.
  await page.waitForResponse(isOverview);
  await page.waitForResponse(isOverview);
  const shown = await measuredOn(page);
  // News of an answer can reach us later than what the page made of it.
  await page.waitForResponse(isOverview);

  const snapshots: Snapshot[] = await Promise.all(answers.map((answer) => answer.json()));
  const told = snapshots.map(measuredIn);
  assert.ok(told.includes(shown), `${shown} is not among\n${told.join('\n')}`);
});

test('once the days are foggy the page names the feature that drifted and the alert that fires', {
  skip,
}, async (t) => {
  const page = await openPage(t);
  await page.getByRole('row', { name: /^weather 1 alert firing .* firing .*AccuracyFell/ }).waitFor();
  const alerts = page.getByRole('table', { name: 'Alerts firing or pending' });
  await alerts.getByRole('row', { name: /^AccuracyFell .* firing .* below / }).waitFor();
  const feature = page.locator('details.feature > summary', { hasText: /^temp_max\W*drifted/ });
  await feature.waitFor();
  assert.match(await page.title(), /^▲ \d+\salerts? firing – Model monitor$/);
});

for (const [theme, paper, width] of [
  ['light', 'rgb(245, 246, 248)', 1280],
  ['dark', 'rgb(17, 20, 26)', 390],
] as const) {
  test(`the demo's page, switched to ${theme}, is clean to axe and does not scroll sideways at ${width} pixels`, {
    skip,
  }, async (t) => {
    const page = await openPage(t, { colorScheme: theme === 'dark' ? 'light' : 'dark' });
    await page.setViewportSize({ width, height: 844 });
    await page.locator('figure.chart canvas').first().waitFor();
    await page.getByRole('radio', { name: theme }).check();
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), paper);
    assert.deepEqual(await axeViolations(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  });
}

test('the demo that was looked at ends by Ctrl-C with exit code 0, and serves its page no more', {
  skip,
}, async () => {
  const { exitCode, stdout, stderr } = await demo.stop();
  assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: '' });
  assert.match(stdout, /AccuracyFell of version 1: [1-9]/);
  await assert.rejects(fetch(demo.pageUrl));
});
