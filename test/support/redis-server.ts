import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './free-port.ts';
import { skipWithout } from './programs.ts';

/** For a test's `skip` option. */
export const skipWithoutRedis: string | false = skipWithout('redis-server', 'redis-server');

/** A real redis-server that keeps every write on disk, so that it can be stopped and started again. */
export class RedisServer {
  readonly port: number;
  readonly #folder: string;
  readonly #password: string;
  #process: ChildProcess | undefined;

  /** @param password - empty for none. */
  static async start(password = ''): Promise<RedisServer> {
    const folder = await mkdtemp(join(tmpdir(), 'redis-'));
    const server = new RedisServer(await freePort(), folder, password);
    await server.start();
    return server;
  }

  private constructor(port: number, folder: string, password: string) {
    this.port = port;
    this.#folder = folder;
    this.#password = password;
  }

  get url(): string {
    const user = this.#password === '' ? '' : `:${encodeURIComponent(this.#password)}@`;
    return `redis://${user}127.0.0.1:${this.port}`;
  }

  /** Resolves when it accepts connections, with what it had before. */
  async start(): Promise<void> {
    const options = { port: this.port, bind: '127.0.0.1', dir: this.#folder, requirepass: this.#password };
    const persistence = { save: '', appendonly: 'yes', appendfsync: 'always' };
    const args = Object.entries({ ...options, ...persistence }).flatMap(([name, value]) => [
      `--${name}`,
      String(value),
    ]);
    const server = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process = server;
    await new Promise<void>((resolve, reject) => {
      server.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
      createInterface(server.stdout).on('line', (line) => {
        if (line.includes('Ready to accept connections')) resolve();
      });
    });
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.#process === undefined) return;
    const closed = once(this.#process, 'close');
    this.#process.kill(signal);
    this.#process = undefined;
    await closed;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true });
  }
}
