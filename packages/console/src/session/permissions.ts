import type { AnswerOf, endpoints, Permission } from '@hazumi/contracts';

export type Me = AnswerOf<typeof endpoints.getMe>;

/**
 * Whether somebody may do this in a licence, or in one store of it. The market decides anew with every request; the console asks
 * so that it shows nobody what they cannot use.
 */
export function can(
  me: Pick<Me, 'memberships'>,
  permission: Permission,
  place: { licenceId: string; storeId?: string | undefined },
): boolean {
  return me.memberships.some(
    (membership) =>
      membership.licenceId === place.licenceId &&
      (membership.storeId === null || membership.storeId === place.storeId) &&
      membership.permissions.includes(permission),
  );
}

/** The same for any store of the licence: for lists that show what somebody's own stores have. */
export function canSomewhere(
  me: Pick<Me, 'memberships'>,
  permission: Permission,
  licenceId: string,
): boolean {
  return me.memberships.some(
    (membership) => membership.licenceId === licenceId && membership.permissions.includes(permission),
  );
}

export type OperatorStanding = 'none' | 'active' | 'needsSecondFactor' | 'needsSignIn';

/**
 * Where an operator stands: operators are such only in a session that a second factor opened. `needsSecondFactor`: none is set up
 * yet; `needsSignIn`: there is one, and this session was opened without it.
 */
export function operatorStanding(me: Pick<Me, 'operator' | 'hasSecondFactor'>): OperatorStanding {
  if (me.operator === null) return 'none';
  if (me.operator.isActive) return 'active';
  return me.hasSecondFactor ? 'needsSignIn' : 'needsSecondFactor';
}

export const mayOperate = (me: Pick<Me, 'operator'>): boolean =>
  me.operator?.isActive === true && me.operator.role !== 'auditor';
