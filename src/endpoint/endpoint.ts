import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultPart, Faults } from '../domain/faults.ts';
import { type Admission, isBelowMount, refuse } from './admission.ts';
import { type Answer, refusal, sendAnswer } from './answer.ts';

/** Answers a request, or hands it to `next` when it is not for this endpoint. */
export type Endpoint = (request: IncomingMessage, response: ServerResponse, next?: () => void) => void;

export interface EndpointOptions extends Admission {
  /** What a fault while answering is counted under. */
  readonly part: FaultPart;
  readonly faults: Faults;
  answer(request: IncomingMessage): Promise<Answer>;
}

/** Makes a handler for `app.use(path, endpoint)`, for a route, or for a plain node:http server. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  return (request, response, next) => {
    if (next !== undefined && isBelowMount(request)) next();
    else answerRequest(request, response, options);
  };
}

/** Answers, whatever goes wrong. */
export function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  options: EndpointOptions,
): void {
  const { part, faults } = options;
  admitAndAnswer(request, options)
    .catch((error: unknown) => {
      faults.report(part, error);
      return refusal(500, { error: 'internal', message: 'The monitor could not answer this.' });
    })
    .then((answer) => sendAnswer(response, answer))
    // The application may have put methods of its own on the response.
    .catch((error: unknown) => faults.report(part, error));
}

async function admitAndAnswer(request: IncomingMessage, options: EndpointOptions): Promise<Answer> {
  return (await refuse(request, options)) ?? options.answer(request);
}
