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
  /** The path at which the page is, when it is not taken away before the endpoint sees it. */
  readonly path: string;
}

type DashboardRequest = IncomingMessage & { readonly originalUrl?: string };

/** The handler of `/monitor` and of all below it: the page, its files, its JSON. */
export function createDashboardEndpoint(options: DashboardEndpointOptions): Endpoint {
  const { source, faults, authorize, path } = options;
  const readFiles = pageFilesReader();
  const answer = async (request: DashboardRequest): Promise<Answer> => {
    const below = pathnameOf(request.url ?? '').slice(path.length);
    const { headers, ...rest } = await answerPath(below, { request, readFiles, source });
    return { ...rest, headers: { ...PAGE_HEADERS, ...headers } };
  };
  return (request, response) =>
    answerRequest(request, response, {
      part: 'dashboard',
      methods: ['GET', 'HEAD'],
      faults,
      authorize,
      answer,
    });
}

interface Asked {
  readonly request: DashboardRequest;
  readonly readFiles: () => Promise<PageFiles>;
  readonly source: SnapshotSource;
}

async function answerPath(path: string, { request, readFiles, source }: Asked): Promise<Answer> {
  switch (path) {
    case '':
    case '/':
      return pageAnswer(request, await readFiles());
    case '/monitor.js':
      return fileAnswer(request, (await readFiles())['monitor.js']);
    case '/monitor.css':
      return fileAnswer(request, (await readFiles())['monitor.css']);
    case '/api/snapshot':
      return snapshotAnswer(request, source);
    case '/api/series':
      return seriesAnswer(request, source);
    default: {
      const message = 'Here are the page, at its own path, and below it api/snapshot and api/series.';
      return refusal(404, { error: 'not_found', message });
    }
  }
}

function pageAnswer(request: DashboardRequest, files: PageFiles): Answer {
  const versions = new Map(Object.entries(files).map(([name, { hash }]) => [name, `?v=${hash}`]));
  const { contentType, body } = files['index.html'];
  const pathname = pathnameOf(request.originalUrl ?? request.url ?? '');
  const html = withLinksFrom(body.toString(), pathname, (link) => versions.get(link) ?? '');
  return { status: 200, headers: { 'Content-Type': contentType }, body: Buffer.from(html) };
}
