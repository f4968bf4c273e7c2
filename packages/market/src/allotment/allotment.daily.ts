/** Allots a day: once, at its beginning, from what was recorded before it. */
import {
  createChanger,
  explainRow,
  HIDDEN,
  NEWCOMER,
  type PolicyVersion,
  poolsAt,
  publicPrices,
} from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import type { Sweep } from '../kernel/sweeps.ts';
import type { Market } from '../market.ts';
import { windowDays } from './allotment.demand.ts';
import { gatherInputs } from './allotment.gather.ts';
import { type AllotmentInputs, type BuiltDay, buildDay } from './allotment.inputs.ts';
import { dayOf, dayPlus } from './allotment.keywords.ts';
import {
  forgetSearches,
  insertDay,
  insertRows,
  insertStores,
  isAnyStoreOpen,
  lockDays,
  newestDay,
  type RowOfDay,
  type StoreOfDay,
} from './allotment.repository.ts';
import type { StoreSearch } from './allotment.search.ts';

/**
 * A day that nobody was there to allot is left out: there were no pages to give. The chain goes on with the next. It begins with the first
 * store that opens.
 *
 * @param before writes what this process has counted and not yet written
 * @param after takes the new day into use in this process
 */
export function allotmentSweep(
  market: Market,
  search: StoreSearch,
  before: () => Promise<void>,
  after: () => Promise<void>,
): Sweep {
  let known = '';
  return {
    name: 'allotment',
    everyMs: 2_000,
    async run(ctx) {
      const day = dayOf(ctx.now);
      if (known >= day) return 0;
      if ((await newestDay(market.db, day)) !== day) {
        if (!(await isAnyStoreOpen(market.db))) return 0;
        await before();
        await allotDay(market, search, ctx, day);
        await after();
        known = day;
        return 1;
      }
      known = day;
      await after();
      return 0;
    },
  };
}

/** @returns whether this call was the one that allotted it */
export async function allotDay(market: Market, search: StoreSearch, ctx: Ctx, day: string): Promise<boolean> {
  const policy = market.policy.at(new Date(Math.max(ctx.now.getTime(), Date.parse(`${day}T00:00:00Z`))));
  const inputs = await gatherInputs(market, search, day, policy);
  const built = buildDay(inputs, policy.document);
  const stores = storesOfDay(built);
  const rows = rowsOfDay(built);
  return inTransaction(market.db, async (tx) => {
    const last = await lockDays(tx);
    if (last !== undefined && last.day >= day) return false;
    const prices = pricesOf(built, policy, last?.hash ?? null);
    await insertDay(tx, inputs, prices, ctx.now);
    await insertStores(tx, day, stores);
    await insertRows(tx, day, rows);
    await forgetSearches(tx, dayPlus(day, -2 * windowDays));
    await appendEvent(tx, ctx, {
      subjectType: 'allotment',
      subjectId: ctx.ids.next(ctx.now),
      type: 'allotment.built',
      data: { day, hash: prices.hash, keywords: inputs.keywords.length, policyVersion: policy.number },
    });
    return true;
  });
}

const pricesOf = ({ market, rules, inputs }: BuiltDay, policy: PolicyVersion, previousHash: string | null) =>
  publicPrices(market, rules, {
    day: inputs.day,
    policy: policy.document,
    names: inputs.keywords.map(({ name }) => name),
    previousHash,
  });

function storesOfDay({ inputs, market }: BuiltDay): StoreOfDay[] {
  const { facts, graph, result } = market;
  return inputs.stores.map((store, at) => {
    const principal = graph.storePrincipal[at] as number;
    const { total: _, ...pools } = poolsAt(result.totals, at);
    return {
      store_id: store.id,
      principal_id: store.principalId,
      standing:
        facts.standing[at] === HIDDEN ? 'hidden' : facts.standing[at] === NEWCOMER ? 'newcomer' : 'shown',
      quality: store.quality,
      merit_minor: store.merit,
      principal_merit_minor: facts.principalMerit[principal] as number,
      dither_draw: facts.dither[principal] as number,
      ...pools,
    };
  });
}

function rowsOfDay({ inputs, market, rules }: BuiltDay): RowOfDay[] {
  const changer = createChanger(market, rules);
  return inputs.keywords.flatMap(({ name }, keyword) =>
    [...explainRow(changer, keyword)].map(([store, explained]) => {
      const common = { store_id: storeId(inputs, store), keyword: name };
      if (typeof explained === 'string')
        return {
          ...common,
          relevance: relevanceOf(market.graph, keyword, store),
          reason: explained,
          ...{ organic: 0, merit: 0, newcomer: 0, exploration: 0, dither: 0 },
          evidence: null,
        };
      const { got, relevance, keyword: _, ...evidence } = explained;
      const { total: __, ...pools } = got;
      return { ...common, relevance, reason: null, ...pools, evidence };
    }),
  );
}

const storeId = (inputs: AllotmentInputs, at: number): string => inputs.stores[at]?.id as string;

function relevanceOf(graph: BuiltDay['market']['graph'], keyword: number, store: number): number {
  const from = graph.rowStart[keyword] as number;
  const at = graph.edgeStore.subarray(from, graph.rowStart[keyword + 1]).indexOf(store);
  return graph.edgeRelevance[from + at] as number;
}
