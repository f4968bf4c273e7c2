/**
 * Rule: leakage. A merchant that brings its contacts to the platform asks what it loses there: how much of their later
 * spending goes to others. Beside it stands what it gained from public traffic meanwhile.
 */
import type { PolicyDocument } from './document.ts';
import { addDays } from './instants.ts';

/** What one contact spent on the platform, at whom. Amounts in minor units of one currency. */
export interface ContactPurchase {
  readonly contactId: string;
  readonly paidAt: Date;
  readonly amountMinor: bigint;
  /** At one of the merchant's own stores. */
  readonly isOwn: boolean;
}

export interface Leakage {
  readonly ownMinor: bigint;
  readonly elsewhereMinor: bigint;
  /** Of what the contacts spent, the share that went to others; null when they spent nothing. */
  readonly leakedShare: number | null;
}

/**
 * What the contacts spent within `attribution.leakageDays` after the merchant first brought each of them.
 *
 * @param broughtAt when the merchant brought each contact; purchases of others, or before that, do not count.
 */
export function leakage(
  purchases: readonly ContactPurchase[],
  broughtAt: ReadonlyMap<string, Date>,
  { attribution }: Pick<PolicyDocument, 'attribution'>,
): Leakage {
  let ownMinor = 0n;
  let elsewhereMinor = 0n;
  for (const { contactId, paidAt, amountMinor, isOwn } of purchases) {
    const from = broughtAt.get(contactId);
    if (from === undefined || paidAt < from || paidAt >= addDays(from, attribution.leakageDays)) continue;
    if (isOwn) ownMinor += amountMinor;
    else elsewhereMinor += amountMinor;
  }
  const all = ownMinor + elsewhereMinor;
  return { ownMinor, elsewhereMinor, leakedShare: all > 0n ? Number(elsewhereMinor) / Number(all) : null };
}
