/**
 * The twin's way to a decision that the live market made: recorded inputs in, through the rules as the twin's day compiles and calls them,
 * the decision out. Where the market decides in whole minor units and the twin in real numbers, the two are defined to agree as each kind
 * says; `isNear` tells whether the real number lies where rounding may have left the whole one.
 */
import {
  amountIn,
  attribute,
  attributedClass,
  attributionRules,
  type ClawbackSource,
  type Coupon,
  cappedRebate,
  clawback,
  EFFECTIVE_GAPS,
  type EffectiveGap,
  effectiveGaps,
  effectiveStoreRules,
  effectiveWeight,
  feeKeptOf,
  feeRules,
  feeShare,
  type IncentiveRules,
  incentiveRules,
  isFeeReduced,
  lineTotals,
  meritDecay,
  meritOf,
  meritSpentADay,
  type PolicyDocument,
  priceWithCoupons,
  rebateOf,
  SOURCE_CLASSES,
  type SourceClass,
  shareOf,
  sourceClass,
  type Touch,
  taxRatePpm,
  unpaidExpiresAt,
  vestedShare,
  vestingParts,
  wholeMinor,
} from '@hazumi/policy';

const PPM = 1_000_000;
const DAY_MS = 86_400_000;
/** What real numbers of this size may lose in a few operations. */
const EPSILON = 1e-6;

/** What each kind of decision is made of, and what it comes to. Plain data; money is whole minor units, instants are milliseconds. */
export interface Decisions {
  /** The rate of the fee, frozen on an order's line. Exact: shares are whole millionths. */
  fee: {
    inputs: {
      isFirstStore: boolean;
      /** null while no order was paid */
      firstPaidAt: number | null;
      openedAt: number;
      placedAt: number;
      turnoverMinor: number;
      category: readonly string[];
      currency: string;
    };
    decision: { feePpm: number; isReduced: boolean };
  };
  /** What a line comes to. The twin's fee is goods x rate; the market's is that, rounded to the nearest unit. */
  lineTotals: {
    inputs: {
      paidGoodsMinor: number;
      freightMinor: number;
      feePpm: number;
      country: string;
      category: readonly string[];
    };
    decision: { taxMinor: number; feeMinor: number; isNear: boolean };
  };
  /** What coupons take off the lines of an order. The twin has no coupon of its own kind: the same function, to the unit. */
  couponPrice: {
    inputs: {
      lines: readonly { id: string; goodsMinor: number; pieces: number }[];
      coupons: readonly CouponInput[];
    };
    decision: { discountsMinor: readonly number[] };
  };
  /** Where an order counts as coming from. Exact, by the scalar form and by the one that knows the touches. */
  attribution: {
    inputs: { touches: readonly TouchInput[]; placedAt: number };
    decision: { sourceClass: SourceClass; source: string };
  };
  /** When an unpaid checkout lets go of its stock. Exact. */
  unpaidTimer: { inputs: { placedAt: number }; decision: { expiresAt: number } };
  /** The rebate of a private order: each line's share rounded down, all of them under one cap. */
  rebate: {
    inputs: {
      lines: readonly RebateLine[];
      grantedMinor: number;
      currency: string;
    };
    decision: { rebateMinor: number };
  };
  /** In what parts it vests, and when. The twin's share of the whole is met to the unit after each part. */
  vesting: {
    inputs: { rebateMinor: number; windowEndsAt: number; currency: string };
    decision: { parts: readonly { dueAt: number; amountMinor: number }[]; isNear: boolean };
  };
  /** What a refund after the grant takes back of a rebate, and the merit that the order is left with. Exact. */
  clawback: {
    inputs: {
      /** as the refund left them */
      lines: readonly RebateLine[];
      rebateMinor: number;
      /** before this refund */
      clawedBackMinor: number;
      fraudProbability: number;
      /** the buyer got all back */
      isWhole: boolean;
      currency: string;
    };
    decision: { amountMinor: number; meritMinor: number };
  };
  /** From where it is taken: each source of the policy is used up before the next. Exact. */
  clawbackSources: {
    inputs: { amountMinor: number; available: Readonly<Record<ClawbackSource, number>> };
    decision: Readonly<Record<ClawbackSource | 'owed', number>>;
  };
  /** The merit that a day's allotment may give for, of the parts that had vested. To the bit; fading day by day comes to the same. */
  merit: {
    inputs: {
      /** what vested on one day in one currency, in the order in which it is summed */
      vested: readonly { currency: string; ageDays: number; meritMinor: number }[];
      currency: string;
    };
    decision: { meritMinor: number; isNear: boolean };
  };
  /** How a store stands at the end of a day. Exact; what is not measured is neither for nor against it. */
  standing: {
    inputs: {
      category: readonly string[];
      currency: string;
      inStockDays: number;
      unseenDays: number;
      orders: number;
      buyers: number;
      feesPaidMinor: number;
      onTimeShare: number;
      refundRate: number;
      refundLimit: number | null;
      score: number | null;
      fraudProbability: number | null;
      isSanctioned: boolean;
    };
    decision: {
      verdict: 'effective' | 'notEffective' | 'undecided';
      missing: readonly EffectiveGap[];
      weight: number;
    };
  };
}

export type DecisionKind = keyof Decisions;

/** A line as refunds have left it: goods without freight, after coupons. */
interface RebateLine {
  baseMinor: number;
  feePpm: number;
  feePaidMinor: number;
}

export interface TouchInput {
  at: number;
  surface: string;
  source: string;
  isPaid: boolean;
}
/** A coupon as plain data: `Coupon` with numbers in place of minor units. */
export type CouponInput = { [K in keyof Coupon]: K extends 'shape' ? Record<string, unknown> : Coupon[K] };

type Decide = {
  [K in DecisionKind]: (inputs: Decisions[K]['inputs'], policy: PolicyDocument) => Decisions[K]['decision'];
};

const days = (from: number, to: number): number => (to - from) / DAY_MS;

const decide: Decide = {
  fee({ isFirstStore, firstPaidAt, openedAt, placedAt, turnoverMinor, category, currency }, policy) {
    const rules = feeRules(category, currency, policy);
    const sincePaid = firstPaidAt === null ? -1 : days(firstPaidAt, placedAt);
    const facts = [isFirstStore, sincePaid, days(openedAt, placedAt), turnoverMinor, rules] as const;
    return { feePpm: Math.round(feeShare(...facts) * PPM), isReduced: isFeeReduced(...facts) };
  },

  lineTotals({ paidGoodsMinor, freightMinor, feePpm, country, category }, policy) {
    const totals = lineTotals(
      {
        unitPriceMinor: BigInt(paidGoodsMinor),
        quantity: 1,
        freightMinor: BigInt(freightMinor),
        taxPpm: taxRatePpm(country, category, policy),
        feePpm,
      },
      policy,
    );
    const feeMinor = Number(totals.feeMinor);
    return {
      taxMinor: Number(totals.taxMinor),
      feeMinor,
      isNear: Math.abs(paidGoodsMinor * shareOf(feePpm) - feeMinor) <= 0.5 + EPSILON,
    };
  },

  couponPrice({ lines, coupons }, policy) {
    const priced = priceWithCoupons(
      lines.map((line) => ({ ...line, goodsMinor: BigInt(line.goodsMinor) })),
      coupons.map((coupon) => ({ ...coupon, shape: inMinor(coupon.shape) })) as unknown as Coupon[],
      policy,
    );
    return { discountsMinor: priced.lines.map(({ discountMinor }) => Number(discountMinor)) };
  },

  attribution({ touches, placedAt }, policy) {
    const last = (wanted: SourceClass): number =>
      Math.min(
        ...touches
          .filter(({ source, isPaid }) => sourceClass(source, isPaid, policy) === wanted)
          .map(({ at }) => days(at, placedAt))
          .filter((age) => age >= 0),
        Number.POSITIVE_INFINITY,
      );
    const scalar = attributedClass(
      last('public'),
      last('external'),
      last('private'),
      attributionRules(policy),
    );
    const found = attribute(
      touches.map(({ at, ...touch }, index): Touch => ({ ...touch, id: order(index), at: new Date(at) })),
      new Date(placedAt),
      policy,
    );
    const named = SOURCE_CLASSES[scalar] ?? 'direct';
    if (named !== found.sourceClass) {
      throw new Error(`the two forms of attribution differ: ${named} and ${found.sourceClass}`);
    }
    return { sourceClass: named, source: found.touch?.source ?? 'direct' };
  },

  unpaidTimer: ({ placedAt }, policy) => ({
    expiresAt: unpaidExpiresAt(new Date(placedAt), policy).getTime(),
  }),

  rebate({ lines, grantedMinor, currency }, policy) {
    return { rebateMinor: rebateOfLines(lines, grantedMinor, incentiveRules(currency, policy)) };
  },

  vesting({ rebateMinor, windowEndsAt, currency }, policy) {
    const rules = incentiveRules(currency, policy);
    const parts = vestingParts(BigInt(rebateMinor), policy);
    let vested = 0;
    const isNear = parts.every(({ day, amountMinor }) => {
      vested += Number(amountMinor);
      return Math.abs(vested - vestedShare(day, rules) * rebateMinor) < 1 + EPSILON;
    });
    return {
      parts: parts.map(({ day, amountMinor }) => ({
        dueAt: windowEndsAt + day * DAY_MS,
        amountMinor: Number(amountMinor),
      })),
      isNear,
    };
  },

  clawback({ lines, rebateMinor, clawedBackMinor, fraudProbability, isWhole, currency }, policy) {
    const rules = incentiveRules(currency, policy);
    const left = Math.min(rebateMinor, rebateOfLines(lines, 0, rules));
    const feePaidMinor = lines.reduce((sum, line) => sum + line.feePaidMinor, 0);
    return {
      amountMinor: Math.max(0, rebateMinor - clawedBackMinor - left),
      meritMinor: isWhole ? 0 : meritOf(feeKeptOf(feePaidMinor, left, 0), 0, fraudProbability, rules),
    };
  },

  clawbackSources({ amountMinor, available }, policy) {
    const { pendingIncentive, pendingSettlement, deposit } = available;
    const { taken, owedMinor } = clawback(
      BigInt(amountMinor),
      {
        pendingIncentive: BigInt(pendingIncentive),
        pendingSettlement: BigInt(pendingSettlement),
        deposit: BigInt(deposit),
      },
      policy,
    );
    const from = { pendingIncentive: 0, pendingSettlement: 0, deposit: 0, owed: Number(owedMinor) };
    for (const one of taken) from[one.source] = Number(one.amountMinor);
    return from;
  },

  merit({ vested, currency }, policy) {
    const rules = incentiveRules(currency, policy);
    const worth = vested.map(({ meritMinor, ...one }) => ({
      ageDays: one.ageDays,
      minor: meritMinor * rateTo(one.currency, currency, policy),
    }));
    let stock = 0;
    for (const { ageDays, minor } of worth) stock += minor * meritDecay(ageDays, rules);
    // As a simulated day goes: what there was fades, then what vested is added.
    const aDay = meritDecay(1, rules);
    let faded = 0;
    for (let age = Math.max(0, ...worth.map(({ ageDays }) => ageDays)); age >= 0; age--) {
      faded *= aDay;
      for (const { ageDays, minor } of worth) if (ageDays === age) faded += minor;
    }
    return {
      meritMinor: stock * meritSpentADay(rules),
      isNear: Math.abs(faded - stock) <= EPSILON * Math.max(1, stock),
    };
  },

  standing(facts, policy) {
    const rules = effectiveStoreRules(facts.category, facts.currency, policy);
    const fraud = facts.fraudProbability ?? 0;
    const gapsWith = (inStockDays: number): number =>
      effectiveGaps(
        inStockDays,
        facts.orders,
        facts.buyers,
        facts.feesPaidMinor,
        facts.onTimeShare,
        facts.refundRate,
        facts.refundLimit ?? Number.POSITIVE_INFINITY,
        facts.score ?? Number.NaN,
        fraud,
        facts.isSanctioned,
        rules,
      );
    const atBest = gapsWith(facts.inStockDays + facts.unseenDays);
    const isSure = gapsWith(facts.inStockDays) === atBest;
    return {
      verdict: atBest !== 0 ? 'notEffective' : isSure ? 'effective' : 'undecided',
      missing: EFFECTIVE_GAPS.filter((_, bit) => (atBest & (1 << bit)) !== 0),
      weight: effectiveWeight(facts.buyers, facts.orders, fraud, rules),
    };
  },
};

/**
 * What the twin's rules make of the inputs of a decision.
 *
 * @throws RangeError where the policy knows no reference rate of a currency
 */
export function decideAsTwin<K extends DecisionKind>(
  kind: K,
  inputs: Decisions[K]['inputs'],
  policy: PolicyDocument,
): Decisions[K]['decision'] {
  return decide[kind](inputs, policy);
}

/** Each line's rebate rounded down, all of them under one cap. */
function rebateOfLines(lines: readonly RebateLine[], grantedMinor: number, rules: IncentiveRules): number {
  let rebateMinor = 0;
  for (const { baseMinor, feePpm, feePaidMinor } of lines) {
    const whole = Number(wholeMinor(rebateOf(baseMinor, shareOf(feePpm), feePaidMinor, rules)));
    rebateMinor += cappedRebate(whole, grantedMinor + rebateMinor, rules);
  }
  return rebateMinor;
}

/** Minor units of `to` for one of `from`, by the policy's reference rates. */
function rateTo(from: string, to: string, policy: PolicyDocument): number {
  const many = 1_000_000_000;
  return Number(amountIn({ amountMinor: many, currency: from }, to, policy)) / many;
}

/** Ids that sort as the touches stand: the earlier of two at one instant stays the earlier. */
const order = (index: number): string => String(index).padStart(6, '0');

/** Amounts of a shape as the rule takes them. */
const inMinor = (shape: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(shape).map(([name, value]) => [
      name,
      name.endsWith('Minor') && typeof value === 'number' ? BigInt(value) : value,
    ]),
  );
