import { feeRate, freightByLine, includedTax, lineTotals, type PolicyDocument, sumMinor, taxRatePpm } from '@hazumi/policy';
import type { PlacedLine, SkuFacts } from './placement.types.ts';

/** Lines of one store with the facts of their SKUs, in the order in which the shopper listed them. */
export interface WantedLine {
  sku: SkuFacts;
  quantity: number;
}

/**
 * What the lines of one store's order come to, each with the fee and tax that are frozen on it. A SKU's own freight counts by the
 * piece; those without one share the store's freight, which is asked once an order and not at all from its threshold on.
 */
export function linesOf(wanted: readonly WantedLine[], now: Date, policy: PolicyDocument): PlacedLine[] {
  const freights = freightsOf(wanted);
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
    const totals = lineTotals({ unitPriceMinor: sku.priceMinor, quantity, freightMinor, taxPpm, feePpm: fee.feePpm }, policy);
    const freightTaxMinor = includedTax(freightMinor, taxPpm);
    return {
      lineNo: at + 1,
      sku,
      quantity,
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

function freightsOf(wanted: readonly WantedLine[]): bigint[] {
  const goods = wanted.map(({ sku, quantity }) => sku.priceMinor * BigInt(quantity));
  const store = wanted[0]?.sku;
  const isShared = wanted.map(({ sku }) => sku.freightMinor === null);
  const isFree =
    store === undefined ||
    !isShared.includes(true) ||
    (store.storeFreightFreeFromMinor !== null && sumMinor(goods) >= store.storeFreightFreeFromMinor);
  const shared = isFree ? 0n : store.storeFreightMinor;
  const shares = freightByLine(shared, goods.filter((_, at) => isShared[at]));
  let next = 0;
  return wanted.map(({ sku, quantity }) =>
    sku.freightMinor === null ? (shares[next++] as bigint) : sku.freightMinor * BigInt(quantity),
  );
}
