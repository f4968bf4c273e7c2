/** What stores were due and what they were shown, as pages tell it. */
import { sql } from 'kysely';
import type { Db } from '../kernel/database.ts';

export interface PoolsRow {
  organic: bigint;
  merit: bigint;
  newcomer: bigint;
  exploration: bigint;
  dither: bigint;
}

export interface DayRow extends PoolsRow {
  day: string;
  policy_version: number;
}

/** What a store was due day by day. */
export async function duesOf(db: Db, storeId: string, from: string, until: string): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    select s.day::text, d.policy_version, s.organic, s.merit, s.newcomer, s.exploration, s.dither
    from allotment_store s join allotment_day d using (day)
    where s.store_id = ${storeId} and s.day >= ${from} and s.day <= ${until} order by s.day desc`.execute(db);
  return rows;
}

/** What it was shown on a day for a keyword by its row, beside what it was due there. */
export interface ShownRow extends PoolsRow {
  day: string;
  keyword: string;
  allotted: bigint;
  ranked: bigint;
  policy_version: number;
}

export async function shownOf(db: Db, storeId: string, from: string, until: string): Promise<ShownRow[]> {
  const { rows } = await sql<ShownRow>`
    select i.day::text, i.keyword, i.policy_version, i.allotted, i.ranked, coalesce(r.organic, 0) as organic,
      coalesce(r.merit, 0) as merit, coalesce(r.newcomer, 0) as newcomer, coalesce(r.exploration, 0) as exploration,
      coalesce(r.dither, 0) as dither
    from (
      select day, keyword, max(policy_version) as policy_version,
        coalesce(sum(micro) filter (where is_allotted), 0)::bigint as allotted,
        coalesce(sum(micro) filter (where not is_allotted), 0)::bigint as ranked
      from impression where store_id = ${storeId} and day >= ${from} and day <= ${until} group by day, keyword
    ) i left join allotment_row r on r.store_id = ${storeId} and r.day = i.day and r.keyword = i.keyword
    order by i.day desc, i.keyword`.execute(db);
  return rows;
}

export async function clicksOf(
  db: Db,
  storeId: string,
  from: string,
  until: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ day: string; clicks: number }>`
    select day::text, sum(clicks)::int as clicks from impression_click
    where store_id = ${storeId} and day >= ${from} and day <= ${until} group by day`.execute(db);
  return new Map(rows.map(({ day, clicks }) => [day, clicks]));
}

export interface StoreDayRow extends PoolsRow {
  policy_version: number;
  hash: string;
  standing: 'hidden' | 'shown' | 'newcomer';
  quality: number;
  merit_minor: number;
  principal_merit_minor: number;
  dither_draw: number;
}

export async function storeDay(db: Db, storeId: string, day: string): Promise<StoreDayRow | undefined> {
  const { rows } = await sql<StoreDayRow>`
    select s.*, d.policy_version, d.hash from allotment_store s join allotment_day d using (day)
    where s.store_id = ${storeId} and s.day = ${day}`.execute(db);
  return rows[0];
}

export interface EvidenceRow extends PoolsRow {
  keyword: string;
  relevance: number;
  reason: 'hidden' | 'notRelevant' | 'siblingsHoldSeats' | null;
  evidence: {
    supply: number;
    weight: number;
    allWeights: number;
    organicPrice: number;
    meritPrice: number;
    sharedBy: number;
    capFactor: number;
  } | null;
  shown: bigint;
}

/** Keywords of a store's day that are told of: the most due first. */
const mostKeywords = 200;

export async function evidenceOf(db: Db, storeId: string, day: string): Promise<EvidenceRow[]> {
  const { rows } = await sql<EvidenceRow>`
    select r.keyword, r.relevance, r.reason, r.organic, r.merit, r.newcomer, r.exploration, r.dither, r.evidence,
      (select coalesce(sum(i.micro), 0)::bigint from impression i
        where i.store_id = r.store_id and i.day = r.day and i.keyword = r.keyword) as shown
    from allotment_row r where r.store_id = ${storeId} and r.day = ${day}
    order by r.organic + r.merit + r.newcomer + r.exploration + r.dither desc, r.keyword limit ${mostKeywords}`.execute(
    db,
  );
  return rows;
}

export interface PublicDayRow {
  day: string;
  policy_version: number;
  policy_digest: string;
  hash: string;
  previous_hash: string | null;
  keywords: number;
  stores: number;
  supply_micro: bigint;
  shown_micro: bigint;
  error_micro: bigint;
}

/** The last days, newest first, with what was forecast of each and what there was. */
export async function publicDays(db: Db, limit: number): Promise<PublicDayRow[]> {
  const { rows } = await sql<PublicDayRow>`
    with days as (select * from allotment_day order by day desc limit ${limit}), real as (
      select p.day, p.keyword, sum(p.micro) as micro from impression_page p join days using (day) group by 1, 2
    ), compared as (
      select day, sum(coalesce(r.micro, 0)) as shown, sum(abs(coalesce(k.supply_micro, 0) - coalesce(r.micro, 0))) as error
      from (select k.* from allotment_keyword k join days using (day)) k full join real r using (day, keyword) group by day
    )
    select d.day::text, d.policy_version, d.policy_digest, d.hash, d.previous_hash, d.keywords, d.stores, d.supply_micro,
      coalesce(c.shown, 0)::bigint as shown_micro, coalesce(c.error, 0)::bigint as error_micro
    from days d left join compared c using (day) order by d.day desc`.execute(db);
  return rows;
}
