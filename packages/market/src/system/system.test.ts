import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { endpointList, problemKinds, systemEndpoints } from '@hazumi/contracts';
import { systemClock } from '../kernel/clock.ts';
import { personActor, type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { registerSystem } from './system.routes.ts';

const operator = personActor('01900000-0000-7000-8000-000000000001', { operator: 'operator' });
const auditor = personActor('01900000-0000-7000-8000-000000000002', { operator: 'auditor' });
const later = (milliseconds: number): Date => new Date(testStart.getTime() + milliseconds);

describe('system', () => {
  let market: TestMarket;
  before(async () => {
    market = await testMarket({ areas: [registerSystem] });
  });
  after(() => market.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    market.market.app.request(`http://market.test${path}`, { headers });
  const setClock = (now: Date, as = operator) =>
    market.call(systemEndpoints.setClock, { body: { now: now.toISOString() } }, as);

  test('everybody may know what market this is', async () => {
    const answer = await market.call(systemEndpoints.getMarket);
    assert.ok(answer.ok);
    assert.deepEqual(answer.value, {
      locales: ['zh-CN', 'ja', 'en'],
      currency: 'CNY',
      now: testStart.toISOString(),
      policyVersion: 1,
      clock: 'settable',
    });
  });

  test('health asks the database', async () => {
    const answer = await market.call(systemEndpoints.getHealth);
    assert.ok(answer.ok);
    assert.match(answer.value.version, /^\d+\.\d+\.\d+$/);
  });

  test('setting the clock does what falls due until nothing is left', async (t) => {
    let left = 3;
    market.market.sweeps.push({
      name: 'counted',
      everyMs: 1,
      async run({ now }) {
        if (now < later(3_600_000) || left === 0) return 0;
        left -= 1;
        return 1;
      },
    });
    t.after(() => void market.market.sweeps.pop());
    const early = await setClock(later(1_800_000));
    assert.ok(early.ok);
    assert.deepEqual(early.value, { now: later(1_800_000).toISOString(), done: 0 });
    const set = await setClock(later(3_600_000));
    assert.ok(set.ok);
    assert.deepEqual(set.value, { now: later(3_600_000).toISOString(), done: 3 });
    assert.equal(left, 0);
  });

  test('the clock does not go back', async () => {
    const before = market.clock.now();
    const refused = await setClock(new Date(before.getTime() - 1));
    assert.ok(!refused.ok);
    assert.equal(refused.problem.code, 'state_conflict');
    assert.deepEqual(refused.problem.data, { now: before.toISOString() });
    assert.equal(market.clock.now().getTime(), before.getTime());
  });

  test('the clock goes forward by a year at once, and no more', async () => {
    const before = market.clock.now();
    for (const now of [
      '9999-12-31T23:59:59Z',
      new Date(before.getTime() + 366 * 86_400_000 + 1).toISOString(),
    ]) {
      const refused = await market.call(systemEndpoints.setClock, { body: { now } }, operator);
      assert.ok(!refused.ok);
      assert.equal(refused.problem.code, 'invalid_request');
      assert.equal(market.clock.now().getTime(), before.getTime());
    }
  });

  test('a sweep that fails is a problem that passes, and the clock is set all the same', async (t) => {
    market.market.sweeps.push({
      name: 'failing',
      everyMs: 1,
      async run() {
        throw new Error('secret detail');
      },
    });
    t.after(() => void market.market.sweeps.pop());
    const wanted = new Date(market.clock.now().getTime() + 1000);
    const failed = await setClock(wanted);
    assert.ok(!failed.ok);
    assert.deepEqual([failed.problem.code, failed.problem.retry], ['unavailable', true]);
    assert.doesNotMatch(JSON.stringify(failed.problem), /secret/);
    assert.equal(market.clock.now().getTime(), wanted.getTime());
  });

  test('only an operator sets it, and only a clock that can be set', async () => {
    const before = market.clock.now();
    const wanted = new Date(before.getTime() + 1000);
    for (const [actor, status] of [
      [personActor('01900000-0000-7000-8000-000000000003'), 404],
      [auditor, 403],
    ] as const) {
      assert.equal((await setClock(wanted, actor)).status, status);
    }
    assert.equal(market.clock.now().getTime(), before.getTime());

    const running = await testMarket({ areas: [registerSystem], parts: { clock: systemClock } });
    const refused = await running.call(
      systemEndpoints.setClock,
      { body: { now: '2100-01-01T00:00:00Z' } },
      operator,
    );
    assert.equal(refused.status, 409);
    const about = await running.call(systemEndpoints.getMarket);
    assert.ok(about.ok);
    assert.equal(about.value.clock, 'running');
    await running.close();
  });

  test('the OpenAPI document has every endpoint of the contract', async () => {
    const answer = await get('/v1/openapi.json');
    assert.equal(answer.status, 200);
    const document = (await answer.json()) as {
      openapi: string;
      paths: Record<string, Record<string, unknown>>;
    };
    assert.equal(document.openapi, '3.1.0');
    for (const { path, method } of endpointList)
      assert.ok(document.paths[path]?.[method], `${method} ${path}`);
    const again = await get('/v1/openapi.json', { 'if-none-match': answer.headers.get('etag') ?? '' });
    assert.equal(again.status, 304);
  });

  for (const [locale, heading] of [
    ['zh-CN', 'Hazumi 接口文档'],
    ['ja', 'Hazumi APIリファレンス'],
    ['en', 'Hazumi API'],
  ] as const) {
    test(`the reference shows every endpoint and every shape, in ${locale}, and runs no script`, async () => {
      const answer = await get('/docs', { 'x-hazumi-locale': locale });
      const html = await answer.text();
      assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8');
      assert.match(
        answer.headers.get('content-security-policy') ?? '',
        /^default-src 'none'; style-src 'sha256-/,
      );
      assert.ok(html.includes(`<html lang="${locale}">`));
      assert.ok(html.includes(`<h1>${heading}</h1>`));
      for (const { id } of endpointList) assert.ok(html.includes(`id="${id}"`), id);
      assert.doesNotMatch(html, /<script|\son\w+=|https?:\/\/(?!market\.test)/);
      // Every link inside the page leads to something that is there.
      const targets = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, target]) => target));
      for (const [, link] of html.matchAll(/href="#([^"]+)"/g)) assert.ok(targets.has(link), link);
      assert.doesNotMatch(html, /\[object|undefined/);
    });
  }

  test('every problem has a page, in the reader’s language', async () => {
    for (const [code, kind] of Object.entries(problemKinds)) {
      const html = await (await get(`/problems/${code}`, { 'x-hazumi-locale': 'ja' })).text();
      assert.ok(html.includes(`<h1>${kind.title.ja.replaceAll('&', '&amp;')}</h1>`), code);
    }
    for (const code of ['nonsense', '__proto__', 'constructor']) {
      const answer = await get(`/problems/${code}`);
      assert.equal(answer.status, 404);
      assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    }
  });
});
