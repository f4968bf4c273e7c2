import type pg from 'pg';

/** Counts by what they are of; `key` is in the order of the columns that are written. */
export type Counts = Map<string, { key: readonly unknown[]; count: number; micro: number }>;

export interface ImpressionBatch {
  pages: Counts;
  stores: Counts;
  searches: Counts;
  categories: Counts;
  clicks: Counts;
}

/**
 * Takes a place that nobody holds, the first one, else a new one. Time is the database's here, because processes must agree on it and the
 * market's own clock may stand still.
 */
export async function claimPlace(pool: pg.Pool, holder: string, holdMs: number): Promise<number> {
  for (;;) {
    const taken = await pool.query<{ place: number }>(
      `update impression_place set holder = $1, held_until = clock_timestamp() + $2 * interval '1 millisecond'
       where place = (select place from impression_place where held_until < clock_timestamp() order by place limit 1
         for update skip locked) returning place`,
      [holder, holdMs],
    );
    const made =
      taken.rows[0] ??
      (
        await pool.query<{ place: number }>(
          `insert into impression_place (place, holder, held_until)
           select coalesce(max(place), 0) + 1, $1, clock_timestamp() + $2 * interval '1 millisecond' from impression_place
           on conflict do nothing returning place`,
          [holder, holdMs],
        )
      ).rows[0];
    if (made !== undefined) return made.place;
  }
}

/** Whether the place was still held, and is now for longer. */
export async function renewPlace(
  client: pg.Pool | pg.PoolClient,
  place: number,
  holder: string,
  holdMs: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update impression_place set held_until = clock_timestamp() + $3 * interval '1 millisecond' where place = $1 and holder = $2`,
    [place, holder, holdMs],
  );
  return rowCount === 1;
}

export async function leavePlace(pool: pg.Pool, place: number, holder: string): Promise<void> {
  await pool.query(
    `update impression_place set holder = null, held_until = clock_timestamp() where place = $1 and holder = $2`,
    [place, holder],
  );
}

/** Whether a transaction is over and was committed; waits for one that still runs. */
export async function isCommitted(pool: pg.Pool, xid: string): Promise<boolean> {
  const { rows } = await pool.query<{ status: string | null }>('select pg_xact_status($1::xid8) as status', [
    xid,
  ]);
  const status = rows[0]?.status;
  if (status === 'in progress') throw new Error(`the batch of transaction ${xid} is still being written`);
  return status === 'committed';
}

/**
 * Writes a batch in one transaction, if this process still holds its place.
 *
 * @param begun hears of the transaction's id before anything is written
 * @returns whether the place was held; if not, nothing was written
 */
export async function writeBatch(
  pool: pg.Pool,
  batch: ImpressionBatch,
  place: number,
  holder: string,
  holdMs: number,
  begun: (xid: string) => void,
): Promise<boolean> {
  for (const month of new Set([...batch.stores.values()].map(({ key }) => String(key[0]).slice(0, 7))))
    await pool.query('select impression_partition($1::date)', [`${month}-01`]);
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query<{ xid: string }>('select pg_current_xact_id()::text as xid');
    begun(rows[0]?.xid as string);
    const isHeld = await renewPlace(client, place, holder, holdMs);
    if (isHeld) for (const [text, counts] of statements(batch)) await send(client, text, place, counts);
    await client.query(isHeld ? 'commit' : 'rollback');
    client.release();
    return isHeld;
  } catch (error) {
    // A connection that broke half-way is not used again; PostgreSQL undoes what it had not committed.
    client.release(error as Error);
    throw error;
  }
}

const statements = ({ pages, stores, searches, categories, clicks }: ImpressionBatch): [string, Counts][] => [
  [writePages, pages],
  [writeStores, stores],
  [writeSearches, searches],
  [writeCategories, categories],
  [writeClicks, clicks],
];

async function send(client: pg.PoolClient, text: string, place: number, counts: Counts): Promise<void> {
  if (counts.size === 0) return;
  const rows = [...counts.values()].map(({ key, count, micro }) => [...key, count, micro]);
  await client.query(text, text.includes('$2') ? [JSON.stringify(rows), place] : [JSON.stringify(rows)]);
}

/** Rows in order of key, so that two processes that count the same never wait for each other in a circle. */
const writePages = `
  insert into impression_page (day, keyword, is_allotted, place, pages, micro)
  select (r ->> 0)::date, r ->> 1, (r ->> 2)::boolean, $2, (r ->> 3)::bigint, (r ->> 4)::bigint
  from jsonb_array_elements($1::jsonb) r order by 1, 2, 3
  on conflict (day, keyword, is_allotted, place) do update
    set pages = impression_page.pages + excluded.pages, micro = impression_page.micro + excluded.micro`;

const writeStores = `
  insert into impression (day, keyword, is_allotted, store_id, position, place, principal_id, policy_version, views, micro)
  select (r ->> 0)::date, r ->> 1, (r ->> 2)::boolean, s.id, (r ->> 4)::smallint, $2, coalesce((r ->> 5)::uuid, s.licence_id),
    (r ->> 6)::int, (r ->> 7)::bigint, (r ->> 8)::bigint
  from jsonb_array_elements($1::jsonb) r join store s on s.id = (r ->> 3)::uuid order by 4, 1, 2, 3, 5
  on conflict (store_id, day, keyword, is_allotted, position, place) do update
    set views = impression.views + excluded.views, micro = impression.micro + excluded.micro`;

const writeSearches = `
  insert into search_day (day, query, category_id, pages)
  select (r ->> 0)::date, r ->> 1, (min(r ->> 2))::uuid, sum((r ->> 3)::bigint)
  from jsonb_array_elements($1::jsonb) r group by 1, 2 order by 1, 2
  on conflict (day, query) do update
    set pages = search_day.pages + excluded.pages, category_id = coalesce(excluded.category_id, search_day.category_id)`;

const writeCategories = `
  insert into category_page_day (day, category_id, pages)
  select (r ->> 0)::date, (r ->> 1)::uuid, (r ->> 2)::bigint from jsonb_array_elements($1::jsonb) r order by 1, 2
  on conflict (day, category_id) do update set pages = category_page_day.pages + excluded.pages`;

const writeClicks = `
  insert into impression_click (store_id, day, keyword, clicks)
  select s.id, (r ->> 0)::date, r ->> 1, sum((r ->> 4)::bigint)
  from jsonb_array_elements($1::jsonb) r
  join lateral (
    select p.store_id as id from product p where p.id = (r ->> 2)::uuid
    union all select t.id from store t where t.slug = r ->> 3
  ) s on true group by 1, 2, 3 order by 1, 2, 3
  on conflict (store_id, day, keyword) do update set clicks = impression_click.clicks + excluded.clicks`;

/** What one place has given of a day by its rows, to go on from there. */
export async function givenOf(
  pool: pg.Pool,
  day: string,
  place: number,
): Promise<{ pages: Map<string, number>; given: Map<string, Map<string, number>> }> {
  const [pages, stores] = await Promise.all([
    pool.query<{ keyword: string; pages: bigint }>(
      'select keyword, pages from impression_page where day = $1 and place = $2 and is_allotted',
      [day, place],
    ),
    pool.query<{ keyword: string; store_id: string; micro: bigint }>(
      `select keyword, store_id, sum(micro)::bigint as micro from impression
       where day = $1 and place = $2 and is_allotted group by 1, 2`,
      [day, place],
    ),
  ]);
  const given = new Map<string, Map<string, number>>();
  for (const { keyword, store_id, micro } of stores.rows) {
    const known = given.get(keyword) ?? new Map<string, number>();
    known.set(store_id, Number(micro));
    given.set(keyword, known);
  }
  return { pages: new Map(pages.rows.map((row) => [row.keyword, Number(row.pages)])), given };
}
