import assert from 'node:assert/strict';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { keepAsDictionary } from '../../src/express/hidden-class.ts';
import { EXPRESS_VERSIONS } from './express-versions.ts';
import { createSite, serve } from './route-labels.ts';

setFlagsFromString('--allow-natives-syntax');
/** `false` for an object that V8 keeps as a dictionary. */
const hasHiddenClass = new Function('object', 'return %HasFastProperties(object)') as (o: object) => boolean;
const haveSameClass = new Function('a', 'b', 'return %HaveSameMap(a, b)') as (
  a: object,
  b: object,
) => boolean;

/** Whether this V8 does what the step is there for: objects made alike, with a new prototype, differ. */
function makesOwnClasses(): boolean {
  const prototype = {};
  const made = [0, 1].map((value) =>
    Object.assign(Object.setPrototypeOf({ value }, prototype), { added: value }),
  );
  return !haveSameClass(made[0], made[1]);
}

function newResponse(): ServerResponse {
  return new ServerResponse(new IncomingMessage(new Socket()));
}

for (const expressVersion of EXPRESS_VERSIONS) {
  const { version, major } = expressVersion;

  test(`watched requests and responses are dictionaries where that is quicker (Express ${version})`, async (t) => {
    const { app, monitor } = createSite(t, expressVersion);
    const seen: object[] = [];
    app.use(monitor);
    app.get('/', (req, res) => {
      seen.push({ req: hasHiddenClass(req), res: hasHiddenClass(res) });
      res.json({});
    });
    const send = await serve(t, app);
    for (let count = 0; count < 3; count += 1) await send('GET /');
    // To put an accessor in the place of a value makes a dictionary of a request in any V8.
    const first = { req: false, res: !makesOwnClasses() };
    const later = major === 4 ? first : { req: !makesOwnClasses(), res: !makesOwnClasses() };
    assert.deepEqual(seen, [first, later, later]);
  });
}

test('such a response looks as before', () => {
  const res = newResponse();
  const look = (): unknown => [Reflect.ownKeys(res), Object.getOwnPropertyDescriptors(res)];
  const before = look();
  keepAsDictionary(res, 'sendDate');
  assert.deepEqual(look(), before);
});

test('a response that allows no change is left alone', () => {
  const frozen = Object.freeze(newResponse());
  const inherits = Object.create(newResponse());
  const refuses = new Proxy(newResponse(), { defineProperty: () => false });
  for (const res of [frozen, inherits, refuses, {}]) {
    const keys = Reflect.ownKeys(res);
    assert.doesNotThrow(() => keepAsDictionary(res, 'sendDate'));
    assert.deepEqual(Reflect.ownKeys(res), keys);
  }
});
