/** What the guardrails read of the market's records beyond the facts of its stores. */
import type { GuardrailShare } from '@hazumi/policy';
import { sql } from 'kysely';
import type { Tx } from '../kernel/database.ts';
import { dayOf, type Span } from './measures.days.ts';

/** Of the stores that opened in a span, those that were effective so many days after. */
export async function cohortOf(tx: Tx, { from, to }: Span, days: number): Promise<GuardrailShare> {
  const { rows } = await sql<GuardrailShare>`
    select count(*)::int as of, count(d.store_id)::int as count
    from store s left join store_day d on d.store_id = s.id and d.verdict = 'effective'
      and d.day = (s.opened_at at time zone 'UTC')::date + ${days}::int
    where s.opened_at >= ${from} and s.opened_at < ${to}`.execute(tx);
  return rows[0] ?? { count: 0, of: 0 };
}

/** Of the stores that opened in a span, those that had an order paid within so many days. */
export async function newcomersOf(tx: Tx, { from, to }: Span, days: number): Promise<GuardrailShare> {
  const { rows } = await sql<GuardrailShare>`
    select count(*)::int as of, count(*) filter (where exists (
        select from orders o where o.store_id = s.id and o.paid_at < s.opened_at + make_interval(days => ${days}::int)
      ))::int as count
    from store s where s.opened_at >= ${from} and s.opened_at < ${to}`.execute(tx);
  return rows[0] ?? { count: 0, of: 0 };
}

/** Of the buyers who paid an order in a span, those who paid another within so many days after their first of it. */
export async function repeatBuyersOf(tx: Tx, { from, to }: Span, days: number): Promise<GuardrailShare> {
  const { rows } = await sql<GuardrailShare>`
    select count(*)::int as of, count(*) filter (where second < first + make_interval(days => ${days}::int))::int as count
    from (
      select buyer, min(paid_at) as first, (array_agg(paid_at order by paid_at))[2] as second
      from orders
      where paid_at >= ${from} and paid_at < ${to}::timestamptz + make_interval(days => ${days}::int) and state <> 'cancelled'
      group by buyer
    ) b where first < ${to}`.execute(tx);
  return rows[0] ?? { count: 0, of: 0 };
}

/** How often each store was shown; empty where nothing was. */
export async function shownIn(tx: Tx, { from, to }: Span): Promise<Map<string, number>> {
  const { rows } = await sql<{ store_id: string; views: number }>`
    select store_id, sum(views)::double precision as views from impression
    where day >= ${dayOf(from)}::date and day < ${dayOf(to)}::date group by store_id`.execute(tx);
  return new Map(rows.map(({ store_id, views }) => [store_id, views]));
}

/** Rebates of orders that were decided on in a span: what was granted, and what of it was taken back since; in minor units. */
export async function clawbacksIn(tx: Tx, { from, to }: Span, currency: string): Promise<GuardrailShare> {
  const { rows } = await sql<GuardrailShare>`
    select coalesce(sum(rebate_minor), 0)::double precision as of,
      coalesce(sum(clawed_back_minor), 0)::double precision as count
    from incentive where decided_at >= ${from} and decided_at < ${to} and currency = ${currency}`.execute(tx);
  return rows[0] ?? { count: 0, of: 0 };
}
