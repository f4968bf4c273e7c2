import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Endpoint, licencesEndpoints, storesEndpoints } from '@hazumi/contracts';
import type { Actor } from '../kernel/context.ts';
import { auditor, newKey, type Owned, operator, pdf, staffOf } from '../licences/testing.ts';
import { permissionsOf } from '../people/permissions.ts';
import { personActor } from '../testing/market.ts';
import { type Settings, type StoreTest, storeTest, tea } from './testing.ts';

/**
 * Every endpoint of licences and stores, asked by everybody who may not: what isn't theirs answers as if it weren't there, and nothing
 * changes. The table is made from the contract, so an endpoint that is added is asked too.
 */
describe('what is not yours', () => {
  let market: StoreTest;
  let mine: Owned;
  let rival: Owned;
  let store: Settings;
  let rivalStore: Settings;
  let documentId: string;
  before(async () => {
    market = await storeTest();
    mine = await market.draft();
    const uploaded = (await (await market.upload(mine)).json()) as { id: string };
    documentId = uploaded.id;
    store = await market.open(mine);
    rival = await market.verified();
    rivalStore = await market.open(rival);
  });
  after(() => market.close());

  const definitions: Endpoint[] = [...Object.values(licencesEndpoints), ...Object.values(storesEndpoints)];

  /** Everything that could have changed, as one text. */
  async function everything(): Promise<string> {
    const tables = [
      'licence',
      'licence_document',
      'identity_check',
      'store',
      'membership',
      'event',
      'object_removal',
    ];
    const parts = await Promise.all(
      tables.map(async (table) => {
        const { rows } = await market.handle.pool.query(`select t::text as row from ${table} t order by 1`);
        return JSON.stringify(rows);
      }),
    );
    return parts.join('\n');
  }

  /** A sound request to this endpoint about my licence and store, sent by this actor. */
  async function send(
    definition: Endpoint,
    actor: Actor | undefined,
  ): Promise<{ status: number; body: string }> {
    const path = definition.path
      .replace('{licenceId}', mine.id)
      .replace('{storeId}', store.id)
      .replace('{documentId}', documentId)
      .replace('{slug}', store.slug);
    const headers: Record<string, string> = actor === undefined ? {} : market.headersOf(actor);
    if (definition.idempotent) headers['idempotency-key'] = newKey();
    if (definition.etag === 'required') headers['if-match'] = '"v1"';
    let body: FormData | string | null = null;
    if (definition.bodyType === 'form') {
      const form = new FormData();
      if (definition.id === 'addLicenceDocument') form.set('kind', 'other');
      form.set('file', new File([pdf()], 'a.pdf'));
      body = form;
    } else if (definition.body !== undefined) {
      headers['content-type'] = 'application/json';
      body = JSON.stringify(bodies[definition.id] ?? {});
      assert.ok(
        definition.body.safeParse(JSON.parse(body)).success,
        `${definition.id} needs a sound body in this test`,
      );
    }
    const answer = await market.market.app.request(`http://market.test${path}`, {
      method: definition.method.toUpperCase(),
      headers,
      body,
    });
    return { status: answer.status, body: await answer.text() };
  }

  const sanction = { reason: 'other' };
  const bodies: Record<string, unknown> = {
    openStore: tea,
    editStore: { categoryId: null },
    editLicence: { legalName: 'Taken Over Ltd' },
    decideLicence: { decision: 'verified' },
    suspendLicence: sanction,
    banLicence: sanction,
    restrictStore: sanction,
    suspendStore: sanction,
    banStore: sanction,
    registerLicence: {
      legalName: 'New Ltd',
      country: 'CN',
      registrationNumber: 'NEW-1',
      contactEmail: 'new@example.test',
      address: { city: 'A', street: 'B' },
    },
  };

  for (const definition of definitions.filter(({ access }) => access === 'licence')) {
    test(`${definition.id}: only staff with the permission`, async () => {
      const before = await everything();
      const missing = (['clerk', 'finance', 'manager'] as const).filter(
        (role) => !permissionsOf[role].includes(definition.permission as never),
      );
      const ofAnotherStore = personActor('01900000-0000-7000-8000-0000000000e1', {
        memberships: [
          { licenceId: mine.uuid, storeId: '01900000-0000-7000-8000-0000000000e2', role: 'manager' },
        ],
      });
      const withoutScope = { ...mine.owner, scopes: ['cart'] } as Actor;
      const refused: [string, Actor | undefined, number][] = [
        ['nobody', undefined, 401],
        ['a guest', { kind: 'guest', guestHash: Buffer.alloc(32) }, 401],
        ['a shopper', personActor('01900000-0000-7000-8000-0000000000e3'), 404],
        ['another licence’s owner', rival.owner, 404],
        ['an operator', operator, 404],
        ['an API key without the scope', withoutScope, 403],
        ...missing.map((role): [string, Actor, number] => [role, staffOf(mine.uuid, role), 403]),
      ];
      if (definition.storeStaff !== true) refused.push(['staff of another store', ofAnotherStore, 404]);
      const missed = await Promise.all(
        refused.map(async ([, actor]) => (await send(definition, actor)).status),
      );
      assert.deepEqual(
        refused.map(([who], at) => [who, missed[at]]),
        refused.map(([who, , status]) => [who, status]),
      );
      assert.equal(await everything(), before);
    });
  }

  for (const definition of definitions.filter(({ access }) => access === 'operator')) {
    test(`${definition.id}: only operators, and auditors only read`, async () => {
      const before = await everything();
      const reads = definition.method === 'get';
      for (const [actor, status] of [
        [undefined, 401],
        [mine.owner, 404],
        [rival.owner, 404],
      ] as const) {
        assert.equal((await send(definition, actor)).status, status);
      }
      assert.equal((await send(definition, auditor)).status, reads ? 200 : 403);
      assert.equal(await everything(), before);
    });
  }

  test('what isn’t there answers as what isn’t mine, to the letter', async () => {
    const strip = (body: string) => body.replace(/"requestId":"[^"]+"/, '');
    const foreign = await send(storesEndpoints.getStoreSettings, rival.owner);
    const absent = await market.market.app.request(
      'http://market.test/v1/stores/sto_01j00000000000000000000000/settings',
      { headers: market.headersOf(rival.owner) },
    );
    assert.equal(absent.status, foreign.status);
    assert.equal(strip(await absent.text()), strip(foreign.body));
  });

  test('a licence in the path and a store of another do not mix', async () => {
    const matrix = await market.call(
      storesEndpoints.listLicenceStores,
      { params: { licenceId: mine.id } },
      mine.owner,
    );
    assert.ok(matrix.ok);
    assert.deepEqual(
      matrix.value.data.map(({ id }) => id),
      [store.id],
    );
    assert.deepEqual([matrix.value.storeCount, matrix.value.storeLimit], [1, 30]);
    const closed = await market.call(
      storesEndpoints.closeStore,
      { params: { storeId: rivalStore.id } },
      mine.owner,
    );
    assert.equal(closed.status, 404);
    assert.equal((await market.settings(rivalStore.id, rival)).state, 'open');
  });

  test('staff of one store see that store in the matrix, with its counts, and no other', async () => {
    const second = await market.open(rival);
    await market.givenOrder(second.id, 'paid');
    await market.givenOrder(second.id, 'complete');
    await market.givenOrder(rivalStore.id, 'shipped');
    const { rows } = await market.handle.pool.query('select id from store where slug = $1', [second.slug]);
    const clerk = staffOf(rival.uuid, 'clerk', rows[0].id);
    const params = { licenceId: rival.id };
    const seen = await market.call(storesEndpoints.listLicenceStores, { params }, clerk);
    assert.ok(seen.ok);
    assert.deepEqual(
      seen.value.data.map(({ id, openOrders, listedProducts }) => ({ id, openOrders, listedProducts })),
      [{ id: second.id, openOrders: 1, listedProducts: 0 }],
    );
    const all = await market.call(storesEndpoints.listLicenceStores, { params }, rival.owner);
    assert.ok(all.ok);
    assert.deepEqual(
      all.value.data.map(({ id, openOrders }) => [id, openOrders]),
      [
        [rivalStore.id, 1],
        [second.id, 1],
      ],
    );
  });
});
