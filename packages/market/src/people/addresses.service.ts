import { type Address, type AnswerInput, type endpoints, toPublicId } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import { type Db, inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import { demandLock } from './account.service.ts';
import { peopleLimits } from './people.limits.ts';
import type { PeopleParts } from './people.parts.ts';

export interface AddressRow {
  id: string;
  address: Address;
  is_default: boolean;
  version: number;
}

export const presentAddress = (row: AddressRow): AnswerInput<typeof endpoints.addAddress> => ({
  id: toPublicId('address', row.id),
  version: row.version,
  isDefault: row.is_default,
  address: row.address,
});

const columns = ['id', 'address', 'is_default', 'version'] as const;

export function listAddresses(db: Db | Tx, personId: string): Promise<AddressRow[]> {
  return db
    .selectFrom('person_address')
    .select(columns)
    .where('person_id', '=', personId)
    .orderBy('is_default', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}

export async function addAddress(
  parts: PeopleParts,
  ctx: Ctx,
  personId: string,
  wish: { address: Address; isDefault: boolean },
): Promise<AddressRow> {
  return inTransaction(parts.db, async (tx) => {
    await demandLock(tx, personId);
    const { count } = await tx
      .selectFrom('person_address')
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow();
    if (count >= BigInt(peopleLimits.addresses)) {
      throw new Problem('too_many', { detail: `At most ${peopleLimits.addresses} addresses.` });
    }
    const isDefault = wish.isDefault || count === 0n;
    if (isDefault) await clearDefault(tx, personId);
    const id = ctx.ids.next(ctx.now);
    await tx
      .insertInto('person_address')
      .values({
        person_id: personId,
        id,
        address: JSON.stringify(wish.address),
        is_default: isDefault,
        created_at: ctx.now,
      })
      .execute();
    await noteChange(tx, ctx, personId, 'person.addressAdded', id);
    return { id, address: wish.address, is_default: isDefault, version: 1 };
  });
}

export async function changeAddress(
  parts: PeopleParts,
  ctx: Ctx,
  personId: string,
  id: string,
  version: number,
  wish: { address: Address; isDefault: boolean },
): Promise<AddressRow> {
  return inTransaction(parts.db, async (tx) => {
    await demandLock(tx, personId);
    if (wish.isDefault) await clearDefault(tx, personId, id);
    const row = await tx
      .updateTable('person_address')
      .set((eb) => ({
        address: JSON.stringify(wish.address),
        // A default is handed over to another address, not put down.
        is_default: wish.isDefault ? true : eb.ref('is_default'),
        version: eb('version', '+', 1),
      }))
      .where('person_id', '=', personId)
      .where('id', '=', id)
      .where('version', '=', version)
      .returning(columns)
      .executeTakeFirst();
    if (row === undefined)
      throw (await exists(tx, personId, id)) ? new Problem('version_conflict') : notFound();
    await noteChange(tx, ctx, personId, 'person.addressChanged', id);
    return row;
  });
}

export async function removeAddress(
  parts: PeopleParts,
  ctx: Ctx,
  personId: string,
  id: string,
): Promise<void> {
  await inTransaction(parts.db, async (tx) => {
    await demandLock(tx, personId);
    const gone = await tx
      .deleteFrom('person_address')
      .where('person_id', '=', personId)
      .where('id', '=', id)
      .returning('is_default')
      .executeTakeFirst();
    if (gone === undefined) throw notFound();
    if (gone.is_default) {
      const newest = (await listAddresses(tx, personId))[0];
      if (newest !== undefined) {
        await tx
          .updateTable('person_address')
          .set((eb) => ({ is_default: true, version: eb('version', '+', 1) }))
          .where('person_id', '=', personId)
          .where('id', '=', newest.id)
          .execute();
      }
    }
    await noteChange(tx, ctx, personId, 'person.addressRemoved', id);
  });
}

async function clearDefault(tx: Tx, personId: string, except?: string): Promise<void> {
  let query = tx
    .updateTable('person_address')
    .set((eb) => ({ is_default: false, version: eb('version', '+', 1) }))
    .where('person_id', '=', personId)
    .where('is_default', '=', true);
  if (except !== undefined) query = query.where('id', '<>', except);
  await query.execute();
}

async function exists(tx: Tx, personId: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('person_address')
    .select('id')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** The event names the address, never what stands in it: events outlive an account. */
const noteChange = (tx: Tx, ctx: Ctx, personId: string, type: string, addressId: string): Promise<void> =>
  appendEvent(tx, ctx, { subjectType: 'person', subjectId: personId, type, data: { addressId } });
