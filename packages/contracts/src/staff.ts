import { z } from 'zod';
import { country, cursorQuery, email, id, instant, localeSchema, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { door, linkToken, own } from './people.common.ts';

export const staffRole = z.enum(['owner', 'manager', 'clerk', 'finance']).meta({ id: 'StaffRole' });

export const membership = z
  .object({
    id: id('membership'),
    licenceId: id('licence'),
    legalName: z.string(),
    /** null: the whole licence */
    storeId: id('store').nullable(),
    role: staffRole,
    permissions: z.array(z.string()),
  })
  .meta({ id: 'Membership' });

export const staffMember = z
  .object({
    id: id('membership'),
    personId: id('person'),
    name: z.string(),
    email: z.string(),
    storeId: id('store').nullable(),
    role: staffRole,
    createdAt: instant,
  })
  .meta({ id: 'StaffMember' });

export const invitation = z
  .object({
    id: id('invitation'),
    licenceId: id('licence'),
    storeId: id('store').nullable(),
    email: z.string(),
    role: staffRole,
    state: z.enum(['pending', 'accepted', 'revoked', 'expired']),
    createdAt: instant,
    expiresAt: instant,
  })
  .meta({ id: 'Invitation' });

const licenceParams = z.object({ licenceId: id('licence') });
const memberParams = licenceParams.extend({ membershipId: id('membership') });
const staff = { area: 'people', access: 'licence', permission: 'staff.manage', scope: 'licences' } as const;

export const staffEndpoints = {
  listStaff: endpoint({
    ...staff,
    id: 'listStaff',
    method: 'get',
    path: '/v1/licences/{licenceId}/staff',
    summary: 'Who works for a licence, and as what',
    params: licenceParams,
    query: cursorQuery,
    answer: page(staffMember),
  }),
  changeStaff: endpoint({
    ...staff,
    id: 'changeStaff',
    method: 'patch',
    path: '/v1/licences/{licenceId}/staff/{membershipId}',
    summary: 'Changes a role; owners are made and changed by owners only, and one always remains',
    params: memberParams,
    body: z.strictObject({ role: staffRole }),
    answer: staffMember,
    problems: ['last_owner', 'state_conflict'],
  }),
  removeStaff: endpoint({
    ...staff,
    id: 'removeStaff',
    method: 'delete',
    path: '/v1/licences/{licenceId}/staff/{membershipId}',
    summary: 'Removes somebody from the staff, with immediate effect',
    params: memberParams,
    problems: ['last_owner'],
  }),
  leaveStaff: endpoint({
    ...own,
    id: 'leaveStaff',
    method: 'delete',
    path: '/v1/me/memberships/{membershipId}',
    summary: 'Leaves a licence or store; the last owner cannot',
    params: z.object({ membershipId: id('membership') }),
    problems: ['last_owner'],
  }),
  listInvitations: endpoint({
    ...staff,
    id: 'listInvitations',
    method: 'get',
    path: '/v1/licences/{licenceId}/invitations',
    summary: 'Invitations to the staff, newest first',
    params: licenceParams,
    query: cursorQuery,
    answer: page(invitation),
  }),
  inviteStaff: endpoint({
    ...staff,
    id: 'inviteStaff',
    method: 'post',
    path: '/v1/licences/{licenceId}/invitations',
    summary:
      'Invites by mail, to the whole licence or to one store. Another invitation of the same address replaces the first',
    params: licenceParams,
    body: z.strictObject({
      email,
      role: staffRole,
      storeId: id('store').optional(),
      locale: localeSchema.optional(),
    }),
    answer: invitation,
    status: 201,
    problems: ['already_staff', 'not_found', 'too_many'],
  }),
  revokeInvitation: endpoint({
    ...staff,
    id: 'revokeInvitation',
    method: 'delete',
    path: '/v1/licences/{licenceId}/invitations/{invitationId}',
    summary: 'Takes back an invitation that is not accepted yet',
    params: licenceParams.extend({ invitationId: id('invitation') }),
    problems: ['state_conflict'],
  }),
  previewInvitation: endpoint({
    ...door,
    id: 'previewInvitation',
    method: 'post',
    path: '/v1/invitations/preview',
    summary: 'What the invitation of a mail is to, for whoever holds its token',
    body: z.strictObject({ token: linkToken }),
    answer: z.object({
      email: z.string(),
      legalName: z.string(),
      country,
      storeName: z.string().nullable(),
      role: staffRole,
      expiresAt: instant,
    }),
    problems: ['link_expired'],
  }),
  acceptInvitation: endpoint({
    ...own,
    id: 'acceptInvitation',
    method: 'post',
    path: '/v1/invitations/acceptance',
    summary: 'Joins the staff; the invitation is for the address that it was sent to',
    body: z.strictObject({ token: linkToken }),
    answer: membership,
    problems: ['link_expired'],
  }),
};
