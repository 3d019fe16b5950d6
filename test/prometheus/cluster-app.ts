import cluster, { type Worker } from 'node:cluster';
import { on, once } from 'node:events';
import { writeSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Counter, Gauge } from 'prom-client';
import { clusterMetrics, modelMonitor } from '../../src/index.ts';

// A program for the cluster tests: the primary does what the test tells it, the workers serve a model.

/** What a test asks of the primary; each is answered with one message. */
export type Command =
  | { readonly do: 'fork'; readonly workers: number }
  | { readonly do: 'clusterMetrics' }
  | { readonly do: 'talk'; readonly messages: readonly unknown[] }
  | { readonly do: 'kill'; readonly worker: number }
  | { readonly do: 'close'; readonly worker: number };

/** Messages of others, which our code sees too. */
type WorkerMessage =
  | { readonly do: 'close' }
  | { readonly do: 'talk'; readonly messages: readonly unknown[] }
  | undefined;

if (cluster.isPrimary) obey();
else await serve();

function obey(): void {
  process.on('message', async (command: Command) => {
    process.send?.((await run(command)) ?? { done: true });
  });
}

async function run(command: Command): Promise<object | undefined> {
  if (command.do === 'clusterMetrics') clusterMetrics();
  if (command.do === 'fork') return Promise.all(Array.from({ length: command.workers }, () => fork()));
  const workers = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
  if (command.do === 'talk') await Promise.all(workers.map((worker) => talk(worker, command)));
  if (command.do !== 'kill' && command.do !== 'close') return undefined;
  const worker = workers.find(({ id }) => id === command.worker);
  const gone = worker && once(worker, 'disconnect');
  if (command.do === 'kill') worker?.process.kill('SIGKILL');
  else worker?.send({ do: 'close' });
  await gone;
  return undefined;
}

async function fork(): Promise<object> {
  const worker = cluster.fork();
  const { port } = await messageOf(worker, ({ port }) => port !== undefined);
  return { worker: worker.id, port };
}

/** Says things to a worker, which says them back. */
async function talk(worker: Worker, command: Command & { do: 'talk' }): Promise<void> {
  const saidBack = messageOf(worker, ({ said }) => said === true);
  worker.send(command);
  for (const message of command.messages) worker.send(message as object);
  await saidBack;
}

interface Answer {
  readonly port?: number;
  readonly said?: boolean;
}

async function messageOf(worker: Worker, isExpected: (answer: Answer) => boolean): Promise<Answer> {
  for await (const [message] of on(worker, 'message')) {
    if (message !== null && isExpected(message)) return message;
  }
  throw new Error('The worker has ended');
}

async function serve(): Promise<void> {
  const jobs = new Counter({
    name: 'app_jobs_total',
    help: 'Jobs of the application.',
    labelNames: ['kind'],
  });
  const idle = new Gauge({ name: 'app_idle_seconds', help: 'Idle time.', aggregator: 'max' });
  idle.set(Number(cluster.worker?.id));
  const monitor = modelMonitor({ log: false, dashboard: true });
  const app = express();
  app.use(express.json());
  app.use(monitor);
  app.post('/predict', (req, res) => {
    jobs.inc({ kind: 'predict' });
    res.json({ output: req.body.output });
  });
  app.post('/block', (req, res) => {
    res.flushHeaders();
    setImmediate(() => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, req.body.milliseconds);
      res.end();
    });
  });
  process.on('message', async (message: WorkerMessage) => {
    if (message?.do === 'talk') {
      for (const said of message.messages) process.send?.(said);
      process.send?.({ said: true });
    }
    if (message?.do !== 'close') return;
    await monitor.close();
    process.exit();
  });
  process.on('exit', (code) => writeSync(process.stderr.fd, `worker ended with ${code}\n`));
  // Exclusive, because a test has to know which worker answers.
  const server = createServer(app).listen({ port: 0, host: '127.0.0.1', exclusive: true });
  await once(server, 'listening');
  process.send?.({ port: (server.address() as AddressInfo).port });
}
