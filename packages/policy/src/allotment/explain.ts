/**
 * Why a store got its exposure of a day: by pool, by keyword with the prices and weights that decided, what was not shown
 * and why, and what more merit would bring, found by running the rule again.
 */
import { type Locale, type Text, text } from '../fields/text.ts';
import { type AllotmentChanger, changeMerit } from './change.ts';
import { HIDDEN, NEWCOMER, TOTAL_COLUMNS } from './market.ts';
import { addRow } from './row.totals.ts';
import { allotRow } from './row.ts';
import { MICRO } from './rules.ts';
import { type Pools, poolsAt } from './statement.ts';

export interface KeywordExplanation {
  readonly keyword: number;
  /** micro-impressions */
  readonly supply: number;
  readonly relevance: number;
  /** The seat's weight (relevance x quality)^gamma, and that of all seats of the keyword. */
  readonly weight: number;
  readonly allWeights: number;
  /** mu and lambda; see AllotmentResult. */
  readonly organicPrice: number;
  readonly meritPrice: number;
  /** The cluster of near-duplicate goods, and how many stores share it. */
  readonly seat: number;
  readonly sharedBy: number;
  /** What the positions of a page left of it; below 1 where the cap bound. */
  readonly capFactor: number;
  readonly got: Pools;
}

/** Why a store was not shown on a keyword at all. */
export type NotShownReason = 'hidden' | 'notRelevant' | 'siblingsHoldSeats';
/** Why a pool gave it nothing though it was shown. */
export type NoPoolReason = 'noMerit' | 'belowMeritRelevance' | 'noNewcomer' | 'notDrawn';

export interface StoreExplanation {
  /** YYYY-MM-DD */
  readonly day: string;
  readonly store: number;
  readonly got: Pools;
  readonly keywords: readonly KeywordExplanation[];
  readonly notShown: readonly { readonly keyword: number; readonly reason: NotShownReason }[];
  readonly emptyPools: readonly NoPoolReason[];
  /** Micro-impressions more or less for this much more merit, all else as it was. */
  readonly moreMerit: { readonly minor: number; readonly gain: number };
}

/**
 * Explains a store's exposure. The market must have been built with the changer's rules; it is left as it was.
 *
 * @param moreMinor the merit, in minor units of kept fees, that the counterfactual adds (10 yuan: 1,000)
 */
export function explainStore(
  changer: AllotmentChanger,
  store: number,
  day: string,
  moreMinor: number,
): StoreExplanation {
  const { market, rules, columns, room } = changer;
  const { result } = market;
  const keywords: KeywordExplanation[] = [];
  const notShown: { keyword: number; reason: NotShownReason }[] = [];
  room.partial.totals.fill(0);
  for (let at = columns.start[store] as number; at < (columns.start[store + 1] as number); at++) {
    const keyword = columns.keyword[at] as number;
    allotRow(market, rules, keyword, room.work);
    const explained = explainEdge(changer, keyword, columns.edge[at] as number);
    if (typeof explained === 'string') notShown.push({ keyword, reason: explained });
    else keywords.push(explained);
  }
  const got = poolsAt(result.totals, store);
  return {
    day,
    store,
    got,
    keywords,
    notShown,
    emptyPools: emptyPools(changer, store, got, keywords),
    moreMerit: { minor: moreMinor, gain: gainFromMerit(changer, store, moreMinor) },
  };
}

/** What each store of a keyword got there and why, or why it was not shown, by store. */
export function explainRow(
  changer: AllotmentChanger,
  keyword: number,
): Map<number, KeywordExplanation | NotShownReason> {
  const { market, rules, room } = changer;
  const { rowStart, edgeStore } = market.graph;
  allotRow(market, rules, keyword, room.work);
  room.partial.totals.fill(0);
  const stores = new Map<number, KeywordExplanation | NotShownReason>();
  for (let edge = rowStart[keyword] as number; edge < (rowStart[keyword + 1] as number); edge++)
    stores.set(edgeStore[edge] as number, explainEdge(changer, keyword, edge));
  return stores;
}

/** Explains an edge of the row that has just been allotted into the room's work. The room's totals must be 0, and are left so. */
function explainEdge(
  { market: { graph, facts }, room }: AllotmentChanger,
  keyword: number,
  edge: number,
): KeywordExplanation | NotShownReason {
  const { work } = room;
  const { totals } = room.partial;
  const store = graph.edgeStore[edge] as number;
  const entry = work.edge.subarray(0, work.count).indexOf(edge);
  const relevance = graph.edgeRelevance[edge] as number;
  if (entry < 0) {
    if (facts.standing[store] === HIDDEN) return 'hidden';
    return relevance < work.leastRelevance ? 'notRelevant' : 'siblingsHoldSeats';
  }
  const seat = work.seat[entry] as number;
  addRow(work, totals, 1);
  const got = poolsAt(totals, store);
  addRow(work, totals, -1);
  return {
    keyword,
    supply: facts.supply[keyword] as number,
    relevance,
    weight: work.seatWeight[seat] as number,
    allWeights: work.seatWeight.subarray(0, work.seats).reduce((sum, weight) => sum + weight, 0),
    organicPrice: work.organicPrice,
    meritPrice: work.meritPrice,
    seat,
    sharedBy: work.seat.subarray(0, work.count).filter((one) => one === seat).length,
    capFactor: work.isCapped ? (work.capFactor[entry] as number) : 1,
    got,
  };
}

/** What a store's principal would get more in all, if the store had this much more merit: the rule, run again. */
export function gainFromMerit(changer: AllotmentChanger, store: number, moreMinor: number): number {
  const { graph, facts, result } = changer.market;
  const principal = graph.storePrincipal[store] as number;
  const { principalStart, principalStore } = changer.columns;
  const all = (): number => {
    let sum = 0;
    for (let at = principalStart[principal] as number; at < (principalStart[principal + 1] as number); at++) {
      const base = (principalStore[at] as number) * TOTAL_COLUMNS;
      for (let column = 0; column < TOTAL_COLUMNS; column++) sum += result.totals[base + column] as number;
    }
    return sum;
  };
  const before = all();
  const merit = facts.storeMerit[store] as number;
  changeMerit(changer, store, merit + moreMinor);
  const after = all();
  changeMerit(changer, store, merit);
  return after - before;
}

function emptyPools(
  { market: { facts, graph }, rules }: AllotmentChanger,
  store: number,
  got: Pools,
  keywords: readonly KeywordExplanation[],
): NoPoolReason[] {
  const reasons: NoPoolReason[] = [];
  if (got.merit === 0) {
    const principal = graph.storePrincipal[store] as number;
    if ((facts.principalMerit[principal] as number) === 0) reasons.push('noMerit');
    else if (keywords.every(({ relevance }) => relevance < rules.meritRelevance))
      reasons.push('belowMeritRelevance');
  }
  if (facts.standing[store] !== NEWCOMER) reasons.push('noNewcomer');
  if (got.exploration === 0) reasons.push('notDrawn');
  return reasons;
}

/** Each reason as a merchant reads it. */
export const ALLOTMENT_REASONS: Readonly<Record<NotShownReason | NoPoolReason, Text>> = {
  hidden: text(
    '店铺未营业或被停止流量分配。',
    '店舗が営業していないか、トラフィックの配分が止められています。',
    'The store is not open, or gets no allotment because of a sanction.',
  ),
  notRelevant: text(
    '与最相关的店铺相比，相关性不足，未在此关键词下展示。',
    '最も関連する店舗に比べて関連性が足りず、このキーワードでは表示されません。',
    'Compared with the most relevant store it is not relevant enough to be shown on this keyword.',
  ),
  siblingsHoldSeats: text(
    '本主体的其他店铺已占满此关键词每页可用的席位。',
    '同じ主体のほかの店舗が、このキーワードのページで使える枠をすべて使っています。',
    'Other stores of the same principal hold all the seats that it may have on a page of this keyword.',
  ),
  noMerit: text(
    '近期没有实付费用的私域成交，因此没有贡献流量。',
    '手数料が支払われた最近のプライベート販売がないため、貢献枠はありません。',
    'No recent private sales on which fees were paid, so nothing from the merit pool.',
  ),
  belowMeritRelevance: text(
    '在所有关键词上的相关性都低于贡献流量的下限。',
    'どのキーワードでも、関連性が貢献枠の下限に届いていません。',
    'On no keyword relevant enough for the merit pool.',
  ),
  noNewcomer: text(
    '不占用新店名额：已过新店期、本级曝光已用完，或主体已有成熟店铺。',
    '新店枠の対象ではありません。新店期間を過ぎたか、この段階の露出を使い切ったか、主体に成熟した店舗があります。',
    'No newcomer: no longer new, its stage is used up, or its principal holds stores that are not new.',
  ),
  notDrawn: text(
    '今天的探索没有抽中。',
    '今日の探索では選ばれませんでした。',
    "Not drawn in the day's exploration.",
  ),
};

const SENTENCE: Readonly<Record<Locale, (total: string, parts: readonly string[]) => string>> = {
  'zh-CN': (total, parts) => `曝光 ${total} 次 = ${parts.join(' + ')}`,
  ja: (total, parts) => `露出 ${total} 回 = ${parts.join(' + ')}`,
  en: (total, parts) => `${total} impressions = ${parts.join(' + ')}`,
};
const POOL_NAMES: Readonly<Record<Exclude<keyof Pools, 'total'>, Text>> = {
  organic: text('自然', '自然', 'organic'),
  merit: text('贡献', '貢献', 'merit'),
  newcomer: text('新店', '新店', 'newcomer'),
  exploration: text('探索', '探索', 'exploration'),
  dither: text('随机浮动', 'ゆらぎ', 'random variation'),
};

/** "1,204 impressions = organic 612 + merit 431 + newcomer 120 + exploration 41"; whole impressions, summing exactly. */
export function poolsSentence(got: Pools, locale: Locale): string {
  const format = new Intl.NumberFormat(locale);
  const whole = (units: number): number => Math.round(units / MICRO);
  const rest = {
    merit: whole(got.merit),
    newcomer: whole(got.newcomer),
    exploration: whole(got.exploration),
  };
  const dither = whole(got.dither);
  const total = whole(got.total);
  const organic = total - rest.merit - rest.newcomer - rest.exploration - dither;
  const parts = Object.entries({ organic, ...rest, ...(dither === 0 ? {} : { dither }) }).map(
    ([pool, count]) => `${POOL_NAMES[pool as keyof typeof POOL_NAMES][locale]} ${format.format(count)}`,
  );
  return SENTENCE[locale](format.format(total), parts);
}
