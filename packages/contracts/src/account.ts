import { z } from 'zod';
import { address, id, instant, line, localeSchema, version } from './common.ts';
import { endpoint } from './endpoint.ts';
import { givenPassword, own, passkey, personName } from './people.common.ts';
import { membership } from './staff.ts';

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

export const operatorRole = z.enum(['operator', 'approver', 'auditor']).meta({ id: 'OperatorRole' });

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

export const accountEndpoints = {
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
    body: z.strictObject({ name: personName.optional(), locale: localeSchema.optional() }),
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
      name: personName,
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
};
