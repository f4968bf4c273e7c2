/**
 * Rule: when a coupon is valid, who may still claim it, and which terms a merchant may set. The limits that several people
 * reach for at once are decided inside the transaction that counts them; this says what the decision is.
 */
import type { PolicyDocument } from './document.ts';
import { fieldPath } from './explain.ts';
import { addDays, daysBetween } from './instants.ts';

type Policy = Pick<PolicyDocument, 'coupons'>;

export type CouponValidity =
  | { readonly kind: 'range'; readonly from: Date; readonly until: Date }
  | { readonly kind: 'fromClaim'; readonly days: number };

export interface CouponTerms {
  readonly validity: CouponValidity;
  /** How many one person may claim; null for the policy's number. */
  readonly perPerson: number | null;
  readonly total: number;
  /** How often one token of a hidden coupon may be used; null for a coupon that is not hidden. */
  readonly tokenUses: number | null;
}

export interface CouponTermsFault {
  readonly term: 'validity' | 'perPerson' | 'total' | 'tokenUses';
  readonly reason: 'tooLong' | 'empty' | 'tooMany';
  readonly field: string | null;
}

/** What the terms of a new coupon must change; none when they can stand. */
export function couponTermsFaults(terms: CouponTerms, { coupons }: Policy): CouponTermsFault[] {
  const faults: CouponTermsFault[] = [];
  const { validity } = terms;
  const days = validity.kind === 'range' ? daysBetween(validity.from, validity.until) : validity.days;
  const longest = validity.kind === 'range' ? 'validityDays' : 'validityDaysFromClaim';
  if (!(days > 0)) faults.push({ term: 'validity', reason: 'empty', field: null });
  if (days > coupons[longest])
    faults.push({ term: 'validity', reason: 'tooLong', field: fieldPath('coupons', longest) });
  const atLeastOne = (term: 'perPerson' | 'total' | 'tokenUses', value: number | null) => {
    if (value !== null && value < 1) faults.push({ term, reason: 'empty', field: null });
  };
  atLeastOne('perPerson', terms.perPerson);
  atLeastOne('total', terms.total);
  atLeastOne('tokenUses', terms.tokenUses);
  if (terms.total > coupons.totalLimit)
    faults.push({ term: 'total', reason: 'tooMany', field: fieldPath('coupons', 'totalLimit') });
  if ((terms.tokenUses ?? 0) > coupons.tokenUses)
    faults.push({ term: 'tokenUses', reason: 'tooMany', field: fieldPath('coupons', 'tokenUses') });
  return faults;
}

/** When a claimed coupon is valid: from the first instant, up to but not including the second. */
export function couponValidBetween(
  validity: CouponValidity,
  claimedAt: Date,
): { readonly from: Date; readonly until: Date } {
  return validity.kind === 'range'
    ? { from: validity.from, until: validity.until }
    : { from: claimedAt, until: addDays(claimedAt, validity.days) };
}

export type CouponTime = 'notYet' | 'valid' | 'expired';

export function couponTime(validity: CouponValidity, claimedAt: Date, now: Date): CouponTime {
  const { from, until } = couponValidBetween(validity, claimedAt);
  if (now < from) return 'notYet';
  return now < until ? 'valid' : 'expired';
}

export type ClaimLimit =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly reason: 'perPerson' | 'total' | 'tokenUses';
      readonly limit: number;
      readonly field: string | null;
    };

/** What has been claimed already, as it is under the lock in which the claim is booked. */
export interface ClaimCounts {
  readonly byPerson: number;
  readonly inTotal: number;
  /** Through the same token. */
  readonly byToken: number;
}

/** Whether one more coupon may be claimed. */
export function couponClaim(terms: CouponTerms, counts: ClaimCounts, { coupons }: Policy): ClaimLimit {
  const refused = (reason: 'perPerson' | 'total' | 'tokenUses', limit: number, field: string | null = null) =>
    ({ allowed: false, reason, limit, field }) as const;
  const perPerson = terms.perPerson ?? coupons.perPerson;
  if (counts.inTotal >= terms.total) return refused('total', terms.total);
  if (counts.byPerson >= perPerson)
    return refused(
      'perPerson',
      perPerson,
      terms.perPerson === null ? fieldPath('coupons', 'perPerson') : null,
    );
  if (terms.tokenUses !== null && counts.byToken >= terms.tokenUses)
    return refused('tokenUses', terms.tokenUses);
  return { allowed: true };
}
