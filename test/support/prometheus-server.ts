import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { freePort } from './free-port.ts';

/** Runs a real Prometheus that scrapes these addresses every second, until the test ends; its base URL. */
export function startPrometheus(t: TestContext, ...targets: readonly string[]): Promise<string> {
  return startPrometheusWith(t, { targets, rules: [] });
}

export interface PrometheusScene {
  /** Scraped every second. */
  readonly targets: readonly string[];
  /** The text of a file each, evaluated every second. */
  readonly rules: readonly string[];
  /** Told of alerts: the base URL of an Alertmanager. */
  readonly alertmanager?: string;
}

/** The same with rules, and somebody who is told when they fire. */
export async function startPrometheusWith(
  t: TestContext,
  { targets, rules, alertmanager }: PrometheusScene,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'prometheus-'));
  const files = rules.map((_, index) => join(folder, `rules-${index}.yml`));
  await Promise.all(files.map((file, index) => writeFile(file, rules[index] ?? '')));
  const configuration = {
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: files,
    ...(alertmanager !== undefined && {
      alerting: { alertmanagers: [{ static_configs: [{ targets: [hostOf(alertmanager)] }] }] },
    }),
    scrape_configs: [{ job_name: 'models', static_configs: [{ targets: targets.map(hostOf) }] }],
  };
  // JSON is YAML.
  await writeFile(join(folder, 'prometheus.yml'), JSON.stringify(configuration));
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn('prometheus', [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=${address}`,
    '--enable-feature=exemplar-storage',
    '--log.level=error',
  ]);
  t.after(async () => {
    const closed = once(server, 'close');
    server.kill();
    await closed;
    await rm(folder, { recursive: true });
  });
  await once(server, 'spawn');
  return `http://${address}`;
}

function hostOf(target: string): string {
  return new URL(target).host;
}
