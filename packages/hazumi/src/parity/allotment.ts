/** A live day's allotment beside the twin's way to give the same day, and the pages that both serve of it. */
import {
  type AllotmentInputs,
  type BuiltDay,
  buildDay,
  openRow,
  places,
  planPage,
} from '@hazumi/market/allotment';
import type { PolicyDocument, Pools } from '@hazumi/policy';
import { allotAsTwin, pagesAsTwin } from '@hazumi/twin';
import type { Day, Pool } from './records.ts';

/** What a store was due of the day, or which stores the first pages of a keyword show. */
export interface AllotmentRecord {
  kind: 'allotment' | 'page';
  id: string;
  policyVersion: number;
  inputs: { keyword: string; pages: number } | null;
  market: Pools | string[][];
  twin: Pools | string[][];
}

/** Of each keyword that pages were given by, so many are made again: a row's turns come round sooner. */
const mostPages = 50;

/**
 * What each store was due of the day, by what the market kept of it and by the twin, which is given the day's stored inputs. And for each
 * keyword by which pages were really given, its first pages: by the market's way of serving and by the policy's on the rows of the twin.
 *
 * @param policyOf the policy by which the twin decides, by the number of the market's version
 */
export async function allotmentOf(
  pool: Pool,
  day: Day,
  documentOf: (number: number) => PolicyDocument,
  policyOf: (number: number) => PolicyDocument,
): Promise<AllotmentRecord[]> {
  const { rows: days } = await pool.query<{ inputs: string; policy_version: number }>(
    'select inputs, policy_version from allotment_day where day = $1::date',
    [day.name],
  );
  const [kept] = days;
  if (kept === undefined) return [];
  const inputs = JSON.parse(kept.inputs) as AllotmentInputs;
  // The arrays that the rule reads; of its answer, only the pages are looked at.
  const built = buildDay(inputs, documentOf(kept.policy_version));
  const policy = asServed(policyOf(kept.policy_version));
  return [
    ...(await duesOf(pool, day, built, policy, kept.policy_version)),
    ...(await pagesOf(pool, day, built, policy, kept.policy_version)),
  ];
}

async function duesOf(
  pool: Pool,
  day: Day,
  { inputs, market: { graph, facts } }: BuiltDay,
  policy: PolicyDocument,
  policyVersion: number,
): Promise<AllotmentRecord[]> {
  const twin = allotAsTwin(graph, facts, policy);
  const { rows } = await pool.query<{ store_id: string } & Record<keyof Pools, bigint>>(
    'select store_id, organic, merit, newcomer, exploration, dither from allotment_store where day = $1::date',
    [day.name],
  );
  const due = new Map(rows.map((row) => [row.store_id, row]));
  return inputs.stores.map(({ id }, at) => {
    const row = due.get(id);
    const number = (name: keyof Pools): number => Number(row?.[name] ?? 0n);
    const pools = {
      organic: number('organic'),
      merit: number('merit'),
      newcomer: number('newcomer'),
      exploration: number('exploration'),
      dither: number('dither'),
    };
    const market: Pools = { ...pools, total: Object.values(pools).reduce((sum, one) => sum + one, 0) };
    return {
      kind: 'allotment',
      id: `${id} ${day.name}`,
      policyVersion,
      inputs: null,
      market,
      twin: twin[at] as Pools,
    };
  });
}

async function pagesOf(
  pool: Pool,
  day: Day,
  built: BuiltDay,
  policy: PolicyDocument,
  policyVersion: number,
): Promise<AllotmentRecord[]> {
  const { rows } = await pool.query<{ keyword: string; pages: number }>(
    `select keyword, least(sum(pages), $2)::int as pages from impression_page where day = $1::date and is_allotted
      group by keyword order by keyword`,
    [day.name, mostPages],
  );
  const { inputs, keywordAt, market } = built;
  const given = rows.flatMap(({ keyword, pages }) => {
    const at = keywordAt.get(keyword);
    return at === undefined ? [] : { keyword, at, pages };
  });
  const twin = pagesAsTwin(
    market.graph,
    market.facts,
    policy,
    new Map(given.map(({ at, pages }) => [at, pages])),
  );
  return given.map(({ keyword, at, pages }) => {
    const row = openRow(built, at, 0, new Map());
    const relevance = relevanceOf(built, at);
    const own = row.stores.map((id) => relevance.get(id) ?? 0);
    return {
      kind: 'page',
      id: `${keyword} ${day.name}`,
      policyVersion,
      inputs: { keyword, pages },
      market: Array.from({ length: pages }, () =>
        Array.from(planPage(row, own), (entry) => row.stores[entry] as string),
      ),
      twin: (twin.get(at) ?? []).map((page) => page.map((store) => inputs.stores[store]?.id as string)),
    };
  });
}

/** How relevant stores are to a keyword, by id, as its row was made of it. */
function relevanceOf({ inputs, market: { graph } }: BuiltDay, keyword: number): Map<string, number> {
  const from = graph.rowStart[keyword] as number;
  const to = graph.rowStart[keyword + 1] as number;
  return new Map(
    Array.from({ length: to - from }, (_, edge) => [
      inputs.stores[graph.edgeStore[from + edge] as number]?.id as string,
      graph.edgeRelevance[from + edge] as number,
    ]),
  );
}

/** The market's pages give fewer places than the policy may weigh; the others are nobody's. */
function asServed(document: PolicyDocument): PolicyDocument {
  const positionWeightsPpm = document.allotment.positionWeightsPpm.slice(0, places);
  return { ...document, allotment: { ...document.allotment, positionWeightsPpm } };
}
