import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type AssortmentItem, assortmentConflicts } from './assortments.ts';
import { defaultDocument as policy } from './document.ts';

const item = (
  assortmentId: string,
  priceMinor: bigint,
  reservedPieces = 0,
  productKey = 'tea',
): AssortmentItem => ({
  assortmentId,
  productKey,
  priceMinor,
  reservedPieces,
});
const stock = new Map([
  ['tea', 10],
  ['cup', 10],
]);
const find = (items: readonly AssortmentItem[], assortmentPriceGapPpm = 0) =>
  assortmentConflicts(items, stock, { alliance: { ...policy.alliance, assortmentPriceGapPpm } });

test('the same goods at the same price, and other goods at any price, go together', () => {
  assert.deepEqual(find([item('lin', 100n, 5), item('mo', 100n, 5), item('mo', 900n, 10, 'cup')]), []);
});

test('the same goods at another price are a conflict, beyond the gap that the policy allows', () => {
  const items = [item('mo', 106n), item('lin', 100n), item('an', 105n)];
  assert.deepEqual(find(items), [
    {
      kind: 'price',
      productKey: 'tea',
      cheapest: 'lin',
      dearer: ['an', 'mo'],
      field: '/alliance/assortmentPriceGapPpm',
    },
  ]);
  assert.deepEqual(
    find(items, 50_000).map((conflict) => conflict.kind === 'price' && conflict.dearer),
    [['mo']],
  );
});

test('pieces cannot be promised twice, nor those that are not there', () => {
  assert.deepEqual(find([item('lin', 100n, 6), item('mo', 100n, 5)]), [
    { kind: 'stock', productKey: 'tea', reservedPieces: 11, stockPieces: 10 },
  ]);
  assert.equal(find([item('lin', 100n, 1, 'unheardOf')])[0]?.kind, 'stock');
});

test('the order of the input does not matter, and taking an item away never makes a new conflict of stock', () => {
  const items = fc.array(
    fc
      .record({
        assortment: fc.constantFrom('an', 'lin', 'mo'),
        price: fc.bigInt(95n, 105n),
        pieces: fc.nat(8),
        product: fc.constantFrom('tea', 'cup'),
      })
      .map(({ assortment, price, pieces, product }) => item(assortment, price, pieces, product)),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(items, fc.nat(60_000), (list, gap) => {
      const found = find(list, gap);
      // Items that are alike in all that matters may swap their places.
      const keys = (conflicts: typeof found) =>
        conflicts.map((each) =>
          each.kind === 'price' ? { ...each, dearer: [...each.dearer].sort() } : each,
        );
      assert.deepEqual(keys(find([...list].reverse(), gap)), keys(found));
      const stocks = (conflicts: typeof found) => conflicts.filter(({ kind }) => kind === 'stock').length;
      assert.ok(stocks(find(list.slice(1), gap)) <= stocks(found));
    }),
  );
});
