/** What is known of stores on the day that is allotted, read from where each is recorded. */
import { incentiveRules, MICRO, meritSpentADay, type PolicyDocument } from '@hazumi/policy';
import { sql } from 'kysely';
import { drawsOf, periodOf } from '../experiments/experiments.draws.ts';
import { meritOfStores } from '../incentive/incentive.merit.ts';
import type { Db } from '../kernel/database.ts';
import type { Market } from '../market.ts';
import { principalsOf } from '../principals/principals.service.ts';
import { windowDays } from './allotment.demand.ts';
import type { StoreInput } from './allotment.inputs.ts';
import { dayPlus, daysBetween } from './allotment.keywords.ts';

export interface StoreFacts {
  stores: StoreInput[];
  principals: { id: string; draw: number }[];
  /** places in `stores` of those that have goods on sale */
  selling: number[];
}

/** Orders and clicks of the weeks before, over all stores. */
export interface TrafficFacts {
  impressions: number;
  clicks: number;
  /** paid orders that came of public pages */
  orders: number;
  /** mean value of goods of an order, in minor units of the market's currency; of goods on sale where there was no order */
  orderValue: number;
  /** by keyword, and by keyword and store (`keyword store`) */
  ofKeyword: ReadonlyMap<string, Shown>;
  ofEdge: ReadonlyMap<string, Shown>;
}
export interface Shown {
  impressions: number;
  clicks: number;
}

export async function trafficFacts(db: Db, day: string, currency: string): Promise<TrafficFacts> {
  const from = dayPlus(day, -windowDays);
  const { rows } = await sql<{ keyword: string; store_id: string; micro: number; clicks: number }>`
    select keyword, store_id, coalesce(micro, 0)::float8 as micro, coalesce(clicks, 0)::float8 as clicks
    from (select keyword, store_id, sum(micro) as micro from impression where day >= ${from} and day < ${day} group by 1, 2) i
    full join (select keyword, store_id, sum(clicks) as clicks from impression_click
      where day >= ${from} and day < ${day} group by 1, 2) c using (keyword, store_id)`.execute(db);
  const { rows: trade } = await sql<{ orders: number; value: number | null }>`
    select count(*) filter (where source_class = 'public')::int as orders, avg(goods_minor)::float8 as value from orders
    where paid_at >= ${from}::date and paid_at < ${day}::date and currency = ${currency}`.execute(db);
  const { rows: goods } =
    trade[0]?.value == null
      ? await sql<{ value: number | null }>`
          select avg(price_from_minor)::float8 as value from product where state = 'listed' and currency = ${currency}`.execute(
          db,
        )
      : { rows: [] };
  const ofKeyword = new Map<string, Shown>();
  const ofEdge = new Map<string, Shown>();
  const all: Shown = { impressions: 0, clicks: 0 };
  for (const { keyword, store_id, micro, clicks } of rows) {
    const impressions = micro / MICRO;
    ofEdge.set(`${keyword} ${store_id}`, { impressions, clicks });
    const sum = ofKeyword.get(keyword) ?? { impressions: 0, clicks: 0 };
    for (const one of [sum, all]) {
      one.impressions += impressions;
      one.clicks += clicks;
    }
    ofKeyword.set(keyword, sum);
  }
  return {
    ...all,
    orders: trade[0]?.orders ?? 0,
    orderValue: trade[0]?.value ?? goods[0]?.value ?? 0,
    ofKeyword,
    ofEdge,
  };
}

interface StoreRow {
  id: string;
  licence_id: string;
  open_for_sale: boolean;
  opened_at: Date;
  has_goods: boolean;
  impressions: number;
  orders: number;
}

export async function storeFacts(
  market: Pick<Market, 'db' | 'settings'>,
  day: string,
  document: PolicyDocument,
  orderRate: number,
): Promise<StoreFacts> {
  const { db, settings } = market;
  const newSince = dayPlus(day, -document.allotment.newcomerDays);
  const { rows } = await sql<StoreRow>`
    select s.id, s.licence_id, s.open_for_sale, s.opened_at,
      exists (select from product p where p.store_id = s.id and p.state = 'listed' and p.price_from_minor is not null) as has_goods,
      case when s.opened_at < ${newSince}::date then 0 else
        (select coalesce(sum(i.micro), 0)::float8 from impression i where i.store_id = s.id and i.day >= ${newSince} and i.day < ${day}) end
        as impressions,
      case when s.opened_at < ${newSince}::date then 0 else
        (select count(*)::int from orders o where o.store_id = s.id and o.source_class = 'public' and o.paid_at < ${day}::date) end
        as orders
    from store s where s.opened_at is not null and s.state <> 'closed' order by s.id`.execute(db);
  const now = new Date(`${day}T00:00:00Z`);
  const principalOf = await principalsOf(db);
  const merits = await meritOfStores(db, now, document, settings.currency);
  const spent = meritSpentADay(incentiveRules(settings.currency, document));
  const clusterOf = await clustersOf(
    db,
    rows.map(({ id }) => id),
  );
  const draws = drawsOf(settings.secret, document);
  const period = periodOf(now, document.dither.periodDays);
  const stores = rows.map(
    (row): StoreInput => ({
      id: row.id,
      principalId: principalOf.get(row.licence_id) ?? row.licence_id,
      cluster: clusterOf.get(row.id) ?? -1,
      isShown: row.open_for_sale,
      // Nothing that a score is made of is rated yet, so every store is too new to be scored: all count as the average.
      quality: document.score.averageScoreMilli / 1_000,
      merit: (merits.get(row.id) ?? 0) * spent,
      ageDays: Math.max(0, daysBetween(row.opened_at.toISOString().slice(0, 10), day)),
      impressions: Math.floor(row.impressions / MICRO),
      orders: row.orders,
      orderRate,
    }),
  );
  const principals = [...new Set(stores.map(({ principalId }) => principalId))].map((id) => ({
    id,
    draw: draws.drawOf('exposureDither', id, period),
  }));
  return { stores, principals, selling: rows.flatMap((row, at) => (row.has_goods ? [at] : [])) };
}

/** A title that so many stores have is a kind of goods, and says nothing of who copies whom. */
const commonTitle = 50;

/**
 * Stores that offer near-duplicate goods, each with the place of the first of its cluster in `ids`: two stores are of one cluster if at
 * least half of the titles of the one that has fewer are titles of the other (but for case, spaces and punctuation), and whoever is of
 * one cluster with the same store is of one.
 */
async function clustersOf(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ a: string; b: string }>`
    with title as materialized (
      select distinct p.store_id, regexp_replace(lower(normalize(t.value, NFKC)), '[[:space:][:punct:]]+', '', 'g') as title
      from product p cross join jsonb_each_text(p.titles) t where p.state = 'listed'
    ), shared as (
      select title from title group by title having count(*) between 2 and ${commonTitle}
    ), size as (
      select store_id, count(*) as titles from title group by store_id
    ), pair as (
      select a.store_id as a, b.store_id as b, count(*) as titles from shared
      join title a using (title) join title b using (title) where a.store_id < b.store_id group by 1, 2
    )
    select p.a, p.b from pair p join size x on x.store_id = p.a join size y on y.store_id = p.b
    where 2 * p.titles >= least(x.titles, y.titles)`.execute(db);
  const place = new Map(ids.map((id, at) => [id, at]));
  const above = ids.map((_, at) => at);
  const top = (at: number): number => {
    let root = at;
    while (above[root] !== root) root = above[root] as number;
    return root;
  };
  for (const { a, b } of rows) {
    const [one, other] = [place.get(a), place.get(b)];
    if (one === undefined || other === undefined) continue;
    const [first, second] = [top(one), top(other)];
    above[Math.max(first, second)] = Math.min(first, second);
  }
  return new Map(ids.map((id, at) => [id, top(at)]));
}
