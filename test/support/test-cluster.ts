import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import type { Command } from '../prometheus/cluster-app.ts';

/** A primary that says nothing for so long hangs: the test fails then, and the run goes on. */
const MOST_WAIT_MS = 60_000;

export type Two = [TestWorker, TestWorker];
export type Three = [TestWorker, TestWorker, TestWorker];

export interface TestWorker {
  readonly worker: number;
  readonly url: string;
}

/** A primary process that does what it is told, with workers that serve a model. */
export class TestCluster {
  readonly #primary: ChildProcess;
  /** What primary and workers have written to stderr, once all have ended. */
  readonly stderr: Promise<string>;

  constructor(t: TestContext) {
    this.#primary = fork(new URL('../prometheus/cluster-app.ts', import.meta.url), {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    this.stderr = text(this.#primary.stderr ?? Readable.from([]));
    t.after(() => this.stop());
  }

  async tell(command: Command): Promise<object> {
    const answered = once(this.#primary, 'message', { signal: AbortSignal.timeout(MOST_WAIT_MS) });
    this.#primary.send(command);
    const [answer] = await answered;
    return answer;
  }

  /** Starts workers, in the order of their ids. */
  async fork<Workers extends TestWorker[]>(workers: Workers['length']): Promise<Workers> {
    const started = (await this.tell({ do: 'fork', workers })) as { worker: number; port: number }[];
    return started.map(({ worker, port }) => ({ worker, url: `http://127.0.0.1:${port}` })) as Workers;
  }

  /** Ends the primary at once; its workers end when they notice. */
  async stop(): Promise<void> {
    this.#primary.kill('SIGKILL');
    await this.stderr;
  }
}

/** Sends `count` predict requests, one after the other; their prediction id names the worker. */
export async function predict({ url, worker }: TestWorker, count: number): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-prediction-id': `worker-${worker}` };
  for (let sent = 0; sent < count; sent += 1) {
    await (await fetch(`${url}/predict`, { method: 'POST', headers, body: '{"output":"a"}' })).text();
  }
}

/** Stops the worker's event loop; resolves once it stands, to the end of that. */
export async function block({ url }: TestWorker, milliseconds: number): Promise<{ over: Promise<string> }> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ milliseconds });
  const answer = await fetch(`${url}/block`, { method: 'POST', headers, body });
  return { over: answer.text() };
}

export async function scrape({ url }: TestWorker, accept = 'text/plain'): Promise<string> {
  const answer = await fetch(`${url}/metrics`, { headers: { accept } });
  const page = await answer.text();
  if (answer.status !== 200) throw new Error(`${answer.status}: ${page}`);
  return page;
}
