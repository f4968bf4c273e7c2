/**
 * A catalogue and a query log for `npm run bench -- search`: half of the goods are called in English, half in Chinese. Words are
 * drawn by Zipf's law (the n-th most frequent has the weight 1/n), as they are in real titles; queries are words of real titles of
 * this catalogue, and are asked by Zipf's law too. Everything follows from the seed.
 */
import { chanceOf } from '../packages/hazumi/src/seed/chance.ts';
import { normalisedQuery } from '../packages/market/src/allotment/allotment.keywords.ts';
import { searchVector } from '../packages/market/src/search/search.terms.ts';
import type { World } from './world.ts';

export type Preparing = Pick<World, 'handle' | 'ids'>;

const batch = 5_000;
const distinctQueries = 20_000;

interface Words {
  locale: 'en' | 'zh-CN';
  between: string;
  brands: string[];
  kinds: string[];
  traits: string[];
}

function wordsOf(chance: () => number): [Words, Words] {
  const pick = (from: readonly string[]): string => from[Math.floor(chance() * from.length)] as string;
  const distinct = (count: number, make: () => string): string[] => {
    const made = new Set<string>();
    while (made.size < count) made.add(make());
    return [...made];
  };
  const onsets = 'b bl br c ch cl d dr f fl g gr h j k l m n p pl pr qu r s sh sl sp st t tr v w z'.split(
    ' ',
  );
  const vowels = 'a e i o u ai ea ee oo ou'.split(' ');
  const codas = 'b ck d g l ll m n nd ng nt p r rd rk s st t x'.split(' ');
  const syllable = () => pick(onsets) + pick(vowels) + pick(codas);
  const latin = () => syllable() + (chance() < 0.6 ? pick(vowels) + pick(codas) : '');
  // 1,200 neighbouring characters of the CJK block stand for the common ones.
  const han = Array.from({ length: 1_200 }, (_, at) => String.fromCodePoint(0x4e00 + at * 7));
  const pair = () => pick(han) + pick(han);
  return [
    {
      locale: 'en',
      between: ' ',
      brands: distinct(4_000, latin),
      kinds: distinct(3_000, latin),
      traits: distinct(8_000, latin),
    },
    {
      locale: 'zh-CN',
      between: '',
      brands: distinct(4_000, pair),
      kinds: distinct(3_000, pair),
      traits: distinct(8_000, pair),
    },
  ];
}

/** Draws a place below `count` by Zipf's law. */
function zipf(count: number, chance: () => number): () => number {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let at = 0; at < count; at += 1) {
    sum += 1 / (at + 1);
    sums[at] = sum;
  }
  return () => {
    const drawn = chance() * sum;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) < drawn) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

export interface Queries {
  /** as people ask: by Zipf's law */
  usual(): string;
  /** each as likely as any other: few come twice within a while */
  unusual(): string;
}

const searchesBefore = 200_000;
const daysBefore = 28;

/** Writes what was searched for in the four weeks before today: the keywords by which the server allots the day. */
export async function prepareSearches({ handle }: Preparing, { usual }: Queries): Promise<void> {
  const pages = new Map<string, number>();
  for (let at = 0; at < searchesBefore; at += 1) {
    const query = normalisedQuery(usual());
    pages.set(query, (pages.get(query) ?? 0) + 1);
  }
  await handle.pool.query(
    `insert into search_day (day, query, pages)
     select current_date - day, query, ceil(pages / $3::numeric) from unnest($1::text[], $2::int[]) as s (query, pages),
       generate_series(1, $3::int) as day`,
    [[...pages.keys()], [...pages.values()], daysBefore],
  );
}

/** Writes the goods as rows, without the checks of foreign keys, and makes the indexes behind them. */
export async function prepareGoods(
  { handle, ids }: Preparing,
  storeIds: readonly string[],
  count: number,
): Promise<Queries> {
  const chance = chanceOf(7, 'goods').next;
  const languages = wordsOf(chance);
  const drawOf = new Map(
    languages.map((words) => [
      words,
      {
        brand: zipf(words.brands.length, chance),
        kind: zipf(words.kinds.length, chance),
        trait: zipf(words.traits.length, chance),
      },
    ]),
  );
  const queries: string[] = [];
  const client = await handle.pool.connect();
  try {
    const { rows: categories } = await client.query<{ id: string }>('select id from category order by id');
    const { rows: indexes } = await client.query<{ indexdef: string; indexname: string }>(
      `select indexname, indexdef from pg_indexes where tablename = 'product' and indexname not in ('product_pkey')`,
    );
    await client.query(`set session_replication_role = replica`);
    // Making an index of a million goods takes as long as it takes.
    await client.query(`set statement_timeout = 0`);
    for (const { indexname } of indexes) await client.query(`drop index ${indexname}`);
    const start = Date.UTC(2026, 0, 1);
    for (let done = 0; done < count; done += batch) {
      const size = Math.min(batch, count - done);
      const columns: [string[], string[], string[], string[], number[], string[], string[], Date[]] = [
        [],
        [],
        [],
        [],
        [],
        [],
        [],
        [],
      ];
      for (let at = 0; at < size; at += 1) {
        const words = languages[(done + at) % 2] as Words;
        const draw = drawOf.get(words) as NonNullable<ReturnType<typeof drawOf.get>>;
        const traits = Array.from(
          { length: 3 + Math.floor(chance() * 4) },
          () => words.traits[draw.trait()] as string,
        );
        const parts = [words.brands[draw.brand()] as string, ...traits, words.kinds[draw.kind()] as string];
        const title = `${parts.join(words.between)} ${1 + Math.floor(chance() * 60)}`;
        if (queries.length < distinctQueries && chance() < (2 * distinctQueries) / count) {
          // A word, a word and the one before it, or with the brand, which stands apart from them.
          const last = parts.slice(chance() < 0.4 ? -1 : -2).join(words.between);
          queries.push(chance() < 0.25 ? `${parts[0]} ${last}` : last);
        }
        columns[0].push(storeIds[(done + at) % storeIds.length] as string);
        columns[1].push(ids.next(new Date(start + done + at)));
        columns[2].push(categories[(done + at * 7) % categories.length]?.id ?? '');
        columns[3].push(JSON.stringify({ [words.locale]: { title } }));
        columns[4].push(500 + Math.floor(chance() * 100_000));
        columns[5].push(searchVector([{ text: title, weight: 'A' }]));
        columns[6].push(ids.next(new Date(start + done + at)));
        columns[7].push(new Date(start + (done + at) * 1000));
      }
      await client.query(
        `with given as (
           select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::jsonb[], $5::bigint[], $6::tsvector[], $7::uuid[], $8::timestamptz[])
             as g (store_id, id, category_id, texts, price, terms, sku_id, at)
         ), goods as (
           insert into product (store_id, id, category_id, state, texts, currency, price_from_minor, price_to_minor, search_terms,
             listed_at, created_at, updated_at)
           select store_id, id, category_id, 'listed', texts, 'CNY', price, price, terms, at, at, at from given
         ), variants as (
           insert into sku (store_id, id, product_id, code, price_minor) select store_id, sku_id, id, sku_id::text, price from given
         )
         insert into stock (store_id, sku_id, received, available) select store_id, sku_id, 10, 10 from given`,
        columns,
      );
    }
    for (const { indexdef } of indexes) await client.query(indexdef);
    await client.query(`set session_replication_role = default`);
    await client.query('vacuum analyze product');
    await client.query('analyze');
    await client.query('reset statement_timeout');
  } finally {
    client.release();
  }
  const asked = zipf(queries.length, chance);
  return {
    usual: () => queries[asked()] as string,
    unusual: () => queries[Math.floor(chance() * queries.length)] as string,
  };
}
