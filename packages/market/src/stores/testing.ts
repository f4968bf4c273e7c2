import assert from 'node:assert/strict';
import {
  type AnswerOf,
  type BodyInput,
  type Call,
  storesEndpoints as endpoints,
  fromPublicId,
} from '@hazumi/contracts';
import type { Actor } from '../kernel/context.ts';
import { type LicenceTest, licenceTest, newKey, type Owned } from '../licences/testing.ts';
import type { OrderState } from '../orders/orders.tables.ts';
import { givenOrder } from '../testing/orders.ts';

export type Settings = AnswerOf<typeof endpoints.getStoreSettings>;
export type StoreBody = BodyInput<typeof endpoints.openStore>;

export interface StoreTest extends LicenceTest {
  open(owned: Owned, body?: Partial<StoreBody>): Promise<Settings>;
  tryOpen(
    owned: Owned,
    body?: Partial<StoreBody>,
    more?: Call<typeof endpoints.openStore>,
  ): ReturnType<typeof callOpen>;
  settings(storeId: string, owned: Owned): Promise<Settings>;
  /** an order of this store, written as a row; returns its UUID */
  givenOrder(storeId: string, state?: OrderState): Promise<string>;
  count(query: string, ...values: unknown[]): Promise<number>;
}

export const tea: StoreBody = { texts: { en: { name: 'Aoba Tea' }, ja: { name: '青葉茶舗' } } };

const callOpen = (
  market: LicenceTest,
  owned: Owned,
  body: Partial<StoreBody>,
  more: Call<typeof endpoints.openStore>,
  as: Actor,
) =>
  market.call(
    endpoints.openStore,
    { params: { licenceId: owned.id }, body: { ...tea, ...body }, idempotencyKey: newKey(), ...more },
    as,
  );

export async function storeTest(): Promise<StoreTest> {
  const market = await licenceTest();
  const tryOpen: StoreTest['tryOpen'] = (owned, body = {}, more = {}) =>
    callOpen(market, owned, body, more, owned.owner);
  const query = (text: string, values: unknown[]) => market.handle.pool.query(text, values);
  return {
    ...market,
    tryOpen,
    async open(owned, body) {
      const opened = await tryOpen(owned, body);
      assert.ok(opened.ok, JSON.stringify(opened));
      assert.equal(opened.status, 201);
      return opened.value;
    },
    async settings(storeId, owned) {
      const found = await market.call(endpoints.getStoreSettings, { params: { storeId } }, owned.owner);
      assert.ok(found.ok, JSON.stringify(found));
      return found.value;
    },
    async givenOrder(storeId, state) {
      const uuid = fromPublicId('store', storeId) ?? '';
      const { market: parts } = market;
      return (await givenOrder(parts.db, parts.ids, uuid, state === undefined ? {} : { state })).orderId;
    },
    async count(text, ...values) {
      const { rows } = await query(`select count(*)::int as count from ${text}`, values);
      return rows[0].count;
    },
  };
}
