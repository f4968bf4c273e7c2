import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultDocument, groupEntries } from './document.ts';
import { describeDocument, explain, fieldPath, valueAt } from './explain.ts';

test('a field is explained with all that a form and a doubter need', () => {
  const explained = explain('/stores/storesPerLicence');
  assert.ok(explained);
  assert.equal(explained.label.en, 'Stores per licence');
  assert.equal(explained.group['zh-CN'], '店铺');
  assert.deepEqual(explained.shape, { kind: 'integer', unit: 'count', min: 1, max: 1_000 });
  assert.equal(explained.default, 30);
  assert.equal(explained.defaultText.ja, '30');
  assert.equal(explained.source, 'article');
  assert.equal(explained.confidence, 'P');
  assert.equal(explained.confidenceName.en, "From practitioners' texts");
  assert.match(explained.note ?? '', /Douyin/);
});

test('a pointer into a field explains the field; any other explains nothing', () => {
  assert.equal(explain('/fees/byCategoryPpm/books')?.path, '/fees/byCategoryPpm');
  for (const nothing of ['', '/', '/fees', '/fees/toString', '/constructor/name', 'fees/standardPpm', '/~'])
    assert.equal(explain(nothing), null, nothing);
});

test('the whole document is described in the order of a form, as plain JSON', () => {
  const described = describeDocument();
  assert.deepEqual(
    described.map(({ path }) => path),
    groupEntries.map(([name]) => `/${name}`),
  );
  assert.deepEqual(JSON.parse(JSON.stringify(described)), described);
  for (const { fields } of described)
    for (const field of fields) assert.deepEqual(explain(field.path), field);
});

test('a value is found at its pointer, and nothing where there is none', () => {
  assert.equal(valueAt(defaultDocument, '/deposit/tiers/1/required/amountMinor'), 10_000);
  assert.equal(valueAt(defaultDocument, fieldPath('orders', 'unpaidExpiryMinutes')), 15);
  assert.equal(valueAt(defaultDocument, ''), defaultDocument);
  for (const nothing of [
    '/deposit/tiers/99',
    '/orders/x',
    '/orders/constructor',
    'orders',
    '/orders/unpaidExpiryMinutes/x',
  ])
    assert.equal(valueAt(defaultDocument, nothing), undefined, nothing);
});
