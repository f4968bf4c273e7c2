import { sql } from 'kysely';
import type { Db } from '../kernel/database.ts';
import type { IncentiveRow, LineFacts } from './incentive.repository.ts';

export interface ShownPart {
  at: string;
  amountMinor: number;
  takenMinor: number;
  vestedAt: string | null;
}

export type ShownIncentive = IncentiveRow & {
  number: string;
  parts: ShownPart[];
  exclusions: { reason: string; field: string | null }[];
  lines: LineFacts[];
};

/** A store's private orders, newest first, with parts, reasons and, of those that wait, their lines. By incentive_store. */
export async function listIncentives(
  db: Db,
  asked: {
    storeId: string;
    state?: string | undefined;
    after?: readonly [completedAt: string, orderId: string] | undefined;
    since?: Date;
    limit: number;
  },
): Promise<ShownIncentive[]> {
  const { rows } = await sql<
    Omit<ShownIncentive, 'lines'> & { lines: Record<keyof LineFacts, string | number>[] }
  >`
    select i.*, o.number,
      coalesce((select jsonb_agg(jsonb_build_object('at', p.due_at, 'amountMinor', p.amount_minor, 'takenMinor', p.taken_minor,
          'vestedAt', p.vested_at) order by p.part_no)
        from incentive_part p where p.store_id = i.store_id and p.order_id = i.order_id), '[]') as parts,
      coalesce((select jsonb_agg(jsonb_build_object('reason', e.reason, 'field', e.field) order by e.reason)
        from incentive_exclusion e where e.store_id = i.store_id and e.order_id = i.order_id), '[]') as exclusions,
      case when i.state = 'pending' then (select jsonb_agg(jsonb_build_object('goods_minor', l.goods_minor,
          'refunded_goods_minor', l.refunded_goods_minor, 'fee_ppm', l.fee_ppm, 'fee_minor', l.fee_minor,
          'refunded_fee_minor', l.refunded_fee_minor) order by l.line_no)
        from order_line l where l.store_id = i.store_id and l.order_id = i.order_id) else '[]' end as lines
    from incentive i join orders o on o.store_id = i.store_id and o.id = i.order_id
    where i.store_id = ${asked.storeId}
      ${asked.state === undefined ? sql`` : sql`and i.state = ${asked.state}`}
      ${asked.since === undefined ? sql`` : sql`and i.completed_at >= ${asked.since}`}
      ${asked.after === undefined ? sql`` : sql`and (i.completed_at, i.order_id) < (${asked.after[0]}::timestamptz, ${asked.after[1]}::uuid)`}
    order by i.completed_at desc, i.order_id desc limit ${asked.limit}`.execute(db);
  return rows.map((row) => ({ ...row, lines: row.lines.map(linesFromJson) }));
}

/** JSON carries amounts as numbers. */
function linesFromJson(line: Record<keyof LineFacts, string | number>): LineFacts {
  return {
    store_id: '',
    order_id: '',
    goods_minor: BigInt(line.goods_minor),
    refunded_goods_minor: BigInt(line.refunded_goods_minor),
    fee_ppm: Number(line.fee_ppm),
    fee_minor: BigInt(line.fee_minor),
    refunded_fee_minor: BigInt(line.refunded_fee_minor),
  };
}

/** The lines of all orders of a store that wait for the end of their return window, by order. */
export async function pendingLines(db: Db, storeId: string): Promise<LineFacts[][]> {
  const { rows } = await sql<LineFacts>`
    select l.store_id, l.order_id, l.goods_minor, l.refunded_goods_minor, l.fee_ppm, l.fee_minor, l.refunded_fee_minor
    from incentive i join order_line l on l.store_id = i.store_id and l.order_id = i.order_id
    where i.store_id = ${storeId} and i.state = 'pending' order by l.order_id, l.line_no`.execute(db);
  return [...Map.groupBy(rows, ({ order_id }) => order_id).values()];
}

export interface StoreTotals {
  cleared: bigint;
  vested: bigint;
  taken: bigint;
  excluded: number;
  next_at: Date | null;
  next_minor: bigint | null;
}

export async function storeTotals(db: Db, storeId: string): Promise<StoreTotals> {
  const { rows } = await sql<StoreTotals>`
    with waiting as (
      select p.due_at, sum(p.amount_minor - p.taken_minor) as left_minor from incentive_part p
      where p.store_id = ${storeId} and p.vested_at is null and p.amount_minor > p.taken_minor group by p.due_at
    ), next as (select due_at, left_minor from waiting order by due_at limit 1)
    select (select coalesce(sum(left_minor), 0)::bigint from waiting) as cleared,
      coalesce(sum(vested_minor), 0)::bigint as vested, coalesce(sum(clawed_back_minor), 0)::bigint as taken,
      (count(*) filter (where state = 'excluded'))::int as excluded,
      (select due_at from next) as next_at, (select left_minor::bigint from next) as next_minor
    from incentive where store_id = ${storeId}`.execute(db);
  return rows[0] as StoreTotals;
}

export interface MonthRow {
  month: string;
  granted: bigint;
  vested: bigint;
  taken: bigint;
}

/** What was granted, vested and taken back in each UTC month, newest first. */
export async function storeMonths(db: Db, storeId: string, limit: number): Promise<MonthRow[]> {
  const { rows } = await sql<MonthRow>`
    select to_char(month, 'YYYY-MM') as month, sum(granted)::bigint as granted, sum(vested)::bigint as vested, sum(taken)::bigint as taken
    from (
      select month, sum(rebate_minor) as granted, 0 as vested, 0 as taken from incentive
        where store_id = ${storeId} and rebate_minor > 0 group by month
      union all
      select date_trunc('month', vested_at at time zone 'UTC')::date, 0, sum(amount_minor - taken_minor), 0 from incentive_part
        where store_id = ${storeId} and vested_at is not null and amount_minor > taken_minor group by 1
      union all
      select date_trunc('month', at at time zone 'UTC')::date, 0, 0, sum(amount_minor) from incentive_clawback
        where store_id = ${storeId} group by 1
    ) as each group by month order by month desc limit ${limit}`.execute(db);
  return rows;
}
