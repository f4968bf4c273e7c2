import type { Db, Tx } from '../kernel/database.ts';
import { principalsOf, principalsOfParties } from '../principals/principals.service.ts';
import { type OpenStore, openStores } from './experiments.repository.ts';

/** A store, and whose draws are its. */
export interface StoreUnit extends OpenStore {
  /** the principal: whoever has several licences is drawn for once */
  unitId: string;
}

/** All open stores with their units. */
export async function unitsOf(db: Db | Tx): Promise<StoreUnit[]> {
  const stores = await openStores(db);
  const principals = await principalsOf(db);
  return stores.map((store) => ({ ...store, unitId: principals.get(store.licenceId) ?? store.licenceId }));
}

/** One store with its unit; undefined before it opens, and once it is closed. */
export async function unitOf(db: Db | Tx, storeId: string): Promise<StoreUnit | undefined> {
  const [store] = await openStores(db, storeId);
  if (store === undefined) return undefined;
  const principals = await principalsOfParties(db, [store.licenceId]);
  return { ...store, unitId: principals.get(store.licenceId) ?? store.licenceId };
}
