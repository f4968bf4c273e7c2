import {
  type AnswerInput,
  type licencesEndpoints,
  type Permission,
  type RefusalReason,
  type SanctionReason,
  toPublicId,
} from '@hazumi/contracts';
import { LICENCE_RIGHTS, type Party } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import type { Db } from '../kernel/database.ts';
import { notFound } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { allows } from '../people/permissions.ts';
import {
  type CheckRow,
  type DocumentRow,
  findLicence,
  type LicenceRow,
  listChecks,
  listDocuments,
} from './licences.repository.ts';
import type { LicenceState } from './licences.tables.ts';
import { transitionFrom } from './licences.transition.ts';
import { readTimeline } from './timeline.ts';

type LicenceAnswer = AnswerInput<typeof licencesEndpoints.getLicence>;
type Action = LicenceAnswer['actions'][number];

/** A licence in full for whoever asks: staff of it, or an operator. */
export async function readLicence(
  market: Pick<Market, 'db' | 'policy'>,
  ctx: Ctx,
  licenceId: string,
): Promise<LicenceAnswer> {
  const { db } = market;
  const [row, documents, checks, timeline] = await Promise.all([
    findLicence(db, licenceId),
    listDocuments(db, licenceId),
    listChecks(db, licenceId, 1),
    readTimeline(db, licenceId, 50),
  ]);
  if (row === undefined) throw notFound();
  const storeLimit = storeLimitOf(market, ctx);
  return {
    ...presentSummary(row, storeLimit),
    version: row.version,
    contactEmail: row.contact_email,
    address: row.address,
    documents: documents.map(presentDocument),
    check: checks[0] === undefined ? null : presentCheck(checks[0]),
    actions: actionsOf(ctx, row, storeLimit),
    timeline,
  };
}

export async function readChecks(db: Db, licenceId: string) {
  return (await listChecks(db, licenceId, 100)).map(presentCheck);
}

export const storeLimitOf = (market: Pick<Market, 'policy'>, ctx: Ctx): number =>
  market.policy.at(ctx.now).document.stores.storesPerLicence;

export function presentSummary(row: LicenceRow, storeLimit: number) {
  return {
    id: toPublicId('licence', row.id),
    legalName: row.legal_name,
    country: row.country,
    registrationNumber: row.registration_number,
    state: row.state,
    reason: row.state_reason as RefusalReason | SanctionReason | null,
    note: row.state_note,
    storeCount: row.store_count,
    storeLimit,
    createdAt: row.created_at.toISOString(),
  };
}

export function presentDocument(row: DocumentRow) {
  return {
    id: toPublicId('document', row.id),
    kind: row.kind,
    fileName: row.file_name,
    mediaType: row.media_type,
    byteSize: row.byte_size,
    sha256: row.sha256,
    createdAt: row.created_at.toISOString(),
  };
}

function presentCheck(row: CheckRow) {
  return {
    state: row.state,
    registry: row.registry,
    decidedBy: row.decided_by,
    reason: row.reason as RefusalReason | null,
    attempts: row.attempts,
    nextAttemptAt: row.state === 'pending' ? row.next_attempt_at.toISOString() : null,
    createdAt: row.created_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
  };
}

/** What whoever asks may do now: by the state, and by what they are here. */
function actionsOf(ctx: Ctx, { id, state, store_count }: LicenceRow, storeLimit: number): Action[] {
  const rights = LICENCE_RIGHTS[state];
  const may = (permission: Permission): boolean =>
    ctx.actor.kind === 'person' &&
    ctx.actor.memberships.some(
      (membership) =>
        membership.licenceId === id && membership.storeId === null && allows(membership.role, permission),
    );
  const operates =
    ctx.actor.kind === 'person' && ctx.actor.operator !== null && ctx.actor.operator.role !== 'auditor';
  const can = (by: Party, ...events: string[]): boolean => transitionFrom(state, events, by) !== undefined;
  const possible: Record<Action, boolean> = {
    edit: may('licence.manage') && state !== 'banned',
    addDocument: may('licence.manage') && rights.edits,
    submit: may('licence.manage') && can('merchant', 'submitted', 'submittedAgain'),
    openStore: may('store.open') && takesStores(state) && store_count < storeLimit,
    decide: operates && can('platform', 'verified', 'refused'),
    suspend: operates && can('platform', 'suspended'),
    reinstate: operates && can('platform', 'reinstated'),
    ban: operates && can('platform', 'banned'),
  };
  return (Object.keys(possible) as Action[]).filter((action) => possible[action]);
}

/** Stores are opened under a verified licence, and applied for under one that may still become so. */
export const takesStores = (state: LicenceState): boolean => state !== 'suspended' && state !== 'banned';
