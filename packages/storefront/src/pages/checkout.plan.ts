import { type Client, type cart, endpoints, type Locale, type quote } from '@hazumi/contracts';
import { asShopper } from '../http/guest.ts';
import { answerOf, PageProblem } from '../http/problem.ts';
import type { Visitor } from '../http/visitor.ts';

type Texts = Partial<Record<Locale, string>>;
type Quote = (typeof quote)['_output'];
/** as many as a checkout may name */
const mostCoupons = 20;
type Cart = (typeof cart)['_output'];

/** What the checkout buys: the cart's lines of one currency, or one item straight from its page. */
export type Source =
  | { kind: 'cart'; currency: string }
  | { kind: 'item'; productId: string; skuId: string; quantity: number };

/** A line that could be bought, with what one needs to recognise it. */
export interface Candidate {
  skuId: string;
  productId: string;
  title: Texts;
  options: readonly Texts[];
  pictureUrl: string | null;
  /** pieces that the checkout takes */
  quantity: number;
  /** the most that can be had now; null: more than anybody asks for */
  available: number | null;
  unitPriceMinor: number;
  cartLineId: string | null;
}

/** A line as the API prices it now. */
export interface PlanLine extends Candidate {
  goodsMinor: number;
  freightMinor: number;
}

/** What would be ordered now, as the API prices it. */
export interface Plan {
  source: Source;
  currency: string;
  orders: (Omit<Quote['orders'][number], 'lines'> & { lines: PlanLine[] })[];
  totalMinor: number;
  methods: Quote['methods'];
  /** the shopper's coupons that the prices contain */
  couponClaimIds: string[];
  /** lines of the cart that cannot be bought as they stand */
  leftOut: number;
}

/** What the shopper asked for on the page before, when it is shown again. */
export interface Retry {
  /** pieces by SKU; what is not here stays out */
  wanted: ReadonlyMap<string, number>;
  /** pieces by SKU that the refusal named: all there is */
  limits: ReadonlyMap<string, number>;
}

/**
 * Reads what would be ordered, and its prices. Undefined where nothing of it can be bought. On a retry, quantities are
 * lowered to what can be had: the shopper is shown the change before anything is ordered.
 */
export async function readPlan(visitor: Visitor, source: Source, retry?: Retry): Promise<Plan | undefined> {
  const { candidates, leftOut } =
    source.kind === 'cart'
      ? await cartCandidates(visitor.api, source.currency, retry)
      : await itemCandidate(visitor.api, source);
  const lines = candidates
    .map((line) => ({ ...line, quantity: piecesOf(line, retry) }))
    .filter((line) => line.quantity > 0);
  if (lines.length === 0) return undefined;
  const wanted = lines.map(({ skuId, quantity }) => ({ skuId, quantity }));
  const quoteWith = (couponClaimIds: string[]) =>
    asShopper(visitor, () =>
      visitor.api(endpoints.quoteCheckout, { body: { lines: wanted, couponClaimIds } }),
    );
  const owned = await usableClaims(visitor);
  let asked = await quoteWith(owned);
  // Coupons that do not go with this order stay in the purse; the others are priced without them.
  const fitting = asked.ok
    ? asked.value.coupons.flatMap((one) => (one.refused === null ? one.claimId : []))
    : [];
  if (asked.ok && fitting.length < owned.length) asked = await quoteWith(fitting);
  // Between the two answers something went off sale: the cart, asked again, says what.
  if (!asked.ok && asked.problem.code === 'not_purchasable') return undefined;
  const priced = answerOf(asked);
  const bySku = new Map(lines.map((line) => [line.skuId, line]));
  return {
    source,
    currency: priced.currency,
    orders: priced.orders.map((order) => ({
      ...order,
      lines: order.lines.flatMap((line) => {
        const known = bySku.get(line.skuId);
        return known === undefined ? [] : [{ ...known, ...line }];
      }),
    })),
    totalMinor: priced.totalMinor,
    methods: priced.methods,
    couponClaimIds: priced.coupons.flatMap((one) => (one.refused === null ? one.claimId : [])),
    leftOut,
  };
}

/** The coupons that a signed-in shopper could use now; a guest has none. */
async function usableClaims(visitor: Visitor): Promise<string[]> {
  if (visitor.session === undefined) return [];
  const claims = await visitor.api(endpoints.listCouponClaims, { query: { limit: 100 } });
  if (!claims.ok) return [];
  return claims.value.data
    .filter((claim) => claim.state === 'usable')
    .map((claim) => claim.id)
    .slice(0, mostCoupons);
}

function piecesOf(line: Candidate, retry: Retry | undefined): number {
  const wanted = retry?.wanted.get(line.skuId) ?? line.quantity;
  const most = [line.available, retry?.limits.get(line.skuId)].filter(
    (limit) => limit !== null && limit !== undefined,
  );
  return Math.min(wanted, ...most);
}

/**
 * The cart's lines of a currency. A line with too few pieces in stock is left for the cart to settle, unless the shopper had it on
 * the page before and will be shown the lower number.
 */
async function cartCandidates(api: Client, currency: string, retry: Retry | undefined) {
  const value: Cart = answerOf(await api(endpoints.getCart));
  const lines = value.stores.filter((store) => store.currency === currency).flatMap((store) => store.lines);
  const usable = lines.filter((line) =>
    retry === undefined
      ? line.purchasable
      : retry.wanted.has(line.skuId) && (line.purchasable || line.notices.includes('notEnoughStock')),
  );
  const candidates = usable.map(
    (line): Candidate => ({
      skuId: line.skuId,
      productId: line.productId,
      title: line.title,
      options: line.options,
      pictureUrl: line.pictureUrl,
      quantity: line.quantity,
      available: line.available,
      unitPriceMinor: line.unitPriceMinor,
      cartLineId: line.id,
    }),
  );
  return { candidates, leftOut: lines.length - usable.length };
}

async function itemCandidate(api: Client, source: Extract<Source, { kind: 'item' }>) {
  const found = await api(endpoints.getProduct, { params: { productId: source.productId } });
  if (!found.ok && found.status !== 404) throw new PageProblem(found.status, found.problem);
  const sku = found.ok ? found.value.skus.find((one) => one.id === source.skuId) : undefined;
  if (!found.ok || sku === undefined) return { candidates: [], leftOut: 0 };
  const title = Object.fromEntries(
    Object.entries(found.value.texts).map(([locale, text]) => [locale, text?.title]),
  ) as Texts;
  const candidate: Candidate = {
    skuId: sku.id,
    productId: found.value.id,
    title,
    options: sku.options,
    pictureUrl: found.value.pictures[0]?.url ?? null,
    quantity: source.quantity,
    available: sku.availability.inStock ? sku.availability.left : 0,
    unitPriceMinor: sku.priceMinor,
    cartLineId: null,
  };
  return { candidates: [candidate], leftOut: 0 };
}

/** A line as the shopper saw it on the page before: what the order will be held to. */
export interface SeenLine {
  skuId: string;
  quantity: number;
  unitPriceMinor: number;
}

export type Change =
  | { kind: 'gone'; skuId: string }
  | { kind: 'fewer'; line: PlanLine; before: number }
  | { kind: 'price'; line: PlanLine; beforeMinor: number };

/** What is different now from what the shopper saw; lines first, in their order. */
export function changesOf(plan: Plan, seen: readonly SeenLine[]): Change[] {
  const lines = new Map(plan.orders.flatMap((order) => order.lines).map((line) => [line.skuId, line]));
  return seen.flatMap((before): Change[] => {
    const line = lines.get(before.skuId);
    if (line === undefined) return [{ kind: 'gone', skuId: before.skuId }];
    const changes: Change[] = [];
    if (line.quantity < before.quantity) changes.push({ kind: 'fewer', line, before: before.quantity });
    if (line.unitPriceMinor !== before.unitPriceMinor) {
      changes.push({ kind: 'price', line, beforeMinor: before.unitPriceMinor });
    }
    return changes;
  });
}

/** What a refused order said of its lines: how many pieces there are of each that had too few. */
export function limitsOf(data: unknown): Retry['limits'] {
  const limits = new Map<string, number>();
  const lines = (data as { lines?: unknown } | null | undefined)?.lines;
  for (const line of Array.isArray(lines) ? lines : []) {
    const { skuId, code, available } = line as { skuId?: unknown; code?: unknown; available?: unknown };
    if (typeof skuId !== 'string') continue;
    if (code === 'out_of_stock' && typeof available === 'number') limits.set(skuId, available);
    if (code === 'not_purchasable') limits.set(skuId, 0);
  }
  return limits;
}
