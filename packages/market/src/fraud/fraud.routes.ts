import { incentiveEndpoints as endpoints, toPublicId } from '@hazumi/contracts';
import { type ExclusionReason, minorToJson } from '@hazumi/policy';
import { sql } from 'kysely';
import type { LocalText } from '../catalogue/catalogue.tables.ts';
import { decodeCursor, toPage } from '../kernel/cursor.ts';
import { register } from '../kernel/http.ts';
import type { Market } from '../market.ts';
import { evidenceOf } from './fraud.evidence.ts';
import type { ScorePart } from './fraud.tables.ts';

interface ExcludedRow {
  store_id: string;
  order_id: string;
  number: string;
  names: LocalText;
  currency: string;
  total_minor: bigint;
  reason: ExclusionReason;
  field: string | null;
  evidence: string[];
  fraud_probability: number | null;
  at: Date;
  policy_version: number;
}

interface ScoreRow {
  store_id: string;
  names: LocalText;
  day: string;
  orders: number;
  probability: number;
  prior_log_odds: number;
  parts: ScorePart[];
  policy_version: number;
}

/** Mounts what operators see of sales that earn nothing. */
export function registerFraud(market: Market): void {
  const { db } = market;

  register(market, endpoints.listExcludedOrders, async (_ctx, { query }) => {
    const after = decodeCursor(query.cursor, ['instant', 'uuid', 'string']);
    const { rows } = await sql<ExcludedRow>`
      select e.*, o.number, o.currency, o.total_minor, s.names, i.fraud_probability from incentive_exclusion e
      join incentive i on i.store_id = e.store_id and i.order_id = e.order_id
      join orders o on o.store_id = e.store_id and o.id = e.order_id join store s on s.id = e.store_id
      where true ${query.reason === undefined ? sql`` : sql`and e.reason = ${query.reason}`}
        ${after === undefined ? sql`` : sql`and (e.at, e.order_id, e.reason) < (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]})`}
      order by e.at desc, e.order_id desc, e.reason desc limit ${query.limit + 1}`.execute(db);
    return toPage(
      rows,
      query.limit,
      (row) => [row.at.toISOString(), row.order_id, row.reason],
      (row) => ({
        orderId: toPublicId('order', row.order_id),
        orderNumber: row.number,
        storeId: toPublicId('store', row.store_id),
        storeName: row.names,
        currency: row.currency,
        totalMinor: minorToJson(row.total_minor),
        reason: row.reason,
        field: row.field,
        evidence: row.evidence.map((text) => evidenceOf(row.reason, text)),
        fraudProbability: row.fraud_probability,
        at: row.at.toISOString(),
        policyVersion: row.policy_version,
      }),
    );
  });

  register(market, endpoints.listWashScores, async (_ctx, { query }) => {
    const after = decodeCursor(query.cursor, ['string', 'uuid']);
    const { rows } = await sql<ScoreRow>`
      select w.store_id, s.names, w.day::text as day, w.orders, w.probability, w.prior_log_odds, w.parts, w.policy_version
      from wash_score w join store s on s.id = w.store_id
      where w.day = (select max(day) from fraud_day where state = 'closed')
        ${after === undefined ? sql`` : sql`and (w.probability, w.store_id) < (${Number(after[0])}::float8, ${after[1]}::uuid)`}
      order by w.probability desc, w.store_id desc limit ${query.limit + 1}`.execute(db);
    return toPage(
      rows,
      query.limit,
      (row) => [String(row.probability), row.store_id],
      (row) => ({
        storeId: toPublicId('store', row.store_id),
        storeName: row.names,
        day: row.day,
        orders: row.orders,
        probability: row.probability,
        priorLogOdds: row.prior_log_odds,
        parts: row.parts,
        policyVersion: row.policy_version,
      }),
    );
  });
}
