/**
 * Rule: who gets to see a coupon. A hidden one is in no list, search, feed, page or answer to anybody who does not hold a
 * token that opens it; and a token that opens nothing, whatever the reason, is answered like one that never was.
 */

export type CouponVisibility = 'public' | 'member' | 'hidden' | 'targeted';

/** What the market knows of who is looking. */
export interface CouponViewer {
  /** Member of the coupon's store. */
  readonly isMember: boolean;
  /** Contact that a targeted coupon names. */
  readonly isNamed: boolean;
  /** Holds a token of the coupon that opens it (`tokenOpens`). */
  readonly hasOpenToken: boolean;
}

/** Whether a viewer gets to see the coupon at all, and so whether it may claim it. */
export function seesCoupon(visibility: CouponVisibility, viewer: CouponViewer): boolean {
  switch (visibility) {
    case 'public':
      return true;
    case 'member':
      return viewer.isMember;
    case 'targeted':
      return viewer.isNamed;
    case 'hidden':
      return viewer.hasOpenToken;
  }
}

/** A token as its signature proves it. What it is not bound to is null. */
export interface CouponToken {
  readonly channel: string | null;
  readonly contactId: string | null;
  /** How often it may be used; null as often as the coupon may. */
  readonly uses: number | null;
  readonly isRevoked: boolean;
}

export interface TokenUse {
  readonly channel: string | null;
  readonly contactId: string | null;
  /** Uses before this one, as they are under the lock in which the claim is booked. */
  readonly usedBefore: number;
}

/**
 * Whether a token opens its coupon here, for this contact, once more. It says only yes or no: a caller who learns why not
 * would learn that there is something.
 */
export function tokenOpens(token: CouponToken, use: TokenUse): boolean {
  return (
    !token.isRevoked &&
    (token.channel === null || token.channel === use.channel) &&
    (token.contactId === null || token.contactId === use.contactId) &&
    (token.uses === null || use.usedBefore < token.uses)
  );
}
