import { digest, type PolicyDocument, type PolicyVersion, parseDocument } from '@hazumi/policy';
import type { Actor, Ctx } from '../kernel/context.ts';
import type { Db, Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import type { DocumentChange } from '../policy/policy.changes.ts';
import { findVersion, newestChange } from '../policy/policy.repository.ts';
import { changedDocument, createVersion, diffRows } from '../policy/policy.service.ts';
import {
  approvalsOf,
  changeDraft,
  type DraftRow,
  deleteApprovals,
  findDraft,
  insertApproval,
  insertDraft,
  lockDraft,
} from './drafts.repository.ts';
import { isBrokenByChange } from './lab.runner.ts';
import { newestFinding } from './runs.repository.ts';

/** What stands in the way of a draft; the first three of trying it, all of proposing it. */
export type Hindrance = 'unchanged' | 'outdated' | 'limitsNotRegistered' | 'untried' | 'guardrailBroken';

type Parts = Pick<Market, 'policy'>;

/**
 * Keeps a new draft on top of the newest version.
 *
 * @throws Problem not_found where there is nothing to begin from; policy_invalid with every fault at its change
 */
export async function createDraft(
  tx: Tx,
  ctx: Ctx,
  wanted: {
    name: string;
    reason: string;
    from: { version: number } | { draft: string } | undefined;
    changes: readonly DocumentChange[];
  },
): Promise<string> {
  const base = await versionOf(tx, await newestChange(tx));
  const begin = wanted.from === undefined ? base.document : await beginningOf(tx, wanted.from);
  const document = changedDocument(ctx, begin, wanted.changes);
  const id = ctx.ids.next(ctx.now);
  await insertDraft(tx, {
    id,
    name: wanted.name,
    reason: wanted.reason,
    ...contentOf(base, document),
    author: emailOf(ctx.actor),
    author_id: personOf(ctx.actor),
    created_at: ctx.now,
  });
  await noteDraft(tx, ctx, id, 'policyDraft.created', { digest: digest(document), base: base.number });
  return id;
}

/**
 * Saves a draft anew.
 *
 * @throws Problem version_conflict, state_conflict (it is proposed or done with), policy_invalid, not_found (of the base)
 */
export async function editDraft(
  tx: Tx,
  ctx: Ctx,
  id: string,
  ifMatch: number,
  wanted: { name: string; reason: string; base: number; changes: readonly DocumentChange[] },
): Promise<void> {
  await heldDraft(tx, id, ifMatch, 'draft');
  const base = await versionOf(tx, wanted.base);
  const document = changedDocument(ctx, base.document, wanted.changes);
  await changeDraft(tx, id, ctx.now, {
    name: wanted.name,
    reason: wanted.reason,
    ...contentOf(base, document),
    author: emailOf(ctx.actor),
    author_id: personOf(ctx.actor),
    returned_note: null,
  });
  await noteDraft(tx, ctx, id, 'policyDraft.edited', { digest: digest(document), base: base.number });
}

/**
 * Asks others to agree. Where the policy in force asks for one person only, the proposer is enough, and the version is made at once.
 *
 * @throws Problem draft_not_ready with what stands in the way; policy_invalid where the start lies in the past
 */
export async function proposeDraft(
  parts: Parts,
  tx: Tx,
  ctx: Ctx,
  id: string,
  ifMatch: number,
  startsAt: Date | null,
): Promise<void> {
  const draft = await heldDraft(tx, id, ifMatch, 'draft');
  await refuseHindered(parts, tx, ctx, draft);
  if (startsAt !== null && startsAt < ctx.now) {
    throw new Problem('policy_invalid', {
      pointer: '/body/startsAt',
      detail: 'The start must not lie in the past.',
    });
  }
  const proposed = {
    proposed_by: emailOf(ctx.actor),
    proposed_by_id: personOf(ctx.actor),
    starts_at: startsAt,
  };
  await changeDraft(tx, id, ctx.now, {
    ...proposed,
    state: 'proposed',
    proposed_at: ctx.now,
    returned_note: null,
  });
  await noteDraft(tx, ctx, id, 'policyDraft.proposed', { startsAt: startsAt?.toISOString() ?? null });
  await publishWhenAgreed(parts, tx, ctx, { ...draft, ...proposed });
}

/** Whether this person may agree to this proposal: an approver who neither wrote nor proposed it, once. */
export function mayApprove(
  actor: Actor,
  draft: DraftRow,
  approvals: readonly { person_id: string }[],
): boolean {
  return (
    actor.kind === 'person' &&
    actor.operator?.role === 'approver' &&
    draft.state === 'proposed' &&
    actor.personId !== draft.proposed_by_id &&
    actor.personId !== draft.author_id &&
    !approvals.some(({ person_id }) => person_id === actor.personId)
  );
}

/**
 * Agrees to a proposal; with the last person that the policy in force asks for, it becomes a version.
 *
 * @throws Problem another_approver_needed for whoever may not; draft_not_ready where something has come in its way since
 */
export async function approveDraft(
  parts: Parts,
  tx: Tx,
  ctx: Ctx,
  id: string,
  ifMatch: number,
  note: string,
): Promise<void> {
  const draft = await heldDraft(tx, id, ifMatch, 'proposed');
  if (!mayApprove(ctx.actor, draft, await approvalsOf(tx, [id]))) {
    throw new Problem('another_approver_needed', {
      detail: 'An approver agrees, who neither wrote nor proposed it, and each person once.',
    });
  }
  await refuseHindered(parts, tx, ctx, draft);
  const person = emailOf(ctx.actor);
  await insertApproval(tx, {
    draft_id: id,
    person_id: personOf(ctx.actor),
    person,
    note,
    approved_at: ctx.now,
  });
  await changeDraft(tx, id, ctx.now, {});
  await noteDraft(tx, ctx, id, 'policyDraft.approved', { note });
  await publishWhenAgreed(parts, tx, ctx, draft);
}

/** Takes a proposal back to be changed, with who agreed so far. */
export async function returnDraft(
  tx: Tx,
  ctx: Ctx,
  id: string,
  ifMatch: number,
  note: string,
): Promise<void> {
  await heldDraft(tx, id, ifMatch, 'proposed');
  await deleteApprovals(tx, id);
  await changeDraft(tx, id, ctx.now, {
    state: 'draft',
    proposed_by: null,
    proposed_by_id: null,
    proposed_at: null,
    starts_at: null,
    returned_note: note === '' ? null : note,
  });
  await noteDraft(tx, ctx, id, 'policyDraft.returned', { note });
}

export async function discardDraft(tx: Tx, ctx: Ctx, id: string, ifMatch: number): Promise<void> {
  await heldDraft(tx, id, ifMatch, 'draft');
  await changeDraft(tx, id, ctx.now, { state: 'discarded' });
  await noteDraft(tx, ctx, id, 'policyDraft.discarded', {});
}

/** What stands in a draft's way now. */
export async function hindrancesOf(
  { policy }: Parts,
  db: Db | Tx,
  ctx: Ctx,
  draft: DraftRow,
): Promise<Hindrance[]> {
  const base = await versionOf(db, draft.base_number);
  const rows = diffRows(base.document, documentOf(draft), ctx.locale);
  const ofLimits = rows.filter(({ path }) => path.startsWith('/guardrails/')).length;
  const inForce = policy.at(ctx.now).document;
  const found: Hindrance[] = [];
  if (rows.length === 0) found.push('unchanged');
  if ((await newestChange(db)) !== draft.base_number) found.push('outdated');
  // A change that brings its own limits along would be judged by what it wishes for: limits come first, by themselves.
  if (inForce.experiments.limitsRegisteredBefore && ofLimits > 0 && ofLimits < rows.length) {
    found.push('limitsNotRegistered');
  }
  if (rows.length > ofLimits) {
    const findings = await newestFinding(db, draft.id);
    if (findings === undefined) found.push('untried');
    else if (findings.guardrails.some(isBrokenByChange)) found.push('guardrailBroken');
  }
  return found;
}

/** A draft's document, complete: fields that are newer than the draft have their defaults. */
export function documentOf(draft: Pick<DraftRow, 'id' | 'document'>): PolicyDocument {
  const parsed = parseDocument(draft.document);
  if (parsed.ok) return parsed.document;
  throw new Error(`draft ${draft.id} of the policy cannot be read: ${parsed.faults[0]?.path}`);
}

/** A version, which is known to be there or was named by a caller. @throws Problem not_found */
export async function versionOf(db: Db | Tx, number: number): Promise<PolicyVersion> {
  const version = await findVersion(db, number);
  if (version === undefined) throw notFound();
  return version;
}

async function publishWhenAgreed(parts: Parts, tx: Tx, ctx: Ctx, draft: DraftRow): Promise<void> {
  const { policyChangePeople } = parts.policy.at(ctx.now).document.governance;
  const approvals = await approvalsOf(tx, [draft.id]);
  if (1 + approvals.length < policyChangePeople) return;
  const { starts_at: wanted } = draft;
  const { number } = await createVersion(tx, ctx, {
    document: documentOf(draft) as unknown as Record<string, unknown>,
    reason: draft.reason,
    // Agreed to after it should have begun: it begins now.
    startsAt: wanted !== null && wanted > ctx.now ? wanted : ctx.now,
    newestSeen: draft.base_number,
    author: draft.proposed_by ?? draft.author,
  });
  await changeDraft(tx, draft.id, ctx.now, { state: 'approved', policy_number: number });
}

async function refuseHindered(parts: Parts, tx: Tx, ctx: Ctx, draft: DraftRow): Promise<void> {
  const hindrances = await hindrancesOf(parts, tx, ctx, draft);
  if (hindrances.length > 0) throw new Problem('draft_not_ready', { data: { hindrances } });
}

async function heldDraft(tx: Tx, id: string, ifMatch: number, state: DraftRow['state']): Promise<DraftRow> {
  const draft = await lockDraft(tx, id);
  if (draft === undefined) throw notFound();
  if (draft.version !== ifMatch) throw new Problem('version_conflict');
  if (draft.state !== state) throw new Problem('state_conflict', { data: { state: draft.state } });
  return draft;
}

async function beginningOf(tx: Tx, from: { version: number } | { draft: string }): Promise<PolicyDocument> {
  if ('version' in from) return (await versionOf(tx, from.version)).document;
  const draft = await findDraft(tx, from.draft);
  if (draft === undefined) throw notFound();
  return documentOf(draft);
}

function contentOf(base: PolicyVersion, document: PolicyDocument) {
  return {
    base_number: base.number,
    document: JSON.stringify(document),
    digest: digest(document),
    change_count: diffRows(base.document, document, 'en').length,
  };
}

const noteDraft = (tx: Tx, ctx: Ctx, id: string, type: string, data: Record<string, unknown>) =>
  appendEvent(tx, ctx, { subjectType: 'policyDraft', subjectId: id, type, data });

export function emailOf(actor: Actor): string {
  if (actor.kind !== 'person') throw new Problem('unauthenticated');
  return actor.email;
}

function personOf(actor: Actor): string {
  if (actor.kind !== 'person') throw new Problem('unauthenticated');
  return actor.personId;
}
