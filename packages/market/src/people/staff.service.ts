import type { Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import { personChanged } from './people.changes.ts';
import type { PeopleParts } from './people.parts.ts';
import type { StaffRole } from './people.tables.ts';
import { allows } from './permissions.ts';
import { findStaff, lockMembership, lockOwners, type StaffRow } from './staff.repository.ts';

/** A change of staff begins by locking the licence's owners: they are its guard, and who may touch an owner is one of them. */
export async function asStaffManager(tx: Tx, licenceId: string, personId: string) {
  const owners = await lockOwners(tx, licenceId);
  const isOwner = owners.some((owner) => owner.person_id === personId);
  return {
    /** @throws Problem forbidden where somebody who isn't an owner gives or takes that role */
    demandOwnerFor(...roles: StaffRole[]): void {
      if (roles.includes('owner') && !isOwner) {
        throw new Problem('forbidden', { detail: 'Owners are made and changed by owners only.' });
      }
    },
    /** @throws Problem last_owner */
    demandAnotherOwner(membershipId: string): void {
      if (!owners.some(({ id }) => id !== membershipId)) throw new Problem('last_owner');
    },
  };
}

export async function changeStaff(
  parts: PeopleParts,
  ctx: Ctx,
  actorId: string,
  place: { licenceId: string; membershipId: string },
  role: StaffRole,
): Promise<StaffRow> {
  return inTransaction(parts.db, async (tx) => {
    const manager = await asStaffManager(tx, place.licenceId, actorId);
    const before = await lockMembership(tx, { id: place.membershipId, licenceId: place.licenceId });
    if (before === undefined) throw notFound();
    manager.demandOwnerFor(before.role, role);
    if (role === 'owner' && before.store_id !== null) {
      throw new Problem('state_conflict', {
        detail: 'An owner owns the whole licence; this membership is of one store.',
      });
    }
    if (before.role === 'owner' && role !== 'owner') manager.demandAnotherOwner(before.id);
    if (before.role !== role) {
      await tx.updateTable('membership').set({ role }).where('id', '=', before.id).execute();
      await noteStaff(parts, ctx, tx, { ...before, type: 'licence.staffChanged', role });
      await voidInvitations(tx, before.licence_id, before.person_id, role);
    }
    return (await findStaff(tx, place.licenceId, before.id)) as StaffRow;
  });
}

export async function removeStaff(
  parts: PeopleParts,
  ctx: Ctx,
  actorId: string,
  place: { licenceId: string; membershipId: string },
): Promise<void> {
  await inTransaction(parts.db, async (tx) => {
    const manager = await asStaffManager(tx, place.licenceId, actorId);
    const before = await lockMembership(tx, { id: place.membershipId, licenceId: place.licenceId });
    if (before === undefined) throw notFound();
    manager.demandOwnerFor(before.role);
    if (before.role === 'owner') manager.demandAnotherOwner(before.id);
    await endMembership(parts, ctx, tx, before);
  });
}

export async function leaveStaff(
  parts: PeopleParts,
  ctx: Ctx,
  personId: string,
  membershipId: string,
): Promise<void> {
  await inTransaction(parts.db, async (tx) => {
    const own = await tx
      .selectFrom('membership')
      .select('licence_id')
      .where('id', '=', membershipId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (own === undefined) throw notFound();
    const manager = await asStaffManager(tx, own.licence_id, personId);
    const before = await lockMembership(tx, { id: membershipId, personId });
    if (before === undefined) throw notFound();
    if (before.role === 'owner') manager.demandAnotherOwner(before.id);
    await endMembership(parts, ctx, tx, before);
  });
}

type Membership = {
  id: string;
  person_id: string;
  licence_id: string;
  store_id: string | null;
  role: StaffRole;
};

/** Ends a membership whose row (and whose licence's owners) are locked. */
export async function endMembership(
  parts: PeopleParts,
  ctx: Ctx,
  tx: Tx,
  membership: Membership,
): Promise<void> {
  await tx.deleteFrom('membership').where('id', '=', membership.id).execute();
  await noteStaff(parts, ctx, tx, { ...membership, type: 'licence.staffRemoved' });
  await voidInvitations(tx, membership.licence_id, membership.person_id, null);
}

/** What somebody offered while they might do so is not to be had once they may not. */
async function voidInvitations(
  tx: Tx,
  licenceId: string,
  personId: string,
  role: StaffRole | null,
): Promise<void> {
  if (role === 'owner') return;
  let query = tx
    .updateTable('invitation')
    .set({ state: 'revoked' })
    .where('licence_id', '=', licenceId)
    .where('invited_by', '=', personId)
    .where('state', '=', 'pending');
  if (role !== null && allows(role, 'staff.manage')) query = query.where('role', '=', 'owner');
  await query.execute();
}

async function noteStaff(
  parts: Pick<PeopleParts, 'authenticator'>,
  ctx: Ctx,
  tx: Tx,
  { type, ...membership }: Membership & { type: string },
): Promise<void> {
  await appendEvent(tx, ctx, {
    subjectType: 'licence',
    subjectId: membership.licence_id,
    type,
    ...(membership.store_id === null ? {} : { storeId: membership.store_id }),
    data: { membershipId: membership.id, personId: membership.person_id, role: membership.role },
  });
  await personChanged(tx, parts.authenticator, membership.person_id);
}

/** Adds a membership; where there is one already, that one stays as it is. Answers whether it was added. */
export async function addMembership(
  parts: Pick<PeopleParts, 'authenticator'>,
  ctx: Ctx,
  tx: Tx,
  wish: { personId: string; licenceId: string; storeId: string | null; role: StaffRole },
): Promise<boolean> {
  const membership = {
    id: ctx.ids.next(ctx.now),
    person_id: wish.personId,
    licence_id: wish.licenceId,
    store_id: wish.storeId,
    role: wish.role,
  };
  const done = await tx
    .insertInto('membership')
    .values({ ...membership, created_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['person_id', 'licence_id', 'store_id']).doNothing())
    .executeTakeFirst();
  if (done.numInsertedOrUpdatedRows !== 1n) return false;
  await noteStaff(parts, ctx, tx, { ...membership, type: 'licence.staffAdded' });
  return true;
}
