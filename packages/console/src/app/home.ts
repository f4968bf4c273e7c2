import { type Me, operatorStanding } from '../session/permissions.ts';

const storageKey = 'hazumi.licence';
export const readLastLicence = (storage: Pick<Storage, 'getItem'>): string | null =>
  storage.getItem(storageKey);
export const writeLastLicence = (storage: Pick<Storage, 'setItem'>, licenceId: string): void =>
  storage.setItem(storageKey, licenceId);

/**
 * Where somebody begins: at the licence that they last worked in, or any of theirs; an operator without one at the market's licences;
 * whoever has neither at registering one.
 */
export function homeFor(me: Me, lastLicence: string | null) {
  const membership = me.memberships.find(({ licenceId }) => licenceId === lastLicence) ?? me.memberships[0];
  if (membership !== undefined) {
    return { to: '/licences/$licenceId/stores', params: { licenceId: membership.licenceId } } as const;
  }
  if (operatorStanding(me) !== 'none') return { to: '/operator/licences' } as const;
  return { to: '/licences/new' } as const;
}
