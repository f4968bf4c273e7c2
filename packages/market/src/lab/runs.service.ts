import type { Ctx } from '../kernel/context.ts';
import { type Db, inTransaction, isUniqueViolation, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { lockDraft } from './drafts.repository.ts';
import { emailOf, type Hindrance, hindrancesOf } from './drafts.service.ts';
import type { LabSize } from './lab.runner.ts';
import { askToCancel, insertRun } from './runs.repository.ts';

const ofTrying: readonly Hindrance[] = ['unchanged', 'outdated', 'limitsNotRegistered'];

/**
 * Queues a run of a draft as it stands now, against its base.
 *
 * @throws Problem state_conflict where the draft is discarded or approved, or a run of it waits already; draft_not_ready
 */
export async function queueRun(
  market: Pick<Market, 'policy'>,
  tx: Tx,
  ctx: Ctx,
  draftId: string,
  size: LabSize,
): Promise<string> {
  const draft = await lockDraft(tx, draftId);
  if (draft === undefined) throw notFound();
  if (draft.state !== 'draft' && draft.state !== 'proposed') {
    throw new Problem('state_conflict', { data: { state: draft.state } });
  }
  const hindrances = (await hindrancesOf(market, tx, ctx, draft)).filter((one) => ofTrying.includes(one));
  if (hindrances.length > 0) throw new Problem('draft_not_ready', { data: { hindrances } });
  const id = ctx.ids.next(ctx.now);
  try {
    await insertRun(tx, {
      id,
      draft_id: draftId,
      document: JSON.stringify(draft.document),
      digest: draft.digest,
      against_number: draft.base_number,
      size,
      author: emailOf(ctx.actor),
      created_at: ctx.now,
    });
  } catch (error) {
    if (!isUniqueViolation(error, 'lab_run_waiting')) throw error;
    throw new Problem('state_conflict', { detail: 'A run of this draft waits or runs already.' });
  }
  await noteRun(tx, ctx, id, 'labRun.queued', {
    draftId,
    digest: draft.digest,
    against: draft.base_number,
    size,
  });
  return id;
}

/** @throws Problem state_conflict where it has ended */
export async function cancelRun(db: Db, ctx: Ctx, id: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const was = await askToCancel(tx, id, ctx.now);
    if (was === undefined) throw new Problem('state_conflict');
    await noteRun(tx, ctx, id, was === 'queued' ? 'labRun.cancelled' : 'labRun.askedToStop', {});
  });
}

export const noteRun = (tx: Tx, ctx: Ctx, id: string, type: string, data: Record<string, unknown>) =>
  appendEvent(tx, ctx, { subjectType: 'labRun', subjectId: id, type, data });
