/** What the loop's panel reads: sums by principal and week. A store's principal is the one under which its day was judged. */
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';

/** Days from `from` up to `until`, both Mondays. */
export interface Weeks {
  from: string;
  until: string;
}

export interface WeekSum {
  principal: string;
  /** the week's Monday */
  monday: string;
  value: number;
}

const monday = (day: RawBuilder<unknown>) => sql`date_trunc('week', ${day})::date::text`;

/** The days that were judged, by store: what ties a store to its principal on each of them. */
export async function effectiveWeeks(db: Db | Tx, { from, until }: Weeks): Promise<WeekSum[]> {
  const { rows } = await sql<WeekSum>`
    select principal_id as principal, ${monday(sql`day`)} as monday, sum(weight) as value
    from store_day where day >= ${from}::date and day < ${until}::date group by 1, 2`.execute(db);
  return rows;
}

/** Paid private orders less refunds and the part thought to be fabricated, in minor units, by currency. */
export async function privateSaleWeeks(
  db: Db | Tx,
  { from, until }: Weeks,
): Promise<(WeekSum & { currency: string })[]> {
  const { rows } = await sql<WeekSum & { currency: string }>`
    select d.principal_id as principal, ${monday(sql`d.day`)} as monday, o.currency,
      sum((o.total_minor - o.refunded_minor) * (1 - coalesce(d.fraud_probability, 0)))::double precision as value
    from orders o join store_day d on d.store_id = o.store_id and d.day = (o.paid_at at time zone 'UTC')::date
    where o.paid_at >= ${from}::date::timestamp at time zone 'UTC' and o.paid_at < ${until}::date::timestamp at time zone 'UTC'
      and o.source_class = 'private' group by 1, 2, 3`.execute(db);
  return rows;
}

export async function shownWeeks(db: Db | Tx, { from, until }: Weeks): Promise<WeekSum[]> {
  const { rows } = await sql<WeekSum>`
    select d.principal_id as principal, ${monday(sql`d.day`)} as monday, sum(i.views)::double precision as value
    from impression i join store_day d on d.store_id = i.store_id and d.day = i.day
    where i.day >= ${from}::date and i.day < ${until}::date group by 1, 2`.execute(db);
  return rows;
}

/** Links and coupons made. */
export async function toolWeeks(db: Db | Tx, { from, until }: Weeks): Promise<WeekSum[]> {
  const { rows } = await sql<WeekSum>`
    select d.principal_id as principal, ${monday(sql`d.day`)} as monday, count(*)::double precision as value
    from (select store_id, created_at from private_link union all select store_id, created_at from coupon) t
      join store_day d on d.store_id = t.store_id and d.day = (t.created_at at time zone 'UTC')::date
    where t.created_at >= ${from}::date::timestamp at time zone 'UTC' and t.created_at < ${until}::date::timestamp at time zone 'UTC'
    group by 1, 2`.execute(db);
  return rows;
}

export async function externalVisitWeeks(db: Db | Tx, { from, until }: Weeks): Promise<WeekSum[]> {
  const { rows } = await sql<WeekSum>`
    select d.principal_id as principal, ${monday(sql`d.day`)} as monday, sum(t.visits)::double precision as value
    from touch_day t join store_day d on d.store_id = t.store_id and d.day = t.day
    where t.day >= ${from}::date and t.day < ${until}::date and t.source_class = 'external' group by 1, 2`.execute(
    db,
  );
  return rows;
}

export interface LoggedDraw {
  experiment: string;
  principal: string;
  monday: string;
  draw: number;
}

/** The log of the nudges: the weeks in which any were given, and what was drawn for whom. */
export async function drawsIn(
  db: Db | Tx,
  { from, until }: Weeks,
): Promise<{ weeks: string[]; drawn: LoggedDraw[] }> {
  const { rows: weeks } = await sql<{ monday: string }>`
    select period::text as monday from experiment_week where period >= ${from}::date and period < ${until}::date`.execute(
    db,
  );
  const { rows: drawn } = await sql<LoggedDraw>`
    select experiment, unit_id as principal, ${monday(sql`period`)} as monday, draw from experiment_draw
    where period >= ${from}::date and period < ${until}::date`.execute(db);
  return { weeks: weeks.map((week) => week.monday), drawn };
}
