import { z } from 'zod';
import { cursorQuery, id, instant, line, page } from './common.ts';
import { endpoint } from './endpoint.ts';
import { policyChange, policyDiffRow } from './policy.ts';

const versionNumber = z.number().int().min(1).max(2_147_483_647);
const policyDocument = z.record(z.string(), z.unknown());

/**
 * - `draft`: being written; - `proposed`: waits for the people that the policy asks for; - `approved`: made into a version;
 * - `discarded`: kept for the record.
 */
export const policyDraftState = z
  .enum(['draft', 'proposed', 'approved', 'discarded'])
  .meta({ id: 'PolicyDraftState' });

/** How much of the twin a run takes: a first look, what a proposal rests on, and a run to be sure. */
export const labRunSize = z.enum(['quick', 'standard', 'thorough']).meta({ id: 'LabRunSize' });
export const labRunState = z
  .enum(['queued', 'running', 'done', 'failed', 'cancelled'])
  .meta({ id: 'LabRunState' });
export const labRunStage = z.enum(['runs', 'gains', 'tornado', 'report']).meta({ id: 'LabRunStage' });

/** What a run came to, in the reader's language. Every pair of runs has the same chance: what differs is what the policies do. */
export const labOutcome = z
  .object({
    pairs: z.number().int(),
    days: z.number().int(),
    principals: z.number().int(),
    /** what the market has come to at the end, the North Star first */
    outcomes: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        beforeText: z.string(),
        afterText: z.string(),
        /** the difference with its 95 % interval, relative where that can be said */
        changeText: z.string(),
        /** share of the pairs' distribution in which the draft does better; null where neither direction is better */
        probabilityBetter: z.number().min(0).max(1).nullable(),
      }),
    ),
    /** by the limits that were registered in the version in force, before the run */
    guardrails: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        limitText: z.string(),
        bound: z.enum(['atMost', 'atLeast']),
        /** share of the runs that break it, without the change and with it */
        breachBefore: z.number().min(0).max(1),
        breachAfter: z.number().min(0).max(1),
        /** broken by the change: more runs than not break it with the change, and not without */
        isBroken: z.boolean(),
      }),
    ),
    /** where the scenario leaves the range in which the model was calibrated */
    outside: z.array(z.string()),
  })
  .meta({ id: 'LabOutcome' });

export const labRun = z
  .object({
    id: id('labRun'),
    draftId: id('policyDraft'),
    draftName: z.string(),
    /** sha256 of the document that was tried, and the version that it was tried against */
    digest: z.string(),
    against: versionNumber,
    size: labRunSize,
    state: labRunState,
    /** whether somebody asked it to stop; it does within seconds */
    isCancelling: z.boolean(),
    progress: z.object({
      stage: labRunStage.nullable(),
      /** of all that the run has to do, between 0 and 1 */
      share: z.number().min(0).max(1),
    }),
    author: z.string(),
    createdAt: instant,
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    /** why it failed, in English, for whoever mends it */
    failure: z.string().nullable(),
    outcome: labOutcome.nullable(),
  })
  .meta({ id: 'LabRun' });

export const policyDraftSummary = z
  .object({
    id: id('policyDraft'),
    name: z.string(),
    reason: z.string(),
    state: policyDraftState,
    /** the version that it changes */
    base: versionNumber,
    /** whether a newer version has been made since: it is saved once more on top of that before it can be tried or proposed */
    isOutdated: z.boolean(),
    digest: z.string(),
    /** how many fields differ from the base */
    changeCount: z.number().int(),
    author: z.string(),
    /** raised by every change; an edit names it in If-Match */
    version: z.number().int(),
    createdAt: instant,
    updatedAt: instant,
    proposal: z
      .object({
        by: z.string(),
        at: instant,
        /** null: as soon as it is approved */
        startsAt: instant.nullable(),
        /** how many people must agree, the proposer included, by the policy in force */
        peopleNeeded: z.number().int(),
        approvals: z.array(z.object({ by: z.string(), at: instant, note: z.string() })),
      })
      .nullable(),
    /** what whoever sent it back wrote */
    returnedNote: z.string().nullable(),
    /** the version that was made of it */
    policyVersion: versionNumber.nullable(),
    /** its newest run of this very document against its base */
    run: labRun.nullable(),
  })
  .meta({ id: 'PolicyDraftSummary' });

export const policyDraft = policyDraftSummary
  .extend({
    document: policyDocument,
    baseDocument: policyDocument,
    rows: z.array(policyDiffRow),
    /** what stands in the way of proposing it; empty: nothing */
    hindrances: z.array(
      z.enum(['unchanged', 'outdated', 'limitsNotRegistered', 'untried', 'guardrailBroken']),
    ),
    /** whether whoever asks may approve it */
    mayApprove: z.boolean(),
  })
  .meta({ id: 'PolicyDraft' });

const operator = { area: 'lab', access: 'operator', scope: 'operator' } as const;
const oneDraft = z.object({ draftId: id('policyDraft') });
const oneRun = z.object({ runId: id('labRun') });
const changes = z.array(policyChange).max(500);
const name = line(80);
const reason = line(500);

export const labEndpoints = {
  listPolicyDrafts: endpoint({
    ...operator,
    id: 'listPolicyDrafts',
    method: 'get',
    path: '/v1/operator/policy-drafts',
    summary: 'Drafts of the policy, newest first',
    query: cursorQuery.extend({ state: policyDraftState.optional() }),
    answer: page(policyDraftSummary),
  }),
  createPolicyDraft: endpoint({
    ...operator,
    id: 'createPolicyDraft',
    method: 'post',
    path: '/v1/operator/policy-drafts',
    summary: 'Keeps a draft: a version or another draft, with changes, on top of the newest version',
    idempotent: true,
    body: z.strictObject({
      name,
      reason,
      from: z
        .union([z.strictObject({ version: versionNumber }), z.strictObject({ draftId: id('policyDraft') })])
        .optional(),
      changes: changes.default([]),
    }),
    answer: policyDraft,
    status: 201,
    problems: ['policy_invalid', 'not_found'],
  }),
  checkPolicyChanges: endpoint({
    ...operator,
    id: 'checkPolicyChanges',
    method: 'post',
    path: '/v1/operator/policy-drafts:check',
    summary: 'What changes of a version come to, field by field, and what is wrong with them; keeps nothing',
    body: z.strictObject({ base: versionNumber, changes }),
    answer: z.object({
      rows: z.array(policyDiffRow),
      /** a JSON pointer into the document, and the reason that the policy gives, in the reader's language */
      faults: z.array(z.object({ path: z.string(), reason: z.string() })),
    }),
    problems: ['not_found'],
  }),
  getPolicyDraft: endpoint({
    ...operator,
    id: 'getPolicyDraft',
    method: 'get',
    path: '/v1/operator/policy-drafts/{draftId}',
    summary: 'A draft with its document, what it changes, and what stands in its way',
    params: oneDraft,
    answer: policyDraft,
    etag: 'answered',
  }),
  editPolicyDraft: endpoint({
    ...operator,
    id: 'editPolicyDraft',
    method: 'put',
    path: '/v1/operator/policy-drafts/{draftId}',
    summary: 'Saves a draft anew: these changes of this version',
    params: oneDraft,
    body: z.strictObject({ name, reason, base: versionNumber, changes }),
    answer: policyDraft,
    etag: 'required',
    problems: ['policy_invalid', 'version_conflict', 'state_conflict'],
  }),
  proposePolicyDraft: endpoint({
    ...operator,
    id: 'proposePolicyDraft',
    method: 'post',
    path: '/v1/operator/policy-drafts/{draftId}:propose',
    summary:
      'Asks others to approve a draft that was tried; where the policy asks for one person, it is a version at once',
    params: oneDraft,
    body: z.strictObject({ startsAt: instant.nullable().default(null) }),
    answer: policyDraft,
    etag: 'required',
    problems: ['draft_not_ready', 'policy_invalid', 'version_conflict', 'state_conflict'],
  }),
  approvePolicyDraft: endpoint({
    ...operator,
    id: 'approvePolicyDraft',
    method: 'post',
    path: '/v1/operator/policy-drafts/{draftId}:approve',
    summary: 'Agrees to a proposal of somebody else; with the last person needed it becomes a version',
    params: oneDraft,
    body: z.strictObject({ note: line(500, 0).default('') }),
    answer: policyDraft,
    etag: 'required',
    problems: [
      'another_approver_needed',
      'draft_not_ready',
      'policy_invalid',
      'version_conflict',
      'state_conflict',
    ],
  }),
  returnPolicyDraft: endpoint({
    ...operator,
    id: 'returnPolicyDraft',
    method: 'post',
    path: '/v1/operator/policy-drafts/{draftId}:return',
    summary: 'Takes a proposal back, or sends it back to its author, to be changed',
    params: oneDraft,
    body: z.strictObject({ note: line(500, 0).default('') }),
    answer: policyDraft,
    etag: 'required',
    problems: ['version_conflict', 'state_conflict'],
  }),
  discardPolicyDraft: endpoint({
    ...operator,
    id: 'discardPolicyDraft',
    method: 'post',
    path: '/v1/operator/policy-drafts/{draftId}:discard',
    summary: 'Puts a draft aside for good; it can still be read and copied',
    params: oneDraft,
    answer: policyDraft,
    etag: 'required',
    problems: ['version_conflict', 'state_conflict'],
  }),
  startLabRun: endpoint({
    ...operator,
    id: 'startLabRun',
    method: 'post',
    path: '/v1/operator/policy-drafts/{draftId}/runs',
    summary: 'Queues a run of the draft against its base in the twin; one runs at a time',
    params: oneDraft,
    idempotent: true,
    body: z.strictObject({ size: labRunSize.default('standard') }),
    answer: labRun,
    status: 201,
    problems: ['draft_not_ready', 'state_conflict'],
  }),
  listLabRuns: endpoint({
    ...operator,
    id: 'listLabRuns',
    method: 'get',
    path: '/v1/operator/policy-drafts/{draftId}/runs',
    summary: 'The runs of a draft, newest first',
    params: oneDraft,
    query: cursorQuery,
    answer: page(labRun),
  }),
  getLabRun: endpoint({
    ...operator,
    id: 'getLabRun',
    method: 'get',
    path: '/v1/operator/lab-runs/{runId}',
    summary: 'A run: how far it is, and what it came to',
    params: oneRun,
    answer: labRun,
  }),
  cancelLabRun: endpoint({
    ...operator,
    id: 'cancelLabRun',
    method: 'post',
    path: '/v1/operator/lab-runs/{runId}:cancel',
    summary: 'Takes a run out of the queue, or stops it within seconds',
    params: oneRun,
    answer: labRun,
    problems: ['state_conflict'],
  }),
  getLabReport: endpoint({
    ...operator,
    id: 'getLabReport',
    method: 'get',
    path: '/v1/operator/lab-runs/{runId}/report',
    summary: 'The whole report of a run: one page in three languages that needs nothing else',
    params: oneRun,
    /** read by the page itself: what it shows at first */
    query: z.object({
      language: z.enum(['zh-CN', 'ja', 'en']).optional(),
      light: z.enum(['auto', 'light', 'dark']).optional(),
    }),
    answer: z.unknown(),
    answerType: 'text/html',
  }),
};
