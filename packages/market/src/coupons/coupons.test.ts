import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type AnswerOf, type BodyInput, endpoints, toPublicId } from '@hazumi/contracts';
import { auditMarket } from '../audit.ts';
import { registerLinks } from '../links/links.routes.ts';
import { type GivenSku, givenBalance, givenSku, givenStore } from '../testing/goods.ts';
import { recordQueries } from '../testing/queries.ts';
import { linesBody, type Person, type TradingMarket, tradingMarket } from '../testing/trade.ts';
import { touchQueue } from '../touches/touches.queue.ts';
import { registerTouches } from '../touches/touches.routes.ts';
import { registerCoupons } from './coupons.routes.ts';

type Wish = BodyInput<typeof endpoints.createCoupon>;
type Campaign = AnswerOf<typeof endpoints.createCoupon>;
let t: TradingMarket;
let sku: GivenSku;
let params: { storeId: string };
before(async () => {
  t = await tradingMarket();
  const queue = touchQueue(t.handle.pool);
  registerTouches(t.market, t.handle.pool, queue);
  registerLinks(t.market, queue);
  registerCoupons(t.market, queue);
  sku = await givenSku(t.market.db, t.ids, t.storeId, { available: 10_000 });
  params = { storeId: toPublicId('store', t.storeId) };
});
after(() => t.close());

async function coupon(wish: Partial<Wish> = {}): Promise<Campaign> {
  const body: Wish = {
    names: { en: 'Three off' },
    visibility: 'public',
    shape: { kind: 'amountOff', amountMinor: 300 },
    validity: { kind: 'fromClaim', days: 7 },
    total: 100,
    ...wish,
  };
  const made = await t.call(endpoints.createCoupon, { params, body, idempotencyKey: t.key() }, t.owner);
  assert.ok(made.ok, JSON.stringify(made));
  return made.value;
}
async function tokenFor(campaign: Campaign, maxUses: number | null = null): Promise<string> {
  const made = await t.call(
    endpoints.createLinks,
    {
      params,
      body: {
        channel: 'group',
        target: { kind: 'coupon', couponId: campaign.id },
        labels: ['Group 1'],
        maxUses,
      },
      idempotencyKey: t.key(),
    },
    t.owner,
  );
  assert.ok(made.ok, JSON.stringify(made));
  return made.value.data[0]?.url.split('/').at(-1) as string;
}
const claim = (
  person: Person,
  body: BodyInput<typeof endpoints.claimCoupon>,
  headers: Record<string, string> = {},
) => t.call(endpoints.claimCoupon, { body, headers, idempotencyKey: t.key() }, person);
async function claimed(person: Person, campaign: Campaign): Promise<string> {
  const result = await claim(person, { couponId: campaign.id });
  assert.ok(result.ok, JSON.stringify(result));
  return result.value.id;
}
async function rich(): Promise<Person> {
  const person = t.person();
  await givenBalance(t.market.db, t.ids, person.personId, 1_000_000n);
  return person;
}
const bodyWith = (lines: [GivenSku, number][], claims: string[], discountMinor: number) => {
  const body = linesBody(lines);
  return { ...body, totalMinor: body.totalMinor - discountMinor, couponClaimIds: claims };
};
const buy = (person: Person, lines: [GivenSku, number][], claims: string[], discountMinor: number) =>
  t.call(endpoints.buyNow, { body: bodyWith(lines, claims, discountMinor), idempotencyKey: t.key() }, person);
async function orderOf(result: Awaited<ReturnType<typeof buy>>) {
  assert.ok(result.ok, JSON.stringify(result));
  const found = await t.call(
    endpoints.getStoreOrder,
    { params: { ...params, orderId: result.value.orders[0]?.orderId as string } },
    t.owner,
  );
  assert.ok(found.ok);
  return found.value;
}
const booked = async (account: string, orderId?: string): Promise<bigint> => {
  const { rows } = await t.handle.pool.query(
    `select coalesce(sum(e.amount_minor), 0)::bigint as sum from ledger_entry e join ledger_transaction x
      on x.store_id = e.store_id and x.id = e.transaction_id where e.account = $1 and ($2::uuid is null or x.order_id = $2)`,
    [account, orderId ?? null],
  );
  return rows[0].sum;
};

test('the price, the fee, the tax and the ledger follow the coupon; the quote said so', async () => {
  const person = await rich();
  const claimId = await claimed(person, await coupon());
  const before = [await booked('couponCost'), await booked('merchantPayable')];
  const quote = await t.call(
    endpoints.quoteCheckout,
    {
      body: { lines: [{ skuId: toPublicId('sku', sku.skuId), quantity: 2 }], couponClaimIds: [claimId] },
    },
    person,
  );
  assert.ok(quote.ok);
  assert.equal(quote.value.totalMinor, 1700);
  assert.deepEqual(quote.value.coupons, [{ claimId, discountMinor: 300, refused: null }]);
  const order = await orderOf(await buy(person, [[sku, 2]], [claimId], 300));
  assert.deepEqual(
    [order.goodsMinor, order.discountMinor, order.totalMinor, order.lines[0]?.discountMinor],
    [1700, 300, 1700, 300],
  );
  assert.equal(order.feeMinor, Math.round((1700 * (order.lines[0]?.fee?.feePpm ?? 0)) / 1_000_000));
  assert.equal((await booked('couponCost')) - (before[0] as bigint), 300n);
  // The merchant is owed what was paid less the fee, as for any order: the cost is shown beside it.
  const owed = -((await booked('merchantPayable')) - (before[1] as bigint));
  assert.equal(owed, BigInt(1700 - (order.feeMinor ?? 0)) - (await taxOf(order.id)));
  assert.deepEqual(await auditMarket(t.market.db), []);
});
const taxOf = async (orderId: string): Promise<bigint> => {
  const { rows } = await t.handle.pool.query('select tax_minor from orders order by id desc limit 1');
  assert.ok(orderId.startsWith('ord_'));
  return rows[0].tax_minor;
};

test('a refund takes the coupon’s cost back in proportion, and to nothing in the end', async () => {
  const person = await rich();
  const claimId = await claimed(person, await coupon());
  const cost = await booked('couponCost');
  const order = await orderOf(await buy(person, [[sku, 1]], [claimId], 300));
  for (const amountMinor of [333, 367]) {
    const refunded = await t.call(
      endpoints.refundOrder,
      {
        params: { ...params, orderId: order.id },
        body: { lines: [{ lineNo: 1, amountMinor }], reason: 'test' },
        idempotencyKey: t.key(),
      },
      t.owner,
    );
    assert.ok(refunded.ok, JSON.stringify(refunded));
  }
  assert.equal(await booked('couponCost'), cost);
  assert.deepEqual(await auditMarket(t.market.db), []);
});

test('a claim pays once, however many orders name it at once', async () => {
  const person = await rich();
  const claimId = await claimed(person, await coupon());
  const results = await Promise.all(
    Array.from({ length: 12 }, () => buy(person, [[sku, 1]], [claimId], 300)),
  );
  assert.equal(results.filter((one) => one.ok).length, 1);
  const refused = results.find((one) => !one.ok);
  assert.ok(refused !== undefined && !refused.ok);
  assert.equal(refused.problem.code, 'coupon_refused');
  assert.deepEqual(refused.problem.data, { coupons: [{ claimId, reason: 'used' }] });
});

test('a coupon is claimed no oftener than its total, by nobody more than once, all at once', async () => {
  const campaign = await coupon({ total: 5 });
  const people = Array.from({ length: 8 }, () => t.person());
  const results = await Promise.all(
    [...people, ...people].map((person) => claim(person, { couponId: campaign.id })),
  );
  assert.equal(results.filter((one) => one.ok).length, 5);
  const codes = new Set(results.flatMap((one) => (one.ok ? [] : one.problem.code)));
  assert.deepEqual([...codes], ['coupon_limit']);
  const { rows } = await t.handle.pool.query(
    `select count(*)::int as claims, count(distinct person_id)::int as people, (select claimed from coupon order by id desc limit 1)
      from coupon_claim where coupon_id = (select id from coupon order by id desc limit 1)`,
  );
  assert.deepEqual(rows[0], { claims: 5, people: 5, claimed: 5 });
});

test('of a link for three, three people claim', async () => {
  const token = await tokenFor(await coupon({ visibility: 'hidden' }), 3);
  const results = await Promise.all(Array.from({ length: 9 }, () => claim(t.person(), { token })));
  assert.equal(results.filter((one) => one.ok).length, 3);
  assert.deepEqual(
    new Set(results.flatMap((one) => (one.ok ? [] : one.problem.code))),
    new Set(['not_found']),
  );
});

test('an order that ends unpaid gives the coupon back', async () => {
  const person = await rich();
  const claimId = await claimed(person, await coupon());
  const placed = await t.call(
    endpoints.placeCheckout,
    { body: bodyWith([[sku, 1]], [claimId], 300), idempotencyKey: t.key() },
    person,
  );
  assert.ok(placed.ok, JSON.stringify(placed));
  assert.ok(!(await buy(person, [[sku, 1]], [claimId], 300)).ok);
  const ended = await t.call(endpoints.cancelCheckout, { params: { checkoutId: placed.value.id } }, person);
  assert.ok(ended.ok);
  assert.ok((await buy(person, [[sku, 1]], [claimId], 300)).ok);
});

test('another’s claim, one for other goods and one of a group taken already are refused, and nothing changes', async () => {
  const [person, other] = [await rich(), await rich()];
  const elsewhere = await givenSku(t.market.db, t.ids, await givenStore(t.market.db, t.ids, t.licenceId));
  const next = await givenSku(t.market.db, t.ids, t.storeId);
  const ofNext = await coupon({ productIds: [toPublicId('product', next.productId)] });
  const grouped = await coupon({ exclusiveGroup: 'spring' });
  const groupedToo = await coupon({ exclusiveGroup: 'spring' });
  const cases: [string[], [GivenSku, number][], string][] = [
    [[await claimed(other, await coupon())], [[sku, 1]], 'unknown'],
    [[toPublicId('couponClaim', t.ids.next(t.clock.now()))], [[sku, 1]], 'unknown'],
    [[await claimed(person, ofNext)], [[sku, 1]], 'nothingCovered'],
    [[await claimed(person, await coupon())], [[elsewhere, 1]], 'nothingCovered'],
    [[await claimed(person, grouped), await claimed(person, groupedToo)], [[sku, 1]], 'exclusiveGroup'],
  ];
  const stock = async () =>
    (await t.handle.pool.query('select available from stock where sku_id = $1', [sku.skuId])).rows[0]
      .available;
  const before = await stock();
  for (const [claims, lines, reason] of cases) {
    const result = await buy(person, lines, claims, 300);
    assert.ok(!result.ok);
    const { coupons } = result.problem.data as { coupons: { reason: string }[] };
    assert.deepEqual(
      coupons.map((one) => one.reason),
      [reason],
    );
  }
  assert.equal(await stock(), before);
});

test('a coupon for one product leaves the rest of the order alone, and no stack goes below the floor', async () => {
  const person = await rich();
  const next = await givenSku(t.market.db, t.ids, t.storeId);
  const ofNext = await coupon({
    productIds: [toPublicId('product', next.productId)],
    shape: { kind: 'amountOff', amountMinor: 5_000 },
  });
  const order = await orderOf(
    await buy(
      person,
      [
        [sku, 1],
        [next, 1],
      ],
      [await claimed(person, ofNext)],
      800,
    ),
  );
  assert.deepEqual(
    order.lines.map((line) => [line.goodsMinor, line.discountMinor]),
    [
      [1000, 0],
      [200, 800],
    ],
  );
});

test('terms that the policy or the store’s goods stand against are refused at their field', async () => {
  const foreign = await givenSku(t.market.db, t.ids, await givenStore(t.market.db, t.ids, t.licenceId));
  const wishes: [Partial<Wish>, string][] = [
    [{ validity: { kind: 'fromClaim', days: 3650 } }, '/body/validity'],
    [{ total: 100_000_000 }, '/body/total'],
    [{ productIds: [toPublicId('product', foreign.productId)] }, '/body/productIds'],
  ];
  for (const [wish, pointer] of wishes) {
    const made = await t.call(
      endpoints.createCoupon,
      {
        params,
        body: {
          names: { en: 'x' },
          visibility: 'public',
          shape: { kind: 'amountOff', amountMinor: 1 },
          validity: { kind: 'fromClaim', days: 1 },
          total: 1,
          ...wish,
        },
        idempotencyKey: t.key(),
      },
      t.owner,
    );
    assert.ok(!made.ok && made.problem.pointer === pointer, JSON.stringify(made));
  }
});

test('an ended coupon is claimed by nobody, and what was claimed stays good', async () => {
  const person = await rich();
  const campaign = await coupon();
  const claimId = await claimed(person, campaign);
  const ended = await t.call(endpoints.endCoupon, { params: { ...params, couponId: campaign.id } }, t.owner);
  assert.ok(ended.ok && ended.value.endedAt !== null);
  assert.ok(!(await claim(t.person(), { couponId: campaign.id })).ok);
  assert.ok((await buy(person, [[sku, 1]], [claimId], 300)).ok);
});

test('a claim by a token is private traffic of its store', async () => {
  const person = await rich();
  const consent = await t.call(endpoints.giveConsent, {});
  assert.ok(consent.ok);
  const headers = { 'x-visitor-token': consent.value.token };
  const token = await tokenFor(await coupon({ visibility: 'hidden' }));
  const result = await claim(person, { token }, headers);
  assert.ok(result.ok);
  const bought = await t.call(
    endpoints.buyNow,
    { body: bodyWith([[sku, 1]], [result.value.id], 300), headers, idempotencyKey: t.key() },
    person,
  );
  const order = await orderOf(bought as Awaited<ReturnType<typeof buy>>);
  assert.equal(order.source?.sourceClass, 'private');
  assert.equal(order.source?.touch?.couponId, result.value.coupon.id);
});

test('a guess at a hidden coupon is answered as for none, by the same work', async () => {
  const hidden = await coupon({ visibility: 'hidden' });
  const token = await tokenFor(hidden);
  const revoked = await tokenFor(hidden);
  await t.handle.pool.query(
    'update private_link set revoked_at = now() where id = (select id from private_link order by id desc limit 1)',
  );
  const nobodys = toPublicId('coupon', t.ids.next(t.clock.now()));
  const person = t.person();
  const traces = new Set<string>();
  const ask = async (name: { couponId: string } | { token: string }) => {
    const { result, queries } = await recordQueries(t.handle, () => claim(person, name));
    assert.ok(!result.ok);
    const { requestId: _, ...problem } = result.problem;
    return JSON.stringify([problem, queries.map(({ text }) => text)]);
  };
  traces.add(await ask({ couponId: hidden.id }));
  traces.add(await ask({ couponId: nobodys }));
  assert.equal(traces.size, 1, 'an id of a hidden coupon is told from one of none');
  const byToken = new Set<string>();
  byToken.add(await ask({ token: revoked }));
  byToken.add(await ask({ token: 'A'.repeat(16) }));
  byToken.add(await ask({ token: `${token.slice(0, 15)}${token.endsWith('A') ? 'B' : 'A'}` }));
  byToken.add(await ask({ token: '' }));
  assert.equal(byToken.size, 1, 'a wrong token is told from another');
  const shown = await t.call(endpoints.listStoreCoupons, { params });
  assert.ok(shown.ok);
  assert.ok(!JSON.stringify(shown.value).includes(hidden.id));
  assert.ok((await t.call(endpoints.previewCoupon, { body: { token } })).ok);
});
