import type { Visitor } from './visitor.ts';

/** What was just done, said once on the page that follows. The cookie holds one of these words and a number, never a text. */
export const flashes = [
  'added',
  'cartChanged',
  'lineRemoved',
  'cartFull',
  'notPurchasable',
  'signedIn',
  'signedUp',
  'signedOut',
  'saved',
  'addressSaved',
  'addressRemoved',
  'passwordChanged',
  'passwordReset',
  'sessionEnded',
  'sessionsEnded',
  'mailSent',
  'emailVerified',
  'emailChanged',
  'orderCancelled',
  'receiptConfirmed',
  'checkoutCancelled',
  'secondFactorOn',
  'secondFactorOff',
  'passkeyAdded',
  'passkeyRemoved',
  'couponTaken',
  'couponGone',
  'accountDeleted',
] as const;
export type Flash = (typeof flashes)[number];

/** Of these, the ones that say that something did not work. */
const failures: readonly Flash[] = ['cartFull', 'notPurchasable', 'couponGone'];
export const isFailure = (flash: Flash): boolean => failures.includes(flash);

export function setFlash(visitor: Visitor, flash: Flash, count = 0): void {
  visitor.set('flash', `${flash}.${count}`, 60);
}

/** Reads the flash and takes it away. */
export function takeFlash(visitor: Visitor): { flash: Flash; count: number } | undefined {
  const text = visitor.cookie('flash');
  if (text === undefined) return undefined;
  visitor.remove('flash');
  const [name, count] = text.split('.');
  const flash = flashes.find((known) => known === name);
  return flash === undefined
    ? undefined
    : { flash, count: /^\d{1,4}$/.test(count ?? '') ? Number(count) : 0 };
}
