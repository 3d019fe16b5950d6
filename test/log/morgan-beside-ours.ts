import { EventEmitter, once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Server } from 'node:net';
import { createRequire } from 'node:module';
import type { TestContext } from 'node:test';
import express5, { type Express } from 'express';
import morgan from 'morgan';
import onFinished from 'on-finished';
import { Drops } from '../../src/domain/drops.ts';
import { Faults } from '../../src/domain/faults.ts';
import type { LogRecord } from '../../src/log/log-request.ts';
import { RequestLog } from '../../src/log/request-log.ts';

const express4: typeof express5 = createRequire(import.meta.url)('express4');

export const EXPRESS_VERSIONS = [
  { name: 'Express 5', express: express5 },
  { name: 'Express 4', express: express4 },
] as const;

/** The lines of the same requests, as morgan's middleware and as our log wrote them. */
export interface Lines {
  readonly morgan: string;
  readonly ours: string;
}

export interface Beside {
  /** Sends bytes on a connection of their own; resolves to what came back when the server has closed it. */
  send(request: string | Buffer): Promise<string>;
  /** Sends a request that is not answered, and leaves when it has arrived. */
  sendAndLeave(request: string): Promise<void>;
  /** What the next request, sent or to be sent, is logged as by both. */
  nextLines(): Promise<Lines>;
}

export interface BesideOptions {
  readonly express: typeof express5;
  readonly format: string;
  readonly isImmediate?: boolean;
  readonly redact?: readonly string[] | false;
}
