import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** A file of the page, ready to be sent. */
export interface PageFile {
  readonly contentType: string;
  readonly body: Buffer;
  readonly gzipped: Buffer;
  /** Of the content: another one after every change. */
  readonly hash: string;
}

export type PageFiles = Readonly<Record<PageFileName, PageFile>>;

/** Made by the build. The same folder, whether this runs from `src` or from `dist`. */
const FOLDER = new URL('../../dist/page/browser/', import.meta.url);

const CONTENT_TYPES = {
  'index.html': 'text/html; charset=utf-8',
  'monitor.css': 'text/css; charset=utf-8',
  'monitor.js': 'text/javascript; charset=utf-8',
} as const;

type PageFileName = keyof typeof CONTENT_TYPES;

const compress = promisify(gzip);

/** Reads the files of the page when they are first asked for, and keeps them: most monitors never need them. */
export function pageFilesReader(): () => Promise<PageFiles> {
  let reading: Promise<PageFiles> | undefined;
  return () => {
    reading ??= readPageFiles().catch((error: unknown) => {
      // The next one tries again: an installation may be under way.
      reading = undefined;
      throw error;
    });
    return reading;
  };
}

async function readPageFiles(): Promise<PageFiles> {
  const names = Object.keys(CONTENT_TYPES) as PageFileName[];
  const files = names.map(async (name) => [name, await readPageFile(name)] as const);
  return Object.fromEntries(await Promise.all(files)) as Record<PageFileName, PageFile>;
}

async function readPageFile(name: PageFileName): Promise<PageFile> {
  const body = await readFile(new URL(name, FOLDER));
  return {
    contentType: CONTENT_TYPES[name],
    body,
    gzipped: await compress(body, { level: 9 }),
    hash: createHash('sha256').update(body).digest('base64url').slice(0, 16),
  };
}
