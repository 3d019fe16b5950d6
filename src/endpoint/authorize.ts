import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may come in, and what a refusal asks for. */
export interface Authorizer {
  (request: IncomingMessage): boolean;
  /** The `WWW-Authenticate` of a 401: after `Basic` a browser asks for name and password. */
  readonly challenge: string;
}

const REALM = 'realm="express-model-monitor"';
const BEARER_CHALLENGE = `Bearer ${REALM}`;

/** Lets in who sends `Authorization: Bearer SECRET`: for `authorize`. */
export function bearerToken(secret: string): Authorizer {
  return expecting(`Bearer ${checked(secret, 'bearerToken(secret)')}`, BEARER_CHALLENGE);
}

/** Lets in who sends this name and password by HTTP Basic authentication: for `authorize`. */
export function basicAuth(user: string, password: string): Authorizer {
  const pair = `${checked(user, 'basicAuth(user)')}:${checked(password, 'basicAuth(password)')}`;
  if (user.includes(':'))
    throw new TypeError('basicAuth(user): a name with ":" cannot be told from its password');
  return expecting(`Basic ${Buffer.from(pair).toString('base64')}`, `Basic ${REALM}, charset="UTF-8"`);
}

/**
 * What a refusal by this function asks for; a 401 has to ask for something (RFC 9110, section 15.5.2). For a function
 * of the user's own that is a token, which makes no browser ask anybody for a password.
 */
export function challengeOf(authorize: object): string {
  const challenge: unknown = Reflect.get(authorize, 'challenge');
  return typeof challenge === 'string' ? challenge : BEARER_CHALLENGE;
}

/** An empty secret, as an environment variable that is not set becomes, would let everybody in. */
function checked(secret: string, name: string): string {
  if (typeof secret === 'string' && secret.trim() !== '') return secret;
  throw new TypeError(`${name} has to be a text that is not empty`);
}

/** Compares digests: they are of one length, and how long that takes tells nothing of the secret. */
function expecting(authorization: string, challenge: string): Authorizer {
  const expected = digestOf(authorization);
  const isRight = ({ headers }: IncomingMessage): boolean =>
    timingSafeEqual(digestOf(withScheme(headers.authorization ?? '')), expected);
  return Object.assign(isRight, { challenge });
}

/** The scheme is written in any case, with any number of spaces behind it; what follows is taken as it is. */
function withScheme(authorization: string): string {
  return authorization.replace(/^(\S)(\S*) +/, (_, first: string, rest: string) => {
    return `${first.toUpperCase()}${rest.toLowerCase()} `;
  });
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
