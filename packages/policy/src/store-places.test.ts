import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import { storePlace } from './store-places.ts';

test('a licence holds 30 stores', () => {
  assert.deepEqual(storePlace(29, 29, policy), { allowed: true });
  assert.deepEqual(storePlace(30, 0, policy), {
    allowed: false,
    reason: 'storesPerLicence',
    limit: 30,
    field: '/stores/storesPerLicence',
  });
});

test('of them an operator can limit the young ones', () => {
  const few = { stores: { ...policy.stores, youngStoresPerLicence: 2 } };
  assert.deepEqual(storePlace(20, 1, few), { allowed: true });
  assert.deepEqual(storePlace(20, 2, few), {
    allowed: false,
    reason: 'youngStores',
    limit: 2,
    field: '/stores/youngStoresPerLicence',
  });
});

test('stores that are opened one after another never exceed either limit', () => {
  const limit = fc.integer({ min: 1, max: 8 });
  fc.assert(
    fc.property(limit, limit, fc.array(fc.boolean(), { maxLength: 30 }), (all, young, tries) => {
      const own = { stores: { ...policy.stores, storesPerLicence: all, youngStoresPerLicence: young } };
      let held = 0;
      let youngHeld = 0;
      for (const ages of tries) {
        if (ages) youngHeld = Math.max(0, youngHeld - 1);
        else if (storePlace(held, youngHeld, own).allowed) {
          held += 1;
          youngHeld += 1;
        }
        assert.ok(held <= all && youngHeld <= young);
      }
    }),
  );
});
