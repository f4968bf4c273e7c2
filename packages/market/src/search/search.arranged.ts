/**
 * Goods whose turn it is come first on the first page; all others follow as they answer the text. Later pages must leave out the same
 * goods, so the cursor names them by short codes.
 */
import type { Candidates } from './search.candidates.ts';
import type { GoodsIndex } from './search.goods.ts';
import type { SearchRequest } from './search.port.ts';

/** Which goods come first now, by their ids; none where it goes by the text alone. */
export type Arrange = (text: string, goods: GoodsIndex, candidates: Candidates) => readonly string[];

/** A search by words that nothing narrows: the only kind that turns are taken on. */
export const isPlain = (request: SearchRequest): boolean =>
  request.text.trim() !== '' &&
  request.sort === 'relevance' &&
  !request.inStockOnly &&
  request.categoryId === undefined &&
  request.storeId === undefined &&
  request.minPriceMinor === undefined &&
  request.maxPriceMinor === undefined &&
  request.currency === undefined;

/** The places among the candidates of these goods. Goods that lack some of the words never come before those that have them all. */
export function firstOf(
  goods: GoodsIndex,
  { documents, whole }: Candidates,
  ids: readonly string[],
): number[] {
  if (ids.length === 0) return [];
  const end = whole > 0 ? Math.min(whole, documents.length) : documents.length;
  return [...new Set(ids)].flatMap((id) => {
    const document = goods.ids.documentOf(id);
    const place = document === undefined ? -1 : documents.indexOf(document);
    return place < 0 || place >= end ? [] : [place];
  });
}

/** So many of an id's last digits tell a page's goods apart. */
const codeLength = 10;
const codeOf = (id: string): string => id.slice(-codeLength);

export const codesOf = (goods: GoodsIndex, documents: readonly number[]): string =>
  documents.map((document) => codeOf(goods.ids.at(document))).join('');

export function firstByCode(goods: GoodsIndex, candidates: Candidates, codes: string): number[] {
  if (codes === '') return [];
  const idOf = new Map(
    candidates.documents.map((document) => {
      const id = goods.ids.at(document);
      return [codeOf(id), id];
    }),
  );
  const wanted = codes.match(new RegExp(`.{${codeLength}}`, 'g')) ?? [];
  return firstOf(
    goods,
    candidates,
    wanted.flatMap((code) => idOf.get(code) ?? []),
  );
}

/** The candidates with those at these places first. */
export function broughtForward(candidates: Candidates, first: readonly number[]): Candidates {
  if (first.length === 0) return candidates;
  const isFirst = new Set(first);
  const order = [...first];
  for (let place = 0; place < candidates.documents.length; place += 1)
    if (!isFirst.has(place)) order.push(place);
  return {
    ...candidates,
    documents: order.map((place) => candidates.documents[place] as number),
    scores: order.map((place) => candidates.scores[place] as number),
  };
}
