import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fold, searchQuery, searchVector, singular, termsOf } from './search.terms.ts';

test('width, case, accents and kana make no difference', () => {
  assert.equal(fold('ＡＢＣ１２'), 'abc12');
  assert.equal(fold('Café'), 'cafe');
  assert.equal(fold('ﾊﾞｯｸﾞ'), fold('バッグ'));
  assert.equal(fold('リンゴ'), fold('りんご'));
  // Voiced kana are other letters, not accents.
  assert.notEqual(fold('か'), fold('が'));
});

test('a run without spaces becomes its pairs and its last character', () => {
  assert.deepEqual(termsOf('红色水壶'), ['红色', '色水', '水壶', '壶']);
  assert.deepEqual(termsOf('茶'), ['茶']);
  assert.deepEqual(termsOf('Red 水壶 2L'), ['red', '水壶', '壶', '2l']);
});

test('English plurals meet their singular', () => {
  for (const [plural, one] of [
    ['shoes', 'shoe'],
    ['dresses', 'dress'],
    ['watches', 'watch'],
    ['boxes', 'box'],
    ['batteries', 'battery'],
    ['cups', 'cup'],
  ] as const) {
    assert.equal(singular(plural), one);
    assert.equal(singular(one), one);
  }
  for (const word of ['bus', 'glass', 'is', 'tennis']) assert.equal(singular(word), word);
});

test('a query names each term once, and a single character by its beginning', () => {
  assert.deepEqual(searchQuery('水壶 水壶'), { all: "'水壶'", some: undefined });
  assert.deepEqual(searchQuery('茶'), { all: "'茶':*", some: undefined });
  assert.deepEqual(searchQuery('red shoes'), { all: "'red' & 'shoe'", some: "'red' | 'shoe'" });
  assert.equal(searchQuery(" '&|!:* "), undefined);
  assert.equal(
    searchQuery('⺀〮'),
    undefined,
    'a radical and a tone mark alone are signs of their scripts, not words',
  );
});

test('whatever is typed, the terms hold letters and numbers alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const vector = searchVector([{ text, weight: 'A' }]);
      assert.ok(
        vector === '' || vector.split(' ').every((entry) => /^'[\p{L}\p{N}]+':[\dA,]+$/u.test(entry)),
        vector,
      );
      const query = searchQuery(text);
      if (query !== undefined)
        assert.match(query.all, /^'[\p{L}\p{N}]+'(?::\*)?(?: & '[\p{L}\p{N}]+'(?::\*)?)*$/u);
    }),
  );
});

test('goods are found by every part of a run that stands in their title', () => {
  const han = fc.constantFrom(...'红蓝水壶茶杯鞋手机');
  fc.assert(
    fc.property(
      fc.array(han, { minLength: 1, maxLength: 12 }),
      fc.nat(),
      fc.nat(),
      (characters, from, length) => {
        const start = from % characters.length;
        const part = characters.slice(start, start + 1 + (length % (characters.length - start))).join('');
        const stored = new Set(termsOf(characters.join('')));
        for (const term of searchQuery(part)?.all.split(' & ') ?? []) {
          const [, word, prefix] = /^'(.+)'(:\*)?$/.exec(term) ?? [];
          assert.ok(
            prefix === undefined
              ? stored.has(word ?? '')
              : [...stored].some((other) => other.startsWith(word ?? '')),
          );
        }
      },
    ),
  );
});

test('a long text stays within what a tsvector can hold', () => {
  const vector = searchVector([{ text: '字词'.repeat(20_000), weight: 'D' }]);
  assert.ok(vector.length < 500);
  const words = Array.from({ length: 9_000 }, (_, at) => `w${at}x`).join(' ');
  assert.equal(searchVector([{ text: words, weight: 'D' }]).split(' ').length, 4_000);
});
