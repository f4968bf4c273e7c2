import { storeStates } from '@hazumi/policy';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import type { StoreState } from './stores.tables.ts';

/**
 * What a licence's state does to its stores. Both are called with the licence's row locked; the stores are locked in the order of
 * their keys. A licence has as many stores as the policy allows, not as many as the market.
 */

/** The licence is verified (again): stores that were applied for open, all others are what they are by themselves. */
export async function licenceCameIntoForce(
  tx: Tx,
  ctx: Ctx,
  licenceId: string,
  policyVersion: number,
): Promise<void> {
  const stores = await lockStores(tx, licenceId);
  await tx
    .updateTable('store')
    .set((eb) => ({ licence_in_force: true, version: eb('version', '+', 1) }))
    .where('licence_id', '=', licenceId)
    .execute();
  await tx
    .updateTable('store')
    .set({ state: 'open', opened_at: ctx.now, policy_version: policyVersion })
    .where('licence_id', '=', licenceId)
    .where('state', '=', 'applied')
    .execute();
  const opened = storeStates.transition('applied', 'open');
  await tellStores(tx, ctx, stores, (state) =>
    state === 'applied' ? `store.${opened?.on}` : 'store.licenceReinstated',
  );
}

/** The licence is suspended or banned: none of its stores sells, whatever its own state. */
export async function licenceWentOutOfForce(tx: Tx, ctx: Ctx, licenceId: string): Promise<void> {
  const stores = await lockStores(tx, licenceId);
  await tx
    .updateTable('store')
    .set((eb) => ({ licence_in_force: false, version: eb('version', '+', 1) }))
    .where('licence_id', '=', licenceId)
    .execute();
  await tellStores(tx, ctx, stores, () => 'store.licenceStopped');
}

function lockStores(tx: Tx, licenceId: string): Promise<{ id: string; state: StoreState }[]> {
  return tx
    .selectFrom('store')
    .select(['id', 'state'])
    .where('licence_id', '=', licenceId)
    .orderBy('id')
    .forUpdate()
    .execute();
}

async function tellStores(
  tx: Tx,
  ctx: Ctx,
  stores: { id: string; state: StoreState }[],
  typeFor: (state: StoreState) => string,
): Promise<void> {
  const told = stores.filter(({ state }) => state !== 'closed');
  await appendEvent(
    tx,
    ctx,
    ...told.map(({ id, state }) => ({
      storeId: id,
      subjectType: 'store',
      subjectId: id,
      type: typeFor(state),
    })),
  );
}
