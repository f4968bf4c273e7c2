import { z } from 'zod';
import { cursorQuery, instant, line, page } from './common.ts';
import { endpoint } from './endpoint.ts';

const versionNumber = z.number().int().min(1);
/** The document itself is described by `getPolicySchema`: it grows with the rules, this contract doesn't. */
const policyDocument = z.record(z.string(), z.unknown());

export const policyVersionSummary = z
  .object({
    number: versionNumber,
    /** sha256 of the canonical JSON of the document, in hex */
    digest: z.string(),
    author: z.string(),
    reason: z.string(),
    createdAt: instant,
    startsAt: instant,
    rollbackOf: versionNumber.nullable(),
    /** who agreed to it beside its author */
    approvedBy: z.array(z.string()),
    /** `replaced`: a newer version has begun in its place, or began before this one could */
    state: z.enum(['scheduled', 'inForce', 'replaced']),
  })
  .meta({ id: 'PolicyVersionSummary' });

export const policyVersion = policyVersionSummary
  .extend({ document: policyDocument })
  .meta({ id: 'PolicyVersion' });

export const policyDiffRow = z
  .object({
    /** JSON pointer into the document */
    path: z.string(),
    /** the field's name in the reader's language */
    label: z.string(),
    unit: z.string().nullable(),
    /** values as the document has them; null where there is none */
    before: z.unknown(),
    after: z.unknown(),
    /** the same for people, in the reader's language */
    beforeText: z.string(),
    afterText: z.string(),
  })
  .meta({ id: 'PolicyDiffRow' });

/** One change of the document: a value put at a pointer, or (without `value`) the entry of a table taken out. */
export const policyChange = z.strictObject({
  path: z.string().min(1).max(300),
  value: z.unknown().optional(),
});

const reason = line(500);
/** Now unless told; never in the past, because what was decided then was decided by the version of then. */
const startsAt = instant.optional();
const numberParams = z.object({ number: z.coerce.number().int().min(1).max(2_147_483_647) });

const operator = { area: 'policy', access: 'operator', scope: 'operator' } as const;

export const policyEndpoints = {
  getPolicy: endpoint({
    id: 'getPolicy',
    method: 'get',
    path: '/v1/policy',
    area: 'policy',
    summary: 'The rules of the market in force now: every number, and the version that decisions name',
    access: 'public',
    answer: z.object({
      number: versionNumber,
      digest: z.string(),
      startsAt: instant,
      document: policyDocument,
    }),
  }),
  getPolicySchema: endpoint({
    id: 'getPolicySchema',
    method: 'get',
    path: '/v1/policy/schema',
    area: 'policy',
    summary:
      'JSON Schema of the policy document, with the unit, default, source and confidence of each field',
    access: 'public',
    answer: policyDocument,
  }),
  listPolicyVersions: endpoint({
    ...operator,
    id: 'listPolicyVersions',
    method: 'get',
    path: '/v1/operator/policy-versions',
    summary: 'All versions of the policy, newest first',
    query: cursorQuery,
    answer: page(policyVersionSummary),
  }),
  getPolicyVersion: endpoint({
    ...operator,
    id: 'getPolicyVersion',
    method: 'get',
    path: '/v1/operator/policy-versions/{number}',
    summary: 'One version of the policy with its document',
    params: numberParams,
    answer: policyVersion,
  }),
  diffPolicyVersions: endpoint({
    ...operator,
    id: 'diffPolicyVersions',
    method: 'get',
    path: '/v1/operator/policy-versions/{number}/diff',
    summary: 'What this version changes against another one, field by field',
    params: numberParams,
    query: z.object({
      /** the version before this one unless told */
      against: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
    }),
    answer: z.object({ from: versionNumber, to: versionNumber, rows: z.array(policyDiffRow) }),
  }),
  createPolicyVersion: endpoint({
    ...operator,
    id: 'createPolicyVersion',
    method: 'post',
    path: '/v1/operator/policy-versions',
    summary:
      'Makes a new version by oneself, where the policy lets one person: a whole document, or changes to what is in force when it starts',
    idempotent: true,
    body: z
      .strictObject({
        document: policyDocument.optional(),
        changes: z.array(policyChange).min(1).max(200).optional(),
        reason,
        startsAt,
        /** refuse with `version_conflict` where another version than this one is the newest by then */
        newestSeen: versionNumber.optional(),
      })
      .refine((body) => (body.document === undefined) !== (body.changes === undefined), {
        message: 'either document or changes',
        path: ['document'],
      }),
    answer: policyVersion,
    status: 201,
    problems: ['approval_required', 'policy_invalid', 'version_conflict'],
  }),
  rollBackPolicy: endpoint({
    ...operator,
    id: 'rollBackPolicy',
    method: 'post',
    path: '/v1/operator/policy-versions/{number}:rollback',
    summary:
      'Makes a new version with the document of an old one, which was approved when it was made; one person may',
    idempotent: true,
    params: numberParams,
    body: z.strictObject({ reason, startsAt }),
    answer: policyVersion,
    status: 201,
    problems: ['policy_invalid'],
  }),
};
