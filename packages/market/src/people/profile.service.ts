import { type AnswerInput, type endpoints, type Locale, toPublicId } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { Problem } from '../kernel/problem.ts';
import { demandLock, demandPassword, demandPerson } from './account.service.ts';
import { listAddresses, presentAddress } from './addresses.service.ts';
import type { StoredSession } from './identity.ts';
import { listApiKeys, presentApiKey } from './keys.service.ts';
import { personChanged } from './people.changes.ts';
import { mailNotice } from './people.mailing.ts';
import type { PeopleParts } from './people.parts.ts';
import { presentMe } from './people.presenter.ts';
import { updatePerson } from './people.repository.ts';
import { presentPasskey } from './second-factor.service.ts';
import { lockOwners } from './staff.repository.ts';
import { endMembership } from './staff.service.ts';

export async function changeMe(
  parts: PeopleParts,
  ctx: Ctx,
  personId: string,
  version: number,
  change: { name?: string | undefined; locale?: Locale | undefined },
): Promise<void> {
  await inTransaction(parts.db, async (tx) => {
    if ((await updatePerson(tx, personId, version, change)) === undefined)
      throw new Problem('version_conflict');
    await appendEvent(tx, ctx, { subjectType: 'person', subjectId: personId, type: 'person.changed' });
  });
}

/** Makes the person a creator; a second time only changes the name shown. */
export async function becomeCreator(
  parts: Pick<PeopleParts, 'authenticator'>,
  ctx: Ctx,
  tx: Tx,
  personId: string,
  displayName: string,
): Promise<string> {
  const { id } = await tx
    .insertInto('creator')
    .values({
      id: ctx.ids.next(ctx.now),
      person_id: personId,
      display_name: displayName,
      created_at: ctx.now,
    })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ display_name: displayName }))
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendEvent(tx, ctx, {
    subjectType: 'person',
    subjectId: personId,
    type: 'person.creatorNamed',
    data: { creatorId: id },
  });
  await personChanged(tx, parts.authenticator, personId);
  return id;
}

export const presentSession = (
  session: StoredSession,
  currentSessionId: string,
): AnswerInput<typeof endpoints.listSessions>['data'][number] => ({
  id: toPublicId('session', session.sessionId),
  isCurrent: session.sessionId === currentSessionId,
  createdAt: session.createdAt.toISOString(),
  expiresAt: session.expiresAt.toISOString(),
  address: session.address || null,
  userAgent: session.userAgent || null,
  hasSecondFactor: session.secondFactorAt !== null,
});

/** All that is kept about a person: ours here, other areas' by what they gave as exporters. */
export async function exportMe(
  parts: PeopleParts,
  ctx: Ctx,
  own: { personId: string; sessionId: string; isOperator: boolean },
): Promise<AnswerInput<typeof endpoints.exportMe>> {
  const { db, identity, machineClock } = parts;
  const { personId } = own;
  const at = machineClock.now();
  const areas: Record<string, unknown> = {};
  for (const [area, exporter] of parts.exporters) areas[area] = await exporter(db, personId);
  return {
    exportedAt: ctx.now.toISOString(),
    me: await presentMe(db, personId, own.isOperator),
    addresses: (await listAddresses(db, personId)).map(presentAddress),
    sessions: (await identity.listSessions(db, personId, at)).map((session) =>
      presentSession(session, own.sessionId),
    ),
    passkeys: (await identity.listPasskeys(db, personId)).map(presentPasskey),
    apiKeys: (await listApiKeys(db, personId, at)).map(presentApiKey),
    events: await listEvents(parts, personId),
    areas,
  };
}

async function listEvents(parts: PeopleParts, personId: string): Promise<{ type: string; at: string }[]> {
  const events = await parts.db
    .selectFrom('event')
    .select(['type', 'at'])
    .where('subject_id', '=', personId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(5_000)
    .execute();
  return events.map(({ type, at }) => ({ type, at: at.toISOString() }));
}

/**
 * Deletes an account. What proves and describes the person goes; the empty row and the history of events stay, so that orders, books
 * and decisions keep pointing at somebody. Areas that keep more listen for `person.deleted`.
 */
export async function deleteMe(
  parts: PeopleParts,
  ctx: Ctx,
  personId: string,
  password: string,
): Promise<void> {
  const person = await demandPerson(parts.db, personId);
  await demandPassword(parts, ctx, person, password);
  await inTransaction(parts.db, async (tx) => {
    await demandLock(tx, personId);
    await leaveEverything(parts, ctx, tx, personId);
    await parts.identity.removeAccount(tx, personId);
    await tx
      .updateTable('person')
      .set((eb) => ({ state: 'deleted', name: '', version: eb('version', '+', 1), deleted_at: ctx.now }))
      .where('id', '=', personId)
      .execute();
    for (const table of ['person_address', 'link_token', 'second_factor_use', 'operator'] as const) {
      await tx.deleteFrom(table).where('person_id', '=', personId).execute();
    }
    await tx.updateTable('creator').set({ display_name: '' }).where('person_id', '=', personId).execute();
    await tx
      .updateTable('api_key')
      .set((eb) => ({ name: '', revoked_at: eb.fn.coalesce('revoked_at', eb.val(ctx.now)) }))
      .where('person_id', '=', personId)
      .execute();
    await tx.updateTable('invitation').set({ email: '' }).where('accepted_by', '=', personId).execute();
    await tx.deleteFrom('mail').where('recipient', '=', person.email).execute();
    await appendEvent(tx, ctx, { subjectType: 'person', subjectId: personId, type: 'person.deleted' });
    await mailNotice(parts, ctx, tx, 'accountDeleted', person, {});
    await personChanged(tx, parts.authenticator, personId);
  });
}

/** @throws Problem last_owner where a licence would be left without one */
async function leaveEverything(parts: PeopleParts, ctx: Ctx, tx: Tx, personId: string): Promise<void> {
  const memberships = await tx
    .selectFrom('membership')
    .select(['id', 'person_id', 'licence_id', 'store_id', 'role'])
    .where('person_id', '=', personId)
    .orderBy('licence_id')
    .orderBy('id')
    .execute();
  for (const membership of memberships) {
    const owners = await lockOwners(tx, membership.licence_id);
    const isOwner = owners.some(({ id }) => id === membership.id);
    if (isOwner && owners.length === 1) {
      throw new Problem('last_owner', { data: { licenceId: toPublicId('licence', membership.licence_id) } });
    }
    await endMembership(parts, ctx, tx, membership);
  }
}
