import { z } from 'zod';
import { country, cursorQuery, email, id, instant, line, page, prose, version } from './common.ts';
import { endpoint } from './endpoint.ts';
import { refusalReason, sanctionReason } from './reasons.ts';

export * from './reasons.ts';

export const licenceState = z
  .enum(['draft', 'checking', 'verified', 'refused', 'suspended', 'banned'])
  .meta({ id: 'LicenceState' });

export const documentKind = z.enum(['businessLicence', 'identity', 'other']).meta({ id: 'DocumentKind' });

/** Where a legal entity is registered and may be written to. */
export const registeredAddress = z
  .strictObject({
    region: line(100, 0).default(''),
    city: line(100),
    street: line(200),
    postalCode: line(20, 0).default(''),
  })
  .meta({ id: 'RegisteredAddress' });

/** Capital letters and digits; spaces, dots, dashes and slashes that people write in are taken out. */
const registrationNumber = z
  .string()
  .max(60)
  .transform((text) =>
    text
      .normalize('NFKC')
      .toUpperCase()
      .replaceAll(/[\s./-]/g, ''),
  )
  .pipe(z.string().regex(/^[0-9A-Z]{4,40}$/, 'must be 4 to 40 letters and digits'));

export const licenceDocument = z
  .object({
    id: id('document'),
    kind: documentKind,
    fileName: z.string(),
    mediaType: z.string(),
    byteSize: z.number().int(),
    sha256: z.string(),
    createdAt: instant,
  })
  .meta({ id: 'LicenceDocument' });

export const identityCheck = z
  .object({
    /**
     * `escalated`: the registry kept silent for too long, an operator decides; `withdrawn`: the licence was suspended or banned
     * before there was an answer
     */
    state: z.enum(['pending', 'passed', 'refused', 'escalated', 'withdrawn']),
    /** the registry that is asked */
    registry: z.string(),
    decidedBy: z.enum(['registry', 'operator']).nullable(),
    reason: refusalReason.nullable(),
    attempts: z.number().int(),
    /** when the registry is asked next; null once it is decided */
    nextAttemptAt: instant.nullable(),
    createdAt: instant,
    decidedAt: instant.nullable(),
  })
  .meta({ id: 'IdentityCheck' });

export const licenceSummary = z
  .object({
    id: id('licence'),
    legalName: z.string(),
    country,
    registrationNumber: z.string(),
    state: licenceState,
    /** why it is refused, suspended or banned */
    reason: z.union([refusalReason, sanctionReason]).nullable(),
    /** an operator's words to the merchant about it */
    note: z.string().nullable(),
    /** stores that count towards the limit, and the limit */
    storeCount: z.number().int(),
    storeLimit: z.number().int(),
    createdAt: instant,
  })
  .meta({ id: 'LicenceSummary' });

const change = z.object({ type: z.string(), at: instant, data: z.record(z.string(), z.unknown()) });

export const licence = licenceSummary
  .extend({
    version,
    contactEmail: z.string(),
    address: z.object({ region: z.string(), city: z.string(), street: z.string(), postalCode: z.string() }),
    documents: z.array(licenceDocument),
    /** the newest identity check */
    check: identityCheck.nullable(),
    /** what whoever asks may do with it now */
    actions: z.array(
      z.enum(['edit', 'addDocument', 'submit', 'openStore', 'decide', 'suspend', 'reinstate', 'ban']),
    ),
    /** what happened to it, newest first, at most 50 */
    timeline: z.array(change),
  })
  .meta({ id: 'Licence' });

const params = z.object({ licenceId: id('licence') });
const documentParams = z.object({ licenceId: id('licence'), documentId: id('document') });

const manage = {
  area: 'licences',
  access: 'licence',
  permission: 'licence.manage',
  scope: 'licences',
} as const;
const operator = { area: 'licences', access: 'operator', scope: 'operator' } as const;
const sanction = z.strictObject({ reason: sanctionReason, note: prose(1000).default('') });

export const licencesEndpoints = {
  registerLicence: endpoint({
    id: 'registerLicence',
    method: 'post',
    path: '/v1/licences',
    area: 'licences',
    summary: 'Registers a legal entity; whoever does it becomes its owner here',
    access: 'person',
    scope: 'licences',
    idempotent: true,
    body: z.strictObject({
      legalName: line(200),
      country,
      registrationNumber,
      contactEmail: email,
      address: registeredAddress,
    }),
    answer: licence,
    status: 201,
  }),
  listMyLicences: endpoint({
    id: 'listMyLicences',
    method: 'get',
    path: '/v1/me/licences',
    area: 'licences',
    summary: 'The licences that whoever asks works for, with the role there',
    access: 'person',
    scope: 'licences',
    query: cursorQuery,
    answer: page(
      licenceSummary.extend({
        role: z.enum(['owner', 'manager', 'clerk', 'finance']),
        /** the one store the role is limited to; null: all of the licence */
        storeId: id('store').nullable(),
      }),
    ),
  }),
  getLicence: endpoint({
    ...manage,
    permission: 'licence.read',
    id: 'getLicence',
    method: 'get',
    path: '/v1/licences/{licenceId}',
    summary: 'A licence with its documents and its newest identity check',
    params,
    answer: licence,
    etag: 'answered',
  }),
  editLicence: endpoint({
    ...manage,
    id: 'editLicence',
    method: 'patch',
    path: '/v1/licences/{licenceId}',
    summary: 'Corrects a licence; what the registry is asked about only while it is a draft or refused',
    params,
    etag: 'required',
    body: z.strictObject({
      legalName: line(200).optional(),
      country: country.optional(),
      registrationNumber: registrationNumber.optional(),
      contactEmail: email.optional(),
      address: registeredAddress.optional(),
    }),
    answer: licence,
    problems: ['state_conflict'],
  }),
  addLicenceDocument: endpoint({
    ...manage,
    id: 'addLicenceDocument',
    method: 'post',
    path: '/v1/licences/{licenceId}/documents',
    summary: 'Uploads a document (PDF, JPEG, PNG or WebP) while the licence is a draft or refused',
    params,
    rateGroup: 'upload',
    bodyType: 'form',
    bodyLimit: 33_554_432,
    body: z.strictObject({ kind: documentKind, file: z.file() }),
    answer: licenceDocument,
    status: 201,
    problems: ['document_refused', 'document_limit', 'state_conflict', 'unavailable'],
  }),
  getLicenceDocument: endpoint({
    ...manage,
    id: 'getLicenceDocument',
    method: 'get',
    path: '/v1/licences/{licenceId}/documents/{documentId}',
    summary: "Downloads a document; only the licence's owners and operators can",
    params: documentParams,
    answer: z.unknown(),
    answerType: 'application/octet-stream',
  }),
  removeLicenceDocument: endpoint({
    ...manage,
    id: 'removeLicenceDocument',
    method: 'delete',
    path: '/v1/licences/{licenceId}/documents/{documentId}',
    summary: 'Removes a document while the licence is a draft or refused',
    params: documentParams,
    problems: ['state_conflict'],
  }),
  submitLicence: endpoint({
    ...manage,
    id: 'submitLicence',
    method: 'post',
    path: '/v1/licences/{licenceId}:submit',
    summary:
      'Submits a draft or corrected licence for its identity check; needs a document of kind businessLicence',
    params,
    answer: licence,
    problems: ['document_missing', 'submission_limit', 'state_conflict'],
  }),
  listLicences: endpoint({
    ...operator,
    id: 'listLicences',
    method: 'get',
    path: '/v1/operator/licences',
    summary: 'All licences, newest first',
    query: cursorQuery.extend({
      state: licenceState.optional(),
      /** those whose registry kept silent: they wait for an operator */
      escalated: z.enum(['true']).optional(),
      /** a registration number, or the beginning of a legal name */
      text: z.string().trim().max(200).optional(),
    }),
    answer: page(licenceSummary.extend({ escalated: z.boolean() })),
  }),
  operatorGetLicence: endpoint({
    ...operator,
    id: 'operatorGetLicence',
    method: 'get',
    path: '/v1/operator/licences/{licenceId}',
    summary: 'A licence as its owner sees it, and all its identity checks',
    params,
    answer: licence.extend({ checks: z.array(identityCheck) }),
    etag: 'answered',
  }),
  operatorGetLicenceDocument: endpoint({
    ...operator,
    id: 'operatorGetLicenceDocument',
    method: 'get',
    path: '/v1/operator/licences/{licenceId}/documents/{documentId}',
    summary: 'Downloads a document',
    params: documentParams,
    answer: z.unknown(),
    answerType: 'application/octet-stream',
  }),
  decideLicence: endpoint({
    ...operator,
    id: 'decideLicence',
    method: 'post',
    path: '/v1/operator/licences/{licenceId}:decide',
    summary: 'Decides an identity check by hand, whether or not the registry has answered yet',
    params,
    body: z.discriminatedUnion('decision', [
      z.strictObject({ decision: z.literal('verified'), note: prose(1000).default('') }),
      z.strictObject({
        decision: z.literal('refused'),
        reason: refusalReason,
        note: prose(1000).default(''),
      }),
    ]),
    answer: licence,
    problems: ['state_conflict', 'registration_number_taken'],
  }),
  suspendLicence: endpoint({
    ...operator,
    id: 'suspendLicence',
    method: 'post',
    path: '/v1/operator/licences/{licenceId}:suspend',
    summary: 'Suspends a licence: none of its stores sells until it is reinstated',
    params,
    body: sanction,
    answer: licence,
    problems: ['state_conflict'],
  }),
  reinstateLicence: endpoint({
    ...operator,
    id: 'reinstateLicence',
    method: 'post',
    path: '/v1/operator/licences/{licenceId}:reinstate',
    summary: 'Ends the suspension of a licence; each store is again what it was by itself',
    params,
    body: z.strictObject({ note: prose(1000).default('') }),
    answer: licence,
    problems: ['state_conflict'],
  }),
  banLicence: endpoint({
    ...operator,
    id: 'banLicence',
    method: 'post',
    path: '/v1/operator/licences/{licenceId}:ban',
    summary: 'Bans a licence for good: none of its stores sells again',
    params,
    body: sanction,
    answer: licence,
    problems: ['state_conflict'],
  }),
};
