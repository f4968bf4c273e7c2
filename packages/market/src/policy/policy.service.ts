import {
  currentAt,
  diff,
  type Fault,
  type Locale,
  nextVersion,
  type PolicyDocument,
  type PolicyVersion,
  parseDocument,
  rollback,
  type VersionResult,
} from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import type { Db, Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import { type DocumentChange, isWithin, withChanges } from './policy.changes.ts';
import { findVersion, insertVersion, lockVersions, readVersions } from './policy.repository.ts';
import { policyChannel } from './policy.store.ts';

export interface NewVersion {
  document?: Readonly<Record<string, unknown>> | undefined;
  changes?: readonly DocumentChange[] | undefined;
  reason: string;
  startsAt: Date;
  /** the newest version that the author knew, where it matters */
  newestSeen?: number | undefined;
  /** whoever it comes from, where that is not who writes it */
  author?: string;
}

/**
 * Makes the next version. Writers go one after the other, so each gets a number of its own, and changes are made to what the one
 * before left: to the version that will be in force when this one starts.
 *
 * @throws Problem policy_invalid with every fault; version_conflict where `newestSeen` isn't the newest any more
 */
export async function createVersion(tx: Tx, ctx: Ctx, wanted: NewVersion): Promise<PolicyVersion> {
  await lockVersions(tx);
  const versions = await readVersions(tx, 0);
  if (wanted.newestSeen !== undefined && versions.at(-1)?.number !== wanted.newestSeen) {
    throw new Problem('version_conflict', {
      pointer: '/body/newestSeen',
      detail: `The newest version is ${versions.at(-1)?.number}.`,
    });
  }
  const changes = wanted.changes;
  if (changes === undefined) {
    const made = nextVersion(versions, wanted.document, changeOf(ctx, wanted));
    return store(tx, ctx, made, (path) => `/body/document${path}`);
  }
  const base = currentAt(versions, wanted.startsAt) ?? versions[0];
  if (base === undefined) throw new Error('there is no version of the policy');
  const made = nextVersion(versions, applied(ctx, base.document, changes), changeOf(ctx, wanted));
  return store(tx, ctx, made, pointerInto(changes));
}

/**
 * The document with these changes made to it, complete and sound.
 *
 * @throws Problem policy_invalid with every fault at its change
 */
export function changedDocument(
  ctx: Ctx,
  base: PolicyDocument,
  changes: readonly DocumentChange[],
): PolicyDocument {
  const parsed = parseDocument(applied(ctx, base, changes));
  if (!parsed.ok) throw policyInvalid(ctx, parsed.faults, pointerInto(changes));
  return parsed.document;
}

function applied(ctx: Ctx, base: PolicyDocument, changes: readonly DocumentChange[]): unknown {
  const changed = withChanges(base, changes);
  if (changed.ok) return changed.document;
  throw policyInvalid(ctx, changed.faults, (path) => {
    return `/body/changes/${changes.findIndex((change) => change.path === path)}/path`;
  });
}

/** Where in the request the value at a pointer into the document was given. */
function pointerInto(changes: readonly DocumentChange[]): (path: string) => string {
  return (path) => {
    const at = changes.findIndex((change) => isWithin(path, change.path));
    return at === -1
      ? `/document${path}`
      : `/body/changes/${at}/value${path.slice(changes[at]?.path.length)}`;
  };
}

/**
 * Makes the next version with the document of version `to`.
 *
 * @throws Problem not_found where there is no such version; policy_invalid where its start lies in the past
 */
export async function rollBack(
  tx: Tx,
  ctx: Ctx,
  to: number,
  wanted: { reason: string; startsAt: Date },
): Promise<PolicyVersion> {
  await lockVersions(tx);
  const versions = await readVersions(tx, 0);
  if (!versions.some(({ number }) => number === to)) throw notFound();
  return store(tx, ctx, rollback(versions, to, changeOf(ctx, wanted)), (path) => `/document${path}`);
}

/** What version `to` changes against version `from`, or against the one before it. */
export async function compareVersions(db: Db, ctx: Ctx, to: number, from = Math.max(1, to - 1)) {
  const [before, after] = await Promise.all([findVersion(db, from), findVersion(db, to)]);
  if (before === undefined || after === undefined) throw notFound();
  return { from, to, rows: diffRows(before.document, after.document, ctx.locale) };
}

/** What `after` changes against `before`, as the API tells it. */
export function diffRows(before: PolicyDocument, after: PolicyDocument, locale: Locale) {
  return diff(before, after, locale).map(({ formatted, ...row }) => ({
    ...row,
    before: row.before ?? null,
    after: row.after ?? null,
    beforeText: formatted.before,
    afterText: formatted.after,
  }));
}

function changeOf(
  ctx: Ctx,
  { reason, startsAt, author: given }: Pick<NewVersion, 'reason' | 'startsAt' | 'author'>,
) {
  const author = given ?? (ctx.actor.kind === 'person' ? ctx.actor.email : ctx.actorName);
  return { author, reason, createdAt: ctx.now, startsAt };
}

async function store(
  tx: Tx,
  ctx: Ctx,
  made: VersionResult,
  pointerOf: (path: string) => string,
): Promise<PolicyVersion> {
  if (!made.ok) throw policyInvalid(ctx, made.faults, pointerOf);
  const id = ctx.ids.next(ctx.now);
  await insertVersion(tx, id, made.version, policyChannel);
  const { number, digest, reason, startsAt, rollbackOf } = made.version;
  await appendEvent(tx, ctx, {
    subjectType: 'policyVersion',
    subjectId: id,
    type: rollbackOf === undefined ? 'policy.created' : 'policy.rolledBack',
    data: { number, digest, reason, startsAt: startsAt.toISOString(), rollbackOf: rollbackOf ?? null },
  });
  return made.version;
}

function policyInvalid(ctx: Ctx, faults: readonly Fault[], pointerOf: (path: string) => string): Problem {
  const ofRequest: readonly string[] = ['/startsAt', '/reason'];
  const errors = faults.map(({ path, reason }) => ({
    pointer: ofRequest.includes(path) ? `/body${path}` : pointerOf(path),
    detail: reason[ctx.locale],
  }));
  return new Problem('policy_invalid', { ...errors[0], errors, data: { faults } });
}

/** A document as JSON answers it. */
export const documentJson = (document: PolicyDocument): Record<string, unknown> =>
  document as unknown as Record<string, unknown>;
