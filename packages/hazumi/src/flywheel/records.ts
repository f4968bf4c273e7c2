/** What the market's own records say of a day: the only truth that the driven merchants hear. */
import type { DatabaseHandle } from '@hazumi/market';

type Pool = DatabaseHandle['pool'];

/** A store's day in its books; money in minor units. */
export interface BookedDay {
  /** paid, less given back */
  turnover: number;
  fees: number;
  /** incentives and credits of experiments */
  received: number;
  orders: number;
}

/**
 * The entries of a day by store, from the ledger: what its orders brought and gave back, the fees on that, and all else that it was
 * credited.
 */
export async function bookedOn(pool: Pool, from: Date, until: Date): Promise<Map<string, BookedDay>> {
  const { rows } = await pool.query<BookedDay & { storeId: string }>(
    `select t.store_id as "storeId",
      coalesce(-sum(e.amount_minor) filter (where t.kind in ('orderPaid', 'orderRefund')
        and e.account in ('merchantPayable', 'shippingPayable', 'taxPayable', 'platformFee')), 0)::float8 as turnover,
      coalesce(-sum(e.amount_minor) filter (where t.kind in ('orderPaid', 'orderRefund') and e.account = 'platformFee'), 0)::float8 as fees,
      coalesce(-sum(e.amount_minor) filter (where t.kind not in ('orderPaid', 'orderRefund')
        and e.account = 'merchantPayable'), 0)::float8 as received,
      count(distinct t.id) filter (where t.kind = 'orderPaid')::int as orders
    from ledger_transaction t join ledger_entry e on e.store_id = t.store_id and e.transaction_id = t.id
    where t.at >= $1 and t.at < $2 group by t.store_id`,
    [from, until],
  );
  return new Map(rows.map(({ storeId, ...booked }) => [storeId, booked]));
}

/** Parts in E* as the market judged the last day that it has closed. */
export async function judgedLately(pool: Pool): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ store_id: string; weight: number }>(
    `select store_id, weight from store_day where day = (select max(day) from store_day)`,
  );
  return new Map(rows.map((row) => [row.store_id, row.weight]));
}

/** What merit was given of the day's exposure, and how much merit for it. */
export async function meritOn(pool: Pool, day: string): Promise<{ meritImpressions: number; merit: number }> {
  const { rows } = await pool.query<{ shown: number; merit: number }>(
    `select coalesce(sum(merit), 0)::float8 / 1000000 as shown, coalesce(sum(merit_minor), 0)::float8 as merit
    from allotment_store where day = $1::date`,
    [day],
  );
  return { meritImpressions: rows[0]?.shown ?? 0, merit: rows[0]?.merit ?? 0 };
}

/** Exposure that the market counted as given in a span of days, in impressions of a first position. */
export async function exposureCounted(pool: Pool, from: string, until: string): Promise<number> {
  const { rows } = await pool.query<{ shown: number }>(
    `select coalesce(sum(micro), 0)::float8 / 1000000 as shown from impression
    where day >= $1::date and day < $2::date`,
    [from, until],
  );
  return rows[0]?.shown ?? 0;
}

/** Orders by the class under which they were frozen, and what the incentive made of the private ones. */
export async function ordersByClass(pool: Pool): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ source_class: string; count: number }>(
    `select source_class, count(*)::int as count from orders where paid_at is not null group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map((row) => [row.source_class, row.count]));
}

export interface NorthStarDay {
  day: string;
  opened: number;
  effective: number;
  weight: number;
}

/** The North Star day by day: stores judged, effective ones, and E*. */
export async function northStar(pool: Pool): Promise<NorthStarDay[]> {
  const { rows } = await pool.query<NorthStarDay>(
    `select day::text, count(*)::int as opened, count(*) filter (where verdict = 'effective')::int as effective,
      sum(weight)::float8 as weight from store_day group by day order by day`,
  );
  return rows;
}
