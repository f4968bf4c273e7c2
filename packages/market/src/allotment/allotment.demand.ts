/** What was searched for and looked at lately, read from the counts: of it the keywords of a day are made, and how much each will give. */
import { type AllotmentRules, forecastPages, MICRO, type PolicyDocument, pageWeight } from '@hazumi/policy';
import { sql } from 'kysely';
import type { Db } from '../kernel/database.ts';
import { dayPlus, daysBetween, nameOfCategory, nameOfPage, nameOfSearch } from './allotment.keywords.ts';

/** Days that are looked back on: whole weeks, so that each weekday counts as often as any other. */
export const windowDays = 28;

export interface Demand {
  name: string;
  /** micro-impressions that its pages are expected to have to give */
  supply: number;
  /** searches by which relevance to it is measured; none for a page */
  queries: string[];
  /** of a category's page: relevant are the stores that have goods in it */
  categoryId: string | null;
}

/** Searches of a category that stand for all that are too rare to be keywords. */
const examples = 20;

/**
 * The keywords of a day, by name, each with the forecast of its supply.
 *
 * @param day the day to be allotted; only days before it are read
 */
export async function demandOf(
  db: Db,
  day: string,
  { allotment }: PolicyDocument,
  rules: AllotmentRules,
): Promise<Demand[]> {
  const from = dayPlus(day, -windowDays);
  const heads = sql`
    select query from search_day where day >= ${from} and day < ${day}
    group by query having sum(pages) >= ${allotment.keywordPages} order by sum(pages) desc, query limit ${allotment.keywordsAtMost}`;
  const { rows: searches } = await sql<{ query: string; day: string; pages: number }>`
    with head as materialized (${heads})
    select s.query, s.day::text, s.pages::int from search_day s join head using (query)
    where s.day >= ${from} and s.day < ${day}`.execute(db);
  const { rows: others } = await sql<{ slug: string; day: string; pages: number; queries: string[] }>`
    with head as materialized (${heads}), tail as (
      select s.query, s.day, s.pages, c.slug from search_day s join category c on c.id = s.category_id
      where s.day >= ${from} and s.day < ${day} and not exists (select from head h where h.query = s.query)
    ), example as (
      select slug, array_agg(query order by pages desc, query) as queries from (
        select slug, query, sum(pages) as pages, row_number() over (partition by slug order by sum(pages) desc, query) as rank
        from tail group by slug, query) ranked
      where rank <= ${examples} group by slug
    )
    select t.slug, t.day::text, sum(t.pages)::int as pages, e.queries from tail t join example e using (slug)
    group by t.slug, t.day, e.queries`.execute(db);
  const { rows: views } = await sql<{ keyword: string; day: string; pages: number }>`
    select keyword, day::text, sum(pages)::int as pages from impression_page
    where day >= ${from} and day < ${day} and keyword in (${nameOfPage('home')}, ${nameOfPage('stores')})
    group by keyword, day`.execute(db);
  // The page of a category that few look at is given with that of its topmost one.
  const { rows: categories } = await sql<{ slug: string; id: string; day: string; pages: number }>`
    with seen as (
      select category_id, sum(pages) as pages from category_page_day where day >= ${from} and day < ${day} group by 1
    )
    select k.slug, k.id, v.day::text, sum(v.pages)::int as pages
    from category_page_day v join seen using (category_id) join category c on c.id = v.category_id
    join category k on k.id = case when seen.pages >= ${allotment.keywordPages} then c.id else c.path[1] end
    where v.day >= ${from} and v.day < ${day} group by 1, 2, 3`.execute(db);

  const first = [...searches, ...others, ...views, ...categories].reduce(
    (least, row) => (row.day < least ? row.day : least),
    day,
  );
  const history = new Map<string, { pages: number[]; queries: string[]; categoryId: string | null }>();
  const note = (
    name: string,
    row: { day: string; pages: number },
    queries: string[],
    categoryId: string | null = null,
  ) => {
    let known = history.get(name);
    if (known === undefined) {
      known = { pages: new Array<number>(daysBetween(first, day)).fill(0), queries, categoryId };
      history.set(name, known);
    }
    known.pages[daysBetween(first, row.day)] = row.pages;
  };
  for (const row of searches) note(nameOfSearch(row.query), row, [row.query]);
  for (const row of others) note(nameOfCategory(row.slug), row, row.queries);
  for (const row of views) note(row.keyword, row, []);
  for (const row of categories) note(nameOfPage(`category/${row.slug}`), row, [], row.id);
  if (!history.has(nameOfPage('home')))
    history.set(nameOfPage('home'), { pages: [allotment.firstPages], queries: [], categoryId: null });
  return [...history]
    .map(([name, { pages, queries, categoryId }]) => ({
      name,
      queries,
      categoryId,
      supply: supplyOf(forecastPages(pages, allotment.forecastSmoothingPpm / 1_000_000), rules),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What so many pages have to give, in whole micro-impressions. */
function supplyOf(pages: number, rules: AllotmentRules): number {
  return Math.round(pages * pageWeight(rules) * MICRO);
}
