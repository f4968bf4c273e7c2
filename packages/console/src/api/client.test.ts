import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints } from '@hazumi/contracts';
import { FakeMarket, FakeProblem } from '../testing/fake.market.ts';
import { testId, testTime } from '../testing/ids.ts';
import { createApi } from './client.ts';
import { ApiError } from './errors.ts';
import { actionKeys, newKey } from './idempotency.ts';

function api(market: FakeMarket, signedOut: () => void = () => undefined) {
  return createApi({
    baseUrl: 'http://market.test',
    localeNow: () => 'ja',
    onSignedOut: signedOut,
    fetch: async (request) => {
      const answer = await market.fetch(request);
      if (answer.status === 599) throw new TypeError('fetch failed');
      return answer;
    },
  });
}

test('an answer comes with its version, a refusal is thrown in the language of the reader', async () => {
  const market = new FakeMarket({
    listCategories: () => ({ data: [] }),
    getCheckout: () => {
      throw new FakeProblem('not_found');
    },
  });
  assert.deepEqual(await api(market).send(endpoints.listCategories), { value: { data: [] }, version: 0 });
  await assert.rejects(
    api(market).send(endpoints.getCheckout, { params: { checkoutId: testId('checkout', 1) } }),
    (error) =>
      error instanceof ApiError &&
      error.code === 'not_found' &&
      error.message === '見つかりません' &&
      error.requestId !== '',
  );
});

test('no answer is told as such; being signed out is told to the page', async () => {
  const market = new FakeMarket({ listCategories: () => ({ data: [] }) });
  market.failing.set('listCategories', 'network');
  await assert.rejects(
    api(market).send(endpoints.listCategories),
    (error) => error instanceof ApiError && error.code === 'network' && error.isOutcomeUnknown,
  );
  market.failing.set('listCategories', new FakeProblem('unauthenticated'));
  let told = 0;
  await assert.rejects(
    api(market, () => {
      told += 1;
    }).send(endpoints.listCategories),
  );
  assert.equal(told, 1);
});

test('a file comes with its bytes as they are', async () => {
  const market = new FakeMarket({ getImportTemplate: () => '\ufeffcode,price\n' });
  const blob = await api(market).download(endpoints.getImportTemplate, { query: { locale: 'ja' } });
  assert.deepEqual(new Uint8Array(await blob.arrayBuffer()).slice(0, 3), new Uint8Array([0xef, 0xbb, 0xbf]));
  await assert.rejects(
    api(new FakeMarket({})).download(endpoints.getImportTemplate, {}),
    (error) => error instanceof ApiError && error.code === 'not_found',
  );
});

test('the tries of one action share a key until one of them is answered', () => {
  const made = ['key-1', 'key-2', 'key-3'];
  const keys = actionKeys(() => made.shift() ?? '');
  assert.equal(keys.keyFor('{"a":1}'), 'key-1');
  keys.ended('unknown');
  assert.equal(keys.keyFor('{"a":1}'), 'key-1', 'nobody knows whether it was done: the same key');
  assert.equal(keys.keyFor('{"a":2}'), 'key-2', 'something else is another action');
  keys.ended('known');
  assert.equal(keys.keyFor('{"a":2}'), 'key-3', 'it was answered: the same again is meant again');
});

test('keys are of the form that the market takes, and no two are the same', () => {
  const keys = Array.from({ length: 100 }, newKey);
  for (const key of keys) assert.match(key, /^[0-9a-f]{32}$/);
  assert.equal(new Set(keys).size, 100);
});

test('the fake market holds requests and answers against the contract', async () => {
  const market = new FakeMarket({
    listSessions: () => ({ data: [{ id: 'no id', createdAt: testTime(0) }] }) as never,
  });
  // Straight to the market: the console's client would tell a fault of the test as a broken connection.
  const request = new Request('http://market.test/v1/me/sessions');
  await assert.rejects(market.fetch(request), /not the contract's/);
  await assert.rejects(
    api(market).send(endpoints.becomeCreator, { body: { displayName: '' } }),
    (error) => error instanceof ApiError && error.problem.pointer === '/body/displayName',
  );
});
