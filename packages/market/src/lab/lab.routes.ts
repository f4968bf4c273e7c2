import { labEndpoints as endpoints, fromPublicId } from '@hazumi/contracts';
import { parseDocument } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import { decodeCursor, toPage } from '../kernel/cursor.ts';
import { type Db, inTransaction, type Tx } from '../kernel/database.ts';
import { register, registerIdempotent, reply } from '../kernel/http.ts';
import { notFound } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { withChanges } from '../policy/policy.changes.ts';
import { newestChange } from '../policy/policy.repository.ts';
import { diffRows, documentJson } from '../policy/policy.service.ts';
import { approvalsOf, type DraftRow, findDraft, listDrafts } from './drafts.repository.ts';
import {
  approveDraft,
  createDraft,
  discardDraft,
  documentOf,
  editDraft,
  hindrancesOf,
  mayApprove,
  proposeDraft,
  returnDraft,
  versionOf,
} from './drafts.service.ts';
import { presentDraft, presentRun } from './lab.present.ts';
import type { LabRunner } from './lab.runner.ts';
import { type LabWork, labWork } from './lab.work.ts';
import { findReport, findRun, listRuns, newestRuns } from './runs.repository.ts';
import { cancelRun, queueRun } from './runs.service.ts';

/** Mounts the policy lab. Without a runner this process takes no runs; they wait for one that has a runner. */
export function registerLab(market: Market, runner?: LabRunner): LabWork | undefined {
  registerDrafts(market);
  registerRuns(market);
  if (runner === undefined) return undefined;
  const work = labWork(market, runner);
  market.sweeps.push({ name: 'lab', everyMs: 1_000, run: work.run });
  return work;
}

function registerDrafts(market: Market): void {
  const { db } = market;

  register(market, endpoints.listPolicyDrafts, async (ctx, { query }) => {
    const rows = await listDrafts(db, {
      state: query.state,
      before: decodeCursor(query.cursor, ['uuid'])?.[0],
      limit: query.limit + 1,
    });
    const about = await aboutDrafts(market, db, ctx, rows);
    return toPage(rows, query.limit, (row) => [row.id], about);
  });

  registerIdempotent(market, endpoints.createPolicyDraft, async (ctx, { body }, tx) => {
    const { from } = body;
    const id = await createDraft(tx, ctx, {
      ...body,
      from: from !== undefined && 'draftId' in from ? { draft: draftIdOf(from.draftId) } : from,
    });
    return wholeDraft(market, tx, ctx, id);
  });

  register(market, endpoints.checkPolicyChanges, async (ctx, { body }) => {
    const base = await versionOf(db, body.base);
    const changed = withChanges(base.document, body.changes);
    const parsed = changed.ok ? parseDocument(changed.document) : changed;
    if (parsed.ok) return { rows: diffRows(base.document, parsed.document, ctx.locale), faults: [] };
    return {
      rows: [],
      faults: parsed.faults.map(({ path, reason }) => ({ path, reason: reason[ctx.locale] })),
    };
  });

  register(market, endpoints.getPolicyDraft, (ctx, { params }) =>
    wholeDraft(market, db, ctx, draftIdOf(params.draftId)),
  );

  /** Changes a draft in a transaction; whoever makes a version sees it in force in this process with the answer. */
  const change = async (ctx: Ctx, id: string, work: (tx: Tx) => Promise<void>) => {
    await inTransaction(db, work);
    await market.policy.refresh?.();
    return wholeDraft(market, db, ctx, id);
  };

  register(market, endpoints.editPolicyDraft, (ctx, { params, body, ifMatch }) => {
    const id = draftIdOf(params.draftId);
    return change(ctx, id, (tx) => editDraft(tx, ctx, id, ifMatch, body));
  });

  register(market, endpoints.proposePolicyDraft, (ctx, { params, body, ifMatch }) => {
    const id = draftIdOf(params.draftId);
    const startsAt = body.startsAt === null ? null : new Date(body.startsAt);
    return change(ctx, id, (tx) => proposeDraft(market, tx, ctx, id, ifMatch, startsAt));
  });

  register(market, endpoints.approvePolicyDraft, (ctx, { params, body, ifMatch }) => {
    const id = draftIdOf(params.draftId);
    return change(ctx, id, (tx) => approveDraft(market, tx, ctx, id, ifMatch, body.note));
  });

  register(market, endpoints.returnPolicyDraft, (ctx, { params, body, ifMatch }) => {
    const id = draftIdOf(params.draftId);
    return change(ctx, id, (tx) => returnDraft(tx, ctx, id, ifMatch, body.note));
  });

  register(market, endpoints.discardPolicyDraft, (ctx, { params, ifMatch }) => {
    const id = draftIdOf(params.draftId);
    return change(ctx, id, (tx) => discardDraft(tx, ctx, id, ifMatch));
  });
}

function registerRuns(market: Market): void {
  const { db } = market;

  registerIdempotent(market, endpoints.startLabRun, async (ctx, { params, body }, tx) => {
    const id = await queueRun(market, tx, ctx, draftIdOf(params.draftId), body.size);
    return oneRun(tx, ctx, id);
  });

  register(market, endpoints.listLabRuns, async (ctx, { params, query }) => {
    const draftId = draftIdOf(params.draftId);
    if ((await findDraft(db, draftId)) === undefined) throw notFound();
    const before = decodeCursor(query.cursor, ['uuid'])?.[0];
    const rows = await listRuns(db, { draftId, before, limit: query.limit + 1 });
    return toPage(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => presentRun(row, ctx.locale),
    );
  });

  register(market, endpoints.getLabRun, (ctx, { params }) => oneRun(db, ctx, runIdOf(params.runId)));

  register(market, endpoints.cancelLabRun, async (ctx, { params }) => {
    const id = runIdOf(params.runId);
    if ((await findRun(db, id)) === undefined) throw notFound();
    await cancelRun(db, ctx, id);
    return oneRun(db, ctx, id);
  });

  register(market, endpoints.getLabReport, async (_ctx, { params }) => {
    const page = await findReport(db, runIdOf(params.runId));
    if (page === undefined) throw notFound();
    return new Response(page, { headers: reportHeaders });
  });
}

/** A page of its own, in an origin of its own: its script runs, and reaches nothing of ours. */
const reportHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, max-age=3600',
};

async function oneRun(db: Db | Tx, ctx: Ctx, id: string) {
  const row = await findRun(db, id);
  if (row === undefined) throw notFound();
  return presentRun(row, ctx.locale);
}

async function wholeDraft(market: Market, db: Db | Tx, ctx: Ctx, id: string) {
  const row = await findDraft(db, id);
  if (row === undefined) throw notFound();
  const summary = (await aboutDrafts(market, db, ctx, [row]))(row);
  const base = await versionOf(db, row.base_number);
  const document = documentOf(row);
  const isOpen = row.state === 'draft' || row.state === 'proposed';
  const answer = {
    ...summary,
    document: documentJson(document),
    baseDocument: documentJson(base.document),
    rows: diffRows(base.document, document, ctx.locale),
    hindrances: isOpen ? await hindrancesOf(market, db, ctx, row) : [],
    mayApprove: mayApprove(ctx.actor, row, await approvalsOf(db, [id])),
  };
  return reply(answer, { version: row.version });
}

/** How to present these drafts: what is told of each is read for all of them at once. */
async function aboutDrafts(market: Market, db: Db | Tx, ctx: Ctx, rows: readonly DraftRow[]) {
  const ids = rows.map(({ id }) => id);
  const newest = await newestChange(db);
  const runs = await newestRuns(db, ids);
  const approvals = await approvalsOf(db, ids);
  const peopleNeeded = market.policy.at(ctx.now).document.governance.policyChangePeople;
  return (row: DraftRow) =>
    presentDraft(row, { newest, peopleNeeded, approvals, run: runs.get(row.id), locale: ctx.locale });
}

function draftIdOf(publicId: string): string {
  const id = fromPublicId('policyDraft', publicId);
  if (id === undefined) throw notFound();
  return id;
}

function runIdOf(publicId: string): string {
  const id = fromPublicId('labRun', publicId);
  if (id === undefined) throw notFound();
  return id;
}
