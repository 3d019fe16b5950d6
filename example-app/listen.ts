import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

export interface RunningServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** How long a request under way may take to finish once the server is to stop. */
const stopMilliseconds = 1_000;

/**
 * Serves an app on this machine only.
 *
 * @param port - 0 for any free one.
 * @throws the system's error when the port cannot be had, `EADDRINUSE` above all.
 */
export async function listen(app: Express, port: number): Promise<RunningServer> {
  const server = createServer(app);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;

  const stop = async () => {
    const closed = once(server, 'close');
    server.close();
    setTimeout(() => server.closeAllConnections(), stopMilliseconds).unref();
    await closed;
  };
  return { url: `http://127.0.0.1:${address.port}`, stop };
}
