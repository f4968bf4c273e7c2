import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Dictionary, editDistance } from './spelling.ts';

test('an edit counts one, the commonest slips half', () => {
  const cases: [string, string, number][] = [
    ['toilet', 'toilet', 0],
    ['tiolet', 'toilet', 1],
    ['tolet', 'toilet', 1],
    ['toiletx', 'toilet', 1],
    ['coilet', 'toilet', 1],
    ['vaccum', 'vacum', 0.5],
    ['vacum', 'vaccum', 0.5],
    ['grell', 'grill', 0.5],
  ];
  for (const [from, to, distance] of cases)
    assert.equal(editDistance(from, to, 2), distance, `${from} ${to}`);
});

test('it is the same both ways, zero only for the same word, and beyond the reach when it says so', () => {
  const word = fc.stringMatching(/^[a-e]{1,8}$/);
  fc.assert(
    fc.property(word, word, (a, b) => {
      assert.equal(editDistance(a, b, 99), editDistance(b, a, 99));
      assert.equal(editDistance(a, b, 99) === 0, a === b);
      if (editDistance(a, b, 2) <= 2) assert.equal(editDistance(a, b, 2), editDistance(a, b, 99));
      else assert.ok(editDistance(a, b, 99) > 2);
    }),
  );
});

test('the mask of letters rules out nothing that lies within reach', () => {
  const word = fc.stringMatching(/^[a-f]{5,9}$/);
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 30 }), word, (known, typed) => {
      const dictionary = new Dictionary();
      dictionary.add(known);
      const found = dictionary.corrections(typed).map(({ word: one }) => one);
      const within = known.filter((one) => one !== typed && editDistance(typed, one, 2) <= 2);
      if (!known.includes(typed)) assert.deepEqual(found.sort(), within.sort());
    }),
  );
});

test('only far more frequent words are offered for a word that is known', () => {
  const dictionary = new Dictionary();
  dictionary.add(['mitre']);
  for (let at = 0; at < 10; at += 1) dictionary.add(['miter']);
  assert.deepEqual(dictionary.corrections('mitre'), []);
  dictionary.add(['miter']);
  assert.deepEqual(
    dictionary.corrections('mitre').map(({ word, count }) => [word, count]),
    [['miter', 11]],
  );
});
