import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { instantText, type NewTouch, touchRows } from './touches.rows.ts';

test('an instant is written as it always is, whatever day was written before', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (at) => {
      assert.equal(instantText(at), at.toISOString());
      const dayEnd = new Date(Math.floor(at.getTime() / 86_400_000) * 86_400_000 + 86_399_999);
      if (!Number.isNaN(dayEnd.getTime())) assert.equal(instantText(dayEnd), dayEnd.toISOString());
    }),
    { numRuns: 2_000 },
  );
});

test('rows as COPY reads them, with the months whose partitions they need', () => {
  const touch: NewTouch = {
    storeId: 's',
    visitor: 'v',
    at: new Date('2026-01-31T23:59:59.007Z'),
    id: 'i',
    surface: 'product',
    source: 'douyin',
    sourceClass: 'external',
    isPaid: true,
    linkId: null,
    productId: 'p',
    couponId: null,
    creatorId: null,
    campaign: '春\tsale\\',
    policyVersion: 3,
  };
  const later = { ...touch, at: new Date('2026-02-01T00:00:00Z'), isPaid: false, campaign: null };
  const { rows, count, months } = touchRows([touch, later]);
  assert.equal(
    rows.toString(),
    's\tv\t2026-01-31T23:59:59.007Z\ti\tproduct\tdouyin\texternal\tt\t\\N\tp\t\\N\t\\N\t春\\tsale\\\\\t3\n' +
      's\tv\t2026-02-01T00:00:00.000Z\ti\tproduct\tdouyin\texternal\tf\t\\N\tp\t\\N\t\\N\t\\N\t3\n',
  );
  assert.equal(count, 2);
  assert.deepEqual([...months], ['2026-01', '2026-02']);
});
