import { type AnswerInput, type endpoints, toPublicId } from '@hazumi/contracts';
import type { Db } from '../kernel/database.ts';
import { Problem } from '../kernel/problem.ts';
import { findPerson, listMemberships, type MembershipRow } from './people.repository.ts';
import { permissionsOf } from './permissions.ts';

export type Me = AnswerInput<typeof endpoints.getMe>;

/**
 * Who this is, as it is told to themselves.
 *
 * @param isOperator whether the session counts as an operator's (see `Actor.operator`)
 * @throws Problem unauthenticated where the person is gone meanwhile
 */
export async function presentMe(db: Db, personId: string, isOperator: boolean): Promise<Me> {
  const [person, memberships] = await Promise.all([findPerson(db, personId), listMemberships(db, personId)]);
  if (person === undefined) throw new Problem('unauthenticated');
  return {
    id: toPublicId('person', person.id),
    email: person.email,
    emailVerified: person.email_verified,
    name: person.name,
    locale: person.locale,
    version: person.version,
    createdAt: person.created_at.toISOString(),
    hasSecondFactor: person.has_second_factor,
    memberships: memberships.map(presentMembership),
    operator:
      person.operator_role === null
        ? null
        : {
            role: person.operator_role,
            isActive: isOperator,
            code: isOperator ? null : 'second_factor_required',
          },
    creator:
      person.creator_id === null
        ? null
        : { id: toPublicId('creator', person.creator_id), displayName: person.creator_name ?? '' },
  };
}

export const presentMembership = (row: MembershipRow): AnswerInput<typeof endpoints.acceptInvitation> => ({
  id: toPublicId('membership', row.id),
  licenceId: toPublicId('licence', row.licence_id),
  legalName: row.legal_name,
  storeId: row.store_id === null ? null : toPublicId('store', row.store_id),
  role: row.role,
  permissions: [...permissionsOf[row.role]],
});
