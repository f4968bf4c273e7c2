/**
 * `npm run search:quality -- FOLDER`: searches a catalogue of titles for real queries with the market's own engine, as it stands in
 * the market, and compares with what people judged. Judgements are read after all lists are made. The last line is JSON.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { candidatesLooked } from '@hazumi/market/allotment';
import { TextIndex } from '@hazumi/market/search-engine';
import { readCsv } from '../replay/csv.ts';
import { mean, ndcg, recall, reciprocalRank } from './metrics.ts';
import { allottedPages, type QueryResults } from './quality.allotment.ts';

const depth = 10;
const recallDepth = 100;
/** mean judgement from which goods count as relevant, on the scale of 1 to 3 */
const relevantFrom = 2.33;

export interface Quality {
  queries: number;
  ndcg_at_10: number;
  recall_at_100: number;
  mrr_at_10: number;
  /** with stores taking turns; see quality.allotment.ts */
  ndcg_at_10_with_allotment: number;
}

/** @throws Error with a sentence for a person, where the folder lacks the files or one of them is no such table */
export function measureQuality(folder: string): Quality & { products: number; seconds: number } {
  const index = new TextIndex();
  const ids: string[] = [];
  const titles: string[] = [];
  for (const { product_uid, title } of rows(folder, 'products.csv.gz', ['product_uid', 'title'])) {
    titles.push(withoutEntities(title));
    index.add(titles.slice(-1));
    ids.push(product_uid);
  }
  const judged = rows(folder, 'judgements.csv', ['query', 'product_uid', 'relevance_1_to_3']);
  const queries = [...new Set(judged.map(({ query }) => query))];
  const begun = performance.now();
  const found = queries.map((query) => index.search(query, { limit: candidatesLooked }).hits);
  const lists = found.map((hits) => hits.slice(0, recallDepth).map((hit) => ids[hit.document] as string));
  const seconds = (performance.now() - begun) / 1000;

  const results = queries.map((query, at) => resultsOf(query, found[at] ?? []));
  const pages = allottedPages(results, titles);
  const byQuery = Map.groupBy(judged, ({ query }) => query);
  const scores = queries.map((query, at) => {
    const list = lists[at] ?? [];
    const given = (byQuery.get(query) ?? []).map(
      (row) => [row.product_uid, Number(row.relevance_1_to_3)] as const,
    );
    const relevant = new Set(given.filter(([, judgement]) => judgement >= relevantFrom).map(([id]) => id));
    const gains = new Map(given.map(([id, judgement]) => [id, judgement - 1]));
    const shown = (pages[at] ?? []).map((page) =>
      page.slice(0, depth).map((document) => ids[document] as string),
    );
    return {
      ndcg: ndcg(list, gains, depth),
      allotted: mean(shown.map((page) => ndcg(page, gains, depth))),
      recall: recall(list, relevant, recallDepth),
      reciprocalRank: reciprocalRank(list, relevant, depth),
    };
  });
  const rounded = (values: (number | undefined)[]): number => Math.round(mean(values) * 10_000) / 10_000;
  return {
    products: ids.length,
    seconds,
    queries: queries.length,
    ndcg_at_10: rounded(scores.map((score) => score.ndcg)),
    recall_at_100: rounded(scores.map((score) => score.recall)),
    mrr_at_10: rounded(scores.map((score) => score.reciprocalRank)),
    ndcg_at_10_with_allotment: rounded(scores.map((score) => score.allotted)),
  };
}

function resultsOf(query: string, hits: ReturnType<TextIndex['search']>['hits']): QueryResults {
  return {
    query,
    documents: hits.map(({ document }) => document),
    scores: hits.map(({ score }) => score),
    whole: hits.filter(({ isWhole }) => isWhole).length,
  };
}

function rows<Column extends string>(folder: string, file: string, columns: readonly Column[]) {
  const path = join(folder, file);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new Error(`${path} can't be read: give the folder that holds products.csv.gz and judgements.csv.`);
  }
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return [...readCsv(text, columns)].map((reading) => {
    if (!reading.ok) throw new Error(`${path}, line ${reading.line}: ${reading.reason}`);
    return reading.row.cells;
  });
}

const entities: Record<string, string> = { amp: '&', quot: '"', lt: '<', gt: '>', nbsp: ' ' };

/** Titles of the record are cut out of web pages. */
const withoutEntities = (title: string): string =>
  title
    .replaceAll(/&(amp|quot|lt|gt|nbsp);/g, (_, name: string) => entities[name] ?? ' ')
    .replaceAll(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)));
