import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { storesEndpoints as endpoints, fromPublicId, licencesEndpoints } from '@hazumi/contracts';
import { CompiledQuery } from 'kysely';
import type pg from 'pg';
import { type Owned, operator } from '../licences/testing.ts';
import { lockFacts, type Queryable } from '../orders/placement.facts.ts';
import { givenSku } from '../testing/goods.ts';
import { givenOrder } from '../testing/orders.ts';
import { type Settings, type StoreTest, storeTest } from './testing.ts';

/**
 * A placement reads whether the store sells, and writes its orders a moment later. Between the two it is stopped here, and its rival
 * is let loose.
 */
describe('a placement and the end of its store', () => {
  let market: StoreTest;
  let owned: Owned;
  let store: Settings;
  before(async () => {
    market = await storeTest();
    owned = await market.verified();
  });
  after(() => market.close());

  /** Runs `rival` while a placement stands between its facts and its orders; gives back what the rival was answered. */
  async function whilePlacing<T>(rival: () => Promise<T>): Promise<T> {
    store = await market.open(owned);
    const storeId = fromPublicId('store', store.id) ?? '';
    const { db, ids } = market.market;
    const { skuId } = await givenSku(db, ids, storeId);
    const placing = await db.startTransaction().execute();
    const connection = {
      query: ({ text, values }: pg.QueryConfig) => placing.executeQuery(CompiledQuery.raw(text, values)),
    } as Queryable;
    const { rows } = await lockFacts(connection, [skuId]);
    assert.equal(rows[0]?.isPurchasable, true);
    const answer = rival();
    const blocked = "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    let isAnswered = false;
    void answer.then(() => {
      isAnswered = true;
    });
    while (!isAnswered && (await market.count(blocked)) === 0);
    const waited = !isAnswered;
    await givenOrder(placing, ids, storeId);
    await placing.commit().execute();
    assert.ok(waited, 'the rival did not wait for the placement');
    return answer;
  }

  test('a store that is closed meanwhile waits for the order', async () => {
    const closed = await whilePlacing(() =>
      market.call(endpoints.closeStore, { params: { storeId: store.id } }, owned.owner),
    );
    assert.ok(closed.ok);
    assert.equal(closed.value.state, 'closing');
    assert.equal(closed.value.openOrders, 1);
  });

  test('a licence that is suspended meanwhile stops its stores after the order', async () => {
    const suspended = await whilePlacing(() =>
      market.call(
        licencesEndpoints.suspendLicence,
        { params: { licenceId: owned.id }, body: { reason: 'other' } },
        operator,
      ),
    );
    assert.ok(suspended.ok);
    const after = await market.settings(store.id, owned);
    assert.deepEqual([after.openForSale, after.openOrders], [false, 1]);
  });
});
