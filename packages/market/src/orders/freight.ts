import { freightByLine, sumMinor } from '@hazumi/policy';

export interface FreightLine {
  quantity: number;
  /** goods of the whole line */
  goodsMinor: bigint;
  /** freight of a piece; null: the store's own freight covers it */
  pieceFreightMinor: bigint | null;
}

export interface StoreFreight {
  /** asked once an order, for all lines whose SKU names no freight of its own */
  freightMinor: bigint;
  /** value of the order's goods from which the store's own freight is free; null: it never is */
  freeFromMinor: bigint | null;
}

/**
 * Freight of each line of one store's order, in the lines' order. Cart, quote and order ask here, so that a shopper is never shown
 * another freight than the one that is charged.
 *
 * A SKU that names a freight costs it for each piece. The others share the store's own freight in proportion to their goods.
 */
export function freightOfLines(lines: readonly FreightLine[], store: StoreFreight): bigint[] {
  const sharing = lines.filter((line) => line.pieceFreightMinor === null);
  const goodsMinor = sumMinor(lines.map((line) => line.goodsMinor));
  const isFree = store.freeFromMinor !== null && goodsMinor >= store.freeFromMinor;
  const shared = sharing.length === 0 || isFree ? 0n : store.freightMinor;
  const shares = freightByLine(
    shared,
    sharing.map((line) => line.goodsMinor),
  );
  let next = 0;
  return lines.map((line) => {
    if (line.pieceFreightMinor !== null) return line.pieceFreightMinor * BigInt(line.quantity);
    const share = shares[next] ?? 0n;
    next += 1;
    return share;
  });
}
