/**
 * Rule: the fee (技术服务费), the platform's share of a sale.
 *
 * By category; the first store of a licence pays a reduced rate for 90 days from its first paid order, at most 180 days
 * from its opening, and until it has turned over a cap (WeChat's terms for new shops). Rate and policy version are
 * frozen on the order line when it is placed.
 */
import { amountIn } from './amounts.ts';
import { byCategory, type Category } from './by-category.ts';
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { toPointer } from './fields/pointer.ts';
import { daysBetween } from './instants.ts';
import { applyPpm, type Rounding, shareOf } from './money.ts';

/** What the rule has to know of a store. */
export interface StoreFeeFacts {
  readonly isFirstStoreOfLicence: boolean;
  readonly openedAt: Date;
  /** When the store's first order was paid; null while none has been. */
  readonly firstPaidAt: Date | null;
  /** Goods sold so far in paid orders, in minor units of `currency`. */
  readonly turnoverMinor: bigint;
  readonly currency: string;
}

export interface FeeRate {
  readonly feePpm: number;
  readonly reason: 'standard' | 'firstStore';
  /** JSON Pointers of the policy fields that decided. */
  readonly fields: readonly string[];
}

/** The numbers of the rule for one category and currency; the rates are shares of one. */
export interface FeeRules {
  readonly standardRate: number;
  readonly firstStoreRate: number;
  readonly firstStoreDaysFromFirstPaid: number;
  readonly firstStoreDaysFromOpening: number;
  /** Turnover at which the reduction ends, in minor units. */
  readonly firstStoreTurnoverCapMinor: number;
}

/** @throws RangeError for a currency without a reference rate (see `hasCurrency`). */
export function feeRules(
  category: Category,
  currency: string,
  policy: Pick<PolicyDocument, 'fees' | 'currencies'>,
): FeeRules {
  const { fees } = policy;
  return {
    standardRate: shareOf(byCategory(fees.byCategoryPpm, category)?.value ?? fees.standardPpm),
    firstStoreRate: shareOf(fees.firstStorePpm),
    firstStoreDaysFromFirstPaid: fees.firstStoreDaysFromFirstPaid,
    firstStoreDaysFromOpening: fees.firstStoreDaysFromOpening,
    firstStoreTurnoverCapMinor: Number(
      amountIn(
        byCategory(fees.firstStoreTurnoverCapByCategory, category)?.value ?? fees.firstStoreTurnoverCap,
        currency,
        policy,
      ),
    ),
  };
}

/**
 * Whether an order pays the first store's reduced rate. An order that crosses the turnover cap keeps the reduced rate
 * as a whole; the next one pays the standard rate.
 *
 * @param daysSinceFirstPaid days since the store's first order was paid; -1 while none was.
 */
export function isFeeReduced(
  isFirstStore: boolean,
  daysSinceFirstPaid: number,
  daysSinceOpening: number,
  turnoverMinor: number,
  rules: FeeRules,
): boolean {
  return (
    isFirstStore &&
    daysSinceOpening < rules.firstStoreDaysFromOpening &&
    daysSinceFirstPaid < rules.firstStoreDaysFromFirstPaid &&
    turnoverMinor < rules.firstStoreTurnoverCapMinor &&
    rules.firstStoreRate < rules.standardRate
  );
}

/** The fee as a share of the goods; parameters as for `isFeeReduced`. */
export function feeShare(
  isFirstStore: boolean,
  daysSinceFirstPaid: number,
  daysSinceOpening: number,
  turnoverMinor: number,
  rules: FeeRules,
): number {
  return isFeeReduced(isFirstStore, daysSinceFirstPaid, daysSinceOpening, turnoverMinor, rules)
    ? rules.firstStoreRate
    : rules.standardRate;
}

/**
 * The rate for goods of a category in an order placed at `now`.
 *
 * @throws RangeError for a currency without a reference rate (see `hasCurrency`).
 */
export function feeRate(
  store: StoreFeeFacts,
  category: Category,
  now: Date,
  policy: Pick<PolicyDocument, 'fees' | 'currencies'>,
): FeeRate {
  const { fees } = policy;
  const isReduced =
    store.isFirstStoreOfLicence &&
    isFeeReduced(
      true,
      store.firstPaidAt === null ? -1 : daysBetween(store.firstPaidAt, now),
      daysBetween(store.openedAt, now),
      Number(store.turnoverMinor),
      feeRules(category, store.currency, policy),
    );
  if (!isReduced) return standardRate(category, policy);

  const ownCap = byCategory(fees.firstStoreTurnoverCapByCategory, category);
  return {
    feePpm: fees.firstStorePpm,
    reason: 'firstStore',
    fields: [
      fieldPath('fees', 'firstStorePpm'),
      fieldPath('fees', 'firstStoreDaysFromOpening'),
      ...(store.firstPaidAt === null ? [] : [fieldPath('fees', 'firstStoreDaysFromFirstPaid')]),
      ownCap === null
        ? fieldPath('fees', 'firstStoreTurnoverCap')
        : toPointer(['fees', 'firstStoreTurnoverCapByCategory', ownCap.slug]),
    ],
  };
}

/** The fee on goods of this value; freight bears none. Minor units of the order's currency. */
export function feeFor(goodsMinor: bigint, feePpm: number, rounding: Rounding = 'halfUp'): bigint {
  return applyPpm(goodsMinor, feePpm, rounding);
}

function standardRate(category: Category, { fees }: Pick<PolicyDocument, 'fees'>): FeeRate {
  const own = byCategory(fees.byCategoryPpm, category);
  return {
    feePpm: own?.value ?? fees.standardPpm,
    reason: 'standard',
    fields: [
      own === null ? fieldPath('fees', 'standardPpm') : toPointer(['fees', 'byCategoryPpm', own.slug]),
    ],
  };
}
