import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cleanLabel } from '../../src/domain/label-text.ts';

test('control characters go, everything else stays', () => {
  assert.equal(cleanLabel('a\u0000b\n\r\tc\u007f\u0085\u2028d "\\é漢😀'), 'abcd "\\é漢😀');
});

test('a label is at most 128 long, well-formed, and cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const clean = cleanLabel(text);
      assert.ok(clean.length <= 128);
      assert.ok(clean.isWellFormed());
      assert.equal(cleanLabel(clean), clean);
    }),
  );
});

test('a cut through a pair of surrogates leaves no half of it', () => {
  assert.equal(cleanLabel(`${'x'.repeat(127)}😀`), `${'x'.repeat(127)}\ufffd`);
});
