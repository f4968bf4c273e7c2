import { sql } from 'kysely';
import type { Ctx } from './context.ts';
import type { Tx } from './database.ts';
import { Problem } from './problem.ts';

/** What an earlier request with the same key and body was answered. */
export interface Replayed {
  status: number;
  answer: string;
  etag: string | null;
}

/**
 * Claims the request's Idempotency-Key inside `tx`, before anything else is done. A rival with the same key waits here until this
 * transaction ends. Returns the stored answer of an earlier request, the resource of one that has begun but not ended, or `fresh`.
 *
 * @throws Problem idempotency_key_reused where the key came with another request
 */
export async function claimKey(
  tx: Tx,
  ctx: Ctx,
): Promise<
  { kind: 'fresh' } | { kind: 'replay'; stored: Replayed } | { kind: 'resume'; resourceId: string }
> {
  const request = ctx.idempotency;
  if (request === null) throw new Problem('idempotency_key_required');
  const inserted = await sql`
    insert into idempotency_key (actor, key, digest, created_at)
    values (${ctx.actorName}, ${request.key}, ${request.digest}, ${ctx.now}) on conflict do nothing`.execute(
    tx,
  );
  if (inserted.numAffectedRows === 1n) return { kind: 'fresh' };
  const earlier = await tx
    .selectFrom('idempotency_key')
    .selectAll()
    .where('actor', '=', ctx.actorName)
    .where('key', '=', request.key)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (!earlier.digest.equals(request.digest))
    throw new Problem('idempotency_key_reused', { pointer: '/headers/idempotency-key' });
  if (earlier.answer !== null && earlier.status !== null) {
    return { kind: 'replay', stored: { status: earlier.status, answer: earlier.answer, etag: earlier.etag } };
  }
  if (earlier.resource_id !== null) return { kind: 'resume', resourceId: earlier.resource_id };
  // A key without answer and resource is only ever seen inside its own transaction.
  throw new Error(`idempotency key ${request.key} has neither answer nor resource`);
}

/** Stores the answer of the request whose key `claimKey` found fresh. */
export async function storeAnswer(tx: Tx, ctx: Ctx, answered: Replayed): Promise<void> {
  await tx
    .updateTable('idempotency_key')
    .set(answered)
    .where('actor', '=', ctx.actorName)
    .where('key', '=', ctx.idempotency?.key ?? '')
    .execute();
}

/** Stores what the request made, where its work goes on after this transaction: a repeat resumes it. */
export async function storeResource(tx: Tx, ctx: Ctx, resourceId: string): Promise<void> {
  await tx
    .updateTable('idempotency_key')
    .set({ resource_id: resourceId })
    .where('actor', '=', ctx.actorName)
    .where('key', '=', ctx.idempotency?.key ?? '')
    .execute();
}
