/** Rule: how much stock a buyer may hold with orders that are not paid for yet. Paid orders hold nothing against it. */
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';

export interface Pieces {
  readonly skuId: string;
  readonly quantity: number;
}

/** What the buyer holds already, as the market counts it under the lock in which it places the order. */
export interface HeldStock {
  readonly unpaidOrders: number;
  /** Lines of all open unpaid orders; a SKU may come several times. */
  readonly unpaidPieces: readonly Pieces[];
  /** Orders that expired unpaid within `hoarding.expiredOrdersWindowHours`. */
  readonly expiredOrders: number;
}

export type HoardingDecision =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly reason: 'piecesPerOrder' | 'piecesInUnpaidOrders' | 'unpaidOrders' | 'expiredOrders';
      /** The SKU at the limit, for the reasons that are about one. */
      readonly skuId?: string;
      readonly limit: number;
      /** What there would be with these orders. */
      readonly wanted: number;
      /** JSON Pointer of the policy field that decided. */
      readonly field: string;
    };

/**
 * Whether a buyer may place these orders (one a store, each with its lines) now. Lines of the same SKU are added up
 * first. The first limit that does not hold is the reason; SKUs are looked at in the order in which they come.
 */
export function hoardingDecision(
  orders: readonly (readonly Pieces[])[],
  held: HeldStock,
  { hoarding }: Pick<PolicyDocument, 'hoarding'>,
): HoardingDecision {
  for (const lines of orders)
    for (const [skuId, wanted] of piecesBySku(lines))
      if (wanted > hoarding.piecesOfSkuPerOrder)
        return {
          allowed: false,
          reason: 'piecesPerOrder',
          skuId,
          limit: hoarding.piecesOfSkuPerOrder,
          wanted,
          field: fieldPath('hoarding', 'piecesOfSkuPerOrder'),
        };

  const heldPieces = piecesBySku(held.unpaidPieces);
  for (const [skuId, ordered] of piecesBySku(orders.flat())) {
    const wanted = ordered + (heldPieces.get(skuId) ?? 0);
    if (wanted > hoarding.piecesOfSkuInUnpaidOrders)
      return {
        allowed: false,
        reason: 'piecesInUnpaidOrders',
        skuId,
        limit: hoarding.piecesOfSkuInUnpaidOrders,
        wanted,
        field: fieldPath('hoarding', 'piecesOfSkuInUnpaidOrders'),
      };
  }

  const wantedOrders = held.unpaidOrders + orders.length;
  if (wantedOrders > hoarding.unpaidOrdersPerBuyer)
    return {
      allowed: false,
      reason: 'unpaidOrders',
      limit: hoarding.unpaidOrdersPerBuyer,
      wanted: wantedOrders,
      field: fieldPath('hoarding', 'unpaidOrdersPerBuyer'),
    };

  if (held.expiredOrders >= hoarding.expiredOrdersPerWindow)
    return {
      allowed: false,
      reason: 'expiredOrders',
      limit: hoarding.expiredOrdersPerWindow,
      wanted: held.expiredOrders + orders.length,
      field: fieldPath('hoarding', 'expiredOrdersPerWindow'),
    };
  return { allowed: true };
}

function piecesBySku(lines: readonly Pieces[]): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const { skuId, quantity } of lines) pieces.set(skuId, (pieces.get(skuId) ?? 0) + quantity);
  return pieces;
}
