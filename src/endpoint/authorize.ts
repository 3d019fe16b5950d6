import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Lets in who sends `Authorization: Bearer SECRET`: for `authorize`. */
export function bearerToken(secret: string): (request: IncomingMessage) => boolean {
  return expecting(`Bearer ${checked(secret, 'bearerToken(secret)')}`);
}

/** Lets in who sends this name and password by HTTP Basic authentication: for `authorize`. */
export function basicAuth(user: string, password: string): (request: IncomingMessage) => boolean {
  const pair = `${checked(user, 'basicAuth(user)')}:${checked(password, 'basicAuth(password)')}`;
  if (user.includes(':'))
    throw new TypeError('basicAuth(user): a name with ":" cannot be told from its password');
  return expecting(`Basic ${Buffer.from(pair).toString('base64')}`);
}

/** An empty secret, as an environment variable that is not set becomes, would let everybody in. */
function checked(secret: string, name: string): string {
  if (typeof secret === 'string' && secret.trim() !== '') return secret;
  throw new TypeError(`${name} has to be a text that is not empty`);
}

/** Compares digests: they are of one length, and how long that takes tells nothing of the secret. */
function expecting(authorization: string): (request: IncomingMessage) => boolean {
  const expected = digestOf(authorization);
  return ({ headers }) => timingSafeEqual(digestOf(withScheme(headers.authorization ?? '')), expected);
}

/** The scheme is written in any case; what follows is not. */
function withScheme(authorization: string): string {
  const [scheme = '', ...rest] = authorization.split(' ');
  return [scheme.charAt(0).toUpperCase() + scheme.slice(1).toLowerCase(), ...rest].join(' ');
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
