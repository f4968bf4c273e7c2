import { feeRate, includedTax, lineTotals, type PolicyDocument, taxRatePpm } from '@hazumi/policy';
import { freightOfLines } from './freight.ts';
import type { PlacedLine, SkuFacts } from './placement.types.ts';

/** Lines of one store with the facts of their SKUs, in the order in which the shopper listed them. */
export interface WantedLine {
  sku: SkuFacts;
  quantity: number;
}

/**
 * What the lines of one store's order come to, each with its freight, and the fee and tax that are frozen on it. Coupons lower what is
 * paid for the goods, and so fee and tax; whether freight is free is asked of the goods before them.
 *
 * @param discounts what coupons take off each line; none for those that it does not reach.
 */
export function linesOf(
  wanted: readonly WantedLine[],
  discounts: readonly bigint[],
  now: Date,
  policy: PolicyDocument,
): PlacedLine[] {
  const store = wanted[0]?.sku;
  if (store === undefined) return [];
  const freights = freightOfLines(
    wanted.map(({ sku, quantity }) => ({
      quantity,
      goodsMinor: sku.priceMinor * BigInt(quantity),
      pieceFreightMinor: sku.freightMinor,
    })),
    { freightMinor: store.storeFreightMinor, freeFromMinor: store.storeFreightFreeFromMinor },
  );
  return wanted.map(({ sku, quantity }, at) => {
    const fee = feeRate(
      {
        isFirstStoreOfLicence: sku.isFirstOfLicence,
        openedAt: sku.openedAt ?? now,
        firstPaidAt: sku.firstPaidAt,
        turnoverMinor: sku.turnoverMinor,
        currency: sku.currency,
      },
      sku.categoryPath,
      now,
      policy,
    );
    const freightMinor = freights[at] as bigint;
    const taxPpm = taxRatePpm(sku.country, sku.categoryPath, policy);
    const discountMinor = discounts[at] ?? 0n;
    const paidMinor = sku.priceMinor * BigInt(quantity) - discountMinor;
    const totals = lineTotals(
      // All pieces as one: a discount need not divide by them.
      { unitPriceMinor: paidMinor, quantity: 1, freightMinor, taxPpm, feePpm: fee.feePpm },
      policy,
    );
    const freightTaxMinor = includedTax(freightMinor, taxPpm);
    return {
      lineNo: at + 1,
      sku,
      quantity,
      discountMinor,
      goodsMinor: totals.goodsMinor,
      freightMinor,
      // The line's tax is taken from its total; rounding may leave a unit between goods and freight, and goods bear it.
      goodsTaxMinor: totals.taxMinor - freightTaxMinor,
      freightTaxMinor,
      feePpm: fee.feePpm,
      feeReason: fee.reason,
      feeMinor: totals.feeMinor,
    };
  });
}
