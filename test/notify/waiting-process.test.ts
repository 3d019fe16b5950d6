import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../support/programs.ts';
import { Receiver, status } from './receiver.ts';

/** A process that raises one alert, and does one more thing. */
function program(url: string, last: string): string {
  return `
    import { webhook } from './src/notify/webhook.ts';
    import { firing } from './test/notify/alert-events.ts';
    import { Ledger } from './test/notify/ledger.ts';
    const ledger = new Ledger();
    const notifier = webhook('${url}').create(ledger);
    process.on('exit', () => console.log(JSON.stringify(ledger.counts)));
    notifier.notify(firing());
    ${last}
  `;
}

async function run(url: string, last: string): Promise<object> {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program(url, last)];
  const { exitCode, stdout, stderr } = await runProgram(process.execPath, args);
  assert.equal(stderr, '');
  return { exitCode, counts: JSON.parse(stdout) };
}

test('an event that waits keeps no process alive, but whoever closes first has it delivered', async (t) => {
  const [deaf, moody] = await Promise.all([Receiver.start(t), Receiver.start(t)]);
  await deaf.stop();
  moody.answer(status(503));
  assert.deepEqual(await Promise.all([run(deaf.url, ''), run(moody.url, 'await notifier.close();')]), [
    { exitCode: 0, counts: { sent: 0, failed: 0, dropped: 0 } },
    { exitCode: 0, counts: { sent: 1, failed: 0, dropped: 0 } },
  ]);
});
