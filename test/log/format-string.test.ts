import assert from 'node:assert/strict';
import { test } from 'node:test';
import morgan from 'morgan';
import { checkFormatString, isFormatName, tokenNames } from '../../src/log/format-string.ts';

test('tokens are found where morgan finds them', () => {
  assert.deepEqual(tokenNames('[:date[clf]] ":method :url" :req[x-a]:status :a ::pid :b-c'), [
    'date',
    'method',
    'url',
    'req',
    'status',
    'pid',
    'b-c',
  ]);
});

test('format strings of known tokens, and without any, are accepted', () => {
  morgan.token('mine', () => 'x');
  for (const format of [':method :mine :model-name :res[x]', 'one request', '{"m":":method"}', '']) {
    assert.doesNotThrow(() => checkFormatString(format), format);
  }
});

test('an unknown token is refused, with the nearest right one', () => {
  const table = {
    ':method :stauts': 'unknown token ":stauts": did you mean ":status"?',
    ':stauts :modelname :stauts':
      'unknown token ":stauts": did you mean ":status"?, unknown token ":modelname": did you mean ":model-name"?',
    'localhost:8080 :method': 'unknown token ":8080"',
    ':toString :compile :dev': 'unknown token ":toString", unknown token ":compile", unknown token ":dev"',
  };
  for (const [format, problem] of Object.entries(table)) {
    const message = `${problem} (give tokens of your own to morgan.token() before)`;
    assert.throws(() => checkFormatString(format), { message });
  }
});

test('a bare word that is no format is refused, with the nearest format', () => {
  assert.throws(() => checkFormatString('combind'), {
    message: 'unknown log format "combind": did you mean "combined"?',
  });
  assert.throws(() => checkFormatString('logfmt'), { message: 'unknown log format "logfmt"' });
});

test('formats are told from all else that hangs on morgan', () => {
  morgan.format('ours', ':method');
  const names = [
    'combined',
    'default',
    'dev',
    'ours',
    'url',
    'compile',
    'token',
    'name',
    'constructor',
    'nope',
  ];
  assert.deepEqual(names.filter(isFormatName), ['combined', 'default', 'dev', 'ours']);
});
