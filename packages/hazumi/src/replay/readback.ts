/** Reads through the API what there is in the market after a replay: nothing is taken from the replay's own notes. */
import { type AnswerOf, endpoints } from '@hazumi/contracts';
import type { Api, Caller } from './api.ts';
import { inParallel } from './in-parallel.ts';
import { guestTokenOf } from './secrets.ts';
import { type Sellers, storeSlug } from './sellers.ts';

export interface FoundLine {
  /** undefined: goods or a store that the record does not know */
  sellerId: string | undefined;
  productId: string | undefined;
  quantity: number;
  priceMinor: bigint;
  freightMinor: bigint;
}

/** An order of the market: one store's part of an order of the record. */
export interface FoundOrder {
  /** the record's order, as its note says */
  recordId: string;
  checkoutId: string;
  state: string;
  isPaid: boolean;
  totalMinor: bigint;
  lines: FoundLine[];
}

export interface FoundPayment {
  capturedMinor: bigint;
  refundedMinor: bigint;
  /** what the market calls the difference between asked and captured; null for what was not captured */
  difference: string | null;
}

export interface Found {
  orders: FoundOrder[];
  /** by the record's order */
  payments: Map<string, FoundPayment[]>;
  /** the record's sellers that have a store, and how many stores there are besides */
  sellerIds: Set<string>;
  otherStores: number;
  productIds: Set<string>;
  /** by currency: debits less credits of all accounts */
  trialBalance: { currency: string; differenceMinor: bigint }[];
  /** what the ledger has booked as received from providers, and as sold (goods, freight and tax, before fees and refunds) */
  ledger: { receivedMinor: bigint; soldMinor: bigint };
}

const atOnce = 8;
const pageSize = 100;

/**
 * @param sellerIds sellers of the record; only they can read their own goods
 * @param progress hears of each order read
 */
export async function readMarket(
  parts: { api: Api; operator: Caller; sellers: Sellers; secret: string },
  sellerIds: readonly string[],
  currency: string,
  progress: (done: number, total: number) => void,
): Promise<Found> {
  const { api, operator, sellers, secret } = parts;
  const sellerBySlug = new Map(sellerIds.map((sellerId) => [storeSlug(sellerId), sellerId]));
  const sellerByStore = new Map<string, string>();
  let otherStores = 0;
  for await (const store of pages((query) => api(endpoints.operatorListStores, { query }, operator))) {
    const sellerId = sellerBySlug.get(store.slug);
    if (sellerId === undefined) otherStores += 1;
    else sellerByStore.set(store.id, sellerId);
  }

  /** the record's product by the market's id */
  const productOf = new Map<string, string>();
  await inParallel(sellerByStore, atOnce, ([storeId, sellerId]) =>
    sellers.as(sellerId, async (caller) => {
      const list = (query: { cursor?: string; limit: number }) =>
        api(endpoints.listStoreProducts, { params: { storeId }, query }, caller);
      for await (const { id, code } of pages(list)) productOf.set(id, code ?? '');
    }),
  );

  const summaries: { id: string }[] = [];
  for await (const order of pages((query) => api(endpoints.listMarketOrders, { query }, operator))) {
    summaries.push({ id: order.id });
  }
  const orders: FoundOrder[] = [];
  const payments = new Map<string, FoundPayment[]>();
  const read = new Set<string>();
  let done = 0;
  await inParallel(summaries, atOnce, async ({ id: orderId }) => {
    const { value: order } = await api(endpoints.getMarketOrder, { params: { orderId } }, operator);
    const recordId = order.note ?? '';
    orders.push({
      recordId,
      checkoutId: order.checkoutId,
      state: order.state,
      isPaid: order.paidAt !== null,
      totalMinor: BigInt(order.totalMinor),
      lines: order.lines.map((line) => ({
        sellerId: sellerByStore.get(order.storeId),
        productId: productOf.get(line.productId),
        quantity: line.quantity,
        priceMinor: BigInt(line.unitPriceMinor),
        freightMinor: BigInt(line.freightMinor),
      })),
    });
    // A checkout of several sellers is paid once.
    if (!read.has(order.checkoutId)) {
      read.add(order.checkoutId);
      const found = await readPayments(recordId, order.checkoutId);
      payments.set(recordId, [...(payments.get(recordId) ?? []), ...found]);
    }
    done += 1;
    progress(done, summaries.length);
  });

  const { value: books } = await api(endpoints.getTrialBalance, {}, operator);
  const credit = sumOf(books, currency, ({ creditMinor }) => creditMinor);
  const debit = sumOf(books, currency, ({ debitMinor }) => debitMinor);
  return {
    orders,
    payments,
    sellerIds: new Set(sellerByStore.values()),
    otherStores,
    productIds: new Set(productOf.values()),
    trialBalance: books.currencies.map((one) => ({
      currency: one.currency,
      differenceMinor: BigInt(one.differenceMinor),
    })),
    ledger: {
      receivedMinor: debit('providerClearing'),
      soldMinor: credit('merchantPayable') + credit('shippingPayable') + credit('taxPayable'),
    },
  };

  /** Only whoever pays sees the payments: they are read as the guest. */
  async function readPayments(recordId: string, checkoutId: string): Promise<FoundPayment[]> {
    const guest = { guest: guestTokenOf(secret, recordId) };
    const { value } = await api(endpoints.getCheckout, { params: { checkoutId } }, guest);
    return value.payments.map((payment) => ({
      capturedMinor: BigInt(payment.capturedMinor ?? 0),
      refundedMinor: BigInt(payment.refundedMinor),
      difference: payment.differenceName,
    }));
  }
}

type Books = AnswerOf<typeof endpoints.getTrialBalance>;
type BookedAccount = Books['currencies'][number]['accounts'][number];

const sumOf =
  (books: Books, currency: string, side: (account: BookedAccount) => number) =>
  (name: BookedAccount['account']): bigint =>
    books.currencies
      .filter((one) => one.currency === currency)
      .flatMap(({ accounts }) => accounts)
      .filter(({ account }) => account === name)
      .reduce((sum, account) => sum + BigInt(side(account)), 0n);

interface Page<Item> {
  value: { data: Item[]; nextCursor: string | null };
}

/** Every item of a list, page by page. */
async function* pages<Item>(
  read: (query: { cursor?: string; limit: number }) => Promise<Page<Item>>,
): AsyncGenerator<Item> {
  let cursor: string | null = null;
  do {
    const { value }: Page<Item> = await read({ limit: pageSize, ...(cursor === null ? {} : { cursor }) });
    yield* value.data;
    cursor = value.nextCursor;
  } while (cursor !== null);
}
