import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { EXPRESS_VERSIONS, MorganBesideOurs } from './morgan-beside-ours.ts';

// Both lines of a request are written in the same turn, but not in the same second.
mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 10, 3, 4, 5, 6, 7) });

// Times that no rounding of floats can tell apart: every look at the clock finds it 1.25 ms on.
let looks = 0;
mock.method(process, 'hrtime', () => {
  looks += 1;
  return [0, looks * 1_250_000];
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left in a line
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028]/;

const HOSTILE = {
  'quotes and backslashes': 'a"b\\c\\"d',
  'latin-1 bytes': 'caf\u00e9 \u00fe\u00ff',
  'C1 control characters': 'a\u0080b\u009bc\u009f',
  tabs: 'a\tb',
  'a forged line': '1.2.3.4" 200 - "x',
  'an escape sequence': '\\u001b[31m',
  'brackets and colons': ':status [:date]',
  nothing: '',
  'a very long text': 'x"'.repeat(1000),
};

const REQUESTS = {
  'an answer in JSON': get('/json?x=1'),
  'a HEAD request': request('HEAD', '/json'),
  'a 204': get('/nothing'),
  'a 404': get('/nowhere/else?x=%22'),
  'a 304': get('/json', ['If-None-Match: *']),
  'a chunked answer': get('/chunks'),
  'an announced length of nothing': get('/empty'),
  'a length given as a number': get('/numbers'),
  'an error': get('/error'),
  'a POST': request('POST', '/json', ['Content-Length: 2'], '{}'),
  'HTTP/1.0': 'GET /json HTTP/1.0\r\n\r\n',
  'an absolute URL': get('http://user@example.test/json?x=1'),
  'a basic auth user': get('/json', [basicAuth('alice:open sesame')]),
  'an authorization without user': get('/json', ['Authorization: Bearer abc']),
  'control characters in the user': get('/json', [basicAuth('a\r\nb\u0000"\u2028\u0007:x')]),
  'a forwarded address': get('/json', ['X-Forwarded-For: 10.0.0.1"\\x, 10.0.0.2']),
  'a misspelt referrer': get('/json', ['Referrer: http://example.test/']),
  'both referrers': get('/json', ['Referer: http://one.test/', 'Referrer: http://two.test/']),
  'an empty referrer beside another': get('/json', ['Referer:', 'Referrer: http://two.test/']),
};

for (const { name, express } of EXPRESS_VERSIONS) {
  for (const format of ['combined', 'common', 'default', 'short', 'tiny', 'dev']) {
    test(`on ${name}, '${format}' writes morgan's lines`, async (t) => {
      const beside = await MorganBesideOurs.serve(t, { express, format });
      const statuses = new Set<string>();
      for (const [what, bytes] of Object.entries(REQUESTS)) {
        const answer = await beside.send(bytes);
        statuses.add(answer.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length));
        const { morgan, ours } = await beside.nextLines();
        assert.equal(ours, morgan, what);
      }
      assert.deepEqual(statuses, new Set(['200', '204', '404', '304', '500']));
    });

    test(`on ${name}, '${format}' writes morgan's lines for hostile headers`, async (t) => {
      const beside = await MorganBesideOurs.serve(t, { express, format });
      for (const [what, text] of Object.entries(HOSTILE)) {
        const headers = [`Referer: ${text}`, `User-Agent: ${text}`, basicAuth(`${text}:x`)];
        const answer = await beside.send(get('/json', headers));
        assert.match(answer, /^HTTP\/1.1 200 OK\r\nX-Powered-By: Express\r\n/, what);
        const { morgan, ours } = await beside.nextLines();
        assert.equal(ours, morgan, what);
        assert.doesNotMatch(ours.slice(0, -1).replaceAll('\u001b', ''), CONTROL, what);
      }
    });

    test(`on ${name}, '${format}' writes morgan's lines for requests whose client left`, async (t) => {
      const beside = await MorganBesideOurs.serve(t, { express, format });
      for (const path of ['/never', '/half']) {
        await beside.sendAndLeave(get(path, ['User-Agent: impatient']));
        const { morgan, ours } = await beside.nextLines();
        assert.equal(ours, morgan, path);
      }
    });
  }

  test(`on ${name}, a hostile URL is logged as morgan logs it`, async (t) => {
    const beside = await MorganBesideOurs.serve(t, { express, format: 'combined' });
    for (const url of ['/"quoted"', '/back\\slash', '/%0d%0aGET', '/a?x="&y=\\', `/${'y'.repeat(9000)}`]) {
      const answer = await beside.send(get(url));
      assert.match(answer, /X-Powered-By: Express/, url);
      const { morgan, ours } = await beside.nextLines();
      assert.equal(ours, morgan, url);
    }
  });

  test(`on ${name}, a log at the request's start is morgan's with immediate`, async (t) => {
    for (const format of ['combined', 'tiny', 'dev']) {
      const beside = await MorganBesideOurs.serve(t, { express, format, isImmediate: true });
      await beside.send(get('/json', [basicAuth('alice:x')]));
      const { morgan, ours } = await beside.nextLines();
      assert.equal(ours, morgan, format);
    }
  });

  test(`on ${name}, a format string with header tokens writes morgan's lines`, async (t) => {
    const format =
      ':pid :date[iso] :date[web] :req[host] :req[accept] :res[set-cookie] :res[x-powered-by] :response-time[0]';
    const beside = await MorganBesideOurs.serve(t, { express, format, redact: false });
    await beside.send(get('/cookies', ['Accept: text/html"']));
    const { morgan, ours } = await beside.nextLines();
    assert.match(ours, /\[?a=1, b=2/);
    assert.equal(ours, morgan);
  });

  test(`on ${name}, only the secrets differ from morgan's line`, async (t) => {
    const format =
      ':url :referrer :req[cookie] :req[x-api-key] :req[referer] :res[set-cookie] :res[location] :status';
    const beside = await MorganBesideOurs.serve(t, { express, format });
    const url = '/cookies?city=oslo&token=s3cret&%74oken=s3cret&x=1';
    const headers = ['Cookie: s3cret', 'X-API-Key: s3cret', 'Referer: http://a.test/?sig=s3cret&b=2'];
    await beside.send(get(url, headers));
    const { morgan, ours } = await beside.nextLines();
    assert.match(morgan, /s3cret/);
    assert.equal(ours, morgan.replaceAll('a=1, b=2', '[redacted]').replaceAll('s3cret', '[redacted]'));
  });
}

function get(url: string, headers: readonly string[] = []): string {
  return request('GET', url, headers);
}

function request(method: string, url: string, headers: readonly string[] = [], body = ''): string {
  const lines = [`${method} ${url} HTTP/1.1`, 'Host: example.test', 'Connection: close', ...headers];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

function basicAuth(credentials: string): string {
  return `Authorization: Basic ${Buffer.from(credentials).toString('base64')}`;
}
