import { type AnswerInput, type ApiKeyScope, type endpoints, toPublicId } from '@hazumi/contracts';
import type { Actor, Ctx } from '../kernel/context.ts';
import { type Db, inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import { demandLock } from './account.service.ts';
import { apiKeyPrefix, newSecret, sha256 } from './credentials.ts';
import { personChanged } from './people.changes.ts';
import type { PeopleParts } from './people.parts.ts';
import { allows } from './permissions.ts';

export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  scopes: ApiKeyScope[];
  licence_id: string | null;
  created_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
}

export const presentApiKey = (row: ApiKeyRow): AnswerInput<typeof endpoints.createApiKey>['apiKey'] => ({
  id: toPublicId('apiKey', row.id),
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  licenceId: row.licence_id === null ? null : toPublicId('licence', row.licence_id),
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
});

/** Keys that still open something, newest first. */
export function listApiKeys(db: Db | Tx, personId: string, at: Date): Promise<ApiKeyRow[]> {
  return db
    .selectFrom('api_key')
    .select(['id', 'name', 'prefix', 'scopes', 'licence_id', 'created_at', 'expires_at', 'last_used_at'])
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/**
 * Makes a key; only its hash is kept. Its rights are looked up whenever it is used: they shrink and grow with its owner's.
 *
 * @throws Problem forbidden for the scope `operator` without being one, or for a licence where the caller may not manage keys;
 * not_found for a licence that isn't the caller's; too_many
 */
export async function createApiKey(
  parts: PeopleParts,
  ctx: Ctx,
  actor: Extract<Actor, { kind: 'person' }>,
  wish: {
    name: string;
    scopes: readonly ApiKeyScope[];
    licenceId: string | null;
    expiresAt?: string | undefined;
  },
): Promise<{ key: string; row: ApiKeyRow }> {
  if (wish.scopes.includes('operator') && actor.operator === null) {
    throw new Problem('forbidden', {
      pointer: '/body/scopes',
      detail: 'Only operators give keys the scope operator.',
    });
  }
  if (wish.licenceId !== null) {
    const here = actor.memberships.filter(({ licenceId }) => licenceId === wish.licenceId);
    if (here.length === 0) throw notFound();
    if (!here.some(({ role }) => allows(role, 'keys.manage'))) throw new Problem('forbidden');
  }
  const { apiKeyDays, apiKeysPerPerson } = parts.policy.at(ctx.now).document.signIn;
  const now = parts.machineClock.now();
  const latest = new Date(now.getTime() + apiKeyDays * 86_400_000);
  const expiresAt = wish.expiresAt === undefined ? latest : new Date(wish.expiresAt);
  if (expiresAt <= now || expiresAt > latest) {
    throw new Problem('invalid_request', {
      pointer: '/body/expiresAt',
      detail: `A key ends in the future, at most ${apiKeyDays} days from now.`,
    });
  }
  const key = `${apiKeyPrefix}${newSecret()}`;
  const row: ApiKeyRow = {
    id: ctx.ids.next(ctx.now),
    name: wish.name,
    prefix: key.slice(0, apiKeyPrefix.length + 6),
    scopes: [...new Set(wish.scopes)],
    licence_id: wish.licenceId,
    created_at: ctx.now,
    expires_at: expiresAt,
    last_used_at: null,
  };
  await inTransaction(parts.db, async (tx) => {
    await demandLock(tx, actor.personId);
    if ((await listApiKeys(tx, actor.personId, now)).length >= apiKeysPerPerson) {
      throw new Problem('too_many', { detail: `At most ${apiKeysPerPerson} keys at a time.` });
    }
    await tx
      .insertInto('api_key')
      .values({ ...row, person_id: actor.personId, hash: sha256(key), revoked_at: null })
      .execute();
    await appendEvent(tx, ctx, {
      subjectType: 'person',
      subjectId: actor.personId,
      type: 'person.apiKeyCreated',
      data: { apiKeyId: row.id, scopes: row.scopes, licenceId: row.licence_id },
    });
  });
  return { key, row };
}

export async function revokeApiKey(
  parts: PeopleParts,
  ctx: Ctx,
  personId: string,
  apiKeyId: string,
): Promise<void> {
  await inTransaction(parts.db, async (tx) => {
    const done = await tx
      .updateTable('api_key')
      .set({ revoked_at: ctx.now })
      .where('id', '=', apiKeyId)
      .where('person_id', '=', personId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) throw notFound();
    await appendEvent(tx, ctx, {
      subjectType: 'person',
      subjectId: personId,
      type: 'person.apiKeyRevoked',
      data: { apiKeyId },
    });
    await personChanged(tx, parts.authenticator, personId);
  });
}
