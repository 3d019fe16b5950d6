import type { IncomingMessage } from 'node:http';
import type { Faults } from '../domain/faults.ts';
import { type Answer, refusal } from './answer.ts';
import { challengeOf } from './authorize.ts';

/** Who and what an endpoint of ours lets in. */
export interface Admission {
  readonly methods: readonly string[];
  /** Anything but `true` is a no. A method, so that a function of an Express request fits. */
  authorize(request: IncomingMessage): boolean | Promise<boolean>;
  readonly faults: Faults;
}

/** Answers the refusal of a request, or `undefined` when it may come in. */
export async function refuse(request: IncomingMessage, admission: Admission): Promise<Answer | undefined> {
  const { methods } = admission;
  if (!methods.includes(request.method ?? '')) {
    const message = `Only ${methods.join(' or ')} is answered here.`;
    return refusal(405, { error: 'method_not_allowed', message }, { Allow: methods.join(', ') });
  }
  if (await isAuthorized(request, admission)) return undefined;
  const challenge = { 'WWW-Authenticate': challengeOf(admission.authorize) };
  return refusal(401, { error: 'unauthorized', message: 'This request is not allowed here.' }, challenge);
}

async function isAuthorized(request: IncomingMessage, admission: Admission): Promise<boolean> {
  try {
    return (await admission.authorize(request)) === true;
  } catch (error) {
    admission.faults.report('authorize', error);
    return false;
  }
}

/** With `use`, Express leaves in `url` what follows the mount path; on a route it leaves it whole. */
export function isBelowMount(request: IncomingMessage & { route?: unknown }): boolean {
  if (request.route !== undefined) return false;
  const [path] = (request.url ?? '').split('?', 1);
  return path !== '' && path !== '/';
}
