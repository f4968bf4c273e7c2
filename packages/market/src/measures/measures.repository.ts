import { type Insertable, sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import type { MeasureTables, StoredGuardrail, Verdict } from './measures.tables.ts';

type StoreDay = MeasureTables['store_day'];
/** A store's row of a day, as JSON carries it: amounts as text, instants as text. */
export type JudgedRow = Omit<
  StoreDay,
  'fees_paid_minor' | 'turnover_minor' | 'first_cleared_at' | 'last_cleared_at'
> & {
  fees_paid_minor: string;
  turnover_minor: string;
  first_cleared_at: string | null;
  last_cleared_at: string | null;
};

/** When the market's first store opened; null where none has. */
export async function firstOpening(db: Db | Tx): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`select min(opened_at) as at from store`.execute(db);
  return rows[0]?.at ?? null;
}

/** Writes a day that is to be closed; false where it is there, or where the calendar has begun elsewhere already. */
export async function addDay(tx: Tx, day: { day: string; id: string; dueAt: Date }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into market_day (day, id, state, due_at)
    select ${day.day}::date, ${day.id}, 'open', ${day.dueAt}
    where not exists (select from market_day where day > ${day.day}::date or state = 'open')
    on conflict (day) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** The day that is to be closed next, locked, where it is due and nobody else is at it. */
export async function lockDueDay(tx: Tx, now: Date): Promise<{ day: string; id: string } | undefined> {
  const { rows } = await sql<{ day: string; id: string }>`
    select day::text, id from market_day where state = 'open' and due_at <= ${now}
    order by due_at limit 1 for update skip locked`.execute(tx);
  return rows[0];
}

/** Whether a day is to be closed now. */
export async function isDayDue(db: Db, now: Date): Promise<boolean> {
  const { rows } =
    await sql`select 1 from market_day where state = 'open' and due_at <= ${now} limit 1`.execute(db);
  return rows.length > 0;
}

export async function closeDay(
  tx: Tx,
  day: string,
  values: Omit<Insertable<MeasureTables['market_day']>, 'day' | 'id' | 'state' | 'due_at'>,
): Promise<void> {
  await tx
    .updateTable('market_day')
    .set({ ...values, state: 'closed' })
    .where('day', '=', day)
    .execute();
}

export interface RememberedStore {
  verdict: Verdict;
  first_effective_on: string | null;
  effective_since: string | null;
  first_cleared_at: Date | null;
  last_cleared_at: Date | null;
}

/** What a day has to know of the one before, by store. */
export async function rememberedStores(tx: Tx, day: string): Promise<Map<string, RememberedStore>> {
  const { rows } = await sql<RememberedStore & { store_id: string }>`
    select store_id, verdict, first_effective_on::text, effective_since::text, first_cleared_at, last_cleared_at
    from store_day where day = ${day}::date`.execute(tx);
  return new Map(rows.map((row) => [row.store_id, row]));
}

/** Writes a day's rows in one statement, in the order of their keys. */
export async function writeStoreDays(tx: Tx, rows: readonly JudgedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into store_day
    select * from jsonb_populate_recordset(null::store_day, ${JSON.stringify(rows)}::jsonb) order by store_id`.execute(
    tx,
  );
}

/** How stores stood on a day: those that were effective, with the turnover of their window. */
export async function effectiveTurnovers(tx: Tx, day: string): Promise<number[]> {
  const { rows } = await sql<{ turnover: number }>`
    select turnover_minor::double precision as turnover from store_day
    where day = ${day}::date and verdict = 'effective'`.execute(tx);
  return rows.map(({ turnover }) => turnover);
}

export interface MarketDayRow {
  day: string;
  closed_at: Date;
  stores: number;
  effective: number;
  undecided: number;
  weight: number;
  became_effective: number;
  reactivated: number;
  lapsed: number;
  effective_principals: number;
  guardrails: StoredGuardrail[];
  policy_version: number;
}

/** Closed days, newest first, of at most `limit` up to `until`. */
export async function closedDays(
  db: Db | Tx,
  { until, limit }: { until?: string | undefined; limit: number },
): Promise<MarketDayRow[]> {
  const { rows } = await sql<MarketDayRow>`
    select day::text, closed_at, stores, effective, undecided, weight, became_effective, reactivated, lapsed,
      effective_principals, guardrails, policy_version
    from market_day where state = 'closed' ${until === undefined ? sql`` : sql`and day <= ${until}::date`}
    order by day desc limit ${limit}`.execute(db);
  return rows;
}

/** The last day that was closed; null before the first. */
export async function lastClosedDay(db: Db | Tx): Promise<string | null> {
  const [row] = await closedDays(db, { limit: 1 });
  return row?.day ?? null;
}

export type StoreDayRow = Omit<StoreDay, 'first_effective_on' | 'effective_since'> & {
  category_id: string | null;
  first_effective_on: string | null;
  effective_since: string | null;
};

/** How each store of a licence stood on the last closed day; one that is closed for good, or has opened since, has no row. */
export async function latestOfLicence(
  db: Db,
  licenceId: string,
  storeIds: readonly string[] | null,
): Promise<StoreDayRow[]> {
  const { rows } = await sql<StoreDayRow>`
    select d.*, d.day::text as day, d.first_effective_on::text, d.effective_since::text, s.category_id
    from store s join store_day d on d.store_id = s.id
      and d.day = (select day from market_day where state = 'closed' order by day desc limit 1)
    where s.licence_id = ${licenceId} ${storeIds === null ? sql`` : sql`and s.id = any(${storeIds}::uuid[])`}
    order by s.id`.execute(db);
  return rows;
}

/** Versions of the policy that were in force at some instant of a span, by their start. */
export async function versionsBetween(
  db: Db,
  from: Date,
  to: Date,
): Promise<{ number: number; startsAt: string; reason: string }[]> {
  const { rows } = await sql<{ number: number; starts_at: Date; reason: string }>`
    select number, starts_at, reason from policy_version v
    where starts_at < ${to}
      -- of several with one start the newest counts; before the span, only the last that had begun
      and not exists (select from policy_version l where l.starts_at = v.starts_at and l.number > v.number)
      and (starts_at >= ${from}
        or starts_at = (select max(starts_at) from policy_version where starts_at < ${from}))
    order by starts_at`.execute(db);
  return rows.map((row) => ({
    number: row.number,
    startsAt: row.starts_at.toISOString(),
    reason: row.reason,
  }));
}
