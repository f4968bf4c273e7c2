import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultDocument, type PolicyDocument } from '@hazumi/policy';
import { type DocumentChange, isWithin, withChanges } from './policy.changes.ts';

const changed = (...changes: DocumentChange[]): PolicyDocument => {
  const result = withChanges(defaultDocument, changes);
  assert.ok(result.ok, JSON.stringify(result));
  return result.document as PolicyDocument;
};

test('a field, an entry of a table and a new entry are set, and the original stays as it was', () => {
  const before = JSON.stringify(defaultDocument);
  const after = changed(
    { path: '/stores/storesPerLicence', value: 12 },
    { path: '/currencies/referenceRatesPpm/CNY', value: 999_999 },
    { path: '/currencies/referenceRatesPpm/THB', value: 5_000_000 },
  );
  assert.equal(after.stores.storesPerLicence, 12);
  assert.equal(after.currencies.referenceRatesPpm.CNY, 999_999);
  assert.equal(after.currencies.referenceRatesPpm.THB, 5_000_000);
  assert.equal(JSON.stringify(defaultDocument), before);
});

test('an entry is taken out of a table and out of a list, and put at the end of a list', () => {
  const after = changed(
    { path: '/currencies/referenceRatesPpm/EUR' },
    { path: '/licences/documentMediaTypes/0' },
    { path: '/licences/documentMediaTypes/-', value: 'image/avif' },
    { path: '/licences/documentMediaTypes/0', value: 'image/gif' },
  );
  assert.equal(Object.hasOwn(after.currencies.referenceRatesPpm, 'EUR'), false);
  assert.deepEqual(after.licences.documentMediaTypes, ['image/gif', 'image/png', 'image/webp', 'image/avif']);
});

test('a later change sees what an earlier one did', () => {
  const after = changed(
    { path: '/licences/documentMediaTypes', value: [] },
    { path: '/licences/documentMediaTypes/-', value: 'image/png' },
  );
  assert.deepEqual(after.licences.documentMediaTypes, ['image/png']);
});

test('each change without a place is a fault of its own, and nothing is changed', () => {
  const nowhere = [
    '',
    'stores',
    '/nothing/here',
    '/stores/storesPerLicence/deeper',
    '/licences/documentMediaTypes/9',
    '/licences/documentMediaTypes/01',
    '/stores/~2',
    '/__proto__/polluted',
    '/stores/__proto__',
  ];
  const result = withChanges(
    defaultDocument,
    nowhere.map((path) => ({ path, value: 1 })),
  );
  assert.equal(result.ok, false);
  assert.deepEqual(!result.ok && result.faults.map(({ path }) => path), nowhere);
  assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
});

test('what is not there cannot be taken out', () => {
  const result = withChanges(defaultDocument, [{ path: '/currencies/referenceRatesPpm/XXX' }]);
  assert.equal(result.ok, false);
});

test('a pointer lies within itself and its parents, not within a name that begins alike', () => {
  assert.ok(isWithin('/fees', '/fees'));
  assert.ok(isWithin('/fees/books', '/fees'));
  assert.equal(isWithin('/feesOfBooks', '/fees'), false);
});
