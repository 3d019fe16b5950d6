import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { DashboardFile } from '../grafana/dashboard-queries.ts';
import { folderOf, runCommand } from './command-run.ts';

const GENERATED = readFileSync(new URL('../../docs/grafana/dashboard.json', import.meta.url), 'utf8');

test('the dashboard is written as it was generated', async (t) => {
  const path = folderOf(t);
  assert.deepEqual(await runCommand('dashboard'), { exitCode: 0, stdout: GENERATED, stderr: '' });
  assert.deepEqual(await runCommand('dashboard', '-o', path('grafana.json')), {
    exitCode: 0,
    stdout: '',
    stderr: '',
  });
  assert.equal(readFileSync(path('grafana.json'), 'utf8'), GENERATED);
});

test('window and prefix of the options are those that the dashboard begins with', async (t) => {
  const path = folderOf(t, {
    'same.json': JSON.stringify({ window: 600 }),
    'known.json': JSON.stringify({ window: '1h', metrics: { prefix: 'shop_' } }),
    'own.json': JSON.stringify({ window: '45m', metrics: false }),
  });
  const variablesWith = async (name: string) => {
    const { stdout } = await runCommand('dashboard', '--config', path(name));
    const { templating, ...rest }: DashboardFile = JSON.parse(stdout);
    const { templating: _, ...generated }: DashboardFile = JSON.parse(GENERATED);
    assert.deepEqual(rest, generated);
    const changed = templating.list.filter((variable) => ['window', 'prefix'].includes(variable.name));
    return changed.map(({ query, current }) => [query, current?.value]);
  };
  assert.deepEqual(await variablesWith('same.json'), [
    ['10m,5m,30m,1h,6h,1d,7d', '10m'],
    ['', ''],
  ]);
  assert.deepEqual(await variablesWith('known.json'), [
    ['10m,5m,30m,1h,6h,1d,7d', '1h'],
    ['shop_', 'shop_'],
  ]);
  assert.deepEqual(await variablesWith('own.json'), [
    ['45m,10m,5m,30m,1h,6h,1d,7d', '45m'],
    ['', ''],
  ]);
});

test('one line says what is wrong', async () => {
  const { exitCode, stderr } = await runCommand('dashboard', 'grafana.json');
  const message = 'dashboard takes no grafana.json; options are read from --config FILE';
  assert.deepEqual([exitCode, stderr], [2, `express-model-monitor: ${message}\n`]);
});
