import assert from 'node:assert/strict';
import test from 'node:test';
import { issuesOf } from '../../api/schemas.ts';
import { withValueAt } from '../../forms/pointer.ts';
import { settingsOf, stores } from '../../testing/facts.stores.ts';
import { likelySlug } from './slug.ts';
import { editStoreBody, newStore, openStoreBody, storeDraft } from './store-draft.ts';

type Present = Parameters<typeof storeDraft>[0];
const store = settingsOf(stores[0] as (typeof stores)[number]) as Present;

test('a store is opened with what was filled in; the rest is left to the market', () => {
  const draft = withValueAt(newStore('CNY'), '/texts/ja/name', '青葉のうつわ');
  const converted = openStoreBody(draft);
  assert.ok(converted.ok);
  assert.deepEqual(converted.body, {
    texts: { ja: { name: '青葉のうつわ', description: '' } },
    currency: 'CNY',
    categoryId: null,
    freight: { amountMinor: 0, freeFromMinor: null },
  });
  assert.deepEqual(issuesOf('openStore', converted.body), []);
});

test('freight is read in the currency of the store', () => {
  const draft = withValueAt(withValueAt(newStore('JPY'), '/texts/en/name', 'A'), '/freight', {
    amountMinor: '600',
    freeFromMinor: '5,000',
  });
  const converted = openStoreBody(draft);
  assert.ok(converted.ok);
  assert.deepEqual(converted.body.freight, { amountMinor: 600, freeFromMinor: 5000 });
  const decimals = openStoreBody(withValueAt(draft, '/freight/amountMinor', '6.5'));
  assert.deepEqual(!decimals.ok && [...decimals.faults], [['/freight/amountMinor', { kind: 'money' }]]);
});

test('a store needs a name, and a description its name', () => {
  const nameless = openStoreBody(withValueAt(newStore('CNY'), '/texts/en/description', 'Pots'));
  assert.deepEqual(!nameless.ok && [...nameless.faults.keys()], ['/texts/en/name', '/texts/zh-CN/name']);
});

test('an edit sends what differs; nothing is no edit', () => {
  const draft = storeDraft(store);
  assert.equal(editStoreBody(draft, store).ok, false);
  const free = editStoreBody(withValueAt(draft, '/freight/freeFromMinor', ''), store);
  assert.deepEqual(free.ok && free.body, { freight: { amountMinor: 1200, freeFromMinor: null } });
  const moved = editStoreBody(withValueAt(draft, '/categoryId', ''), store);
  assert.deepEqual(moved.ok && moved.body, { categoryId: null });
  const renamed = editStoreBody(withValueAt(draft, '/texts/en/name', 'Pots'), store);
  assert.deepEqual(renamed.ok && Object.keys(renamed.body), ['texts']);
  assert.deepEqual(renamed.ok && renamed.body.texts?.ja?.name, '青葉のうつわ');
});

test('the preview of the address is what the market makes of a name', () => {
  assert.equal(likelySlug({ en: 'Café Ōkami & Sons!' }), 'cafe-okami-and-sons');
  assert.equal(likelySlug({ 'zh-CN': 'Aoba 青叶', ja: '青葉' }), 'aoba');
  assert.equal(likelySlug({ ja: '青葉堂', 'zh-CN': '青叶堂' }), undefined);
  assert.equal(likelySlug({ en: '24' }), undefined);
});
