/**
 * A hidden coupon is there for whoever holds its token, and for its store's staff. To everybody else every list, search, page and answer,
 * every refusal too, is the same after one was made, given away and claimed as it was before.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Endpoint, endpointList, endpoints } from '@hazumi/contracts';
import { createPages, type Pages } from '../pages.ts';
import { freshKey, must } from './testing/people.ts';
import { soundRequest, toRequest } from './testing/requests.ts';
import { type Actor, actorsOf, targetsOf } from './testing/rights.ts';
import { baseUrl, createWorld, type World } from './testing/world.ts';

/** What differs from one asking to the next by itself, whoever asks. */
const restless = new Set(['getMetrics', 'getHealth', 'getReadiness', 'listApiKeys', 'listSessions']);

describe('a hidden coupon', () => {
  let world: World;
  let pages: Pages;
  let outsiders: Actor[];
  before(async () => {
    world = await createWorld();
    pages = await createPages(world.composition, 'http://127.0.0.1:9');
    // The claimant sees the own claim, and staff of A the store's coupons.
    outsiders = actorsOf(world).filter((actor) => actor.staff?.of !== 'A' && actor.person !== 'otherShopper');
  });
  after(async () => {
    await pages.close();
    await world.close();
  });

  async function answerOf(endpoint: Endpoint, actor: Actor, params: Record<string, string>): Promise<string> {
    const response = await world.fetch(
      toRequest(endpoint, await soundRequest(world, endpoint, params, actor.as)),
    );
    const text = await response.text();
    return `${response.status} ${text.replaceAll(/"requestId":"[^"]*"/g, '')}`;
  }

  /** Every answer that only reads, by endpoint, actor and thing. */
  async function readAll(): Promise<Map<string, string>> {
    const seen = new Map<string, string>();
    for (const endpoint of endpointList) {
      if (endpoint.method !== 'get' || restless.has(endpoint.id)) continue;
      for (const actor of outsiders)
        for (const target of targetsOf(world, endpoint))
          seen.set(
            `${endpoint.id}, ${actor.name}, ${target.name}`,
            await answerOf(endpoint, actor, target.params),
          );
    }
    for (const path of [
      '/',
      '/stores',
      `/stores/${world.a1.slug}`,
      `/products/${world.a1.things.productId}`,
      '/search?q=tea',
      '/search?tab=stores&q=alpha',
      '/robots.txt',
      '/sitemap.xml',
      '/feed.xml',
      '/l/AAAAAAAAAAAAAAAA',
      '/coupons/AAAAAAAAAAAAAAAA',
      `/coupons/${world.a1.things.couponId}`,
    ]) {
      const response = await pages.shop.app.fetch(new Request(new URL(path, baseUrl)));
      const html = (await response.text()).replaceAll(/name="token" value="[^"]*"/g, '');
      seen.set(`page ${path}`, `${response.status} ${html.replaceAll(/[0-9a-f-]{36}|req_\w+/g, '')}`);
    }
    return seen;
  }

  test('changes nothing that anybody else can see', async () => {
    const before = await readAll();
    assert.ok(before.size > 500, `only ${before.size} answers were compared`);
    const made = await must(
      world.call(endpoints.createCoupon, {
        headers: world.people.owner.as,
        params: { storeId: world.a1.storeId },
        body: {
          names: { en: 'Only for friends' },
          visibility: 'hidden',
          shape: { kind: 'percentOff', sharePpm: 500_000 },
          validity: { kind: 'fromClaim', days: 7 },
          total: 10,
        },
        idempotencyKey: freshKey(),
      }),
    );
    const links = await must(
      world.call(endpoints.createLinks, {
        headers: world.people.owner.as,
        params: { storeId: world.a1.storeId },
        body: { channel: 'contact', target: { kind: 'coupon', couponId: made.id }, labels: ['A friend'] },
        idempotencyKey: freshKey(),
      }),
    );
    const token = links.data[0]?.url.split('/').at(-1) as string;
    await must(
      world.call(endpoints.claimCoupon, {
        headers: world.people.otherShopper.as,
        body: { token },
        idempotencyKey: freshKey(),
      }),
    );
    pages.shop.invalidate([`store:${world.a1.storeId}`]);
    const after = await readAll();
    for (const [what, answer] of before) assert.equal(after.get(what), answer, what);
    for (const [what, answer] of after)
      assert.ok(!answer.includes(made.id) && !answer.includes('Only for friends'), what);

    // Guesses at it: its own id where a public one's is asked for, beside an id of nothing.
    const nobodys = `${made.id.slice(0, 4)}01${'z'.repeat(24)}`;
    for (const actor of outsiders.filter(
      ({ person, scopes }) => person !== undefined && scopes === undefined,
    )) {
      const answers = new Set<string>();
      for (const couponId of [made.id, nobodys]) {
        const response = await world.fetch(
          new Request(new URL('/v1/coupons:claim', baseUrl), {
            method: 'POST',
            headers: { ...actor.as, 'content-type': 'application/json', 'idempotency-key': freshKey() },
            body: JSON.stringify({ couponId }),
          }),
        );
        answers.add(`${response.status} ${(await response.text()).replaceAll(/"requestId":"[^"]*"/g, '')}`);
      }
      assert.equal(answers.size, 1, `${actor.name} tells a hidden coupon from none: ${[...answers]}`);
    }
  });
});
