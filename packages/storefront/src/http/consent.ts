import { endpoints } from '@hazumi/contracts';
import { answerOf } from './problem.ts';
import type { Visitor } from './visitor.ts';

/** For how long a "no" is remembered, in seconds; a "yes" is remembered by the API's own cookie. */
const days180 = 180 * 24 * 3600;

/** Whether this browser agreed to its visits being noted; undefined where it has not been asked yet. */
export function consentOf(visitor: Visitor): boolean | undefined {
  if (visitor.cookie('visitor') !== undefined) return true;
  return visitor.cookie('consent') === 'no' ? false : undefined;
}

export async function agree(visitor: Visitor): Promise<void> {
  visitor.remove('consent');
  answerOf(await visitor.api(endpoints.giveConsent));
}

/** Remembers a "no"; where there was a "yes" before, what was noted since is deleted. */
export async function decline(visitor: Visitor): Promise<void> {
  if (consentOf(visitor) === true) answerOf(await visitor.api(endpoints.withdrawConsent));
  visitor.set('consent', 'no', days180);
}
