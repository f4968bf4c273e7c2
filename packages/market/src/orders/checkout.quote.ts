import {
  type AnswerInput,
  type BodyOf,
  type checkoutEndpoints,
  fromPublicId,
  toPublicId,
} from '@hazumi/contracts';
import type pg from 'pg';
import type { Ctx } from '../kernel/context.ts';
import { Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { methodsOf } from '../payments/payments.providers.ts';
import { linesOf, type WantedLine } from './placement.amounts.ts';
import { readClaims, useClaims } from './placement.coupons.ts';
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
  { lines: asked, couponClaimIds }: BodyOf<typeof checkoutEndpoints.quoteCheckout>,
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
  const claimIds = couponClaimIds.map((id) => fromPublicId('couponClaim', id) as string);
  const claims = claimIds.length === 0 ? [] : (await readClaims(pool, claimIds)).rows;
  const buyer = { userId: ctx.actor.kind === 'person' ? ctx.actor.personId : null, claimIds };
  const used = useClaims(buyer, new Map(claims.map((claim) => [claim.id, claim])), byStore, ctx.now, policy);
  const orders = [...byStore].map(([storeId, wanted]) => {
    const lines = linesOf(wanted, used.byStore.get(storeId)?.discounts ?? [], ctx.now, policy);
    const sum = (amount: (line: (typeof lines)[number]) => bigint) =>
      Number(lines.reduce((total, line) => total + amount(line), 0n));
    return {
      storeId: toPublicId('store', storeId),
      storeName: JSON.parse(wanted[0]?.sku.storeNames ?? '{}'),
      lines: lines.map((line) => ({
        skuId: toPublicId('sku', line.sku.skuId),
        quantity: line.quantity,
        unitPriceMinor: Number(line.sku.priceMinor),
        discountMinor: Number(line.discountMinor),
        goodsMinor: Number(line.goodsMinor),
        freightMinor: Number(line.freightMinor),
        taxMinor: Number(line.goodsTaxMinor + line.freightTaxMinor),
      })),
      discountMinor: sum((line) => line.discountMinor),
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
    coupons: [
      ...[...used.byStore.values()].flatMap((one) =>
        one.claims.map(({ id, discountMinor }) => ({
          claimId: toPublicId('couponClaim', id),
          discountMinor: Number(discountMinor),
          refused: null,
        })),
      ),
      ...used.refused.map(({ id, reason }) => ({
        claimId: toPublicId('couponClaim', id),
        discountMinor: 0,
        refused: reason,
      })),
    ],
    methods: methodsOf(market),
  };
}
