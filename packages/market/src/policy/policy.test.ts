import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { policyEndpoints } from '@hazumi/contracts';
import { defaultDocument, digest } from '@hazumi/policy';
import { pino } from 'pino';
import { inTransaction } from '../kernel/database.ts';
import { uuidv7Source } from '../kernel/ids.ts';
import { personActor, type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { registerPolicy } from './policy.routes.ts';
import { createVersion } from './policy.service.ts';
import { type LivePolicyStore, openPolicyStore, type PolicyStore } from './policy.store.ts';

const operator = personActor('01900000-0000-7000-8000-000000000001', { operator: 'operator' });
const auditor = personActor('01900000-0000-7000-8000-000000000002', { operator: 'auditor' });
const merchant = personActor('01900000-0000-7000-8000-000000000003', {
  memberships: [{ licenceId: '01900000-0000-7000-8000-0000000000aa', storeId: null, role: 'owner' }],
});
const day = 86_400_000;

let keys = 0;
const newKey = (): string => `policy-key-${++keys}`;

/**
 * A market on a live store; a second store on the same database stands for another process.
 *
 * @param alone version 2 lets one person change the policy; by the defaults it takes two, in the lab
 */
async function policyMarket({ alone = false } = {}): Promise<{
  market: TestMarket;
  store: LivePolicyStore;
  close(): Promise<void>;
}> {
  let store: LivePolicyStore | undefined;
  const policy: PolicyStore = {
    at: (instant) => (store as LivePolicyStore).at(instant),
    refresh: () => (store as LivePolicyStore).refresh(),
  };
  const market = await testMarket({ areas: [registerPolicy], parts: { policy } });
  store = await secondStore(market);
  if (alone) {
    const ctx = market.ctx();
    const changes = [{ path: '/governance/policyChangePeople', value: 1 }];
    await inTransaction(market.handle.db, (tx) =>
      createVersion(tx, ctx, { changes, reason: 'one is enough here', startsAt: ctx.now }),
    );
    await store.refresh();
  }
  return {
    market,
    store,
    async close() {
      await store?.close();
      await market.close();
    },
  };
}

const secondStore = (market: TestMarket): Promise<LivePolicyStore> =>
  openPolicyStore({
    db: market.handle.db,
    url: market.url,
    clock: market.clock,
    ids: uuidv7Source(),
    log: pino({ level: 'silent' }),
  });

/** Waits for what another connection brings; the runner's time limit is the only one. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('policy', () => {
  let market: TestMarket;
  let store: LivePolicyStore;
  let close: () => Promise<void>;
  before(async () => {
    ({ market, store, close } = await policyMarket({ alone: true }));
  });
  after(() => close());

  /** digest of version 2 */
  const alone = digest({
    ...defaultDocument,
    governance: { ...defaultDocument.governance, policyChangePeople: 1 },
  });
  const versionsInDatabase = async (): Promise<number> => {
    const { rows } = await market.handle.pool.query('select count(*)::int as count from policy_version');
    return rows[0].count;
  };
  const change = (path: string, value: unknown, more: object = {}) =>
    market.call(
      policyEndpoints.createPolicyVersion,
      { body: { changes: [{ path, value }], reason: 'a try', ...more }, idempotencyKey: newKey() },
      operator,
    );

  test('everybody may read the policy in force and its schema', async () => {
    const policy = await market.call(policyEndpoints.getPolicy);
    assert.ok(policy.ok);
    assert.equal(policy.value.number, 2);
    assert.equal(policy.value.digest, digest(policy.value.document));
    const schema = await market.call(policyEndpoints.getPolicySchema);
    assert.ok(schema.ok);
    assert.equal(schema.value.$schema, 'https://json-schema.org/draft/2020-12/schema');
  });

  test('a change is in force at once, here and in another process, and shows in the list and the diff', async (t) => {
    const other = await secondStore(market);
    t.after(() => other.close());
    const made = await change('/stores/youngStoresPerLicence', 12);
    assert.ok(made.ok, JSON.stringify(made));
    assert.equal(made.status, 201);
    const { number } = made.value;
    assert.equal(made.value.state, 'inForce');
    assert.equal(made.value.author, '01900000-0000-7000-8000-000000000001@example.test');
    assert.equal(store.at(testStart).document.stores.youngStoresPerLicence, 12);
    await until(() => other.at(testStart).number === number);
    assert.equal(other.at(testStart).document.stores.youngStoresPerLicence, 12);

    const rows = await market.call(policyEndpoints.diffPolicyVersions, { params: { number } }, operator);
    assert.ok(rows.ok);
    assert.deepEqual({ from: rows.value.from, to: rows.value.to }, { from: number - 1, to: number });
    assert.deepEqual(
      rows.value.rows.map(({ path, before, after }) => ({ path, before, after })),
      [{ path: '/stores/youngStoresPerLicence', before: 30, after: 12 }],
    );
    const { rows: events } = await market.handle.pool.query(
      "select type, actor, data->>'number' as number from event where subject_type = 'policyVersion' order by id desc limit 1",
    );
    assert.deepEqual(events[0], {
      type: 'policy.created',
      actor: 'person:01900000-0000-7000-8000-000000000001',
      number: String(number),
    });
  });

  test('the diff speaks the language of its reader', async () => {
    const labels = new Set<string>();
    for (const locale of ['zh-CN', 'ja', 'en']) {
      const rows = await market.call(
        policyEndpoints.diffPolicyVersions,
        { params: { number: 3 }, headers: { 'x-hazumi-locale': locale } },
        operator,
      );
      assert.ok(rows.ok);
      labels.add(rows.value.rows[0]?.label ?? '');
    }
    assert.equal(labels.size, 3);
  });

  test('a scheduled change waits for its start, and a newer one with the same start withdraws it', async () => {
    const startsAt = new Date(testStart.getTime() + 10 * day);
    const first = await change('/stores/youngStoresPerLicence', 7, { startsAt: startsAt.toISOString() });
    assert.ok(first.ok);
    assert.equal(first.value.state, 'scheduled');
    assert.notEqual(store.at(testStart).number, first.value.number);
    assert.equal(store.at(startsAt).document.stores.youngStoresPerLicence, 7);
    assert.notEqual(store.at(new Date(startsAt.getTime() - 1)).number, first.value.number);

    const second = await change('/stores/youngStoreDays', 3, { startsAt: startsAt.toISOString() });
    assert.ok(second.ok);
    // Changes are made to what is in force at the start: the scheduled limit of 7 stays.
    assert.equal(store.at(startsAt).document.stores.youngStoresPerLicence, 7);
    assert.equal(store.at(startsAt).document.stores.youngStoreDays, 3);
    const withdrawn = await market.call(
      policyEndpoints.getPolicyVersion,
      { params: { number: first.value.number } },
      operator,
    );
    assert.ok(withdrawn.ok);
    assert.equal(withdrawn.value.state, 'replaced');
  });

  test('rolling back makes a new version with the old document', async () => {
    const before = await versionsInDatabase();
    const made = await market.call(
      policyEndpoints.rollBackPolicy,
      { params: { number: 2 }, body: { reason: 'the limit was too low' }, idempotencyKey: newKey() },
      operator,
    );
    assert.ok(made.ok, JSON.stringify(made));
    assert.equal(made.value.number, before + 1);
    assert.equal(made.value.rollbackOf, 2);
    assert.equal(made.value.digest, alone);
    assert.equal(store.at(testStart).document.stores.youngStoresPerLicence, 30);
  });

  test('twenty who change at once get twenty numbers, and each change is kept', async () => {
    const before = await versionsInDatabase();
    const rivals = Array.from({ length: 20 }, (_, at) => at);
    const made = await Promise.all(rivals.map((at) => change(`/fees/byCategoryPpm/race-${at}`, 10_000 + at)));
    const numbers = made.map((result) => (result.ok ? result.value.number : 0)).sort((a, b) => a - b);
    assert.deepEqual(
      numbers,
      rivals.map((at) => before + 1 + at),
    );
    const fees = store.at(testStart).document.fees.byCategoryPpm as Record<string, number>;
    for (const at of rivals) assert.equal(fees[`race-${at}`], 10_000 + at);
  });

  test('the same key ten times at once makes one version', async () => {
    const before = await versionsInDatabase();
    const call = () =>
      market.call(
        policyEndpoints.createPolicyVersion,
        {
          body: { changes: [{ path: '/stores/youngStoreDays', value: 9 }], reason: 'once' },
          idempotencyKey: 'policy-once',
        },
        operator,
      );
    const made = await Promise.all(Array.from({ length: 10 }, call));
    assert.deepEqual(new Set(made.map((result) => result.ok && result.value.number)), new Set([before + 1]));
    assert.equal(await versionsInDatabase(), before + 1);
  });

  test('all faults come at once, each at its own place, and nothing is written', async () => {
    const before = await versionsInDatabase();
    const refused = await market.call(
      policyEndpoints.createPolicyVersion,
      {
        body: {
          changes: [
            { path: '/stores/storesPerLicence', value: 0 },
            { path: '/stores/youngStoreDays', value: 'many' },
            { path: '/licences/documentMediaTypes/-', value: 'nonsense' },
          ],
          reason: 'wrong three times',
        },
        idempotencyKey: newKey(),
        headers: { 'x-hazumi-locale': 'ja' },
      },
      operator,
    );
    assert.ok(!refused.ok);
    assert.equal(refused.problem.code, 'policy_invalid');
    assert.equal(refused.status, 422);
    const pointers = refused.problem.errors?.map(({ pointer }) => pointer);
    assert.equal(pointers?.length, 3);
    assert.ok(pointers?.includes('/body/changes/0/value'));
    assert.ok(pointers?.includes('/body/changes/1/value'));
    for (const { detail } of refused.problem.errors ?? []) assert.match(detail, /[ぁ-ん]/);
    assert.equal(await versionsInDatabase(), before);
  });

  test('a whole document is checked in the same way', async () => {
    const before = await versionsInDatabase();
    const refused = await market.call(
      policyEndpoints.createPolicyVersion,
      {
        body: { document: { stores: { storesPerLicence: -1 }, nonsense: {} }, reason: 'wrong' },
        idempotencyKey: newKey(),
      },
      operator,
    );
    assert.ok(!refused.ok);
    assert.deepEqual(
      new Set(refused.problem.errors?.map(({ pointer }) => pointer)),
      new Set(['/body/document/nonsense', '/body/document/stores/storesPerLicence']),
    );
    assert.equal(await versionsInDatabase(), before);
  });

  test('a change without a place, a start in the past and an outdated view are refused', async () => {
    const before = await versionsInDatabase();
    const nowhere = await change('/stores/nothing/here', 1);
    assert.ok(!nowhere.ok);
    assert.equal(nowhere.problem.pointer, '/body/changes/0/path');
    const past = await change('/stores/youngStoreDays', 1, {
      startsAt: new Date(testStart.getTime() - 1).toISOString(),
    });
    assert.ok(!past.ok);
    assert.equal(past.problem.code, 'policy_invalid');
    assert.equal(past.problem.pointer, '/body/startsAt');
    const outdated = await change('/stores/youngStoreDays', 1, { newestSeen: before - 1 });
    assert.ok(!outdated.ok);
    assert.equal(outdated.problem.code, 'version_conflict');
    assert.equal(await versionsInDatabase(), before);
  });

  test('the list is cut into pages, newest first', async () => {
    const count = await versionsInDatabase();
    const numbers: number[] = [];
    let cursor: string | undefined;
    do {
      const answer = await market.call(
        policyEndpoints.listPolicyVersions,
        { query: { limit: 7, ...(cursor === undefined ? {} : { cursor }) } },
        operator,
      );
      assert.ok(answer.ok);
      numbers.push(...answer.value.data.map(({ number }) => number));
      cursor = answer.value.nextCursor ?? undefined;
    } while (cursor !== undefined);
    assert.deepEqual(
      numbers,
      Array.from({ length: count }, (_, at) => count - at),
    );
  });

  test('exactly one version is in force', async () => {
    const answer = await market.call(policyEndpoints.listPolicyVersions, { query: { limit: 100 } }, operator);
    assert.ok(answer.ok);
    const inForce = answer.value.data.filter(({ state }) => state === 'inForce');
    assert.deepEqual(
      inForce.map(({ number }) => number),
      [store.at(testStart).number],
    );
  });

  test('operators only: others find nothing, auditors change nothing', async () => {
    const before = await versionsInDatabase();
    const body = { changes: [{ path: '/stores/youngStoreDays', value: 2 }], reason: 'mine now' };
    for (const [actor, code] of [
      [undefined, 'unauthenticated'],
      [merchant, 'not_found'],
      [auditor, 'forbidden'],
    ] as const) {
      const made = await market.call(
        policyEndpoints.createPolicyVersion,
        { body, idempotencyKey: newKey() },
        actor,
      );
      assert.ok(!made.ok);
      assert.equal(made.problem.code, code);
      const back = await market.call(
        policyEndpoints.rollBackPolicy,
        { params: { number: 1 }, body: { reason: 'mine' }, idempotencyKey: newKey() },
        actor,
      );
      assert.ok(!back.ok);
      assert.equal(back.problem.code, code);
    }
    for (const definition of [policyEndpoints.getPolicyVersion, policyEndpoints.diffPolicyVersions]) {
      const read = await market.call(definition, { params: { number: 1 } }, merchant);
      assert.ok(!read.ok);
      assert.equal(read.problem.code, 'not_found');
    }
    const read = await market.call(policyEndpoints.getPolicyVersion, { params: { number: 1 } }, auditor);
    assert.ok(read.ok);
    assert.equal(await versionsInDatabase(), before);
  });

  test('a number that is no version is not found, however large', async () => {
    for (const number of [999_999, 2_147_483_647]) {
      for (const definition of [policyEndpoints.getPolicyVersion, policyEndpoints.diffPolicyVersions]) {
        const answer = await market.call(definition, { params: { number } }, operator);
        assert.ok(!answer.ok);
        assert.equal(answer.problem.code, 'not_found');
      }
    }
  });

  test('the database refuses to change or remove a version', async () => {
    await assert.rejects(market.handle.pool.query("update policy_version set reason = 'x'"), /append-only/);
    await assert.rejects(market.handle.pool.query('delete from policy_version'), /append-only/);
  });

  test('a store that cannot listen finds a new version when it polls', async (t) => {
    const deaf = await openPolicyStore({
      db: market.handle.db,
      url: 'postgres://nobody@127.0.0.1:1/nowhere',
      clock: market.clock,
      ids: uuidv7Source(),
      log: pino({ level: 'silent' }),
    });
    t.after(() => deaf.close());
    const made = await change('/stores/youngStoreDays', 5);
    assert.ok(made.ok);
    assert.notEqual(deaf.at(testStart).number, made.value.number);
    assert.equal(await deaf.refresh(), 1);
    assert.equal(deaf.at(testStart).number, made.value.number);
    assert.equal(await deaf.refresh(), 0);
  });

  test('a listener whose connection is cut connects again', async (t) => {
    const other = await secondStore(market);
    t.after(() => other.close());
    await until(() => other.at(testStart).number === store.at(testStart).number);
    await market.handle.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and query like 'listen%' and pid <> pg_backend_pid()`,
    );
    const made = await change('/stores/youngStoreDays', 6);
    assert.ok(made.ok);
    await until(() => other.at(testStart).number === made.value.number);
  });
});

test('the first start writes version 1, the defaults, however many processes start at once', async () => {
  const { market, close } = await policyMarket();
  const stores = await Promise.all(Array.from({ length: 5 }, () => secondStore(market)));
  for (const each of stores) {
    assert.equal(each.at(testStart).number, 1);
    await each.close();
  }
  const { rows } = await market.handle.pool.query('select digest, document from policy_version');
  assert.equal(rows[0].digest, digest(defaultDocument));
  assert.deepEqual(rows[0].document, defaultDocument);
  assert.equal(rows.length, 1);
  await close();
});

test('by the defaults nobody changes the policy alone, but anybody goes back to an old version', async () => {
  const { market, close } = await policyMarket();
  const made = await market.call(
    policyEndpoints.createPolicyVersion,
    {
      body: { changes: [{ path: '/stores/youngStoreDays', value: 9 }], reason: 'by myself' },
      idempotencyKey: newKey(),
    },
    operator,
  );
  assert.ok(!made.ok);
  assert.equal(made.problem.code, 'approval_required');
  const back = await market.call(
    policyEndpoints.rollBackPolicy,
    { params: { number: 1 }, body: { reason: 'as it was' }, idempotencyKey: newKey() },
    operator,
  );
  assert.ok(back.ok);
  const { rows } = await market.handle.pool.query('select number from policy_version order by number');
  assert.deepEqual(rows, [{ number: 1 }, { number: 2 }]);
  await close();
});

test('a stored version whose document was altered is refused with its number', async () => {
  const { market, close } = await policyMarket();
  await market.handle.pool.query('alter table policy_version disable trigger all');
  await market.handle.pool.query(
    `update policy_version set document = jsonb_set(document, '{stores,storesPerLicence}', '31')`,
  );
  await assert.rejects(secondStore(market), /version 1 of the policy cannot be read/);
  await close();
});
