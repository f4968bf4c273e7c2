/** Rule: who is paid from a deposit that does not suffice for all. Consumers come first, the platform last. */

export const DEPOSIT_CLAIMS = ['consumerCompensation', 'clawback', 'fees'] as const;
export type DepositClaimKind = (typeof DEPOSIT_CLAIMS)[number];

export interface DepositClaim {
  readonly id: string;
  readonly kind: DepositClaimKind;
  /** When it arose: of the same kind, the earlier claim is paid first. */
  readonly since: Date;
  readonly amountMinor: bigint;
}

export interface PaidClaim {
  readonly id: string;
  readonly paidMinor: bigint;
  /** What is left of the claim, and the merchant owes. */
  readonly owedMinor: bigint;
}

/**
 * What each claim gets, in the order in which they are paid: by kind, then by time, then by id.
 *
 * @param heldMinor the deposit, as it is under the lock in which the claims are paid.
 * @throws RangeError for a negative amount.
 */
export function payFromDeposit(heldMinor: bigint, claims: readonly DepositClaim[]): PaidClaim[] {
  if (heldMinor < 0n || claims.some(({ amountMinor }) => amountMinor < 0n))
    throw new RangeError('A deposit and the claims on it must not be negative.');
  let left = heldMinor;
  return [...claims].sort(byPrecedence).map(({ id, amountMinor }) => {
    const paidMinor = amountMinor < left ? amountMinor : left;
    left -= paidMinor;
    return { id, paidMinor, owedMinor: amountMinor - paidMinor };
  });
}

function byPrecedence(a: DepositClaim, b: DepositClaim): number {
  return (
    DEPOSIT_CLAIMS.indexOf(a.kind) - DEPOSIT_CLAIMS.indexOf(b.kind) ||
    a.since.getTime() - b.since.getTime() ||
    (a.id < b.id ? -1 : 1)
  );
}
