import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { freePort } from '../support/free-port.ts';
import { skipWithout } from '../support/programs.ts';

/** For a test's `skip` option. */
export const skipWithoutAlertmanager: string | false = skipWithout(
  'prometheus-alertmanager',
  'prometheus-alertmanager',
);

/** Runs a real Alertmanager that tells a webhook receiver of every alert at once, until the test ends; its URL. */
export async function startAlertmanager(t: TestContext, receiverUrl: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'alertmanager-'));
  const configuration = {
    route: { receiver: 'webhook', group_by: ['...'], group_wait: '0s', group_interval: '1s' },
    receivers: [{ name: 'webhook', webhook_configs: [{ url: receiverUrl }] }],
  };
  // JSON is YAML.
  await writeFile(join(folder, 'alertmanager.yml'), JSON.stringify(configuration));
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn('prometheus-alertmanager', [
    `--config.file=${join(folder, 'alertmanager.yml')}`,
    `--storage.path=${join(folder, 'data')}`,
    `--web.listen-address=${address}`,
    '--cluster.listen-address=',
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
