import { z } from 'zod';
import {
  address,
  country,
  cursorQuery,
  email,
  id,
  instant,
  line,
  localeSchema,
  page,
  version,
} from './common.ts';
import { endpoint } from './endpoint.ts';

/** What an API key may be given. Each endpoint names the one scope that it takes. */
export const apiKeyScopes = [
  'cart',
  'checkout',
  'catalogue',
  'stores',
  'orders',
  'money',
  'licences',
  'operator',
] as const;
export const apiKeyScope = z.enum(apiKeyScopes).meta({ id: 'ApiKeyScope' });
export type ApiKeyScope = z.output<typeof apiKeyScope>;

export const staffRole = z.enum(['owner', 'manager', 'clerk', 'finance']).meta({ id: 'StaffRole' });
export const operatorRole = z.enum(['operator', 'approver', 'auditor']).meta({ id: 'OperatorRole' });

const wellFormed = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');
/** A password somebody chooses. Nothing is trimmed and no kind of character is demanded: length is what counts. */
export const newPassword = z.string().min(10).max(128).refine(wellFormed, 'must be well-formed Unicode');
const givenPassword = z.string().min(1).max(128).refine(wellFormed, 'must be well-formed Unicode');
/** A secret from a link in a mail. */
const linkToken = z.string().regex(/^[\w-]{43}$/);
/** What ties the two halves of a sign-in together; opaque, short-lived, good for one sign-in. */
const challenge = z.string().regex(/^[\w.~%-]{16,600}$/);
const code = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z-]{6,32}$/);
const name = line(80);

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

export const me = z
  .object({
    id: id('person'),
    email: z.string(),
    emailVerified: z.boolean(),
    name: z.string(),
    locale: localeSchema,
    version,
    createdAt: instant,
    hasSecondFactor: z.boolean(),
    memberships: z.array(membership),
    /**
     * An operator is one only in a session that was opened with a second factor: until then `isActive` is false,
     * `code` says why, and the operators' endpoints answer as if they weren't there.
     */
    operator: z
      .object({
        role: operatorRole,
        isActive: z.boolean(),
        code: z.literal('second_factor_required').nullable(),
      })
      .nullable(),
    creator: z.object({ id: id('creator'), displayName: z.string() }).nullable(),
  })
  .meta({ id: 'Me' });

/** A session has begun. Browsers get the token as a cookie (HttpOnly, SameSite=Lax); others send it as a bearer token. */
export const signedIn = z
  .object({ secondFactorRequired: z.literal(false), token: z.string(), expiresAt: instant, me })
  .meta({ id: 'SignedIn' });
export const signInAnswer = z
  .discriminatedUnion('secondFactorRequired', [
    signedIn,
    z.object({
      secondFactorRequired: z.literal(true),
      code: z.literal('second_factor_required'),
      challenge: z.string(),
      expiresAt: instant,
    }),
  ])
  .meta({ id: 'SignInAnswer' });

export const session = z
  .object({
    id: id('session'),
    isCurrent: z.boolean(),
    createdAt: instant,
    expiresAt: instant,
    address: z.string().nullable(),
    userAgent: z.string().nullable(),
    hasSecondFactor: z.boolean(),
  })
  .meta({ id: 'Session' });

export const passkey = z
  .object({ id: id('passkey'), name: z.string(), createdAt: instant, isBackedUp: z.boolean() })
  .meta({ id: 'Passkey' });

export const bookAddress = z
  .object({ id: id('address'), version, isDefault: z.boolean(), address })
  .meta({ id: 'BookAddress' });

export const apiKey = z
  .object({
    id: id('apiKey'),
    name: z.string(),
    /** the key's first characters, by which its owner recognises it */
    prefix: z.string(),
    scopes: z.array(apiKeyScope),
    /** null: all licences that its owner owns */
    licenceId: id('licence').nullable(),
    createdAt: instant,
    expiresAt: instant,
    /** to within a few minutes */
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });

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
const own = { area: 'people', access: 'person' } as const;
const door = { area: 'people', access: 'public', rateGroup: 'signIn' } as const;
/** Passkey options and answers, as the browser's WebAuthn API has them in JSON. */
const webAuthn = z.record(z.string().max(100), z.unknown());

export const peopleEndpoints = {
  signUp: endpoint({
    ...door,
    id: 'signUp',
    method: 'post',
    path: '/v1/sign-up',
    summary: 'Makes an account and signs in; a mail asks to confirm the address',
    body: z.strictObject({ email, password: newPassword, name, locale: localeSchema.optional() }),
    answer: signedIn,
    status: 201,
    problems: ['email_taken', 'weak_password'],
  }),
  signIn: endpoint({
    ...door,
    id: 'signIn',
    method: 'post',
    path: '/v1/sign-in',
    summary: 'Signs in with e-mail and password; where a second factor is set up, answers a challenge for it',
    body: z.strictObject({ email, password: givenPassword }),
    answer: signInAnswer,
    problems: ['invalid_credentials'],
  }),
  signInSecondFactor: endpoint({
    ...door,
    id: 'signInSecondFactor',
    method: 'post',
    path: '/v1/sign-in/second-factor',
    summary: 'Ends a sign-in with a code of the authenticator app, or with one of the backup codes',
    body: z.strictObject({ challenge, kind: z.enum(['totp', 'backupCode']).default('totp'), code }),
    answer: signedIn,
    problems: ['invalid_code', 'challenge_expired'],
  }),
  startPasskeySignIn: endpoint({
    ...door,
    id: 'startPasskeySignIn',
    method: 'post',
    path: '/v1/sign-in/passkey/options',
    summary: 'What navigator.credentials.get() is asked for a sign-in with a passkey',
    answer: z.object({ challenge: z.string(), options: webAuthn }),
  }),
  signInPasskey: endpoint({
    ...door,
    id: 'signInPasskey',
    method: 'post',
    path: '/v1/sign-in/passkey',
    summary: 'Signs in with a passkey, which counts as both factors: the device has checked its user',
    body: z.strictObject({ challenge, response: webAuthn }),
    answer: signedIn,
    problems: ['passkey_refused'],
  }),
  signOut: endpoint({
    id: 'signOut',
    method: 'post',
    path: '/v1/sign-out',
    area: 'people',
    summary: 'Ends the session that asks, everywhere at once; without one, nothing happens',
    access: 'public',
  }),

  getMe: endpoint({
    ...own,
    id: 'getMe',
    method: 'get',
    path: '/v1/me',
    summary: 'Who is signed in, and what they may do where',
    answer: me,
    etag: 'answered',
  }),
  changeMe: endpoint({
    ...own,
    id: 'changeMe',
    method: 'patch',
    path: '/v1/me',
    summary: 'Changes name or language',
    body: z.strictObject({ name: name.optional(), locale: localeSchema.optional() }),
    answer: me,
    etag: 'required',
  }),
  exportMe: endpoint({
    ...own,
    id: 'exportMe',
    method: 'get',
    path: '/v1/me/export',
    summary: 'Everything that is kept about whoever asks',
    answer: z.object({
      exportedAt: instant,
      me,
      addresses: z.array(bookAddress),
      sessions: z.array(session),
      passkeys: z.array(passkey),
      apiKeys: z.array(apiKey),
      events: z.array(z.object({ type: z.string(), at: instant })),
      /** what other areas keep, by area */
      areas: z.record(z.string(), z.unknown()),
    }),
  }),
  deleteMe: endpoint({
    ...own,
    id: 'deleteMe',
    method: 'post',
    path: '/v1/me/deletion',
    summary: 'Deletes the account: personal data is removed, orders and books stay without a name',
    body: z.strictObject({ password: givenPassword }),
    problems: ['wrong_password', 'last_owner'],
  }),
  becomeCreator: endpoint({
    ...own,
    id: 'becomeCreator',
    method: 'post',
    path: '/v1/me/creator',
    summary: 'Becomes a creator, or changes the name shown as one',
    body: z.strictObject({ displayName: line(60) }),
    answer: z.object({ id: id('creator'), displayName: z.string() }),
    status: 201,
  }),

  listSessions: endpoint({
    ...own,
    id: 'listSessions',
    method: 'get',
    path: '/v1/me/sessions',
    summary: 'Where one is signed in, newest first (the newest hundred)',
    answer: z.object({ data: z.array(session) }),
  }),
  revokeSession: endpoint({
    ...own,
    id: 'revokeSession',
    method: 'delete',
    path: '/v1/me/sessions/{sessionId}',
    summary: 'Signs one session out',
    params: z.object({ sessionId: id('session') }),
  }),
  revokeOtherSessions: endpoint({
    ...own,
    id: 'revokeOtherSessions',
    method: 'delete',
    path: '/v1/me/sessions',
    summary: 'Signs out everywhere but here',
  }),

  requestEmailVerification: endpoint({
    ...own,
    id: 'requestEmailVerification',
    method: 'post',
    path: '/v1/me/email-verification',
    summary: 'Sends the mail that confirms the address again',
    status: 202,
    answer: z.object({}),
    rateGroup: 'signIn',
  }),
  verifyEmail: endpoint({
    ...door,
    id: 'verifyEmail',
    method: 'post',
    path: '/v1/email-verification',
    summary: 'Confirms an address with the token from the mail',
    body: z.strictObject({ token: linkToken }),
    problems: ['link_expired'],
  }),
  requestPasswordReset: endpoint({
    ...door,
    id: 'requestPasswordReset',
    method: 'post',
    path: '/v1/password-reset-requests',
    summary:
      'Asks for a mail with a link to a new password; the answer is the same whether there is such an account or not',
    body: z.strictObject({ email, locale: localeSchema.optional() }),
    answer: z.object({}),
    status: 202,
  }),
  resetPassword: endpoint({
    ...door,
    id: 'resetPassword',
    method: 'post',
    path: '/v1/password-resets',
    summary: 'Sets a new password with the token from the mail, and signs out everywhere',
    body: z.strictObject({ token: linkToken, password: newPassword }),
    problems: ['link_expired', 'weak_password'],
  }),
  changePassword: endpoint({
    ...own,
    id: 'changePassword',
    method: 'put',
    path: '/v1/me/password',
    summary: 'Changes the password, and signs out everywhere else',
    body: z.strictObject({ currentPassword: givenPassword, newPassword }),
    problems: ['wrong_password', 'weak_password'],
    rateGroup: 'signIn',
  }),
  requestEmailChange: endpoint({
    ...own,
    id: 'requestEmailChange',
    method: 'post',
    path: '/v1/me/email-change',
    summary:
      'Asks for another address: a mail to the new one confirms it. The answer does not tell whether it is in use',
    body: z.strictObject({ email, password: givenPassword }),
    answer: z.object({}),
    status: 202,
    problems: ['wrong_password'],
    rateGroup: 'signIn',
  }),
  confirmEmailChange: endpoint({
    ...door,
    id: 'confirmEmailChange',
    method: 'post',
    path: '/v1/email-change-confirmations',
    summary: 'Changes the address with the token from the mail; the old address is told',
    body: z.strictObject({ token: linkToken }),
    problems: ['link_expired', 'email_taken'],
  }),

  startSecondFactor: endpoint({
    ...own,
    id: 'startSecondFactor',
    method: 'post',
    path: '/v1/me/second-factor',
    summary: 'Begins to set up an authenticator app: its address for a QR code, and backup codes shown once',
    body: z.strictObject({ password: givenPassword }),
    answer: z.object({ uri: z.string(), secret: z.string(), backupCodes: z.array(z.string()) }),
    status: 201,
    problems: ['wrong_password', 'state_conflict'],
    rateGroup: 'signIn',
  }),
  confirmSecondFactor: endpoint({
    ...own,
    id: 'confirmSecondFactor',
    method: 'post',
    path: '/v1/me/second-factor/confirmation',
    summary:
      'Turns the second factor on with a code of the app; other sessions end, this one gets a new token',
    body: z.strictObject({ code }),
    answer: signedIn,
    problems: ['invalid_code', 'state_conflict'],
    rateGroup: 'signIn',
  }),
  removeSecondFactor: endpoint({
    ...own,
    id: 'removeSecondFactor',
    method: 'post',
    path: '/v1/me/second-factor/removal',
    summary: 'Turns the second factor off; an operator ceases to be one until it is on again',
    body: z.strictObject({ password: givenPassword, code }),
    answer: signedIn,
    problems: ['wrong_password', 'invalid_code', 'state_conflict'],
    rateGroup: 'signIn',
  }),
  renewBackupCodes: endpoint({
    ...own,
    id: 'renewBackupCodes',
    method: 'post',
    path: '/v1/me/second-factor/backup-codes',
    summary: 'New backup codes, shown once; the old ones no longer work',
    body: z.strictObject({ password: givenPassword }),
    answer: z.object({ backupCodes: z.array(z.string()) }),
    status: 201,
    problems: ['wrong_password', 'state_conflict'],
    rateGroup: 'signIn',
  }),

  listPasskeys: endpoint({
    ...own,
    id: 'listPasskeys',
    method: 'get',
    path: '/v1/me/passkeys',
    summary: 'The passkeys of whoever asks',
    answer: z.object({ data: z.array(passkey) }),
  }),
  startPasskey: endpoint({
    ...own,
    id: 'startPasskey',
    method: 'post',
    path: '/v1/me/passkeys/options',
    summary: 'What navigator.credentials.create() is asked for a new passkey',
    body: z.strictObject({ password: givenPassword }),
    answer: z.object({ challenge: z.string(), options: webAuthn }),
    problems: ['wrong_password', 'too_many'],
    rateGroup: 'signIn',
  }),
  addPasskey: endpoint({
    ...own,
    id: 'addPasskey',
    method: 'post',
    path: '/v1/me/passkeys',
    summary: "Keeps the passkey that the browser's answer proves",
    body: z.strictObject({ challenge, name: line(60), response: webAuthn }),
    answer: passkey,
    status: 201,
    problems: ['passkey_refused'],
  }),
  removePasskey: endpoint({
    ...own,
    id: 'removePasskey',
    method: 'delete',
    path: '/v1/me/passkeys/{passkeyId}',
    summary: 'Removes a passkey',
    params: z.object({ passkeyId: id('passkey') }),
  }),

  listAddresses: endpoint({
    ...own,
    id: 'listAddresses',
    method: 'get',
    path: '/v1/me/addresses',
    scope: 'checkout',
    summary: 'The address book, the default first',
    answer: z.object({ data: z.array(bookAddress) }),
  }),
  addAddress: endpoint({
    ...own,
    id: 'addAddress',
    method: 'post',
    path: '/v1/me/addresses',
    scope: 'checkout',
    summary: 'Adds an address; the first one is the default',
    body: z.strictObject({ address, isDefault: z.boolean().default(false) }),
    answer: bookAddress,
    status: 201,
    etag: 'answered',
    problems: ['too_many'],
  }),
  changeAddress: endpoint({
    ...own,
    id: 'changeAddress',
    method: 'put',
    path: '/v1/me/addresses/{addressId}',
    scope: 'checkout',
    summary: 'Changes an address, or makes it the default',
    params: z.object({ addressId: id('address') }),
    body: z.strictObject({ address, isDefault: z.boolean() }),
    answer: bookAddress,
    etag: 'required',
  }),
  removeAddress: endpoint({
    ...own,
    id: 'removeAddress',
    method: 'delete',
    path: '/v1/me/addresses/{addressId}',
    scope: 'checkout',
    summary: 'Removes an address; past orders keep theirs',
    params: z.object({ addressId: id('address') }),
  }),

  listApiKeys: endpoint({
    ...own,
    id: 'listApiKeys',
    method: 'get',
    path: '/v1/me/api-keys',
    summary: 'The API keys of whoever asks, newest first; never the keys themselves',
    answer: z.object({ data: z.array(apiKey) }),
  }),
  createApiKey: endpoint({
    ...own,
    id: 'createApiKey',
    method: 'post',
    path: '/v1/me/api-keys',
    summary:
      'Makes an API key, which is shown in this answer and never again. For a licence it speaks only where its owner is an owner',
    body: z.strictObject({
      name,
      scopes: z.array(apiKeyScope).min(1).max(apiKeyScopes.length),
      licenceId: id('licence').optional(),
      expiresAt: instant.optional(),
    }),
    answer: z.object({ key: z.string(), apiKey }),
    status: 201,
    problems: ['forbidden', 'not_found', 'too_many'],
  }),
  revokeApiKey: endpoint({
    ...own,
    id: 'revokeApiKey',
    method: 'delete',
    path: '/v1/me/api-keys/{apiKeyId}',
    summary: 'Revokes an API key for good',
    params: z.object({ apiKeyId: id('apiKey') }),
  }),

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
