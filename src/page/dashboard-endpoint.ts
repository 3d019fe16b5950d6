import type { IncomingMessage } from 'node:http';
import type { SnapshotSource } from '../domain/snapshot.ts';
import type { Admission } from '../endpoint/admission.ts';
import { type Answer, refusal } from '../endpoint/answer.ts';
import { answerRequest, type Endpoint } from '../endpoint/endpoint.ts';
import { pathnameOf } from '../endpoint/pathname.ts';
import { seriesAnswer, snapshotAnswer } from './api-answers.ts';
import { fileAnswer } from './file-answer.ts';
import { type PageFiles, pageFilesReader } from './page-files.ts';
import { PAGE_HEADERS } from './page-headers.ts';
import { withLinksFrom } from './page-links.ts';

export interface DashboardEndpointOptions extends Omit<Admission, 'methods'> {
  readonly source: SnapshotSource;
  /** The path at which the page is; `app.use` may have taken it away before the endpoint sees it. */
  readonly path: string;
}

type DashboardRequest = IncomingMessage & { readonly originalUrl?: string };

/** The handler of `/monitor` and of all below it: the page, its files, its JSON. What it does not know it passes on. */
export function createDashboardEndpoint(options: DashboardEndpointOptions): Endpoint {
  const { source, faults, authorize, path } = options;
  const readFiles = pageFilesReader();
  const answer = async (request: DashboardRequest): Promise<Answer> => {
    const answerPath = ANSWERS.get(pathBelow(request, path)) ?? refuseUnknown;
    const { headers, ...rest } = await answerPath({ request, readFiles, source });
    return { ...rest, headers: { ...PAGE_HEADERS, ...headers } };
  };
  return (request, response, next) => {
    if (next !== undefined && !ANSWERS.has(pathBelow(request, path))) {
      next();
      return;
    }
    answerRequest(request, response, {
      part: 'dashboard',
      methods: ['GET', 'HEAD'],
      faults,
      authorize,
      answer,
    });
  };
}

function pathBelow(request: DashboardRequest, path: string): string {
  const asked = pathnameOf(request.url ?? '');
  return asked === path || asked.startsWith(`${path}/`) ? asked.slice(path.length) : asked;
}

interface Asked {
  readonly request: DashboardRequest;
  readonly readFiles: () => Promise<PageFiles>;
  readonly source: SnapshotSource;
}

type AnswerPath = (asked: Asked) => Promise<Answer>;

const ANSWERS: ReadonlyMap<string, AnswerPath> = new Map<string, AnswerPath>([
  ['', pageAnswer],
  ['/', pageAnswer],
  ['/monitor.js', async ({ request, readFiles }) => fileAnswer(request, (await readFiles())['monitor.js'])],
  ['/monitor.css', async ({ request, readFiles }) => fileAnswer(request, (await readFiles())['monitor.css'])],
  ['/api/snapshot', ({ request, source }) => snapshotAnswer(request, source)],
  ['/api/series', ({ request, source }) => seriesAnswer(request, source)],
]);

async function refuseUnknown(): Promise<Answer> {
  const message = 'Here are the page, at its own path, and below it api/snapshot and api/series.';
  return refusal(404, { error: 'not_found', message });
}

async function pageAnswer({ request, readFiles }: Asked): Promise<Answer> {
  const files = await readFiles();
  const versions = new Map(Object.entries(files).map(([name, { hash }]) => [name, `?v=${hash}`]));
  const { contentType, body } = files['index.html'];
  const pathname = pathnameOf(request.originalUrl ?? request.url ?? '');
  const html = withLinksFrom(body.toString(), pathname, (link) => versions.get(link) ?? '');
  return { status: 200, headers: { 'Content-Type': contentType }, body: Buffer.from(html) };
}
