import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

/** What a query found: value by the values of the labels. */
export type Answers = Readonly<Record<string, number>>;

/** Labels by which answers are told apart, in this order. */
const LABELS = ['model_name', 'model_version', 'class', 'feature', 'result', 'instance'] as const;
const DEADLINE_MS = 20_000;
const PAUSE_MS = 50;

type Sample = readonly [time: number, value: string];

interface Found {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: Sample;
  /** Of a range. */
  readonly values?: readonly Sample[];
}

/** @param time - in seconds since 1970; now when there is none. */
export async function query(prometheus: string, promql: string, time?: number): Promise<Answers> {
  const found = await ask(prometheus, promql, time);
  return Object.fromEntries(found.map(({ metric, value }) => [nameOf(metric), Number(value?.[1])]));
}

/**
 * What `increase()` multiplies the counts of every target with, over so many seconds: it reaches from the first
 * and the last scrape in the range out to its ends.
 */
export async function stretchesOf(
  prometheus: string,
  { seconds, end }: { readonly seconds: number; readonly end: number },
): Promise<number[]> {
  const targets = await ask(prometheus, `up[${seconds}s]`, end);
  return targets.map(({ values = [] }) => {
    const [first = Number.NaN] = values.at(0) ?? [];
    const [last = Number.NaN] = values.at(-1) ?? [];
    return seconds / (last - first);
  });
}

/**
 * Waits until all targets have been scraped after this moment.
 *
 * @param moment - in seconds since 1970; now when there is none.
 * @returns when they have been, in seconds since 1970.
 */
export async function untilScraped(
  prometheus: string,
  targets: number,
  moment = Date.now() / 1000,
): Promise<number> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    // It refuses connections until it has started.
    const scrapedAt = Object.values(await query(prometheus, 'timestamp(up) and up == 1').catch(() => ({})));
    if (scrapedAt.filter((time) => time > moment).length === targets) return Date.now() / 1000;
    assert.ok(
      Date.now() < deadline,
      `Prometheus has scraped its targets at ${scrapedAt}, not after ${moment}`,
    );
    await delay(PAUSE_MS);
  }
}

async function ask(prometheus: string, promql: string, time = Date.now() / 1000): Promise<readonly Found[]> {
  const body = new URLSearchParams({ query: promql, time: String(time) });
  const answer = await fetch(`${prometheus}/api/v1/query`, { method: 'POST', body });
  const { data, error } = (await answer.json()) as { data?: { result: readonly Found[] }; error?: string };
  assert.ok(data, `${error} in ${promql}`);
  return data.result;
}

function nameOf(metric: Found['metric']): string {
  return LABELS.flatMap((label) => metric[label] ?? []).join(' ');
}
