import assert from 'node:assert/strict';
import test from 'node:test';
import { sumMinor } from '@hazumi/policy';
import fc from 'fast-check';
import { type FreightLine, freightOfLines } from './freight.ts';

const line = (goodsMinor: bigint, quantity: number, pieceFreightMinor: bigint | null): FreightLine => ({
  goodsMinor,
  quantity,
  pieceFreightMinor,
});

test('a SKU with its own freight costs it for each piece', () => {
  const freight = freightOfLines([line(1000n, 3, 250n)], { freightMinor: 900n, freeFromMinor: null });
  assert.deepEqual(freight, [750n]);
});

test('the other lines share the freight of the store in proportion to their goods', () => {
  const lines = [line(1000n, 1, null), line(500n, 1, 100n), line(2000n, 2, null)];
  assert.deepEqual(freightOfLines(lines, { freightMinor: 900n, freeFromMinor: null }), [300n, 100n, 600n]);
});

test('the freight of the store is free from a value of goods on, which counts all goods of the order', () => {
  const lines = [line(1000n, 1, null), line(500n, 1, 100n)];
  assert.deepEqual(freightOfLines(lines, { freightMinor: 900n, freeFromMinor: 1500n }), [0n, 100n]);
  assert.deepEqual(freightOfLines(lines, { freightMinor: 900n, freeFromMinor: 1501n }), [900n, 100n]);
});

test('goods that cost nothing share the freight equally', () => {
  const lines = [line(0n, 1, null), line(0n, 5, null)];
  assert.deepEqual(freightOfLines(lines, { freightMinor: 5n, freeFromMinor: null }), [3n, 2n]);
});

test('freight always sums to the freight of the pieces and, where anything shares it, that of the store', () => {
  const amount = fc.bigInt({ min: 0n, max: 1_000_000_000n });
  const lines = fc.array(
    fc.record({
      goodsMinor: amount,
      quantity: fc.integer({ min: 1, max: 99 }),
      pieceFreightMinor: fc.option(amount),
    }),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(lines, amount, fc.option(amount), (given, freightMinor, freeFromMinor) => {
      const freight = freightOfLines(given, { freightMinor, freeFromMinor });
      const own = sumMinor(given.map((one) => (one.pieceFreightMinor ?? 0n) * BigInt(one.quantity)));
      const isFree = freeFromMinor !== null && sumMinor(given.map((one) => one.goodsMinor)) >= freeFromMinor;
      const isShared = given.some((one) => one.pieceFreightMinor === null) && !isFree;
      assert.equal(freight.length, given.length);
      assert.ok(freight.every((part) => part >= 0n));
      assert.equal(sumMinor(freight), own + (isShared ? freightMinor : 0n));
    }),
  );
});
