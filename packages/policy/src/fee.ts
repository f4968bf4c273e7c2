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
import { addDays } from './instants.ts';
import { applyPpm, type Rounding } from './money.ts';

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

/**
 * The rate for goods of a category in an order placed at `now`. An order that crosses the turnover cap keeps the reduced
 * rate as a whole; the next one pays the standard rate.
 *
 * @throws RangeError for a currency without a reference rate (see `hasCurrency`).
 */
export function feeRate(
  store: StoreFeeFacts,
  category: Category,
  now: Date,
  policy: Pick<PolicyDocument, 'fees' | 'currencies'>,
): FeeRate {
  const standard = standardRate(category, policy);
  if (!store.isFirstStoreOfLicence) return standard;
  const { fees } = policy;

  const ends = [addDays(store.openedAt, fees.firstStoreDaysFromOpening)];
  if (store.firstPaidAt !== null) ends.push(addDays(store.firstPaidAt, fees.firstStoreDaysFromFirstPaid));
  const ownCap = byCategory(fees.firstStoreTurnoverCapByCategory, category);
  const cap = amountIn(ownCap?.value ?? fees.firstStoreTurnoverCap, store.currency, policy);
  const isReduced = ends.every((end) => now < end) && store.turnoverMinor < cap;
  if (!isReduced || fees.firstStorePpm >= standard.feePpm) return standard;

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
