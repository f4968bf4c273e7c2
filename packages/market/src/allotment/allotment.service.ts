import { type AnswerInput, type allotmentEndpoints, type BodyOf, toPublicId } from '@hazumi/contracts';
import {
  ALLOTMENT_REASONS,
  changeMerit,
  changeQuality,
  createChanger,
  incentiveRules,
  type Locale,
  meritSpentADay,
  type NoPoolReason,
  type Pools,
  type PublicPrices,
  poolsAt,
  poolsSentence,
  statementOf,
} from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import { notFound } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { type AllotmentInputs, type BuiltDay, buildDay } from './allotment.inputs.ts';
import { dayOf, dayPlus, readName } from './allotment.keywords.ts';
import { noPools, nothingShown, poolsOf, shownPools, sumPools } from './allotment.pools.ts';
import { newestDay, readDay, readPrices } from './allotment.repository.ts';
import {
  clicksOf,
  duesOf,
  type EvidenceRow,
  evidenceOf,
  shownOf,
  storeDay,
} from './allotment.results.repository.ts';

type Endpoints = typeof allotmentEndpoints;
type StoreAllotment = AnswerInput<Endpoints['getStoreAllotment']>;
type StoreAllotmentDay = AnswerInput<Endpoints['getStoreAllotmentDay']>;

/** Days that are told one by one. */
const daysTold = 28;

/** A store's public traffic of the last weeks. */
export async function storeAllotment(market: Market, ctx: Ctx, storeId: string): Promise<StoreAllotment> {
  const { db } = market;
  const today = dayOf(ctx.now);
  const from = dayPlus(today, 1 - daysTold);
  const [newest, dues, shown, clicks] = await Promise.all([
    newestDay(db, today),
    duesOf(db, storeId, from, today),
    shownOf(db, storeId, from, today),
    clicksOf(db, storeId, from, today),
  ]);
  const days = Array.from({ length: daysTold }, (_, back) => dayPlus(today, -back)).flatMap((day) => {
    const due = dues.find((row) => row.day === day);
    const pages = shown.filter((row) => row.day === day);
    if (due === undefined && pages.length === 0) return [];
    return {
      day,
      policyVersion: due?.policy_version ?? pages[0]?.policy_version ?? 0,
      due: due === undefined ? noPools : poolsOf(due),
      shown: sumPools(nothingShown, pages.map(shownPools)),
      clicks: clicks.get(day) ?? 0,
    };
  });
  const weekFrom = (begin: string) => {
    const until = dayPlus(begin, 6);
    const own = days.filter(({ day }) => day >= begin && day <= until);
    return {
      from: begin,
      until,
      due: sumPools(
        noPools,
        own.map((one) => one.due),
      ),
      shown: sumPools(
        nothingShown,
        own.map((one) => one.shown),
      ),
      clicks: own.reduce((sum, one) => sum + one.clicks, 0),
    };
  };
  const thisWeek = weekFrom(dayPlus(today, -6));
  return {
    storeId: toPublicId('store', storeId),
    day: newest ?? null,
    sentence: sentenceOf(thisWeek.shown, ctx.locale),
    thisWeek,
    lastWeek: weekFrom(dayPlus(today, -13)),
    days,
  };
}

/** The sentence counts what followed relevance alone with the organic pool: that, too, is had by relevance. */
const sentenceOf = ({ ranked, ...pools }: Pools & { ranked: number }, locale: Locale): string =>
  poolsSentence({ ...pools, organic: pools.organic + ranked }, locale);

/** Why a store got what it got on a day. */
export async function storeAllotmentDay(
  market: Market,
  ctx: Ctx,
  storeId: string,
  asked: string | undefined,
): Promise<StoreAllotmentDay> {
  const { db } = market;
  const day = asked ?? (await newestDay(db, dayOf(ctx.now)));
  const row = day === undefined ? undefined : await storeDay(db, storeId, day);
  if (day === undefined || row === undefined)
    return {
      day: null,
      ...{ policyVersion: 0, pricesHash: '', isNewcomer: false, quality: 0, meritMinor: 0 },
      ...{ principalMeritMinor: 0, ditherDraw: 0, sentence: '', due: noPools, shown: nothingShown },
      ...{ keywords: [], notShown: [], emptyPools: [] },
    };
  const evidence = await evidenceOf(db, storeId, day);
  const due = poolsOf(row);
  return {
    day,
    policyVersion: row.policy_version,
    pricesHash: row.hash,
    isNewcomer: row.standing === 'newcomer',
    quality: row.quality,
    meritMinor: row.merit_minor,
    principalMeritMinor: row.principal_merit_minor,
    ditherDraw: row.dither_draw,
    sentence: poolsSentence(due, ctx.locale),
    due,
    shown: sumPools(nothingShown, (await shownOf(db, storeId, day, day)).map(shownPools)),
    keywords: evidence.flatMap(presentEvidence),
    notShown: evidence.flatMap(({ keyword, reason }) =>
      reason === null
        ? []
        : { keyword: presentName(keyword), reason, text: ALLOTMENT_REASONS[reason][ctx.locale] },
    ),
    emptyPools: emptyPools(row, due).map((reason) => ({
      reason,
      text: ALLOTMENT_REASONS[reason][ctx.locale],
    })),
  };
}

const presentName = (name: string) => ({ name, ...readName(name) });

function presentEvidence(row: EvidenceRow): StoreAllotmentDay['keywords'] {
  if (row.evidence === null) return [];
  const { supply, weight, allWeights, organicPrice, meritPrice, sharedBy, capFactor } = row.evidence;
  return [
    {
      keyword: presentName(row.keyword),
      relevance: row.relevance,
      ...{ supply, weight, allWeights, organicPrice, meritPrice, sharedBy, capFactor },
      due: poolsOf(row),
      shown: Number(row.shown),
    },
  ];
}

/** Why pools gave nothing, as the policy's explanation tells it. */
function emptyPools(row: { standing: string; principal_merit_minor: number }, due: Pools): NoPoolReason[] {
  const reasons: NoPoolReason[] = [];
  if (due.merit === 0) reasons.push(row.principal_merit_minor === 0 ? 'noMerit' : 'belowMeritRelevance');
  if (row.standing !== 'newcomer') reasons.push('noNewcomer');
  if (due.exploration === 0) reasons.push('notDrawn');
  return reasons;
}

/** The public prices of a day, as they were published; of the newest unless told. */
export async function pricesText(
  market: Market,
  ctx: Ctx,
  asked: string | undefined,
): Promise<{ day: string; text: string }> {
  const day = asked ?? (await newestDay(market.db, dayOf(ctx.now)));
  const text = day === undefined ? undefined : await readPrices(market.db, day);
  if (day === undefined || text === undefined) throw notFound();
  return { day, text };
}

/** The statement of a store's principal for a day, made again from what the day followed from: the same bits at any time. */
export async function statementText(
  market: Market,
  ctx: Ctx,
  storeId: string,
  asked: string | undefined,
): Promise<{ day: string; text: string }> {
  const { day, text } = await pricesText(market, ctx, asked);
  const built = await builtDay(market, day);
  const store = built.storeAt.get(storeId);
  if (store === undefined) throw notFound();
  const principal = built.market.graph.storePrincipal[store] as number;
  const statement = statementOf(built.market, built.rules, JSON.parse(text) as PublicPrices, principal, {
    principal: built.inputs.principals[principal]?.id ?? '',
    stores: built.inputs.stores.map(({ id }) => toPublicId('store', id)),
  });
  return { day, text: JSON.stringify(statement, null, 2) };
}

/** Days that were built again lately: a merchant tries several things on one day. */
const lately = new WeakMap<Market, BuiltDay>();

async function builtDay(market: Market, day: string): Promise<BuiltDay> {
  const known = lately.get(market);
  if (known?.inputs.day === day) return known;
  const stored = await readDay(market.db, day);
  if (stored === undefined) throw notFound();
  const built = buildDay(stored.inputs, stored.document);
  lately.set(market, built);
  return built;
}

/** Runs the rule of the newest day again with one thing changed. */
export async function tryAllotment(
  market: Market,
  ctx: Ctx,
  storeId: string,
  change: BodyOf<Endpoints['tryAllotment']>,
): Promise<AnswerInput<Endpoints['tryAllotment']>> {
  const nothing = { day: null, before: noPools, after: noPools, gain: 0, principalGain: 0 };
  const day = await newestDay(market.db, dayOf(ctx.now));
  if (day === undefined) return nothing;
  const built = await builtDay(market, day);
  const store = built.storeAt.get(storeId);
  if (store === undefined) return nothing;
  const before = resultsOf(built, store);
  const after = withChange(market, built, store, change);
  return {
    day,
    before: before.own,
    after: after.own,
    gain: after.own.total - before.own.total,
    principalGain: after.principal - before.principal,
  };
}

interface Results {
  own: Pools;
  /** of the store with those linked to it */
  principal: number;
}

function resultsOf({ market: { graph, result } }: BuiltDay, store: number): Results {
  const principal = graph.storePrincipal[store];
  let sum = 0;
  for (let one = 0; one < graph.stores; one++)
    if (graph.storePrincipal[one] === principal) sum += poolsAt(result.totals, one).total;
  return { own: poolsAt(result.totals, store), principal: sum };
}

/** Changes one thing, looks, and puts it back: what was built stays as it was. */
function withChange(
  market: Market,
  built: BuiltDay,
  store: number,
  change: BodyOf<Endpoints['tryAllotment']>,
): Results {
  const { facts } = built.market;
  if (change.kind === 'relevance') return withRelevance(built, store, change);
  const changer = createChanger(built.market, built.rules);
  const [set, former, next] =
    change.kind === 'merit'
      ? ([
          changeMerit,
          facts.storeMerit[store] as number,
          spentToday(market, built, change.moreMinor),
        ] as const)
      : ([changeQuality, facts.quality[store] as number, change.more] as const);
  set(changer, store, Math.max(0, former + next));
  const results = resultsOf(built, store);
  set(changer, store, former);
  return results;
}

/** Of a fee that stays paid, a day gives for the part that fades on it. */
const spentToday = (market: Market, { document }: BuiltDay, minor: number): number =>
  minor * meritSpentADay(incentiveRules(market.settings.currency, document));

/** Another relevance to a keyword, or a keyword more: a graph has no place for a new edge, so the day is built anew beside the old. */
function withRelevance(
  built: BuiltDay,
  store: number,
  wish: { keyword: string; relevance: number },
): Results {
  const keyword = built.keywordAt.get(wish.keyword);
  if (keyword === undefined) throw notFound();
  const others = built.inputs.edges.filter((edge) => edge.keyword !== keyword || edge.store !== store);
  const edge = { keyword, store, relevance: Math.fround(wish.relevance), impressions: 0, clicks: 0 };
  const inputs: AllotmentInputs = { ...built.inputs, edges: [...others, edge] };
  return resultsOf(buildDay(inputs, built.document), store);
}
