/** `npm run screenshots`: the pictures of README.md and docs/page.md, of the example under a minute of traffic, by the real page. */
import { mkdirSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { startExample } from '../example-app/example-server.ts';
import { sendTraffic } from '../example-app/send-traffic.ts';
import { traffic } from '../example-app/traffic.ts';
import { foggyDays, usualDays, weatherRows } from '../example-app/weather-data.ts';
import { programPath } from '../test/support/program-path.ts';

interface Picture {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
  /** What stands at the top of it; the page's own top when there is none. */
  readonly from?: string;
}

const FOLDER = 'docs/images';

/** Usual days first, so that the charts show how it was; then fog, for as long as alerts need to fire. */
const USUAL_SECONDS = 60;
const FOGGY_SECONDS = 26;

const PICTURES: readonly Picture[] = [
  { name: 'glance-1440', width: 1440, height: 440, colorScheme: 'light' },
  { name: 'page-1440', width: 1440, height: 1710, colorScheme: 'light' },
  { name: 'page-1440-dark', width: 1440, height: 1240, colorScheme: 'dark', from: '.card.features' },
  { name: 'page-820', width: 820, height: 1180, colorScheme: 'light', from: '.version-header' },
  { name: 'page-390', width: 390, height: 1180, colorScheme: 'light' },
];

// Before the traffic: a browser that starts takes the time of the answers.
const browser = await chromium.launch({ executablePath: programPath('chromium'), args: ['--no-sandbox'] });
const server = await startExample(0, { window: '25s', retention: '5m', notify: [() => undefined] });
const startedAt = performance.now();
const [usual, foggy] = [weatherRows(usualDays), weatherRows(foggyDays)];
const days = () => (performance.now() - startedAt < 1000 * USUAL_SECONDS ? usual : foggy);
const stop = new AbortController();
const sending = sendTraffic({
  url: server.url,
  requests: traffic(days, 2015),
  seconds: Number.POSITIVE_INFINITY,
  stop: stop.signal,
});
await new Promise((proceed) => setTimeout(proceed, 1000 * (USUAL_SECONDS + FOGGY_SECONDS)));

mkdirSync(FOLDER, { recursive: true });
for (const picture of PICTURES) await take(picture);
await browser.close();
stop.abort();
await sending;
await server.stop();

async function take({ name, width, height, colorScheme, from }: Picture): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
  await page.goto(`${server.url}/monitor#/weather/1`);
  await page.locator('.time-chart canvas').first().waitFor();
  if (from !== undefined) await scrollTo(page, from);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
  await page.close();
}

async function scrollTo(page: Page, selector: string): Promise<void> {
  await page.locator(selector).evaluate((element) => {
    (element as unknown as { scrollIntoView: () => void }).scrollIntoView();
  });
}
