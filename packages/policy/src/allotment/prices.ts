/**
 * What the platform publishes of each day's allotment, so that every merchant can recompute its own: the policy, and of
 * every keyword its supply and prices. Each day's document names the hash of the day before: nobody can change a past day
 * without changing all that follow.
 */
import { digest } from '../canonical-json.ts';
import type { PolicyDocument } from '../document.ts';
import type { AllotmentMarket } from './market.ts';
import { allotRow } from './row.ts';
import type { AllotmentRules } from './rules.ts';
import { createWork } from './work.ts';

export interface KeywordPrices {
  readonly keyword: string;
  /** micro-impressions */
  readonly supply: number;
  /** minor units an impression */
  readonly impressionValue: number;
  /** with less a store is not shown here */
  readonly leastRelevance: number;
  /** lambda: micro-impressions for a minor unit of merit */
  readonly meritPrice: number;
  /** mu: micro-impressions for a unit of a seat's weight */
  readonly organicPrice: number;
  /** micro-impressions to which newcomers are filled; null where all had what they wanted */
  readonly newcomerLevel: number | null;
  readonly ditherMean: number;
  /** remainders above it were rounded up, those below it down */
  readonly remainderCut: number;
  /** micro-impressions for which there was no store */
  readonly unfilled: number;
}

export interface PublicPrices {
  readonly format: 'hazumi-allotment-prices-1';
  /** YYYY-MM-DD */
  readonly day: string;
  readonly policy: PolicyDocument;
  readonly policyDigest: string;
  readonly keywords: readonly KeywordPrices[];
  /** The hash of the day before; null on the first day. */
  readonly previousHash: string | null;
  /** Of all of the above. */
  readonly hash: string;
}

/**
 * The prices of a market that has been built.
 *
 * @param names of the keywords, by index; each once.
 */
export function publicPrices(
  market: AllotmentMarket,
  rules: AllotmentRules,
  given: { day: string; policy: PolicyDocument; names: readonly string[]; previousHash: string | null },
): PublicPrices {
  const { facts, graph } = market;
  const work = createWork(graph, facts);
  const keywords = given.names.map((keyword, index): KeywordPrices => {
    allotRow(market, rules, index, work);
    return {
      keyword,
      supply: facts.supply[index] as number,
      impressionValue: facts.impressionValue[index] as number,
      leastRelevance: work.leastRelevance,
      meritPrice: work.meritPrice,
      organicPrice: work.organicPrice,
      newcomerLevel: Number.isFinite(work.newcomerLevel) ? work.newcomerLevel : null,
      ditherMean: work.ditherMean,
      remainderCut: work.remainderCut,
      unfilled: work.unfilled,
    };
  });
  const content = {
    format: 'hazumi-allotment-prices-1',
    day: given.day,
    policy: given.policy,
    policyDigest: digest(given.policy),
    keywords,
    previousHash: given.previousHash,
  } as const;
  return { ...content, hash: digest(content) };
}

/** What is wrong with a day's document by itself and as the one that follows `previous`; nothing if it is sound. */
export function pricesFaults(prices: PublicPrices, previous?: PublicPrices): string[] {
  const { hash, ...content } = prices;
  const faults: string[] = [];
  if (digest(content) !== hash) faults.push(`The hash of ${prices.day} is not that of its content.`);
  if (digest(prices.policy) !== prices.policyDigest)
    faults.push(`The policy of ${prices.day} does not have the digest that is given for it.`);
  if (previous !== undefined && prices.previousHash !== previous.hash)
    faults.push(`${prices.day} does not follow ${previous.day}: it names another hash.`);
  return faults;
}
