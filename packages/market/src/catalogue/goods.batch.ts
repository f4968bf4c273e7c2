import { sql } from 'kysely';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import { Problem } from '../kernel/problem.ts';
import type { NewProduct, ProductEdit } from './goods.rules.ts';
import { createProducts, editProduct, type GoodsPolicy, holdStore } from './goods.service.ts';

export type ProductOperation =
  | { op: 'create'; product: NewProduct }
  | { op: 'change'; productId: string; ifVersion: number; change: ProductEdit };

export type ProductResult =
  | { ok: true; productId: string; version: number }
  | { ok: false; problem: Problem };

/**
 * Does each operation in a savepoint of its own: one that is refused is undone alone. Creations come first and changes follow by id,
 * so that batches at the same time lock in the same order; the results stand in the order of the operations.
 */
export async function batchProducts(
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  policy: GoodsPolicy,
  operations: readonly ProductOperation[],
): Promise<ProductResult[]> {
  await holdStore(tx, storeId);
  const results: ProductResult[] = [];
  const idOf = (at: number): string => {
    const operation = operations[at];
    return operation?.op === 'change' ? operation.productId : '';
  };
  const order = operations
    .map((_, at) => at)
    .sort((a, b) => (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : a - b));
  for (const at of order) {
    const operation = operations[at] as ProductOperation;
    results[at] = await inSavepoint(tx, async () => {
      if (operation.op === 'create') {
        const pointer = `/body/operations/${at}/product`;
        const ids = await createProducts(tx, ctx, storeId, policy, [operation.product], [pointer]);
        return { ok: true, productId: ids[0] as string, version: 1 };
      }
      const pointer = `/body/operations/${at}/change`;
      const { productId, ifVersion, change } = operation;
      const goods = await editProduct(tx, ctx, storeId, policy, productId, ifVersion, change, pointer);
      return { ok: true, productId, version: goods.version };
    });
  }
  return results;
}

/**
 * Runs work whose refusal undoes itself alone and is returned. Anything but a problem (a deadlock, a lost connection) goes on up and
 * ends the whole transaction.
 */
export async function inSavepoint<T>(
  tx: Tx,
  work: () => Promise<T>,
): Promise<T | { ok: false; problem: Problem }> {
  await sql`savepoint operation`.execute(tx);
  try {
    const result = await work();
    await sql`release savepoint operation`.execute(tx);
    return result;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await sql`rollback to savepoint operation`.execute(tx);
    await sql`release savepoint operation`.execute(tx);
    return { ok: false, problem: error };
  }
}
