import { sql } from 'kysely';
import type { Ctx } from '../kernel/context.ts';
import type { Db, Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';

/** Pieces that can be sold as counted now, or so many more or fewer. */
export type StockChange = { set: bigint } | { adjust: bigint };

export interface StockLevel {
  skuId: string;
  received: bigint;
  available: bigint;
}

/**
 * Changes a stock by hand. `received` and `available` move together, so that `available = received - pieces sold` goes on to hold
 * while orders take pieces at the same time: how far a `set` moves them is computed in the statement that moves them.
 *
 * @throws Problem not_found (no such variant on sale), stock_too_low (nothing is taken)
 */
export async function changeStock(
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  skuId: string,
  change: StockChange,
  reason: string,
): Promise<StockLevel> {
  const delta = 'set' in change ? sql`${change.set}::bigint - t.available` : sql`${change.adjust}::bigint`;
  const { rows } = await sql<{ received: bigint; available: bigint; delta: bigint; refused: boolean }>`
    with held as (
      select t.store_id, t.sku_id, t.received, t.available, ${delta} as delta
      from stock t join sku k on k.store_id = t.store_id and k.id = t.sku_id and k.is_active
      where t.store_id = ${storeId} and t.sku_id = ${skuId} for update of t
    ), moved as (
      update stock t set received = t.received + h.delta, available = t.available + h.delta
      from held h where t.store_id = h.store_id and t.sku_id = h.sku_id and t.available + h.delta >= 0
      returning t.received, t.available
    )
    select coalesce(m.received, h.received) as received, coalesce(m.available, h.available) as available, h.delta,
      m.available is null as refused
    from held h left join moved m on true`.execute(tx);
  const row = rows[0];
  if (row === undefined) throw notFound();
  if (row.refused) {
    throw new Problem('stock_too_low', {
      detail: `Only ${row.available} can be taken out.`,
      data: { available: Number(row.available) },
    });
  }
  await recordAdjustments(tx, ctx, storeId, reason, [{ skuId, delta: row.delta }]);
  return { skuId, received: row.received, available: row.available };
}

/** Writes why stocks changed by hand; changes of nothing leave no trace. */
export async function recordAdjustments(
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  reason: string,
  changes: readonly { skuId: string; delta: bigint }[],
): Promise<void> {
  const real = changes.filter((change) => change.delta !== 0n);
  if (real.length === 0) return;
  await tx
    .insertInto('stock_adjustment')
    .values(
      real.map(({ skuId, delta }) => ({
        store_id: storeId,
        id: ctx.ids.next(ctx.now),
        sku_id: skuId,
        delta,
        reason,
        actor: ctx.actorName,
        at: ctx.now,
      })),
    )
    .execute();
  await appendEvent(
    tx,
    ctx,
    ...real.map(({ skuId, delta }) => ({
      storeId,
      subjectType: 'sku',
      subjectId: skuId,
      type: 'stock.adjusted',
      data: { delta: Number(delta), reason },
    })),
  );
}

/** Changes of a stock by hand, newest first, from behind a cursor's key; one row more than `limit`. */
export async function listAdjustments(
  db: Db,
  storeId: string,
  skuId: string,
  after: { at: Date; id: string } | undefined,
  limit: number,
): Promise<{ id: string; delta: bigint; reason: string; actor: string; at: Date }[]> {
  const known = await sql`select 1 from sku where store_id = ${storeId} and id = ${skuId}`.execute(db);
  if (known.rows.length === 0) throw notFound();
  const { rows } = await sql<{ id: string; delta: bigint; reason: string; actor: string; at: Date }>`
    select id, delta, reason, actor, at from stock_adjustment
    where store_id = ${storeId} and sku_id = ${skuId}
      ${after === undefined ? sql`` : sql`and (at, id) < (${after.at}, ${after.id}::uuid)`}
    order by at desc, id desc limit ${limit + 1}`.execute(db);
  return rows;
}
