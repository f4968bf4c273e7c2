/**
 * Rule: assortments. A merchant gives each creator a goods pool of its own, on a store of its choice. The same goods in
 * two pools at different prices set creators against each other, and pieces promised twice disappoint one of them; both
 * are found before a pool is published.
 */
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { shareOf } from './money.ts';

/** A product in an assortment. */
export interface AssortmentItem {
  readonly assortmentId: string;
  /** The same for the same goods in all stores of a principal. */
  readonly productKey: string;
  readonly priceMinor: bigint;
  /** Pieces set aside for this assortment; 0 when it sells from the common stock. */
  readonly reservedPieces: number;
}

export type AssortmentConflict =
  | {
      readonly kind: 'price';
      readonly productKey: string;
      /** Who asks the least, and who asks too much more; sorted by id where prices are equal. */
      readonly cheapest: string;
      readonly dearer: readonly string[];
      readonly field: string;
    }
  | {
      readonly kind: 'stock';
      readonly productKey: string;
      readonly reservedPieces: number;
      readonly stockPieces: number;
    };

/** Whether two prices of the same goods differ by more than the policy allows, as a share of the lower one. */
export function pricesConflict(
  lowMinor: number,
  highMinor: number,
  { alliance }: Pick<PolicyDocument, 'alliance'>,
): boolean {
  return highMinor > lowMinor * (1 + shareOf(alliance.assortmentPriceGapPpm));
}

/**
 * All conflicts between the assortments of one principal, sorted by product; none means that all can be published.
 *
 * @param stockPieces of each product key, over all stores of the principal; what is missing has none.
 */
export function assortmentConflicts(
  items: readonly AssortmentItem[],
  stockPieces: ReadonlyMap<string, number>,
  policy: Pick<PolicyDocument, 'alliance'>,
): AssortmentConflict[] {
  const byProduct = new Map<string, AssortmentItem[]>();
  for (const item of items) {
    const same = byProduct.get(item.productKey) ?? [];
    same.push(item);
    byProduct.set(item.productKey, same);
  }
  return [...byProduct]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([productKey, same]) => [
      ...priceConflict(productKey, same, policy),
      ...stockConflict(productKey, same, stockPieces.get(productKey) ?? 0),
    ]);
}

function priceConflict(
  productKey: string,
  items: readonly AssortmentItem[],
  policy: Pick<PolicyDocument, 'alliance'>,
): AssortmentConflict[] {
  const [cheapest, ...others] = [...items].sort((a, b) =>
    a.priceMinor === b.priceMinor
      ? a.assortmentId < b.assortmentId
        ? -1
        : 1
      : a.priceMinor < b.priceMinor
        ? -1
        : 1,
  );
  if (cheapest === undefined) return [];
  const dearer = others.filter(
    (item) =>
      item.assortmentId !== cheapest.assortmentId &&
      pricesConflict(Number(cheapest.priceMinor), Number(item.priceMinor), policy),
  );
  return dearer.length === 0
    ? []
    : [
        {
          kind: 'price',
          productKey,
          cheapest: cheapest.assortmentId,
          dearer: dearer.map(({ assortmentId }) => assortmentId),
          field: fieldPath('alliance', 'assortmentPriceGapPpm'),
        },
      ];
}

function stockConflict(
  productKey: string,
  items: readonly AssortmentItem[],
  stockPieces: number,
): AssortmentConflict[] {
  const reservedPieces = items.reduce((sum, item) => sum + item.reservedPieces, 0);
  return reservedPieces > stockPieces ? [{ kind: 'stock', productKey, reservedPieces, stockPieces }] : [];
}
