/** How stores stood at the end of a day. */
import type { Decisions } from '@hazumi/twin';
import type { Day, Notes, Pool } from './records.ts';

interface StandingRow {
  store_id: string;
  category: string[] | null;
  currency: string;
  in_stock_days: number;
  unseen_days: number;
  cleared_orders: number;
  buyers: number;
  fees_paid_minor: bigint;
  shipments_due: number;
  shipments_on_time: number;
  orders: number;
  refunded_orders: number;
  refund_limit: number | null;
  score: number | null;
  fraud_probability: number | null;
  is_sanctioned: boolean;
  verdict: Decisions['standing']['decision']['verdict'];
  missing: Decisions['standing']['decision']['missing'];
  weight: number;
  policy_version: number;
}

export async function standingRecords(pool: Pool, day: Day, notes: Notes): Promise<void> {
  const { rows } = await pool.query<StandingRow>(
    `select d.*, (select array_agg(a.slug order by array_position(c.path, a.id) desc) from category c join category a
        on a.id = any(c.path) where c.id = s.category_id) as category
      from store_day d join store s on s.id = d.store_id where d.day = $1::date order by d.store_id`,
    [day.name],
  );
  for (const row of rows) {
    notes.add({
      kind: 'standing',
      id: row.store_id,
      policyVersion: row.policy_version,
      inputs: {
        category: row.category ?? [''],
        currency: row.currency,
        inStockDays: row.in_stock_days,
        unseenDays: row.unseen_days,
        orders: row.cleared_orders,
        buyers: row.buyers,
        feesPaidMinor: Number(row.fees_paid_minor),
        onTimeShare: row.shipments_due === 0 ? 1 : row.shipments_on_time / row.shipments_due,
        refundRate: row.orders === 0 ? 0 : row.refunded_orders / row.orders,
        refundLimit: row.refund_limit,
        score: row.score,
        fraudProbability: row.fraud_probability,
        isSanctioned: row.is_sanctioned,
      },
      decision: { verdict: row.verdict, missing: row.missing, weight: row.weight },
    });
  }
}
