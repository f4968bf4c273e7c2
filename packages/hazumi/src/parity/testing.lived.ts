/** A market that has lived through each kind of decision: what a day of it is replayed from. */
import { type AnswerOf, endpoints, fromPublicId } from '@hazumi/contracts';
import { testAddress } from '@hazumi/market/testing';
import { freshKey, must } from '../guarantees/testing/people.ts';
import { createWorld, type World } from '../guarantees/testing/world.ts';
import { type Day, dayNamed } from './records.ts';

const dayMs = 86_400_000;
const bowlMinor = 1_000;
const potMinor = 33_333;

export interface LivedMarket extends World {
  /** days on which something was decided, the earliest first */
  days: Day[];
}

/**
 * A day of orders: plain ones, one by a private link after an advertisement, one with two coupons on three lines, of which one meets its cap.
 * The private ones complete, are cleared, and vest; then one is given back in part and one wholly. Pages are shown on the last day.
 */
export async function livedMarket(): Promise<LivedMarket> {
  const world = await createWorld();
  try {
    return { ...world, days: await live(world) };
  } catch (error) {
    await world.close();
    throw error;
  }
}

/** @returns the days on which something was decided, the earliest first */
async function live(world: World): Promise<Day[]> {
  const { a2, call, composition, people, categoryId } = world;
  const { market, handle } = composition;
  const headers = people.owner.as;
  // A second store: a first one's fee is what the platform keeps, and nothing of it comes back.
  const { storeId } = a2;
  const params = { storeId };
  const days = new Set<string>();
  const noteDay = () => days.add(market.clock.now().toISOString().slice(0, 10));

  async function pass(by: number): Promise<void> {
    await market.clock.set?.(new Date(market.clock.now().getTime() + by * dayMs));
    await composition.sweepUntilIdle();
    noteDay();
  }

  const pot = await must(
    call(endpoints.createProduct, {
      headers,
      params,
      body: {
        categoryId,
        texts: { en: { title: 'Iron pot' } },
        skus: [{ code: 'POT', priceMinor: potMinor, stock: 1_000 }],
        list: true,
      },
      idempotencyKey: freshKey(),
    }),
  );
  const potSku = pot.skus[0]?.id as string;
  const bowlSku = a2.things.skuId as string;

  async function claimed(shape: Coupon['shape'], productIds: string[] | null): Promise<string> {
    const coupon = await must(
      call(endpoints.createCoupon, {
        headers,
        params,
        body: {
          names: { en: 'Off' },
          visibility: 'public',
          shape,
          productIds,
          validity: { kind: 'fromClaim', days: 7 },
          total: 10,
        },
        idempotencyKey: freshKey(),
      }),
    );
    const claim = await must(
      call(endpoints.claimCoupon, {
        headers: people.otherShopper.as,
        body: { couponId: coupon.id },
        idempotencyKey: freshKey(),
      }),
    );
    return claim.id;
  }

  async function buy(
    lines: { skuId: string; quantity: number; unitPriceMinor: number }[],
    couponClaimIds: string[] = [],
    discountMinor = 0,
  ): Promise<string> {
    const totalMinor = lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, -discountMinor);
    const bought = await must(
      call(endpoints.buyNow, {
        headers: people.otherShopper.as,
        body: { lines, totalMinor, currency: 'CNY', address: testAddress, couponClaimIds },
        idempotencyKey: freshKey(),
      }),
    );
    return bought.orders[0]?.orderId as string;
  }

  /** As the market would have frozen it: a private link ten minutes before, an advertisement an hour before. */
  async function cameByLink(orderId: string): Promise<void> {
    const touch = (minutes: number, source: string) => ({ minutes, surface: 'link', source });
    await handle.pool.query(
      `update orders o set source_class = 'private', source = 'group', source_path = jsonb_build_object(
          'touch', t.path -> 1, 'first', t.path -> 0, 'path', t.path)
        from (select id, (select jsonb_agg(jsonb_build_object('at', placed_at - make_interval(mins => (x ->> 'minutes')::int),
            'surface', x ->> 'surface', 'source', x ->> 'source', 'isPaid', false) order by (x ->> 'minutes')::int desc)
          from jsonb_array_elements($1::jsonb) x) as path from orders where id = $2) t where o.id = t.id`,
      [JSON.stringify([touch(10, 'group'), touch(60, 'ads')]), fromPublicId('order', orderId)],
    );
  }

  async function deliver(orderId: string): Promise<void> {
    const shipped = await must(
      call(endpoints.shipOrder, {
        headers,
        params: { storeId, orderId },
        body: { carrier: 'SF', trackingNumber: `SF${orderId.slice(-6)}` },
        idempotencyKey: freshKey(),
      }),
    );
    const shipmentId = shipped.shipments[0]?.id as string;
    await must(call(endpoints.deliverShipment, { headers, params: { storeId, orderId, shipmentId } }));
    await must(
      call(endpoints.confirmReceipt, {
        headers: people.otherShopper.as,
        params: { orderId },
        idempotencyKey: freshKey(),
      }),
    );
  }

  const refund = (orderId: string, lines?: { lineNo: number; amountMinor: number }[]) =>
    must(
      call(endpoints.refundOrder, {
        headers: world.keys.owner,
        params: { storeId, orderId },
        body: { reason: 'test', ...(lines === undefined ? {} : { lines }) },
        idempotencyKey: freshKey(),
      }),
    );

  /** Persons look at every page that gives places, so many times. */
  async function look(times: number): Promise<void> {
    const { allotment } = composition;
    await allotment.refresh();
    for (let time = 0; time < times; time += 1)
      for (const turn of [allotment.takeHome(), allotment.takeStores(), allotment.takeCategory('apparel')])
        turn?.shown(turn.first);
    await allotment.flush();
  }

  // Stores that do not sell the same goods have seats of their own.
  await handle.pool.query(
    `update product set texts = jsonb_set(texts, '{en,title}', to_jsonb('Goods of ' || store_id))`,
  );
  noteDay();
  const bowls = { skuId: bowlSku, quantity: 3, unitPriceMinor: bowlMinor };
  const pots = { skuId: potSku, quantity: 2, unitPriceMinor: potMinor };
  // 10 % of all would be 6,966: the cap leaves 5,000. The pots' own comes first.
  const coupons = [
    await claimed({ kind: 'threshold', fromMinor: 50_000, amountMinor: 777 }, [pot.id]),
    await claimed({ kind: 'percentOff', sharePpm: 100_000, capMinor: 5_000 }, null),
  ];
  const withCoupons = await buy([bowls, pots], coupons, 5_777);
  const whole = await buy([pots]);
  const kept = await buy([bowls]);
  for (const orderId of [withCoupons, whole, kept]) {
    await cameByLink(orderId);
    await deliver(orderId);
  }
  await pass(market.policy.at(market.clock.now()).document.afterSales.returnWindowDays);
  await pass(30);
  await pass(1);
  await refund(withCoupons, [{ lineNo: 2, amountMinor: 12_345 }]);
  await refund(whole);
  // The day after is made of what the refunds left, and of the pages that were looked at.
  await composition.allotment.goods.rebuild();
  await look(25);
  await pass(1);
  await look(7);
  return [...days].map(dayNamed);
}

type Coupon = AnswerOf<typeof endpoints.createCoupon>;
