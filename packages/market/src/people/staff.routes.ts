import { type AnswerInput, endpoints, toPublicId } from '@hazumi/contracts';
import { decodeCursor, toPage } from '../kernel/cursor.ts';
import { register } from '../kernel/http.ts';
import type { Market } from '../market.ts';
import type { PeopleParts } from './people.parts.ts';
import { presentMembership } from './people.presenter.ts';
import { personOf, uuidOf } from './people.requests.ts';
import { acceptInvitation, inviteStaff, previewInvitation, revokeInvitation } from './staff.invitations.ts';
import { type InvitationRow, listInvitations, listStaff, type StaffRow } from './staff.repository.ts';
import { changeStaff, leaveStaff, removeStaff } from './staff.service.ts';

/** Endpoints about who works for a licence. */
export function registerStaff(market: Market, parts: PeopleParts): void {
  const keyOf = (row: { created_at: Date; id: string }) => [row.created_at.toISOString(), row.id];
  const present = (row: InvitationRow) => presentInvitation(row, parts.machineClock.now());

  register(market, endpoints.listStaff, async (_ctx, { query, scope }) => {
    const after = decodeCursor(query.cursor, ['instant', 'uuid']);
    const rows = await listStaff(parts.db, scope.licenceId, after, query.limit);
    return toPage(rows, query.limit, keyOf, presentStaff);
  });
  register(market, endpoints.changeStaff, async (ctx, { params, body, scope }) => {
    const place = { licenceId: scope.licenceId, membershipId: uuidOf('membership', params.membershipId) };
    return presentStaff(await changeStaff(parts, ctx, personOf(ctx).personId, place, body.role));
  });
  register(market, endpoints.removeStaff, async (ctx, { params, scope }) => {
    const place = { licenceId: scope.licenceId, membershipId: uuidOf('membership', params.membershipId) };
    await removeStaff(parts, ctx, personOf(ctx).personId, place);
    return undefined;
  });
  register(market, endpoints.leaveStaff, async (ctx, { params }) => {
    await leaveStaff(parts, ctx, personOf(ctx).personId, uuidOf('membership', params.membershipId));
    return undefined;
  });
  register(market, endpoints.listInvitations, async (_ctx, { query, scope }) => {
    const after = decodeCursor(query.cursor, ['instant', 'uuid']);
    const rows = await listInvitations(parts.db, scope.licenceId, after, query.limit);
    return toPage(rows, query.limit, keyOf, present);
  });
  register(market, endpoints.inviteStaff, async (ctx, { body, scope }) => {
    const storeId = body.storeId === undefined ? null : uuidOf('store', body.storeId);
    const wish = { ...body, licenceId: scope.licenceId, storeId };
    return present(await inviteStaff(parts, ctx, personOf(ctx).personId, wish));
  });
  register(market, endpoints.revokeInvitation, async (ctx, { params, scope }) => {
    const place = { licenceId: scope.licenceId, invitationId: uuidOf('invitation', params.invitationId) };
    await revokeInvitation(parts, ctx, personOf(ctx).personId, place);
    return undefined;
  });
  register(market, endpoints.previewInvitation, async (ctx, { body }) => {
    const { expiresAt, ...preview } = await previewInvitation(parts, ctx, body.token);
    return { ...preview, expiresAt: expiresAt.toISOString() };
  });
  register(market, endpoints.acceptInvitation, async (ctx, { body }) =>
    presentMembership(await acceptInvitation(parts, ctx, personOf(ctx).personId, body.token)),
  );
}

const presentStaff = (row: StaffRow): AnswerInput<typeof endpoints.changeStaff> => ({
  id: toPublicId('membership', row.id),
  personId: toPublicId('person', row.person_id),
  name: row.name,
  email: row.email,
  storeId: row.store_id === null ? null : toPublicId('store', row.store_id),
  role: row.role,
  createdAt: row.created_at.toISOString(),
});

const presentInvitation = (row: InvitationRow, now: Date): AnswerInput<typeof endpoints.inviteStaff> => ({
  id: toPublicId('invitation', row.id),
  licenceId: toPublicId('licence', row.licence_id),
  storeId: row.store_id === null ? null : toPublicId('store', row.store_id),
  email: row.email,
  role: row.role,
  state: row.state === 'pending' && row.expires_at <= now ? 'expired' : row.state,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
});
