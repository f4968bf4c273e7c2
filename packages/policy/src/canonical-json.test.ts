import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { canonicalJson, digest } from './canonical-json.ts';

test('the example of RFC 8785, section 3.2.3, in its order', () => {
  const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
  assert.equal(
    canonicalJson(value),
    '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\u{1f600}":5,"\ufb33":3}',
  );
});

test('it is JSON of the same value, whatever the order in which members were written', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      fc.pre(JSON.stringify(value).isWellFormed() && !hasLoneSurrogate(value));
      const canonical = canonicalJson(value);
      assert.deepEqual(JSON.parse(canonical), JSON.parse(JSON.stringify(value)));
      assert.equal(canonicalJson(reversed(value)), canonical);
      assert.equal(digest(reversed(value)), digest(value));
    }),
  );
});

test('what JSON cannot carry is refused at any depth', () => {
  for (const wrong of [undefined, 1n, Number.NaN, Number.POSITIVE_INFINITY, () => 1, Symbol('s'), '\ud800'])
    assert.throws(() => canonicalJson({ a: [wrong] }), TypeError);
  assert.throws(() => canonicalJson({ '\ud800': 1 }), TypeError);
});

test('another value has another digest', () => {
  assert.notEqual(digest({ a: 1 }), digest({ a: 2 }));
  assert.notEqual(digest({ a: '1' }), digest({ a: 1 }));
  assert.notEqual(digest([1, 2]), digest([2, 1]));
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return !value.isWellFormed();
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, item]) => !key.isWellFormed() || hasLoneSurrogate(item));
}
