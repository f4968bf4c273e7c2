import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { storesEndpoints as endpoints, licencesEndpoints, toPublicId } from '@hazumi/contracts';
import { codeOf, type Owned, operator } from '../licences/testing.ts';
import { testStart } from '../testing/market.ts';
import { type StoreTest, storeTest, tea } from './testing.ts';

const books = 'cat_01h4000000e008000000000220';

describe('stores', () => {
  let market: StoreTest;
  before(async () => {
    market = await storeTest();
  });
  after(() => market.close());

  const verifiedOnes = async (count: number): Promise<Owned[]> => {
    const all: Owned[] = [];
    while (all.length < count) all.push(await market.verified());
    return all;
  };
  const categoryId = async (slug: string): Promise<string> => {
    const { rows } = await market.handle.pool.query('select id from category where slug = $1', [slug]);
    return toPublicId('category', rows[0].id);
  };

  test('a store opens in one request, at once, with nothing paid', async () => {
    const owned = await market.verified();
    const store = await market.open(owned);
    const { id, timeline, ...rest } = store;
    assert.deepEqual(rest, {
      slug: 'aoba-tea',
      texts: { en: { name: 'Aoba Tea', description: '' }, ja: { name: '青葉茶舗', description: '' } },
      defaultLocale: 'ja',
      currency: 'CNY',
      country: 'CN',
      categoryId: null,
      logoUrl: null,
      state: 'open',
      openForSale: true,
      openedAt: testStart.toISOString(),
      listedProducts: 0,
      openOrders: 0,
      version: 1,
      licenceId: owned.id,
      licenceState: 'verified',
      freight: { amountMinor: 0, freeFromMinor: null },
      reason: null,
      note: null,
      isFirstOfLicence: true,
      firstPaidAt: null,
      closingAt: null,
      closedAt: null,
      createdAt: testStart.toISOString(),
      policyVersion: 1,
      actions: ['edit', 'close'],
    });
    assert.deepEqual(
      timeline.map(({ type }) => type),
      ['store.opened', 'store.applied'],
    );
    const shown = await market.call(endpoints.getStore, { params: { storeId: id } });
    assert.ok(shown.ok);
    assert.equal((await market.read(owned)).storeCount, 1);
  });

  test('everything that can be said of a store is kept as it was said', async () => {
    const owned = await market.verified();
    const store = await market.open(owned, {
      texts: { 'zh-CN': { name: '青叶书店', description: '两行\n说明' } },
      slug: 'aoba-books',
      currency: 'JPY',
      country: 'JP',
      categoryId: await categoryId('books'),
      freight: { amountMinor: 800, freeFromMinor: 5000 },
    });
    assert.equal(store.slug, 'aoba-books');
    assert.equal(store.currency, 'JPY');
    assert.equal(store.country, 'JP');
    assert.equal(store.defaultLocale, 'zh-CN');
    assert.equal(store.categoryId, await categoryId('books'));
    assert.deepEqual(store.freight, { amountMinor: 800, freeFromMinor: 5000 });
    assert.equal(store.texts['zh-CN']?.description, '两行\n说明');
  });

  test('40 requests at once open exactly 30 stores, and exactly one is the first', async () => {
    const owned = await market.verified();
    const opened = await Promise.all(Array.from({ length: 40 }, () => market.tryOpen(owned)));
    const stores = opened.flatMap((result) => (result.ok ? [result.value] : []));
    assert.equal(stores.length, 30);
    assert.deepEqual(
      new Set(opened.flatMap((result) => (result.ok ? [] : [result.problem.code]))),
      new Set(['store_limit_reached']),
    );
    assert.equal(stores.filter(({ isFirstOfLicence }) => isFirstOfLicence).length, 1);
    assert.equal(new Set(stores.map(({ slug }) => slug)).size, 30);
    assert.equal(await market.count('store where licence_id = $1', owned.uuid), 30);
    const licence = await market.read(owned);
    assert.equal(licence.storeCount, 30);
    assert.equal(licence.actions.includes('openStore'), false);
    assert.equal(
      await market.count(
        "event where subject_type = 'store' and type = 'store.opened' and store_id in (select id from store where licence_id = $1)",
        owned.uuid,
      ),
      30,
    );
  });

  test('the same key ten times at once opens one store', async () => {
    const owned = await market.verified();
    const opened = await Promise.all(
      Array.from({ length: 10 }, () => market.tryOpen(owned, {}, { idempotencyKey: 'store-once' })),
    );
    assert.equal(new Set(opened.map((result) => result.ok && result.value.id)).size, 1);
    assert.equal((await market.read(owned)).storeCount, 1);
    const other = await market.tryOpen(owned, { slug: 'another-one' }, { idempotencyKey: 'store-once' });
    assert.equal(codeOf(other), 'idempotency_key_reused');
  });

  test('a store that is applied for opens when its licence is verified', async () => {
    const owned = await market.draft();
    const store = await market.open(owned);
    assert.deepEqual([store.state, store.openForSale, store.openedAt], ['applied', false, null]);
    const hidden = await market.call(endpoints.getStore, { params: { storeId: store.id } });
    assert.equal(codeOf(hidden), 'not_found');
    const bySlug = await market.call(endpoints.getStoreBySlug, { params: { slug: store.slug } });
    assert.equal(codeOf(bySlug), 'not_found');

    await market.upload(owned);
    await market.submit(owned);
    await market.sweep();
    const opened = await market.settings(store.id, owned);
    assert.deepEqual(
      [opened.state, opened.openForSale, opened.openedAt],
      ['open', true, market.clock.now().toISOString()],
    );
    assert.deepEqual(
      opened.timeline.map(({ type }) => type),
      ['store.opened', 'store.applied'],
    );
  });

  test('stores opened while the licence is being verified are all open in the end', async () => {
    for (let round = 0; round < 5; round += 1) {
      const owned = await market.draft();
      await market.upload(owned);
      await market.submit(owned);
      const [, ...opened] = await Promise.all([
        market.sweep(),
        ...Array.from({ length: 8 }, () => market.tryOpen(owned)),
      ]);
      assert.ok(opened.every((result) => typeof result === 'object' && result.ok));
      assert.equal(
        await market.count("store where licence_id = $1 and state = 'open' and open_for_sale", owned.uuid),
        8,
      );
    }
  });

  test('under a suspended or banned licence no store is opened', async () => {
    const owned = await market.verified();
    for (const endpoint of [licencesEndpoints.suspendLicence, licencesEndpoints.banLicence]) {
      await market.call(endpoint, { params: { licenceId: owned.id }, body: { reason: 'other' } }, operator);
      assert.equal(codeOf(await market.tryOpen(owned)), 'licence_inactive');
      assert.equal(await market.count('store where licence_id = $1', owned.uuid), 0);
      assert.equal((await market.read(owned)).storeCount, 0);
    }
  });

  test('of ten who want one slug at once, one gets it; places of the others are not taken', async () => {
    const rivals = await verifiedOnes(10);
    const opened = await Promise.all(rivals.map((owned) => market.tryOpen(owned, { slug: 'wanted-by-all' })));
    assert.equal(opened.filter((result) => result.ok).length, 1);
    assert.deepEqual(
      new Set(
        opened.flatMap((result) => (result.ok ? [] : [`${result.problem.code} ${result.problem.pointer}`])),
      ),
      new Set(['slug_taken /body/slug']),
    );
    const counts = await Promise.all(rivals.map(async (owned) => (await market.read(owned)).storeCount));
    assert.deepEqual(counts.sort(), [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  test('ten stores of one name get ten slugs', async () => {
    const rivals = await verifiedOnes(10);
    const opened = await Promise.all(
      rivals.map((owned) => market.open(owned, { texts: { en: { name: 'Same Name' } } })),
    );
    const slugs = opened.map(({ slug }) => slug);
    assert.equal(new Set(slugs).size, 10);
    assert.ok(slugs.includes('same-name'));
    assert.ok(slugs.every((slug) => slug.startsWith('same-name')));
  });

  for (const [name, body, pointer, code] of [
    ['a reserved slug', { slug: 'checkout' }, '/body/slug', 'slug_taken'],
    ['a slug with capitals', { slug: 'Tea' }, '/body/slug', 'invalid_request'],
    ['a currency without a reference rate', { currency: 'XXX' }, '/body/currency', 'invalid_request'],
    [
      'a category that is not there',
      { categoryId: books.replace('220', '999') },
      '/body/categoryId',
      'invalid_request',
    ],
    [
      'a default language without a text',
      { defaultLocale: 'zh-CN' },
      '/body/defaultLocale',
      'invalid_request',
    ],
    ['no text in any language', { texts: {} }, '/body/texts', 'invalid_request'],
    ['a negative freight', { freight: { amountMinor: -1 } }, '/body/freight/amountMinor', 'invalid_request'],
    ['an unknown field', { state: 'open' }, '/body', 'invalid_request'],
  ] as const) {
    test(`${name} is refused at its place, and takes no place in the licence`, async () => {
      const owned = await market.verified();
      const refused = await market.tryOpen(owned, body as never);
      assert.equal(codeOf(refused), code);
      assert.equal(!refused.ok && refused.problem.pointer, pointer);
      assert.equal((await market.read(owned)).storeCount, 0);
    });
  }

  test('an edit changes what it names, from the version it names', async () => {
    const owned = await market.verified();
    const store = await market.open(owned, { categoryId: await categoryId('books') });
    const params = { storeId: store.id };
    const edited = await market.call(
      endpoints.editStore,
      { params, body: { texts: { en: { name: 'New name' } }, defaultLocale: 'en' }, ifMatch: 1 },
      owned.owner,
    );
    assert.ok(edited.ok);
    assert.equal(edited.version, 2);
    assert.deepEqual(edited.value.texts, { en: { name: 'New name', description: '' } });
    assert.equal(edited.value.categoryId, store.categoryId);
    assert.equal(edited.value.slug, store.slug);

    const freight = { amountMinor: 10_000_000_000_000, freeFromMinor: 0 };
    const cleared = await market.call(
      endpoints.editStore,
      { params, body: { categoryId: null, freight }, ifMatch: 2 },
      owned.owner,
    );
    assert.ok(cleared.ok);
    assert.deepEqual([cleared.value.categoryId, cleared.value.freight], [null, freight]);

    const before = await market.settings(store.id, owned);
    for (const [body, ifMatch, code] of [
      [{ categoryId: null }, 1, 'version_conflict'],
      [{ categoryId: null }, undefined, 'precondition_required'],
      [{ defaultLocale: 'ja' }, 3, 'invalid_request'],
      [{ texts: { ja: { name: '店' } } }, 3, 'invalid_request'],
      [{ slug: 'new-slug' }, 3, 'invalid_request'],
      [{ currency: 'JPY' }, 3, 'invalid_request'],
    ] as const) {
      const refused = await market.call(
        endpoints.editStore,
        { params, body: body as never, ...(ifMatch === undefined ? {} : { ifMatch }) },
        owned.owner,
      );
      assert.equal(codeOf(refused), code, JSON.stringify(body));
    }
    assert.deepEqual(await market.settings(store.id, owned), before);
  });

  test('of ten edits of one version at once one wins', async () => {
    const owned = await market.verified();
    const store = await market.open(owned);
    const edits = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        market.call(
          endpoints.editStore,
          { params: { storeId: store.id }, body: { freight: { amountMinor: at } }, ifMatch: 1 },
          owned.owner,
        ),
      ),
    );
    assert.equal(edits.filter((result) => result.ok).length, 1);
    assert.ok(edits.every((result) => result.ok || result.problem.code === 'version_conflict'));
    assert.equal((await market.settings(store.id, owned)).version, 2);
  });

  test('what everybody sees of a store says who answers for it, and nothing that is between it and the market', async () => {
    const owned = await market.verified({
      legalName: '青叶商贸有限公司',
      registrationNumber: '91310000MA1K4BJL2X',
    });
    const store = await market.open(owned, { slug: 'seen-by-all' });
    const byId = await market.call(endpoints.getStore, { params: { storeId: store.id } });
    const bySlug = await market.call(endpoints.getStoreBySlug, { params: { slug: 'seen-by-all' } });
    assert.ok(byId.ok && bySlug.ok);
    assert.deepEqual(byId.value, bySlug.value);
    assert.deepEqual(byId.value, {
      id: store.id,
      slug: 'seen-by-all',
      texts: store.texts,
      defaultLocale: 'ja',
      currency: 'CNY',
      country: 'CN',
      categoryId: null,
      logoUrl: null,
      state: 'open',
      openForSale: true,
      openedAt: testStart.toISOString(),
      freight: { amountMinor: 0, freeFromMinor: null },
      licence: {
        id: owned.id,
        legalName: '青叶商贸有限公司',
        country: 'CN',
        registrationNumber: '9131**********JL2X',
        isVerified: true,
      },
    });
  });

  test('a limit that the policy lowers holds for the next store; stores that are there stay', async (t) => {
    const owned = await market.verified();
    await market.open(owned);
    const { policy } = market.market;
    const version = policy.at(testStart);
    const at = policy.at;
    t.after(() => {
      policy.at = at;
    });
    const withStores = (stores: object) => ({
      ...version,
      document: { ...version.document, stores: { ...version.document.stores, ...stores } },
    });
    policy.at = () => withStores({ storesPerLicence: 1, youngStoresPerLicence: 1 });
    const refused = await market.tryOpen(owned);
    assert.equal(codeOf(refused), 'store_limit_reached');
    assert.deepEqual(!refused.ok && refused.problem.data, { limit: 1 });

    policy.at = () => withStores({ storesPerLicence: 30, youngStoresPerLicence: 2, youngStoreDays: 30 });
    const young = await Promise.all(Array.from({ length: 5 }, () => market.tryOpen(owned)));
    assert.equal(young.filter((result) => result.ok).length, 1);
    assert.equal((await market.read(owned)).storeCount, 2);
    await market.clock.set(new Date(testStart.getTime() + 31 * 86_400_000));
    assert.ok((await market.tryOpen(owned)).ok);
  });

  test('the slug and the id of a store that is not there are not found', async () => {
    for (const params of [{ storeId: 'sto_01j00000000000000000000000' }, { storeId: 'nonsense' }]) {
      assert.equal(codeOf(await market.call(endpoints.getStore, { params })), 'not_found');
    }
    for (const slug of ['no-such-store', 'UPPER', '-', 'a'.repeat(500)]) {
      assert.equal(codeOf(await market.call(endpoints.getStoreBySlug, { params: { slug } })), 'not_found');
    }
  });

  test('a request without its key opens nothing', async () => {
    const owned = await market.verified();
    const refused = await market.call(
      endpoints.openStore,
      { params: { licenceId: owned.id }, body: tea },
      owned.owner,
    );
    assert.equal(codeOf(refused), 'idempotency_key_required');
    assert.equal((await market.read(owned)).storeCount, 0);
  });
});
