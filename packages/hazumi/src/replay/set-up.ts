/** Brings the sellers of a record to the market, and their goods into their stores. */
import type { progressPrinter } from '../start.progress.ts';
import { Refusal } from './api.ts';
import type { ReplayClock } from './clock.ts';
import { type Goods, openGoods, readCategories } from './goods.ts';
import { inParallel } from './in-parallel.ts';
import type { Journal } from './journal.ts';
import type { ReplayMarket } from './market.ts';
import { goodsKey, type Plan, type PlannedOrder } from './plan.ts';
import type { RecordSeller, TradeRecord } from './record.ts';
import { openSellers, type Sellers } from './sellers.ts';

/** Hashing a password takes a core a tenth of a second, on purpose. */
const signUpsAtOnce = 4;
const storesAtOnce = 6;

export interface Shops {
  sellers: Sellers;
  goods: Goods;
  /** Why something that this order needs could not be brought to the market; undefined where all is there. */
  reasonAgainst(order: PlannedOrder): string | undefined;
}

/** Sets up what these orders need, as far as it is not there: several sellers at once, none depends on another. */
export async function setUpShops(parts: {
  market: Pick<ReplayMarket, 'api' | 'secret'>;
  journal: Journal;
  record: TradeRecord;
  plan: Plan;
  orders: readonly PlannedOrder[];
  clock: ReplayClock;
  shown: ReturnType<typeof progressPrinter>;
  stopping: AbortSignal;
}): Promise<Shops> {
  const { market, journal, record, plan, orders, clock, shown, stopping } = parts;
  const { api } = market;
  const sellers = openSellers({ api, journal, secret: market.secret });
  const categories = await readCategories(api);
  const goods = openGoods({ api, journal, sellers, categories, products: record.products });
  /** by seller, or by seller and product: what the market says to them */
  const refusals = new Map<string, string>();
  const neededSellers = [...new Set(orders.flatMap((order) => order.sellerIds))];
  const neededGoods = new Set(
    orders.flatMap((order) => order.lines.map((line) => goodsKey(line.sellerId, line.productId))),
  );

  await eachSeller('Sellers apply', signUpsAtOnce, sellers.apply);
  // The registry is asked, and answers.
  await clock.settle();
  await eachSeller('Sellers open their stores', storesAtOnce, async (seller) => {
    const shelf = plan.goods.get(seller.id) ?? [];
    await sellers.open(seller, goods.categoryOf(shelf[0]?.productId ?? ''));
    for (const item of shelf) {
      const key = goodsKey(item.sellerId, item.productId);
      if (neededGoods.has(key)) await noting(key, () => goods.list(item));
    }
  });
  return {
    sellers,
    goods,
    reasonAgainst: (order) =>
      order.lines
        .map((line) => refusals.get(line.sellerId) ?? refusals.get(goodsKey(line.sellerId, line.productId)))
        .find((reason) => reason !== undefined),
  };

  async function eachSeller(
    stage: string,
    atOnce: number,
    work: (seller: RecordSeller) => Promise<void>,
  ): Promise<void> {
    let done = 0;
    await inParallel(neededSellers, atOnce, async (sellerId) => {
      stopping.throwIfAborted();
      const seller = record.sellers.get(sellerId);
      if (seller !== undefined && !refusals.has(sellerId)) await noting(sellerId, () => work(seller));
      done += 1;
      shown({ stage, done, total: neededSellers.length });
    });
  }

  /** What the market refuses leaves out the orders that need it, and nothing else. */
  async function noting(key: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.set(key, error.message);
    }
  }
}
