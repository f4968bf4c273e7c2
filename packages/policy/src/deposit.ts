/**
 * Rule: the floating deposit. Nothing at opening; then a tier by the net turnover of the trailing 30 days, at least the
 * base of a strict category, and at least the stake that makes fraud not pay. What is short is withheld from settlements;
 * if it stays short, withdrawals freeze, new listings stop and goods are delisted, step by step. Excess is released only
 * when it is large and lasting, so that it does not flap.
 */
import { amountIn } from './amounts.ts';
import { byCategory } from './by-category.ts';
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { toPointer } from './fields/pointer.ts';
import { shareOf, wholeMinor } from './money.ts';

type Policy = Pick<PolicyDocument, 'deposit' | 'currencies'>;

/** The numbers of the rule for a store's categories and currency; amounts in minor units. */
export interface DepositRules {
  readonly trailingDays: number;
  /** Turnover from which each tier applies, ascending from 0, and what it requires. */
  readonly tierFromMinor: readonly number[];
  readonly tierRequiredMinor: readonly number[];
  /** What the strictest of the categories requires whatever the turnover. */
  readonly baseMinor: number;
  readonly withheldShare: number;
  /** Days of shortfall after which each measure begins. */
  readonly freezeAfterDays: number;
  readonly listingStopAfterDays: number;
  readonly delistAfterDays: number;
  readonly releaseMargin: number;
  readonly releaseDays: number;
  /** (1 - q) / q, q being the chance that fraud is caught. */
  readonly stakePerReward: number;
}

/**
 * @param categories slugs of all categories that the store sells in.
 * @throws RangeError for a currency without a reference rate (see `hasCurrency`).
 */
export function depositRules(categories: readonly string[], currency: string, policy: Policy): DepositRules {
  const { deposit } = policy;
  const caught = shareOf(deposit.fraudCaughtPpm);
  return {
    trailingDays: deposit.trailingDays,
    tierFromMinor: deposit.tiers.map(({ from }) => Number(amountIn(from, currency, policy))),
    tierRequiredMinor: deposit.tiers.map(({ required }) => Number(amountIn(required, currency, policy))),
    baseMinor: strictest(categories, currency, policy)?.minor ?? 0,
    withheldShare: shareOf(deposit.withheldSharePpm),
    freezeAfterDays: deposit.graceDays,
    listingStopAfterDays: deposit.graceDays + deposit.listingStopDays,
    delistAfterDays: deposit.graceDays + deposit.listingStopDays + deposit.delistDays,
    releaseMargin: shareOf(deposit.releaseMarginPpm),
    releaseDays: deposit.releaseDays,
    stakePerReward: (1 - caught) / caught,
  };
}

/** What the tier of a net turnover requires. */
export function tierDeposit(turnoverMinor: number, rules: DepositRules): number {
  let required = 0;
  for (let tier = 0; tier < rules.tierFromMinor.length; tier += 1) {
    if (turnoverMinor < (rules.tierFromMinor[tier] ?? 0)) break;
    required = rules.tierRequiredMinor[tier] ?? 0;
  }
  return required;
}

/** The deposit that keeps a fake sale from paying on average: ((1 - q) / q) x the rewards that are not vested yet. */
export function stakeAgainstFraud(unvestedMinor: number, rules: DepositRules): number {
  return rules.stakePerReward * unvestedMinor;
}

/** What the deposit must be: the highest of tier, category base and stake. */
export function requiredDeposit(turnoverMinor: number, unvestedMinor: number, rules: DepositRules): number {
  return Math.max(
    tierDeposit(turnoverMinor, rules),
    rules.baseMinor,
    stakeAgainstFraud(unvestedMinor, rules),
  );
}

/** What is withheld of one settlement: a share of it while the deposit falls short, and no more than it lacks. */
export function withheldOf(
  settlementMinor: number,
  heldMinor: number,
  requiredMinor: number,
  rules: DepositRules,
): number {
  const shortfall = requiredMinor - heldMinor;
  return shortfall <= 0 || settlementMinor <= 0
    ? 0
    : Math.min(shortfall, settlementMinor * rules.withheldShare);
}

/** How far the measures against a shortfall have gone; each stage includes those before it. */
export const DEPOSIT_STAGES = [
  'inOrder',
  'grace',
  'withdrawalsFrozen',
  'listingStopped',
  'delisted',
] as const;
export type DepositStage = (typeof DEPOSIT_STAGES)[number];

/** @param shortfallDays for how long the deposit has been short without a break; negative when it is not. */
export function depositStage(shortfallDays: number, rules: DepositRules): DepositStage {
  if (shortfallDays < 0) return 'inOrder';
  if (shortfallDays < rules.freezeAfterDays) return 'grace';
  if (shortfallDays < rules.listingStopAfterDays) return 'withdrawalsFrozen';
  return shortfallDays < rules.delistAfterDays ? 'listingStopped' : 'delisted';
}

/** Whether a deposit exceeds what is required by so much that the time to its release runs. */
export function isDepositInExcess(heldMinor: number, requiredMinor: number, rules: DepositRules): boolean {
  return heldMinor > requiredMinor * (1 + rules.releaseMargin);
}

/** What is released: all that exceeds the requirement, once it did so by the margin for `releaseDays`; else nothing. */
export function releasedOf(
  heldMinor: number,
  requiredMinor: number,
  excessDays: number,
  rules: DepositRules,
): number {
  return excessDays >= rules.releaseDays && isDepositInExcess(heldMinor, requiredMinor, rules)
    ? heldMinor - requiredMinor
    : 0;
}

/** What the rule has to know of a store. Amounts in minor units of `currency`. */
export interface DepositFacts {
  readonly categories: readonly string[];
  readonly currency: string;
  /** Paid goods less refunds over the last `deposit.trailingDays`. */
  readonly turnoverMinor: bigint;
  readonly unvestedRewardsMinor: bigint;
  readonly heldMinor: bigint;
  /** For how long the deposit has been short without a break, in days; null when it was not before. */
  readonly shortfallDays: number | null;
  /** For how long it has exceeded the requirement by the margin; null when it did not before. */
  readonly excessDays: number | null;
}

export interface DepositDecision {
  readonly requiredMinor: bigint;
  readonly shortfallMinor: bigint;
  readonly isInExcess: boolean;
  readonly releasedMinor: bigint;
  readonly stage: DepositStage;
  readonly decidedBy: 'tier' | 'category' | 'stake';
  /** JSON Pointers of the policy fields that decided. */
  readonly fields: readonly string[];
}

export function depositDecision(facts: DepositFacts, policy: Policy): DepositDecision {
  const rules = depositRules(facts.categories, facts.currency, policy);
  const turnover = Number(facts.turnoverMinor);
  const stake = stakeAgainstFraud(Number(facts.unvestedRewardsMinor), rules);
  const exact = requiredDeposit(turnover, Number(facts.unvestedRewardsMinor), rules);
  const requiredMinor = wholeMinor(exact);
  const required = Number(requiredMinor);
  const held = Number(facts.heldMinor);
  const shortfallMinor = facts.heldMinor < requiredMinor ? requiredMinor - facts.heldMinor : 0n;
  const decidedBy =
    exact > 0 && stake === exact ? 'stake' : exact > tierDeposit(turnover, rules) ? 'category' : 'tier';
  const stage = depositStage(shortfallMinor > 0n ? (facts.shortfallDays ?? 0) : -1, rules);
  return {
    requiredMinor,
    shortfallMinor,
    isInExcess: isDepositInExcess(held, required, rules),
    releasedMinor: BigInt(releasedOf(held, required, facts.excessDays ?? 0, rules)),
    stage,
    decidedBy,
    fields: [requirementField(decidedBy, facts, policy), ...STAGE_FIELDS[stage]],
  };
}

/**
 * What is withheld of a settlement of the market, in whole minor units.
 *
 * @param heldMinor and `requiredMinor` as they are under the lock in which the settlement is booked.
 */
export function depositWithholding(
  settlementMinor: bigint,
  heldMinor: bigint,
  requiredMinor: bigint,
  rules: DepositRules,
): bigint {
  return wholeMinor(withheldOf(Number(settlementMinor), Number(heldMinor), Number(requiredMinor), rules));
}

const STAGE_FIELDS: Readonly<Record<DepositStage, readonly string[]>> = {
  inOrder: [],
  grace: [fieldPath('deposit', 'graceDays')],
  withdrawalsFrozen: [fieldPath('deposit', 'graceDays')],
  listingStopped: [fieldPath('deposit', 'listingStopDays')],
  delisted: [fieldPath('deposit', 'delistDays')],
};

function requirementField(
  decidedBy: DepositDecision['decidedBy'],
  facts: DepositFacts,
  policy: Policy,
): string {
  if (decidedBy === 'stake') return fieldPath('deposit', 'fraudCaughtPpm');
  const base = strictest(facts.categories, facts.currency, policy);
  return decidedBy === 'category' && base !== null
    ? toPointer(['deposit', 'baseByCategory', base.slug])
    : fieldPath('deposit', 'tiers');
}

/** The category with the highest base; null when none of them is strict. */
function strictest(
  categories: readonly string[],
  currency: string,
  policy: Policy,
): { readonly slug: string; readonly minor: number } | null {
  let highest: { readonly slug: string; readonly minor: number } | null = null;
  for (const category of categories) {
    const own = byCategory(policy.deposit.baseByCategory, category);
    if (own === null) continue;
    const minor = Number(amountIn(own.value, currency, policy));
    if (highest === null || minor > highest.minor) highest = { slug: own.slug, minor };
  }
  return highest;
}
