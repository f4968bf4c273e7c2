import type { cart, checkout, order, ProblemCode, payment, quote } from '@hazumi/contracts';
import { type Asker, type FakeApi, FakeProblem, newId } from './fake.api.ts';
import { openedAt, type Shelf, titlesOf } from './fake.catalogue.ts';
import { type People, personOf, shopperOf } from './fake.people.ts';

type Cart = (typeof cart)['_output'];
type Checkout = (typeof checkout)['_output'];
type Order = (typeof order)['_output'];
type Payment = (typeof payment)['_output'];
type Quote = (typeof quote)['_output'];

export interface CartEntry {
  id: string;
  skuId: string;
  quantity: number;
  seenPriceMinor: number;
}

/** Carts, orders and checkouts by shopper. */
export interface Trade {
  carts: Map<string, CartEntry[]>;
  orders: { owner: string; order: Order }[];
  checkouts: { owner: string; checkout: Checkout }[];
  /** what the provider answers when it is asked how a payment stands */
  outcome: 'captured' | 'pending' | 'failed' | 'expired';
  /** where the provider's pages are */
  provider: string;
  topUps: Payment[];
  /** answers by idempotency key, as the API replays them */
  answered: Map<string, unknown>;
}

export const paymentOrigin = 'https://pay.example';
export const checkoutExpiresAt = '2026-03-01T09:15:00Z';

export function installTrade(fake: FakeApi, shelf: Shelf, people: People, trade: Trade): void {
  const { handlers } = fake;
  const factsOf = (skuId: string) => {
    for (const product of shelf.products) {
      const sku = product.skus.find((one) => one.id === skuId);
      if (sku !== undefined)
        return { product, sku, available: sku.availability.inStock ? (sku.availability.left ?? 999) : 0 };
    }
    throw new FakeProblem('not_found');
  };
  const entriesOf = (asker: Asker): CartEntry[] => {
    const shopper = shopperOf(people, asker);
    const entries = trade.carts.get(shopper) ?? [];
    trade.carts.set(shopper, entries);
    return entries;
  };

  /** Freight as the double has it: the store's for an order, free from its threshold. */
  const quoteOf = (lines: readonly { skuId: string; quantity: number }[]): Quote => {
    const byStore = Map.groupBy(lines, (line) => factsOf(line.skuId).product.store.id);
    const orders = [...byStore].map(([storeId, own]) => {
      const { store } = factsOf(own[0]?.skuId ?? '').product;
      const goodsMinor = own.reduce(
        (sum, line) => sum + factsOf(line.skuId).sku.priceMinor * line.quantity,
        0,
      );
      const isFree = store.freightFreeFromMinor !== null && goodsMinor >= store.freightFreeFromMinor;
      const freightMinor = isFree ? 0 : store.freightMinor;
      return {
        storeId,
        storeName: store.name,
        lines: own.map((line, index) => {
          const { priceMinor } = factsOf(line.skuId).sku;
          return {
            skuId: line.skuId,
            quantity: line.quantity,
            unitPriceMinor: priceMinor,
            discountMinor: 0,
            goodsMinor: priceMinor * line.quantity,
            freightMinor: index === 0 ? freightMinor : 0,
            taxMinor: 0,
          };
        }),
        discountMinor: 0,
        goodsMinor,
        freightMinor,
        taxMinor: Math.floor(goodsMinor / 10),
        totalMinor: goodsMinor + freightMinor,
      };
    });
    const totalMinor = orders.reduce((sum, order) => sum + order.totalMinor, 0);
    return {
      currency: 'CNY',
      orders,
      totalMinor,
      coupons: [],
      methods: ['card', 'slip', 'voucher', 'balance'],
    };
  };

  const cartOf = (entries: readonly CartEntry[]): Cart => {
    const lines = entries.map((entry) => {
      const { product, sku, available } = factsOf(entry.skuId);
      const notices: Cart['stores'][number]['lines'][number]['notices'] = [];
      if (entry.seenPriceMinor !== sku.priceMinor) notices.push('priceChanged');
      if (available === 0) notices.push('soldOut');
      else if (available < entry.quantity) notices.push('notEnoughStock');
      return {
        id: entry.id,
        storeId: product.store.id,
        productId: product.id,
        skuId: sku.id,
        title: titlesOf(product),
        options: sku.options,
        pictureUrl: product.pictures[0]?.url ?? null,
        quantity: entry.quantity,
        unitPriceMinor: sku.priceMinor,
        seenPriceMinor: entry.seenPriceMinor,
        goodsMinor: sku.priceMinor * entry.quantity,
        freightMinor: 0,
        available,
        notices,
        purchasable: available >= entry.quantity,
      };
    });
    const stores = [...Map.groupBy(lines, (line) => line.storeId)].map(([storeId, own]) => {
      const { product } = factsOf(own[0]?.skuId ?? '');
      const sums = quoteOf(own.filter((line) => line.purchasable)).orders[0];
      const { goodsMinor = 0, freightMinor = 0, totalMinor = 0 } = sums ?? {};
      return {
        storeId,
        slug: product.store.slug,
        name: product.store.name,
        currency: 'CNY',
        lines: own,
        goodsMinor,
        freightMinor,
        totalMinor,
      };
    });
    const sum = (of: 'goodsMinor' | 'freightMinor' | 'totalMinor') =>
      stores.reduce((all, one) => all + one[of], 0);
    return {
      id: newId('cart'),
      version: 1,
      pieces: lines.reduce((all, line) => all + line.quantity, 0),
      stores,
      totals: [
        {
          currency: 'CNY',
          goodsMinor: sum('goodsMinor'),
          freightMinor: sum('freightMinor'),
          totalMinor: sum('totalMinor'),
        },
      ],
    };
  };

  handlers.getCart = (_input, asker) => {
    try {
      return cartOf(entriesOf(asker));
    } catch (error) {
      if (error instanceof FakeProblem && error.code === 'unauthenticated') {
        return { id: null, version: 0, pieces: 0, stores: [], totals: [] };
      }
      throw error;
    }
  };
  handlers.addCartLine = ({ body }, asker) => {
    const entries = entriesOf(asker);
    const { sku } = factsOf(body.skuId);
    const known = entries.find((entry) => entry.skuId === body.skuId);
    if (known !== undefined) known.quantity += body.quantity;
    else {
      const seenPriceMinor = body.seenPriceMinor ?? sku.priceMinor;
      entries.push({ id: newId('cartLine'), skuId: body.skuId, quantity: body.quantity, seenPriceMinor });
    }
    return cartOf(entries);
  };
  const entryOf = (entries: CartEntry[], id: string) => {
    const entry = entries.find((one) => one.id === id);
    if (entry === undefined) throw new FakeProblem('not_found');
    return entry;
  };
  handlers.changeCartLine = ({ params, body }, asker) => {
    const entries = entriesOf(asker);
    const entry = entryOf(entries, params.lineId);
    entry.quantity = body.quantity;
    entry.seenPriceMinor = body.seenPriceMinor ?? factsOf(entry.skuId).sku.priceMinor;
    return cartOf(entries);
  };
  handlers.removeCartLine = ({ params }, asker) => {
    const entries = entriesOf(asker);
    entries.splice(entries.indexOf(entryOf(entries, params.lineId)), 1);
    return cartOf(entries);
  };
  handlers.quoteCheckout = ({ body }, asker) => {
    shopperOf(people, asker);
    return quoteOf(body.lines);
  };

  handlers.placeCheckout = ({ body }, asker, headers) => {
    const owner = shopperOf(people, asker);
    const key = headers.get('idempotency-key') ?? '';
    const before = trade.answered.get(key);
    if (before !== undefined) return before as Checkout;
    const faults = body.lines.flatMap((line): { skuId: string; code: ProblemCode; available?: number }[] => {
      const { sku, available } = factsOf(line.skuId);
      if (available < line.quantity) return [{ skuId: line.skuId, code: 'out_of_stock', available }];
      return sku.priceMinor === line.unitPriceMinor ? [] : [{ skuId: line.skuId, code: 'price_changed' }];
    });
    if (faults[0] !== undefined) throw new FakeProblem(faults[0].code, { data: { lines: faults } });
    const priced = quoteOf(body.lines);
    if (priced.totalMinor !== body.totalMinor) throw new FakeProblem('total_changed');
    const checkoutId = newId('checkout');
    const orders = priced.orders.map((one) => ({
      ...orderOf(one, checkoutId, body.address),
      note: body.note ?? null,
    }));
    for (const order of orders) trade.orders.push({ owner, order });
    const made: Checkout = {
      id: checkoutId,
      state: 'unpaid',
      currency: 'CNY',
      totalMinor: priced.totalMinor,
      capturedMinor: 0,
      pendingMinor: 0,
      remainingMinor: priced.totalMinor,
      placedAt: openedAt,
      expiresAt: checkoutExpiresAt,
      paidAt: null,
      orders: orders.map((order) => ({ ...order, orderId: order.id, storeName: order.storeName })),
      payments: [],
    };
    trade.checkouts.push({ owner, checkout: made });
    trade.carts.set(
      owner,
      (trade.carts.get(owner) ?? []).filter((entry) => !body.cartLineIds.includes(entry.id)),
    );
    trade.answered.set(key, made);
    return made;
  };

  const orderOf = (
    priced: Quote['orders'][number],
    checkoutId: string,
    address: Omit<Order['address'], 'masked'>,
  ): Order => {
    const first = factsOf(priced.lines[0]?.skuId ?? '').product;
    return {
      id: newId('order'),
      number: `260301-${String(trade.orders.length + 1).padStart(4, '0')}`,
      checkoutId,
      storeId: priced.storeId,
      storeSlug: first.store.slug,
      storeName: priced.storeName,
      state: 'unpaid',
      stateCode: 10,
      currency: 'CNY',
      goodsMinor: priced.goodsMinor,
      freightMinor: priced.freightMinor,
      taxMinor: priced.taxMinor,
      totalMinor: priced.totalMinor,
      refundedMinor: 0,
      pieces: priced.lines.reduce((sum, line) => sum + line.quantity, 0),
      firstLine: { title: titlesOf(first), pictureUrl: first.pictures[0]?.url ?? null },
      placedAt: openedAt,
      paidAt: null,
      shippedAt: null,
      deliveredAt: null,
      completedAt: null,
      cancelledAt: null,
      version: 1,
      cancelReason: null,
      address: { ...address, masked: false },
      expiresAt: checkoutExpiresAt,
      lines: priced.lines.map((line, index) => {
        const { product, sku } = factsOf(line.skuId);
        return {
          ...line,
          lineNo: index + 1,
          productId: product.id,
          title: titlesOf(product),
          options: sku.options,
          pictureUrl: product.pictures[0]?.url ?? null,
          shippedQuantity: 0,
          refundedMinor: 0,
          fee: null,
        };
      }),
      shipments: [],
      refunds: [],
      timeline: [{ type: 'order.placed', at: openedAt, data: {} }],
      actions: ['pay', 'cancel'],
      discountMinor: 0,
      feeMinor: null,
      source: null,
      note: null,
    };
  };

  handlers.getBalance = (_input, asker) => ({
    balances: [{ currency: 'CNY', amountMinor: personOf(people, asker).balanceMinor }],
  });
}
