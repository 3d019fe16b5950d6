import { connect, type Socket } from 'node:net';
import { BODIES, type BodiesName } from './bodies.ts';
import type { LoadTarget } from './messages.ts';

const CONNECTIONS = 32;

function requestOf(body: object): Buffer {
  const json = JSON.stringify(body);
  const head = [
    'POST /predict HTTP/1.1',
    'Host: 127.0.0.1',
    'User-Agent: bench/1.0',
    'Content-Type: application/json',
    `Content-Length: ${json.length}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${json}`);
}

const REQUESTS: Readonly<Record<BodiesName, readonly Buffer[]>> = {
  small: BODIES.small.map(requestOf),
  wide: BODIES.wide.map(requestOf),
};

let target: number | null = null;
let requests = REQUESTS.small;
let sent = 0;
let answered = 0;
/** By port. Connections stay open while other servers are measured. */
const pools = new Map<number, Socket[]>();

function sendNext(socket: Socket, port: number): void {
  if (port !== target) return;
  sent += 1;
  socket.write(requests[sent % requests.length] ?? '');
}

/** Bytes of an answer, by its head: answers here come with their head in one piece. */
function answerBytes(chunk: Buffer): number {
  const text = chunk.toString('latin1');
  const headEnd = text.indexOf('\r\n\r\n');
  const length = /content-length: (\d+)/i.exec(text)?.[1];
  if (!text.startsWith('HTTP/1.1 200') || headEnd < 0 || length === undefined) {
    throw new Error(`unexpected answer: ${text.slice(0, 200)}`);
  }
  return headEnd + 4 + Number(length);
}

function openConnection(port: number): Socket {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => sendNext(socket, port));
  let bytesLeft = 0;
  socket.on('data', (chunk) => {
    bytesLeft = (bytesLeft > 0 ? bytesLeft : answerBytes(chunk)) - chunk.length;
    if (bytesLeft > 0) return;
    answered += 1;
    sendNext(socket, port);
    if (answered === sent) process.send?.({});
  });
  return socket;
}

/** Each connection sends its next request when it has its answer: the server is never idle, never flooded. */
function load(port: number): void {
  const pool = pools.get(port);
  if (pool) for (const socket of pool) sendNext(socket, port);
  else
    pools.set(
      port,
      Array.from({ length: CONNECTIONS }, () => openConnection(port)),
    );
}

process.on('message', (message: LoadTarget) => {
  target = message.port;
  requests = REQUESTS[message.bodies];
  if (target !== null) load(target);
});
process.on('disconnect', () => process.exit());
