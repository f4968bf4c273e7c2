import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { parseSearch, stringifySearch } from './query-string.ts';
import {
  diffSearch,
  goodsSearch,
  importRowsSearch,
  nextSearch,
  operatorLicencesSearch,
  ordersSearch,
  paged,
  pathHere,
  storesSearch,
} from './search.ts';

test('an address keeps the filters that it knows', () => {
  assert.deepEqual(ordersSearch({ state: 'partShipped', number: '20260504', cursor: 'abc' }), {
    state: 'partShipped',
    number: '20260504',
    cursor: 'abc',
  });
  // The router reads what looks like a number as one.
  assert.deepEqual(ordersSearch({ number: 20_260_504 }), { number: '20260504' });
  assert.deepEqual(operatorLicencesSearch({ escalated: true, text: '青葉' }), {
    escalated: 'true',
    text: '青葉',
  });
  assert.deepEqual(importRowsSearch({ kind: 'error', state: 'skipped' }), {
    kind: 'error',
    state: 'skipped',
  });
  assert.deepEqual(diffSearch({ against: '3' }), { against: 3 });
});

test('what is no value of a filter is left out', () => {
  assert.deepEqual(ordersSearch({ state: 'lost', number: '', cursor: null, page: 3 }), {});
  assert.deepEqual(storesSearch({ state: ['open'] }), {});
  assert.deepEqual(goodsSearch({ state: 'removed', q: 'x'.repeat(201) }), {});
  assert.deepEqual(paged({ cursor: 'c'.repeat(401) }), {});
  assert.deepEqual(diffSearch({ against: -1 }), {});
});

test('no address breaks a screen, and reading it twice changes nothing', () => {
  const readers = [
    ordersSearch,
    storesSearch,
    goodsSearch,
    importRowsSearch,
    operatorLicencesSearch,
    nextSearch,
    paged,
  ];
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(...readers), (raw, read) => {
      const once = read(raw);
      assert.deepEqual(read({ ...once }), once);
    }),
  );
});

test('an address is written plainly, and read as it was written', () => {
  assert.equal(
    stringifySearch({ number: '20260504', state: undefined, q: 'tea & cups' }),
    '?number=20260504&q=tea+%26+cups',
  );
  assert.equal(stringifySearch({}), '');
  fc.assert(
    fc.property(
      fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ minLength: 1 }), {
        noNullPrototype: true,
      }),
      (search) => {
        assert.deepEqual(parseSearch(stringifySearch(search)), search);
      },
    ),
  );
});

test('signing in leads on to a path of the console, and nowhere else', () => {
  assert.equal(pathHere('/licences/new?x=1'), '/licences/new?x=1');
  for (const elsewhere of [
    'https://example.com',
    '//example.com',
    '/\\example.com',
    'licences',
    '',
    '/a b',
    '/a\\b',
  ]) {
    assert.equal(pathHere(elsewhere), undefined, elsewhere);
  }
});
