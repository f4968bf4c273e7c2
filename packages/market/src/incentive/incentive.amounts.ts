import {
  amountIn,
  feeKeptOf,
  incentiveRules,
  meritOf,
  minorToJson,
  type PolicyDocument,
  type RebateDecision,
  rebate,
  sumMinor,
} from '@hazumi/policy';

/** A line of a private order as refunds have left it. */
export interface LineAmounts {
  readonly goods_minor: bigint;
  readonly refunded_goods_minor: bigint;
  readonly fee_ppm: number;
  readonly fee_minor: bigint;
  readonly refunded_fee_minor: bigint;
}

export interface OrderRebate {
  /** what the buyer paid for goods and kept, after the merchant's coupons; without freight */
  baseMinor: bigint;
  /** the fee that was charged and not given back */
  feePaidMinor: bigint;
  rebateMinor: bigint;
  limitedBy: RebateDecision['reason'];
}

const severity: readonly RebateDecision['reason'][] = ['rate', 'feePaid', 'monthlyCap'];

/**
 * The rebate of an order: the sum of its lines', each by its own frozen rate, under one cap.
 *
 * @param grantedMinor what the licence was granted in this month already, in `currency`
 */
export function rebateOfLines(
  lines: readonly LineAmounts[],
  currency: string,
  grantedMinor: bigint,
  policy: PolicyDocument,
): OrderRebate {
  const order: OrderRebate = { baseMinor: 0n, feePaidMinor: 0n, rebateMinor: 0n, limitedBy: 'rate' };
  for (const line of lines) {
    const baseMinor = line.goods_minor - line.refunded_goods_minor;
    const feePaidMinor = line.fee_minor - line.refunded_fee_minor;
    const earnedThisMonthMinor = grantedMinor + order.rebateMinor;
    const found = rebate(
      { baseMinor, feePpm: line.fee_ppm, feePaidMinor, earnedThisMonthMinor, currency },
      policy,
    );
    order.baseMinor += baseMinor;
    order.feePaidMinor += feePaidMinor;
    order.rebateMinor += found.rebateMinor;
    if (severity.indexOf(found.reason) > severity.indexOf(order.limitedBy)) order.limitedBy = found.reason;
  }
  return order;
}

/**
 * The merit of an order before it fades: the fee that never returns, less the chance that the order is made up. What a parcel costs is not
 * known to this market, so no logistics count.
 */
export function orderMerit(
  { feePaidMinor, rebateMinor }: Pick<OrderRebate, 'feePaidMinor' | 'rebateMinor'>,
  fraudProbability: number,
  currency: string,
  policy: PolicyDocument,
): number {
  const kept = feeKeptOf(Number(feePaidMinor), Number(rebateMinor), 0);
  return meritOf(kept, 0, fraudProbability, incentiveRules(currency, policy));
}

/** What a licence was granted in several currencies, in one of them, by the policy's reference rates. */
export function grantedIn(
  currency: string,
  granted: readonly { currency: string; granted_minor: bigint }[],
  policy: PolicyDocument,
): bigint {
  return sumMinor(
    granted.map((one) =>
      amountIn({ amountMinor: minorToJson(one.granted_minor), currency: one.currency }, currency, policy),
    ),
  );
}
