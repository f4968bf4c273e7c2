import {
  currentAt,
  diff,
  type Fault,
  nextVersion,
  type PolicyDocument,
  type PolicyVersion,
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
  const pointerOf = (path: string): string => {
    const at = changes.findIndex((change) => isWithin(path, change.path));
    return at === -1
      ? `/document${path}`
      : `/body/changes/${at}/value${path.slice(changes[at]?.path.length)}`;
  };
  const changed = withChanges(base.document, changes);
  if (!changed.ok) {
    throw policyInvalid(ctx, changed.faults, (path) => {
      return `/body/changes/${changes.findIndex((change) => change.path === path)}/path`;
    });
  }
  return store(tx, ctx, nextVersion(versions, changed.document, changeOf(ctx, wanted)), pointerOf);
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
  const rows = diff(before.document, after.document, ctx.locale).map(({ formatted, ...row }) => ({
    ...row,
    before: row.before ?? null,
    after: row.after ?? null,
    beforeText: formatted.before,
    afterText: formatted.after,
  }));
  return { from, to, rows };
}

function changeOf(ctx: Ctx, { reason, startsAt }: { reason: string; startsAt: Date }) {
  const author = ctx.actor.kind === 'person' ? ctx.actor.email : ctx.actorName;
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
