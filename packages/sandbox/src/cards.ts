import type { DeclineReason } from './model.ts';

export type TestOutcome =
  | { kind: 'approve' }
  | { kind: 'challenge' }
  | { kind: 'decline'; reason: DeclineReason };

const approve: TestOutcome = { kind: 'approve' };
const decline = (reason: DeclineReason): TestOutcome => ({ kind: 'decline', reason });

/**
 * The only card numbers that the hosted page takes. A number that is not here is refused before anything is
 * done or kept, so that nobody's real card ever ends up in a sandbox.
 */
export const testCards: ReadonlyMap<string, TestOutcome> = new Map([
  ['4242424242424242', approve],
  ['5555555555554444', approve],
  ['3530111333300000', approve],
  ['4000000000003220', { kind: 'challenge' }],
  ['4000000000000002', decline('card_declined')],
  ['4000000000009995', decline('insufficient_funds')],
  ['4000000000000069', decline('expired_card')],
  ['4000000000000127', decline('incorrect_cvc')],
  ['4000000000009979', decline('stolen_card')],
  ['4000000000000119', decline('processing_error')],
]);

/** The only voucher codes that the hosted page takes. */
export const testVouchers: ReadonlyMap<string, TestOutcome> = new Map([
  ['HAPPY-2026', approve],
  ['USED-2026', decline('voucher_used')],
  ['EMPTY-2026', decline('voucher_balance_too_low')],
]);

/** A card number as people type it, without blanks and hyphens. */
export const cardDigits = (typed: string): string => typed.replace(/[\s-]/g, '');

/** ISO/IEC 7812's check digit. A number that fails it is a slip of the finger. */
export function passesCheckDigit(digits: string): boolean {
  if (!/^\d{12,19}$/.test(digits)) return false;
  let sum = 0;
  for (let fromRight = 0; fromRight < digits.length; fromRight += 1) {
    const digit = Number(digits[digits.length - 1 - fromRight]);
    const doubled = fromRight % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/**
 * `MM/YY` -> whether that month has not ended yet at the instant (milliseconds since 1970); null where it is
 * not a month.
 */
export function cardIsCurrent(expiry: string, now: number): boolean | null {
  const match = /^\s*(\d{1,2})\s*\/\s*(?:20)?(\d{2})\s*$/.exec(expiry);
  if (!match) return null;
  const month = Number(match[1]);
  if (month < 1 || month > 12) return null;
  return Date.UTC(2000 + Number(match[2]), month, 1) > now;
}
