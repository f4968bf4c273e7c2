import { incentiveEndpoints as endpoints } from '@hazumi/contracts';
import { amountIn, minorToJson, type PolicyDocument, sumMinor } from '@hazumi/policy';
import { registerFraud } from '../fraud/fraud.routes.ts';
import { decodeCursor, toPage } from '../kernel/cursor.ts';
import { register } from '../kernel/http.ts';
import type { Market } from '../market.ts';
import { registerPrincipals } from '../principals/principals.routes.ts';
import { grantedIn, rebateOfLines } from './incentive.amounts.ts';
import { meritOfStores } from './incentive.merit.ts';
import { incentivesCsv, presentIncentive } from './incentive.present.ts';
import { listIncentives, pendingLines, storeMonths, storeTotals } from './incentive.reading.ts';
import { readMonths } from './incentive.repository.ts';
import { incentiveSweep } from './incentive.sweep.ts';

const dayMs = 86_400_000;
const monthsShown = 24;
const exportedDays = 400;
const mostExported = 100_000;

/** Mounts the private-domain incentive with what it rests on: principals and exclusions; and the sweep that carries it on. */
export function registerIncentive(market: Market): void {
  const { db } = market;
  registerPrincipals(market);
  registerFraud(market);
  market.sweeps.push(incentiveSweep(market));

  register(market, endpoints.getStoreIncentive, async (ctx, { scope }) => {
    const { storeId, licenceId } = scope;
    const { number, document } = market.policy.at(ctx.now);
    const { currency } = await db
      .selectFrom('store')
      .select('currency')
      .where('id', '=', storeId)
      .executeTakeFirstOrThrow();
    const pending = await pendingLines(db, storeId);
    const totals = await storeTotals(db, storeId);
    const merits = await meritOfStores(db, ctx.now, document, market.settings.currency, storeId);
    return {
      currency,
      asOf: ctx.now.toISOString(),
      policyVersion: number,
      rules: rulesOf(currency, document),
      pending: {
        orders: pending.length,
        rebateMinor: minorToJson(
          sumMinor(pending.map((lines) => rebateOfLines(lines, currency, 0n, document).rebateMinor)),
        ),
      },
      clearedMinor: minorToJson(totals.cleared),
      vestedMinor: minorToJson(totals.vested),
      clawedBackMinor: minorToJson(totals.taken),
      excludedOrders: totals.excluded,
      nextVesting:
        totals.next_at === null
          ? null
          : { at: totals.next_at.toISOString(), amountMinor: minorToJson(totals.next_minor ?? 0n) },
      merit: { minor: merits.get(storeId) ?? 0, currency: market.settings.currency },
      months: await monthsOf(market, storeId, licenceId, currency, document),
    };
  });

  register(market, endpoints.listStoreIncentives, async (ctx, { scope, query }) => {
    const { document } = market.policy.at(ctx.now);
    const rows = await listIncentives(db, {
      storeId: scope.storeId,
      state: query.state,
      after: decodeCursor(query.cursor, ['instant', 'uuid']),
      limit: query.limit + 1,
    });
    return toPage(
      rows,
      query.limit,
      (row) => [row.completed_at.toISOString(), row.order_id],
      (row) => presentIncentive(row, document),
    );
  });

  register(market, endpoints.exportStoreIncentives, async (ctx, { scope }) => {
    const { document } = market.policy.at(ctx.now);
    const rows = await listIncentives(db, {
      storeId: scope.storeId,
      since: new Date(ctx.now.getTime() - exportedDays * dayMs),
      limit: mostExported,
    });
    const orders = rows.map((row) => presentIncentive(row, document));
    return new Response(incentivesCsv(orders, ctx.locale), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="incentive.csv"',
        'x-content-type-options': 'nosniff',
      },
    });
  });
}

function rulesOf(currency: string, policy: PolicyDocument) {
  return {
    keptFeePpm: policy.incentive.keptFeePpm,
    vestingDays: [...policy.incentive.vestingDays],
    capMinor: minorToJson(amountIn(policy.incentive.capPerLicenceAndMonth, currency, policy)),
    returnWindowDays: policy.afterSales.returnWindowDays,
    meritHalfLifeDays: policy.allotment.meritHalfLifeDays,
  };
}

async function monthsOf(
  market: Market,
  storeId: string,
  licenceId: string,
  currency: string,
  policy: PolicyDocument,
) {
  const months = await storeMonths(market.db, storeId, monthsShown);
  const granted = Map.groupBy(await readMonths(market.db, [licenceId]), (row) => row.month.slice(0, 7));
  const { capMinor } = rulesOf(currency, policy);
  return months.map((row) => ({
    month: row.month,
    grantedMinor: minorToJson(row.granted),
    vestedMinor: minorToJson(row.vested),
    clawedBackMinor: minorToJson(row.taken),
    licenceGrantedMinor: minorToJson(grantedIn(currency, granted.get(row.month) ?? [], policy)),
    capMinor,
  }));
}
