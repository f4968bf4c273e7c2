import { type ProblemCode, toPublicId } from '@hazumi/contracts';
import { addTotals, hoardingDecision, type PolicyDocument, sumMinor, unpaidExpiresAt } from '@hazumi/policy';
import type { IdSource } from '../kernel/ids.ts';
import { linesOf, type WantedLine } from './placement.amounts.ts';
import { type ClaimFacts, type UsedClaims, useClaims } from './placement.coupons.ts';
import { type OrderSource, sourceOfOrder, type TouchesByStore } from './placement.source.ts';
import type {
  Decision,
  HeldStock,
  PlacedOrder,
  Placement,
  PlacementLine,
  Refusal,
  SkuFacts,
} from './placement.types.ts';

/** What a batch decides upon: rows that are locked, and shrink here as one wish after the other is granted. */
export interface Shelf {
  skus: Map<string, SkuFacts>;
  /** by 'person currency' */
  balances: Map<string, bigint>;
  held: Map<string, HeldStock>;
  touches: TouchesByStore;
  /** by id; one that an order takes is marked as used here */
  claims: Map<string, ClaimFacts>;
}

/**
 * Grants or refuses one wish. Pure but for `shelf`, from which a granted wish takes its pieces and its money, so that the next one of
 * the batch sees what is left; a refused wish takes nothing. Every fault of every line is reported, not the first alone.
 */
export function decide(
  placement: Placement,
  shelf: Shelf,
  now: Date,
  policy: PolicyDocument,
  ids: IdSource,
): Decision {
  const faults = lineFaults(placement, shelf);
  if (faults.length > 0)
    return refuse(firstCode(faults), {
      errors: faults.map(problemError),
      data: { lines: faults.map(factsOf) },
    });

  const byStore = new Map<string, WantedLine[]>();
  for (const line of placement.lines) {
    const sku = shelf.skus.get(line.skuId) as SkuFacts;
    const wanted = byStore.get(sku.storeId);
    if (wanted === undefined) byStore.set(sku.storeId, [{ sku, quantity: line.quantity }]);
    else wanted.push({ sku, quantity: line.quantity });
  }
  const limit = limitFault(byStore, policy);
  if (limit !== undefined) return limit;
  if (placement.pay === 'later') {
    const none: HeldStock = { unpaidOrders: 0, unpaidPieces: [], expiredOrders: 0 };
    const held = shelf.held.get(placement.buyer) ?? none;
    const pieces = [...byStore.values()].map((lines) =>
      lines.map((line) => ({ skuId: line.sku.skuId, quantity: line.quantity })),
    );
    const decision = hoardingDecision(pieces, held, policy);
    if (!decision.allowed)
      return refuse('hoarding_limit', { data: { reason: decision.reason, limit: decision.limit } });
  }

  const checkoutId = ids.next(now);
  const used = useClaims(placement, shelf.claims, byStore, now, policy);
  const refusedClaims = used.refused.map(({ id, reason }) => ({
    claimId: toPublicId('couponClaim', id),
    reason,
  }));
  if (refusedClaims.length > 0)
    return refuse('coupon_refused', { pointer: '/body/couponClaimIds', data: { coupons: refusedClaims } });

  const orders = [...byStore].map(([storeId, wanted]) => {
    const { sku } = wanted[0] as WantedLine;
    const source = sourceOfOrder(placement, sku, shelf.touches, now, policy);
    return orderOf(storeId, wanted, used.byStore.get(storeId), source, now, policy, ids);
  });
  const totalMinor = orders.reduce((sum, order) => sum + order.totalMinor, 0n);
  if (totalMinor !== placement.totalMinor) {
    return refuse('total_changed', { pointer: '/body/totalMinor', data: { totalMinor: Number(totalMinor) } });
  }
  if (placement.pay === 'balance') {
    const purse = `${placement.userId} ${placement.currency}`;
    const balance = shelf.balances.get(purse) ?? 0n;
    if (balance < totalMinor) return refuse('balance_too_low', { data: { balanceMinor: Number(balance) } });
    shelf.balances.set(purse, balance - totalMinor);
  } else hold(placement, shelf, orders.length);
  for (const order of orders)
    for (const { id } of order.claims) {
      const claim = shelf.claims.get(id);
      if (claim !== undefined) claim.isUsed = true;
    }
  for (const line of placement.lines) {
    const sku = shelf.skus.get(line.skuId) as SkuFacts;
    sku.available -= BigInt(line.quantity);
  }
  return { placed: { id: checkoutId, orders, totalMinor, expiresAt: unpaidExpiresAt(now, policy) } };
}

function orderOf(
  storeId: string,
  wanted: readonly WantedLine[],
  coupons: UsedClaims | undefined,
  source: OrderSource,
  now: Date,
  policy: PolicyDocument,
  ids: IdSource,
): PlacedOrder {
  const lines = linesOf(wanted, coupons?.discounts ?? [], now, policy);
  const totals = addTotals(
    lines.map((line) => ({
      goodsMinor: line.goodsMinor,
      freightMinor: line.freightMinor,
      taxMinor: line.goodsTaxMinor + line.freightTaxMinor,
      feeMinor: line.feeMinor,
      totalMinor: line.goodsMinor + line.freightMinor,
    })),
  );
  const id = ids.next(now);
  const discountMinor = sumMinor(lines.map((line) => line.discountMinor));
  return {
    id,
    number: orderNumber(id, now),
    storeId,
    lines,
    claims: coupons?.claims ?? [],
    discountMinor,
    source,
    ...totals,
  };
}

/** What people read out on the phone: the day, and eight characters of the id's random part. */
function orderNumber(id: string, now: Date): string {
  const day = now.toISOString().slice(2, 10).replaceAll('-', '');
  return `${day}-${toPublicId('order', id).slice(-8).toUpperCase()}`;
}

/** A later wish of the same buyer in the same batch sees what this one holds. */
function hold(placement: Placement, shelf: Shelf, orders: number): void {
  const held = shelf.held.get(placement.buyer);
  if (held === undefined) return;
  shelf.held.set(placement.buyer, {
    ...held,
    unpaidOrders: held.unpaidOrders + orders,
    unpaidPieces: [
      ...held.unpaidPieces,
      ...placement.lines.map(({ skuId, quantity }) => ({ skuId, quantity })),
    ],
  });
}

interface LineFault {
  code: ProblemCode;
  at: number;
  skuId: string;
  detail: string;
  facts: Record<string, unknown>;
}

function lineFaults(placement: Placement, shelf: Shelf): LineFault[] {
  const wantedOf = new Map<string, bigint>();
  for (const line of placement.lines) {
    wantedOf.set(line.skuId, (wantedOf.get(line.skuId) ?? 0n) + BigInt(line.quantity));
  }
  return placement.lines.flatMap((line, at) => {
    const fault = faultOf(
      line,
      shelf.skus.get(line.skuId),
      placement.currency,
      wantedOf.get(line.skuId) as bigint,
    );
    return fault === undefined ? [] : [{ ...fault, at, skuId: line.skuId }];
  });
}

/** What is wrong with one line, the gravest first; `wanted` counts all lines of its SKU. */
function faultOf(
  line: PlacementLine,
  sku: SkuFacts | undefined,
  currency: string,
  wanted: bigint,
): Omit<LineFault, 'at' | 'skuId'> | undefined {
  // What doesn't exist, and what may not be seen, answer alike.
  if (sku === undefined || !sku.isPurchasable) {
    return { code: 'not_purchasable', detail: 'This item cannot be bought at the moment.', facts: {} };
  }
  if (sku.currency !== currency)
    return { code: 'currency_mixed', detail: `It is sold in ${sku.currency}.`, facts: {} };
  if (sku.available < wanted) {
    const available = Number(sku.available);
    const detail = available === 0 ? 'It is sold out.' : `Only ${available} left.`;
    return { code: 'out_of_stock', detail, facts: { available } };
  }
  if (sku.priceMinor !== line.unitPriceMinor) {
    const facts = { unitPriceMinor: Number(sku.priceMinor) };
    return { code: 'price_changed', detail: 'Its price has changed.', facts };
  }
  return undefined;
}

const severity: readonly ProblemCode[] = [
  'not_purchasable',
  'currency_mixed',
  'out_of_stock',
  'price_changed',
];

function firstCode(faults: readonly LineFault[]): ProblemCode {
  return severity.find((code) => faults.some((fault) => fault.code === code)) as ProblemCode;
}

const problemError = (fault: LineFault) => ({ pointer: `/body/lines/${fault.at}`, detail: fault.detail });
const factsOf = (fault: LineFault) => ({
  at: fault.at,
  skuId: toPublicId('sku', fault.skuId),
  code: fault.code,
  ...fault.facts,
});

function limitFault(
  byStore: ReadonlyMap<string, WantedLine[]>,
  policy: PolicyDocument,
): Decision | undefined {
  const { linesPerOrder, ordersPerCheckout } = policy.orders;
  if (byStore.size > ordersPerCheckout) {
    return refuse('invalid_request', {
      pointer: '/body/lines',
      detail: `A checkout takes at most ${ordersPerCheckout} stores.`,
    });
  }
  for (const lines of byStore.values()) {
    if (lines.length > linesPerOrder) {
      return refuse('invalid_request', {
        pointer: '/body/lines',
        detail: `An order takes at most ${linesPerOrder} lines.`,
      });
    }
  }
  return undefined;
}

function refuse(code: ProblemCode, details: Refusal['details']): Decision {
  return { refused: { code, details } };
}
