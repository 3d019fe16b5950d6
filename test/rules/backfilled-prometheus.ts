import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import { runProgram } from '../support/programs.ts';

/** How long the time is that the pages lie before and after, in minutes; and what Prometheus calls it. */
const MINUTES = 10;
export const RANGE_SECONDS = 60 * MINUTES;
const DEADLINE_MS = 20_000;
const PAUSE_MS = 50;

/** What the metrics page of one replica showed, before it served and after. */
export interface ReplicaPages {
  readonly instance: string;
  readonly before: string;
  readonly after: string;
}

/** A Prometheus that has seen the pages, scraped every minute. */
export interface Backfilled {
  readonly url: string;
  /** When the range ends, in seconds since 1970: the range begins with the page before and ends with the one after. */
  readonly end: number;
}

/**
 * Runs a real Prometheus that has scraped replicas in the past, until the test ends. As its scrapes lie exactly at the
 * ends of the range, `increase()` has nothing to extrapolate, and every answer can be compared to the last digit.
 */
export async function backfilledPrometheus(
  t: TestContext,
  replicas: readonly ReplicaPages[],
): Promise<Backfilled> {
  const folder = mkdtempSync(join(tmpdir(), 'backfilled-'));
  const end = 60 * Math.floor(Date.now() / 60_000) - RANGE_SECONDS;
  await createBlocks(folder, replicas, end);
  writeFileSync(join(folder, 'prometheus.yml'), '{}');
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn('prometheus', [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=${address}`,
    '--log.level=error',
  ]);
  t.after(async () => {
    const closed = once(server, 'close');
    server.kill();
    await closed;
    rmSync(folder, { recursive: true });
  });
  const url = `http://${address}`;
  await untilReady(url);
  return { url, end };
}

async function createBlocks(folder: string, replicas: readonly ReplicaPages[], end: number): Promise<void> {
  const lines = replicas.flatMap(({ instance, before, after }) =>
    Array.from({ length: MINUTES + 1 }, (_, minute) => {
      const time = end - RANGE_SECONDS + 60 * minute;
      return samplesOf(minute === 0 ? before : after).map(
        (sample) => `${scraped(sample, instance)} ${time}\n`,
      );
    }).flat(),
  );
  const file = join(folder, 'pages.txt');
  writeFileSync(file, `${lines.join('')}# EOF\n`);
  const args = ['tsdb', 'create-blocks-from', 'openmetrics', file, join(folder, 'data')];
  const { exitCode, stderr } = await runProgram('promtool', args);
  assert.equal(exitCode, 0, stderr);
}

function samplesOf(page: string): readonly string[] {
  return page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

/** A sample with the labels that a scrape adds. */
function scraped(sample: string, instance: string): string {
  const labels = `job="models",instance="${instance}"`;
  return sample.includes('{') ? sample.replace('{', `{${labels},`) : sample.replace(' ', `{${labels}} `);
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const isReady = await fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    assert.ok(Date.now() < deadline, 'Prometheus is not ready');
    await delay(PAUSE_MS);
  }
}
