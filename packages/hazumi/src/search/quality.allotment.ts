/**
 * Results with the allotment on, over a catalogue that has no stores: each first word of a title, which in most is the brand, counts as one
 * store and its own principal. All are as good as each other; every third has merit, spread as fees are among merchants: most have little,
 * a few very much. Every query is a keyword of the day with the same supply, so that all of them take turns: on a market, only those do
 * that many ask, and the others by category.
 */
import { createHash } from 'node:crypto';
import {
  type AllotmentInputs,
  buildDay,
  nameOfSearch,
  openRow,
  places,
  planPage,
  storesFound,
} from '@hazumi/market/allotment';
import { defaultDocument } from '@hazumi/policy';

export interface QueryResults {
  query: string;
  /** places in the catalogue of what was found, best first, with scores */
  documents: readonly number[];
  scores: readonly number[];
  /** how many, from the first, have all the words */
  whole: number;
}

/** Pages that each query takes turns on: one alone would only show who is first. */
const pagesEach = 5;
const supplyPages = 1_000;
const day = '2026-01-01';

/** The lists of the pages that each query would show, by turns; the same catalogue gives the same lists. */
export function allottedPages(
  results: readonly QueryResults[],
  titles: readonly string[],
  halvingPpm: number = defaultDocument.allotment.relevanceHalvingPpm,
): number[][][] {
  const names = [...new Set(titles.map(brandOf))];
  const storeAt = new Map(names.map((name, at) => [name, at]));
  const storeOf = titles.map((title) => storeAt.get(brandOf(title)) as number);
  const found = results.map(({ documents, scores, whole }) =>
    storesFound(
      scores,
      (place) => storeOf[documents[place] as number] as number,
      whole,
      halvingPpm / 1_000_000,
    ),
  );
  const { positionWeightsPpm } = defaultDocument.allotment;
  const supply = supplyPages * positionWeightsPpm.slice(0, places).reduce((sum, weight) => sum + weight, 0);
  const inputs: AllotmentInputs = {
    format: 'hazumi-allotment-inputs-1',
    day,
    policyVersion: 1,
    stores: names.map((name, at) => ({
      id: name,
      principalId: name,
      cluster: at,
      isShown: true,
      quality: 4,
      merit: meritOf(name),
      ageDays: 400,
      ...{ impressions: 0, orders: 0, orderRate: 0.001 },
    })),
    principals: names.map((id) => ({ id, draw: 2 * chanceOf(`dither ${id}`) - 1 })),
    keywords: results.map(({ query }) => ({
      name: nameOfSearch(query),
      supply,
      impressionValue: 0.03 * 0.02 * 0.2 * 10_000,
      clickRate: 0.03,
    })),
    edges: found.flatMap((stores, keyword) =>
      [...stores].map(([store, { relevance }]) => ({
        keyword,
        store,
        relevance: Math.fround(relevance),
        ...{ impressions: 0, clicks: 0 },
      })),
    ),
    drawsPerKeyword: defaultDocument.allotment.explorationDraws,
    explorationSeed: 'search:quality',
  };
  const built = buildDay(inputs, defaultDocument);
  return results.map(({ documents }, keyword) => {
    const stores = found[keyword] as ReturnType<typeof storesFound<number>>;
    const row = openRow(built, keyword, 0, new Map());
    const relevance = Float64Array.from(row.stores, (id) => {
      const own = stores.get(storeAt.get(id) as number)?.relevance ?? 0;
      return own >= row.serving.servingRelevance ? own : 0;
    });
    return Array.from({ length: pagesEach }, () => {
      const first = Array.from(
        planPage(row, relevance),
        (entry) =>
          documents[stores.get(storeAt.get(row.stores[entry] as string) as number)?.best as number] as number,
      );
      return [...first, ...documents.filter((document) => !first.includes(document))];
    });
  });
}

const brandOf = (title: string): string => (title.trim().split(/\s+/)[0] ?? '').toLowerCase();

/** Between 0 and 1, evenly, and always the same for a name. */
const chanceOf = (name: string): number =>
  (createHash('sha256').update(name).digest().readUIntBE(0, 6) + 0.5) / 2 ** 48;

/** Minor units of fees: none for two of three, else as a Pareto of index 1.2 from 100 on, up to a million. */
const meritOf = (name: string): number =>
  chanceOf(`has merit ${name}`) < 1 / 3
    ? Math.min(1_000_000 * 100, 100 * chanceOf(`merit ${name}`) ** (-1 / 1.2))
    : 0;
