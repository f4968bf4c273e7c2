/** What the doors, the account and the staff share: who may ask, and what proves who somebody is. */
import { z } from 'zod';
import { id, instant, line } from './common.ts';

/** An endpoint for whoever is signed in. */
export const own = { area: 'people', access: 'person' } as const;
/** One for everybody, with the limits on guessing. */
export const door = { area: 'people', access: 'public', rateGroup: 'signIn' } as const;

export const personName = line(80);

const wellFormed = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');
/** A password somebody chooses. Nothing is trimmed and no kind of character is demanded: length is what counts. */
export const newPassword = z.string().min(10).max(128).refine(wellFormed, 'must be well-formed Unicode');
export const givenPassword = z.string().min(1).max(128).refine(wellFormed, 'must be well-formed Unicode');
/** A secret from a link in a mail. */
export const linkToken = z.string().regex(/^[\w-]{43}$/);
/** What ties the two halves of a sign-in together; opaque, short-lived, good for one sign-in. */
export const challenge = z.string().regex(/^[\w.~%-]{16,600}$/);
export const code = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z-]{6,32}$/);

export const passkey = z
  .object({ id: id('passkey'), name: z.string(), createdAt: instant, isBackedUp: z.boolean() })
  .meta({ id: 'Passkey' });
