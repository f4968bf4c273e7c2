import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { storesEndpoints as endpoints, fromPublicId, licencesEndpoints } from '@hazumi/contracts';
import { STORE_RIGHTS, storeStates } from '@hazumi/policy';
import fc from 'fast-check';
import { codeOf, type Owned, operator } from '../licences/testing.ts';
import { givenOrder } from '../testing/orders.ts';
import { type Settings, type StoreTest, storeTest } from './testing.ts';

const changes = {
  restrict: endpoints.restrictStore,
  suspend: endpoints.suspendStore,
  reinstate: endpoints.reinstateStore,
  ban: endpoints.banStore,
  close: endpoints.closeStore,
  reopen: endpoints.reopenStore,
} as const;
type Change = keyof typeof changes;

describe('states of a store', () => {
  let market: StoreTest;
  before(async () => {
    market = await storeTest();
  });
  after(() => market.close());

  const change = (storeId: string, name: Change, owned: Owned) => {
    const byOwner = name === 'close' || name === 'reopen';
    const body = byOwner ? undefined : name === 'reinstate' ? {} : { reason: 'fakeOrders', note: 'Case 12.' };
    return market.call(
      changes[name],
      { params: { storeId }, ...(body === undefined ? {} : { body }) } as never,
      byOwner ? owned.owner : operator,
    );
  };
  const given = async (): Promise<{ owned: Owned; store: Settings }> => {
    const owned = await market.verified();
    return { owned, store: await market.open(owned) };
  };
  const listed = async (storeId: string): Promise<boolean> => {
    const list = await market.call(endpoints.listStores, { query: { limit: 100 } });
    assert.ok(list.ok);
    return list.value.data.some(({ id }) => id === storeId);
  };
  const endOrder = (id: string) =>
    market.handle.pool.query("update orders set state = 'complete' where id = $1", [id]);

  test('a store without open orders closes at once and gives its place back', async () => {
    const { owned, store } = await given();
    await market.givenOrder(store.id, 'complete');
    const closed = await change(store.id, 'close', owned);
    assert.ok(closed.ok);
    const now = market.clock.now().toISOString();
    assert.deepEqual(
      [closed.value.state, closed.value.openForSale, closed.value.closingAt, closed.value.closedAt],
      ['closed', false, now, now],
    );
    assert.deepEqual(
      closed.value.timeline.slice(0, 2).map(({ type }) => type),
      ['store.closed', 'store.closingStarted'],
    );
    assert.equal((await market.read(owned)).storeCount, 0);
    assert.equal(await listed(store.id), false);
    const next = await market.open(owned);
    assert.equal(next.isFirstOfLicence, false);
  });

  test('with open orders it stops selling, waits for the last of them, and then closes', async () => {
    const { owned, store } = await given();
    const orders = await Promise.all(
      (['unpaid', 'paid', 'partShipped', 'shipped'] as const).map((state) =>
        market.givenOrder(store.id, state),
      ),
    );
    const closing = await change(store.id, 'close', owned);
    assert.ok(closing.ok);
    assert.deepEqual(
      [closing.value.state, closing.value.openForSale, closing.value.openOrders, closing.value.actions],
      ['closing', false, 4, ['reopen']],
    );
    assert.equal((await market.read(owned)).storeCount, 1);
    for (const order of orders) {
      assert.equal(await market.sweep(), 0);
      assert.equal((await market.settings(store.id, owned)).state, 'closing');
      await endOrder(order);
    }
    assert.equal(await market.sweep(), 1);
    assert.equal((await market.settings(store.id, owned)).state, 'closed');
    assert.equal((await market.read(owned)).storeCount, 0);
    assert.equal(await market.sweep(), 0);
    const shown = await market.call(endpoints.getStore, { params: { storeId: store.id } });
    assert.ok(shown.ok);
    assert.equal(shown.value.state, 'closed');
  });

  test('a closing store can be opened again until it is closed; closed is closed', async () => {
    const { owned, store } = await given();
    const order = await market.givenOrder(store.id);
    await change(store.id, 'close', owned);
    const reopened = await change(store.id, 'reopen', owned);
    assert.ok(reopened.ok);
    assert.deepEqual(
      [reopened.value.state, reopened.value.openForSale, reopened.value.closingAt],
      ['open', true, null],
    );
    await endOrder(order);
    assert.equal(await market.sweep(), 0);
    await change(store.id, 'close', owned);
    const before = await market.settings(store.id, owned);
    assert.equal(before.state, 'closed');
    for (const name of ['reopen', 'close', 'reinstate', 'suspend', 'restrict'] as const) {
      assert.equal(codeOf(await change(store.id, name, owned)), 'state_conflict', name);
    }
    assert.deepEqual(await market.settings(store.id, owned), before);
  });

  test('closing and reopening washes no sanction off', async () => {
    for (const sanction of ['restrict', 'suspend'] as const) {
      const { owned, store } = await given();
      await market.givenOrder(store.id);
      await change(store.id, sanction, owned);
      const closing = await change(store.id, 'close', owned);
      assert.ok(closing.ok);
      assert.deepEqual([closing.value.reason, closing.value.actions], ['fakeOrders', []]);
      assert.equal(codeOf(await change(store.id, 'reopen', owned)), 'state_conflict');
      assert.equal((await market.settings(store.id, owned)).state, 'closing');
    }
  });

  test('an application that is withdrawn gives its place back', async () => {
    const owned = await market.draft();
    const store = await market.open(owned);
    const withdrawn = await change(store.id, 'close', owned);
    assert.ok(withdrawn.ok);
    assert.equal(withdrawn.value.state, 'closed');
    assert.equal((await market.read(owned)).storeCount, 0);
    await market.upload(owned);
    await market.submit(owned);
    await market.sweep();
    assert.equal((await market.settings(store.id, owned)).state, 'closed');
  });

  test('a restricted store sells; a suspended and a banned one do not, and their place stays taken', async () => {
    const { owned, store } = await given();
    for (const [name, state, sells, actions] of [
      ['restrict', 'restricted', true, ['edit', 'close']],
      ['suspend', 'suspended', false, ['edit', 'close']],
      ['restrict', 'restricted', true, ['edit', 'close']],
      ['reinstate', 'open', true, ['edit', 'close']],
      ['suspend', 'suspended', false, ['edit', 'close']],
      ['reinstate', 'open', true, ['edit', 'close']],
      ['ban', 'banned', false, []],
    ] as const) {
      const changed = await change(store.id, name, owned);
      assert.ok(changed.ok, name);
      const seen = await market.settings(store.id, owned);
      const sanctioned = state !== 'open';
      assert.deepEqual(
        [seen.state, seen.openForSale, seen.reason, seen.note, seen.actions],
        [state, sells, sanctioned ? 'fakeOrders' : null, sanctioned ? 'Case 12.' : null, actions],
      );
      assert.equal(await listed(store.id), sells, name);
      const shown = await market.call(endpoints.getStore, { params: { storeId: store.id } });
      assert.ok(shown.ok);
      assert.deepEqual([shown.value.state, shown.value.openForSale], [state, sells]);
      assert.doesNotMatch(JSON.stringify(shown.value), /fakeOrders|Case 12/);
    }
    assert.equal((await market.read(owned)).storeCount, 1);
    const edit = await market.call(
      endpoints.editStore,
      {
        params: { storeId: store.id },
        body: { categoryId: null },
        ifMatch: (await market.settings(store.id, owned)).version,
      },
      owned.owner,
    );
    assert.equal(codeOf(edit), 'state_conflict');
  });

  test('every change from every state does what the table of states says, or nothing', async () => {
    const leads: Record<Change, readonly string[]> = {
      restrict: ['restricted', 'suspensionEased'],
      suspend: ['suspended'],
      reinstate: ['restrictionLifted', 'reopened'],
      ban: ['banned'],
      close: ['closingStarted', 'applicationEnded'],
      reopen: ['closingWithdrawn'],
    };
    const { owned, store } = await given();
    await market.givenOrder(store.id);
    const uuid = fromPublicId('store', store.id);
    for (const from of storeStates.states) {
      for (const name of Object.keys(changes) as Change[]) {
        await market.handle.pool.query('update store set state = $2, state_reason = null where id = $1', [
          uuid,
          from,
        ]);
        const expected = storeStates
          .transitionsFrom(from)
          .find(
            ({ on, by }) =>
              leads[name].includes(on) &&
              by.includes(name === 'close' || name === 'reopen' ? 'merchant' : 'platform'),
          );
        const result = await change(store.id, name, owned);
        assert.equal(result.ok, expected !== undefined, `${name} from ${from}`);
        assert.equal(
          (await market.settings(store.id, owned)).state,
          expected?.to ?? from,
          `${name} from ${from}`,
        );
      }
    }
  });

  test('a suspended licence stops all its stores, and each is itself again afterwards', async () => {
    const owned = await market.verified();
    const stores = await Promise.all(Array.from({ length: 4 }, () => market.open(owned)));
    const [open, restricted, suspended, closed] = stores as [Settings, Settings, Settings, Settings];
    await change(restricted.id, 'restrict', owned);
    await change(suspended.id, 'suspend', owned);
    await change(closed.id, 'close', owned);
    const states = async () =>
      Promise.all(
        stores.map(async ({ id }) => {
          const { state, openForSale, licenceState } = await market.settings(id, owned);
          return [state, openForSale, licenceState];
        }),
      );
    const before = await states();
    const licence = { licenceId: owned.id };
    const stopped = await market.call(
      licencesEndpoints.suspendLicence,
      { params: licence, body: { reason: 'authorityOrder' } },
      operator,
    );
    assert.ok(stopped.ok);
    assert.deepEqual(await states(), [
      ['open', false, 'suspended'],
      ['restricted', false, 'suspended'],
      ['suspended', false, 'suspended'],
      ['closed', false, 'suspended'],
    ]);
    assert.equal(await listed(open.id), false);
    const shown = await market.call(endpoints.getStore, { params: { storeId: open.id } });
    assert.ok(shown.ok);
    assert.deepEqual([shown.value.openForSale, shown.value.licence.isVerified], [false, false]);
    assert.equal((await market.settings(open.id, owned)).timeline[0]?.type, 'store.licenceStopped');
    assert.equal((await market.settings(closed.id, owned)).timeline[0]?.type, 'store.closed');

    const back = await market.call(
      licencesEndpoints.reinstateLicence,
      { params: licence, body: {} },
      operator,
    );
    assert.ok(back.ok);
    assert.deepEqual(await states(), before);
    assert.equal((await market.settings(open.id, owned)).timeline[0]?.type, 'store.licenceReinstated');
  });

  test('a suspension and openings at once: no store sells under a suspended licence', async () => {
    for (let round = 0; round < 5; round += 1) {
      const owned = await market.verified();
      await Promise.all([
        market.call(
          licencesEndpoints.suspendLicence,
          { params: { licenceId: owned.id }, body: { reason: 'other' } },
          operator,
        ),
        ...Array.from({ length: 8 }, () => market.tryOpen(owned)),
      ]);
      assert.equal((await market.read(owned)).state, 'suspended');
      assert.equal(await market.count('store where licence_id = $1 and open_for_sale', owned.uuid), 0);
    }
  });

  test('ten who close one store at once close it once', async () => {
    const { owned, store } = await given();
    const closed = await Promise.all(Array.from({ length: 10 }, () => change(store.id, 'close', owned)));
    assert.equal(closed.filter((result) => result.ok).length, 1);
    assert.equal((await market.read(owned)).storeCount, 0);
    const { timeline } = await market.settings(store.id, owned);
    assert.equal(timeline.filter(({ type }) => type === 'store.closed').length, 1);
  });

  test('an order that is being placed while its store closes is waited for', async () => {
    const { owned, store } = await given();
    const placing = await market.market.db.startTransaction().execute();
    await givenOrder(placing, market.market.ids, fromPublicId('store', store.id) ?? '');
    const closing = change(store.id, 'close', owned);
    let isAnswered = false;
    void closing.then(() => {
      isAnswered = true;
    });
    const blocked = "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    while (!isAnswered && (await market.count(blocked)) === 0);
    await placing.commit().execute();
    const closed = await closing;
    assert.ok(closed.ok);
    assert.equal(closed.value.state, 'closing');
  });

  test('after any history, the places that a licence counts are those of its stores', async () => {
    const names = [
      ...(Object.keys(changes) as Change[]),
      'open',
      'sweep',
      'order',
      'endOrders',
      'suspendLicence',
      'reinstateLicence',
    ] as const;
    const step = fc.record({ name: fc.constantFrom(...names), at: fc.nat({ max: 4 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const owned = await market.verified();
        const stores = [await market.open(owned)];
        for (const { name, at } of steps) {
          const store = stores[at % stores.length] as Settings;
          if (name === 'open') {
            const opened = await market.tryOpen(owned);
            if (opened.ok) stores.push(opened.value);
          } else if (name === 'sweep') await market.sweep();
          else if (name === 'order') await market.givenOrder(store.id);
          else if (name === 'endOrders') {
            await market.handle.pool.query("update orders set state = 'complete' where store_id = $1", [
              fromPublicId('store', store.id),
            ]);
          } else if (name === 'suspendLicence' || name === 'reinstateLicence') {
            const body = name === 'suspendLicence' ? { reason: 'other' } : {};
            await market.call(
              licencesEndpoints[name],
              { params: { licenceId: owned.id }, body } as never,
              operator,
            );
          } else await change(store.id, name, owned);
        }
        const licence = await market.read(owned);
        const states = await Promise.all(stores.map(({ id }) => market.settings(id, owned)));
        const taking = states.filter(({ state }) => STORE_RIGHTS[state].takesSlot);
        assert.equal(licence.storeCount, taking.length);
        for (const { state, openForSale } of states) {
          assert.equal(openForSale, STORE_RIGHTS[state].sells && licence.state === 'verified');
        }
      }),
      { numRuns: 20 },
    );
  });
});
