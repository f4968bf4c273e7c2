import { type Selectable, sql } from 'kysely';
import type { Db, Tx } from '../kernel/database.ts';
import type { CreditedExperiment, ExperimentName } from './experiments.draws.ts';
import type { ExperimentTables } from './experiments.tables.ts';

export type CreditRow = Selectable<ExperimentTables['experiment_credit']>;

export interface OpenStore {
  storeId: string;
  licenceId: string;
  currency: string;
}

/** Stores that have opened and are not closed: all of them, or the one that is named. */
export async function openStores(db: Db | Tx, storeId?: string): Promise<OpenStore[]> {
  const { rows } = await sql<OpenStore>`
    select id as "storeId", licence_id as "licenceId", currency from store
    where opened_at is not null and state <> 'closed'
      ${storeId === undefined ? sql`` : sql`and id = ${storeId}`} order by id`.execute(db);
  return rows;
}

/**
 * The week's row, made where there is none: whether units were not looked for yet on this day. Of rivals that ask at once, one is told so.
 */
export async function claimDay(
  tx: Tx,
  week: { period: string; dueAt: Date; day: string; policyVersion: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into experiment_week (period, due_at, logged_on, policy_version)
    values (${week.period}, ${week.dueAt}, ${week.day}, ${week.policyVersion})
    on conflict (period) do update set logged_on = excluded.logged_on
    where experiment_week.logged_on < excluded.logged_on`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

export interface LoggedDraw {
  unitId: string;
  draw: number;
  isHeldOut: boolean;
}

/** Logs draws; those of units that are logged for this period already stay as they were drawn then. */
export async function logDraws(
  tx: Tx,
  of: { experiment: ExperimentName; period: string; now: Date; policyVersion: number },
  draws: readonly LoggedDraw[],
): Promise<void> {
  await sql`
    insert into experiment_draw (experiment, period, unit_id, draw, is_held_out, logged_at, policy_version)
    select ${of.experiment}, ${of.period}, unit_id, draw, is_held_out, ${of.now}, ${of.policyVersion}
    from unnest(${draws.map(({ unitId }) => unitId)}::text[], ${draws.map(({ draw }) => draw)}::float8[],
      ${draws.map(({ isHeldOut }) => isHeldOut)}::boolean[]) as new (unit_id, draw, is_held_out)
    order by unit_id on conflict do nothing`.execute(tx);
}

/**
 * What the owners of each licence were shown before they opened, as draws; none where nobody was shown anything. Where a licence has
 * several owners, the one who was shown it first speaks for it.
 */
export async function shownToOwners(db: Db | Tx): Promise<Map<string, { draw: number; isHeldOut: boolean }>> {
  const { rows } = await sql<{ licence_id: string; draw: number; isHeldOut: boolean }>`
    select distinct on (m.licence_id) m.licence_id, o.draw, o.is_held_out as "isHeldOut"
    from experiment_onboarding o join membership m on m.person_id = o.person_id and m.role = 'owner' and m.store_id is null
    order by m.licence_id, o.shown_at, o.person_id`.execute(db);
  return new Map(rows.map((row) => [row.licence_id, row]));
}

/** Units that were logged under an experiment in an earlier period. */
export async function loggedBefore(
  db: Db | Tx,
  experiment: ExperimentName,
  period: string,
): Promise<Set<string>> {
  const { rows } = await sql<{ unit_id: string }>`
    select distinct unit_id from experiment_draw where experiment = ${experiment} and period < ${period}`.execute(
    db,
  );
  return new Set(rows.map((row) => row.unit_id));
}

/** The draws of a period as they were logged, by unit. */
export async function drawsOfPeriod(
  db: Db | Tx,
  experiment: ExperimentName,
  period: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ unit_id: string; draw: number }>`
    select unit_id, draw from experiment_draw where experiment = ${experiment} and period = ${period}`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.unit_id, row.draw]));
}

/** Takes the oldest week that is due; whoever gets it settles it in this transaction, nobody else meanwhile. */
export async function takeDueWeek(tx: Tx, now: Date): Promise<string | undefined> {
  const { rows } = await sql<{ period: string }>`
    select period::text from experiment_week where settled_at is null and due_at <= ${now}
    order by due_at limit 1 for update skip locked`.execute(tx);
  return rows[0]?.period;
}

export async function markSettled(tx: Tx, period: string, now: Date): Promise<void> {
  await sql`update experiment_week set settled_at = ${now} where period = ${period}`.execute(tx);
}

/** What each store did in a week that an experiment pays for: new tools, visitors from outside, discounts of its private sales. */
export async function basesOf(
  tx: Tx,
  experiment: CreditedExperiment,
  { from, until }: { from: Date; until: Date },
): Promise<Map<string, bigint>> {
  const question = {
    toolCredit: sql<{ store_id: string; basis: bigint }>`
      select store_id, count(*)::bigint as basis from (
        select store_id from private_link where created_at >= ${from} and created_at < ${until}
        union all select store_id from coupon where created_at >= ${from} and created_at < ${until}
      ) tool group by store_id`,
    externalVisits: sql<{ store_id: string; basis: bigint }>`
      select store_id, count(distinct visitor)::bigint as basis from touch
      where at >= ${from} and at < ${until} and source_class = 'external' and not is_paid group by store_id`,
    // What was given back, wholly or in part, is no sale that a coupon brought.
    couponSupport: sql<{ store_id: string; basis: bigint }>`
      select store_id, sum(discount_minor)::bigint as basis from orders
      where completed_at >= ${from} and completed_at < ${until} and state = 'complete' and refunded_minor = 0
        and source_class = 'private' and discount_minor > 0 group by store_id`,
  }[experiment];
  const { rows } = await question.execute(tx);
  return new Map(rows.map((row) => [row.store_id, row.basis]));
}

export type NewCredit = Omit<CreditRow, 'transaction_id'>;

export async function insertCredits(tx: Tx, credits: readonly NewCredit[]): Promise<void> {
  const column = <K extends keyof NewCredit>(name: K) => credits.map((credit) => credit[name]);
  await sql`
    insert into experiment_credit
      (store_id, period, experiment, unit_id, basis, currency, plain_minor, amount_minor, policy_version)
    select * from unnest(${column('store_id')}::uuid[], ${column('period')}::date[], ${column('experiment')}::text[],
      ${column('unit_id')}::text[], ${column('basis').map(String)}::bigint[], ${column('currency')}::text[],
      ${column('plain_minor').map(String)}::bigint[], ${column('amount_minor').map(String)}::bigint[],
      ${column('policy_version')}::integer[])`.execute(tx);
}

/** Takes some credits that are not booked yet; whoever gets them books them in this transaction. */
export async function takeUnbooked(tx: Tx, limit: number): Promise<CreditRow[]> {
  const { rows } = await sql<CreditRow>`
    select store_id, period::text, experiment, unit_id, basis, currency, plain_minor, amount_minor, transaction_id, policy_version
    from experiment_credit where transaction_id is null and amount_minor > 0
    order by period, store_id, experiment limit ${limit} for update skip locked`.execute(tx);
  return rows;
}

export async function noteBooked(tx: Tx, credit: CreditRow, transactionId: string): Promise<void> {
  await sql`
    update experiment_credit set transaction_id = ${transactionId}
    where store_id = ${credit.store_id} and period = ${credit.period} and experiment = ${credit.experiment}`.execute(
    tx,
  );
}

/** A store's credits, newest first. */
export async function creditsOf(db: Db, storeId: string, limit: number): Promise<CreditRow[]> {
  const { rows } = await sql<CreditRow>`
    select store_id, period::text, experiment, unit_id, basis, currency, plain_minor, amount_minor, transaction_id, policy_version
    from experiment_credit where store_id = ${storeId} order by period desc, experiment limit ${limit}`.execute(
    db,
  );
  return rows;
}

export interface Onboarding {
  variant: 'checklist' | 'form';
  isHeldOut: boolean;
}

/** What a person was shown first, noting it where this is the first time. */
export async function noteOnboarding(
  db: Db,
  shown: Onboarding & { personId: string; draw: number; now: Date; policyVersion: number },
): Promise<Onboarding> {
  await sql`
    insert into experiment_onboarding (person_id, variant, draw, is_held_out, shown_at, policy_version)
    values (${shown.personId}, ${shown.variant}, ${shown.draw}, ${shown.isHeldOut}, ${shown.now}, ${shown.policyVersion})
    on conflict do nothing`.execute(db);
  const { rows } = await sql<Onboarding>`
    select variant, is_held_out as "isHeldOut" from experiment_onboarding where person_id = ${shown.personId}`.execute(
    db,
  );
  return rows[0] ?? shown;
}
