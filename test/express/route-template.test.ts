import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  joinTemplates,
  leafTemplate,
  mountTemplate,
  paramsOutside,
} from '../../src/express/route-template.ts';

const NONE = {};

test('a mount without parameters is its text in lower case', () => {
  assert.equal(mountTemplate('/API/v1', NONE, NONE), '/api/v1');
  assert.equal(mountTemplate('', NONE, NONE), '');
});

test('values are put back by name, the literals between them in lower case', () => {
  const params = { tid: 'acme', ver: '2' };
  assert.equal(mountTemplate('/Tenants/acme/V/2/Users', params, NONE), '/tenants/:tid/v/:ver/users');
});

test('a value may be a part of a segment', () => {
  assert.equal(mountTemplate('/v1-2', { major: '1', minor: '2' }, NONE), '/v:major-:minor');
});

test('a whole segment is taken for the value before a part of one, and of several the last', () => {
  assert.equal(mountTemplate('/tenants/t/x', { tid: 't' }, NONE), '/tenants/:tid/x');
  assert.equal(mountTemplate('/tenants/tenants', { tid: 'tenants' }, NONE), '/tenants/:tid');
});

test('wildcards are told as Express 4 and 5 give them, a trailing slash aside', () => {
  assert.equal(mountTemplate('/files/a/b', { 0: 'a/b/' }, NONE), '/files/*');
  assert.equal(mountTemplate('/m/a/b/a', { 0: 'b/a', name: 'a' }, NONE), '/m/:name/*');
  assert.equal(mountTemplate('/files/a/b', { rest: ['a', 'b', ''] }, NONE), '/files/*rest');
});

test('optional parameters that were left out are not looked for', () => {
  assert.equal(mountTemplate('/o/1', { a: '1', b: undefined, 0: '' }, NONE), '/o/:a');
});

test('encoded text is compared decoded; what cannot be decoded stays', () => {
  assert.equal(mountTemplate('/t/caf%C3%A9%2f%25', { tid: 'café/%' }, NONE), '/t/:tid');
  assert.equal(mountTemplate('/t/%E0%A4%A/1', { tid: '1' }, NONE), '/t/%e0%a4%a/:tid');
});

test('a value that is not in the text leaves the names alone, and shows nothing of the text', () => {
  assert.equal(mountTemplate('/t/acme/1', { tid: 'ACME', n: '1' }, NONE), '/:tid/:n');
  assert.equal(mountTemplate('/t/acme', { tid: Object.create(null) }, NONE), '/:tid');
  assert.equal(mountTemplate('/t/acme', { tid: null }, NONE), '/:tid');
});

test('a number stands for the segment it was made of', () => {
  assert.equal(mountTemplate('/t/42', { tid: 42 }, NONE), '/t/:tid');
  assert.equal(mountTemplate('/t/0042', { tid: 42 }, NONE), '/:tid');
});

test('parameters of the mount around are looked for in whole segments only, and need not be there', () => {
  assert.equal(mountTemplate('/users/2', { tid: 's', uid: '2' }, { tid: 's' }), '/users/:uid');
  assert.equal(mountTemplate('/b/1', { id: '1' }, { id: '1' }), '/b/:id');
});

const literal = fc.stringMatching(/^[a-z0-9-]{1,6}$/);
const value = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 });
const segment = fc.record({ literal, value, isParameter: fc.boolean(), isUpperCase: fc.boolean() });

test('a template is recovered from any values that are equal to none of its literals', () => {
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 8 }), (segments) => {
      const literals = segments.filter(({ isParameter }) => !isParameter).map((each) => each.literal);
      const parameters = segments.filter(({ isParameter }) => isParameter);
      const texts = parameters.flatMap((each) => each.value.toLowerCase().split('/'));
      fc.pre(!literals.some((each) => texts.includes(each)));
      const names = new Map(parameters.map((each, index) => [each, `p${index}`]));
      const params = Object.fromEntries(Array.from(names, ([each, name]) => [name, each.value]));
      const template = segments.map((each) => `/${names.has(each) ? `:${names.get(each)}` : each.literal}`);
      const matched = segments.map(({ isParameter, isUpperCase, ...each }) => {
        if (isParameter) return `/${encodeURIComponent(each.value)}`;
        return `/${isUpperCase ? each.literal.toUpperCase() : each.literal}`;
      });
      assert.equal(mountTemplate(matched.join(''), params, NONE), template.join(''));
    }),
    { numRuns: 1000 },
  );
});

test('no value shows in a template, whatever app.param made of it', () => {
  const changed = fc.oneof(
    fc.constant(null),
    fc.object(),
    fc.boolean(),
    fc.double(),
    fc.constant(Symbol('x')),
  );
  fc.assert(
    fc.property(fc.uuid(), changed, (id, param) => {
      assert.equal(mountTemplate(`/t/${id}`, { tid: param }, NONE), '/:tid');
    }),
  );
});

test('a route of one path is that path, a RegExp its source, anything else nothing', () => {
  assert.equal(leafTemplate('/Items/:id', '/items/1'), '/Items/:id');
  assert.equal(leafTemplate(/^\/re\/(\d+)$/i, '/re/1'), '^\\/re\\/(\\d+)$');
  assert.equal(leafTemplate(undefined, '/'), '');
  assert.equal(leafTemplate([], '/'), '');
});

test('of several paths the first that matches is the label, and the first of all when none is sure to', () => {
  const paths = ['/a/:x', '/b/:x{.:format}', ['/a/b', ['/(c']], /^\/D$/];
  const labels = ['/a/b', 'http://h/B/1.x?q=/a/1', '/b/1', '/c', '/D', '/d'].map((url) =>
    leafTemplate(paths, url),
  );
  assert.deepEqual(labels, ['/a/:x', '/b/:x{.:format}', '/b/:x{.:format}', '/a/:x', '^\\/D$', '/a/:x']);
});

test('the RegExps of the app are not moved', () => {
  const sticky = /\/re/gy;
  const paths = ['/a', sticky];
  assert.deepEqual(
    [leafTemplate(paths, '/re'), leafTemplate(paths, '/re'), sticky.lastIndex],
    ['\\/re', '\\/re', 0],
  );
});

test('the parameters outside a route are those its paths do not name', () => {
  const params = { id: '1', idx: '2', rest: ['3'], re: '4', tid: '5', 0: '6' };
  assert.deepEqual(paramsOutside(['/a/:id', ['/b/*rest', /^\/(?<re>x)$/]], params), { idx: '2', tid: '5' });
  assert.deepEqual(paramsOutside('/a/:"id"', { id: '1', größe: '2' }), { größe: '2' });
});

test('the route / is its mount, and the root without one', () => {
  assert.deepEqual(
    [joinTemplates('/api', '/'), joinTemplates('', '/'), joinTemplates('', ''), joinTemplates('/a', '/b')],
    ['/api', '/', '/', '/a/b'],
  );
});
