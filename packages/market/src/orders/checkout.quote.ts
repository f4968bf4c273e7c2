import { type AnswerInput, type checkoutEndpoints, fromPublicId, toPublicId } from '@hazumi/contracts';
import type pg from 'pg';
import type { Ctx } from '../kernel/context.ts';
import { Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { methodsOf } from '../payments/payments.providers.ts';
import { linesOf, type WantedLine } from './placement.amounts.ts';
import { readFacts } from './placement.facts.ts';

/**
 * What lines cost at this moment, by the same functions that the placement uses. Promises nothing: the placement looks again.
 *
 * @throws Problem not_purchasable, currency_mixed
 */
export async function quoteLines(
  market: Market,
  pool: pg.Pool,
  ctx: Ctx,
  asked: readonly { skuId: string; quantity: number }[],
): Promise<AnswerInput<typeof checkoutEndpoints.quoteCheckout>> {
  const ids = asked.map((line) => fromPublicId('sku', line.skuId) as string);
  const facts = new Map((await readFacts(pool, [...new Set(ids)])).rows.map((row) => [row.skuId, row]));
  const byStore = new Map<string, WantedLine[]>();
  asked.forEach((line, at) => {
    const sku = facts.get(ids[at] as string);
    if (sku === undefined || !sku.isPurchasable)
      throw new Problem('not_purchasable', { pointer: `/body/lines/${at}` });
    byStore.set(sku.storeId, [...(byStore.get(sku.storeId) ?? []), { sku, quantity: line.quantity }]);
  });
  const currencies = new Set([...facts.values()].map((sku) => sku.currency));
  if (currencies.size > 1) throw new Problem('currency_mixed');
  const policy = market.policy.at(ctx.now).document;
  const orders = [...byStore].map(([storeId, wanted]) => {
    const lines = linesOf(wanted, ctx.now, policy);
    const sum = (amount: (line: (typeof lines)[number]) => bigint) =>
      Number(lines.reduce((total, line) => total + amount(line), 0n));
    return {
      storeId: toPublicId('store', storeId),
      storeName: JSON.parse(wanted[0]?.sku.storeNames ?? '{}'),
      lines: lines.map((line) => ({
        skuId: toPublicId('sku', line.sku.skuId),
        quantity: line.quantity,
        unitPriceMinor: Number(line.sku.priceMinor),
        goodsMinor: Number(line.goodsMinor),
        freightMinor: Number(line.freightMinor),
        taxMinor: Number(line.goodsTaxMinor + line.freightTaxMinor),
      })),
      goodsMinor: sum((line) => line.goodsMinor),
      freightMinor: sum((line) => line.freightMinor),
      taxMinor: sum((line) => line.goodsTaxMinor + line.freightTaxMinor),
      totalMinor: sum((line) => line.goodsMinor + line.freightMinor),
    };
  });
  return {
    currency: [...currencies][0] as string,
    orders,
    totalMinor: orders.reduce((total, order) => total + order.totalMinor, 0),
    methods: methodsOf(market),
  };
}
