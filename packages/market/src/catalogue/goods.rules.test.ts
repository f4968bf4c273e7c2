import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultDocument } from '@hazumi/policy';
import fc from 'fast-check';
import { Problem } from '../kernel/problem.ts';
import { checkGoods, derivedOf, editGoods, type Goods, type NewSku, newGoods } from './goods.rules.ts';

const sku = (at: number, priceMinor: bigint, more: Partial<NewSku> = {}): NewSku => ({
  id: `sku-${at}`,
  code: `code-${at}`,
  options: [{ en: `value ${at}` }],
  priceMinor,
  compareAtMinor: null,
  freightMinor: null,
  weightGrams: null,
  stock: 0n,
  ...more,
});
const price = fc.bigInt({ min: 0n, max: 1_000_000n });
const start = fc.array(price, { minLength: 1, maxLength: 8 }).map(
  (prices): Goods =>
    newGoods(
      {
        id: 'goods',
        code: null,
        categoryId: 'category',
        texts: { en: { title: 'Kettle' } },
        optionNames: [{ en: 'Kind' }],
        skus: prices.map((value, at) => sku(at, value)),
        list: false,
      },
      'CNY',
      () => 'unused',
    ).goods,
);

test('an edit touches the variants that it names and no other', () => {
  fc.assert(
    fc.property(
      start,
      fc.array(fc.constantFrom('keep', 'change', 'remove'), { minLength: 8, maxLength: 8 }),
      fc.nat(3),
      price,
      (goods, plans, more, to) => {
        const planned = (plan: string) => goods.skus.filter((_, at) => plans[at] === plan);
        const edit = {
          changeSkus: planned('change').map(({ id }) => ({ id, priceMinor: to })),
          removeSkuIds: planned('remove').map(({ id }) => id),
          addSkus: Array.from({ length: more }, (_, at) => sku(100 + at, to)),
        };
        const before = structuredClone(goods);
        const after = editGoods(goods, edit, () => 'unused');
        assert.deepEqual(goods, before);
        assert.equal(after.goods.version, goods.version + 1);
        assert.deepEqual(
          after.goods.skus.slice(0, goods.skus.length - edit.removeSkuIds.length),
          goods.skus
            .filter(({ id }) => !edit.removeSkuIds.includes(id))
            .map((entry) =>
              edit.changeSkus.some(({ id }) => id === entry.id)
                ? { ...entry, priceMinor: to, version: 2 }
                : entry,
            ),
        );
        assert.equal(after.added.length, more);
        const positions = after.goods.skus.map((entry) => entry.position);
        assert.deepEqual(
          positions,
          [...new Set(positions)].sort((a, b) => a - b),
        );
        const derived = derivedOf(after.goods);
        const prices = after.goods.skus.map((entry) => entry.priceMinor);
        assert.equal(
          derived.priceFromMinor,
          prices.length === 0 ? null : prices.reduce((a, b) => (a < b ? a : b)),
        );
        assert.equal(
          derived.priceToMinor,
          prices.length === 0 ? null : prices.reduce((a, b) => (a > b ? a : b)),
        );
      },
    ),
  );
});

test('the former price that lists show is that of the cheapest variant', () => {
  const goods = newGoods(
    {
      code: null,
      categoryId: 'category',
      texts: { en: { title: 'Kettle' } },
      optionNames: [{ en: 'Kind' }],
      skus: [sku(0, 300n, { compareAtMinor: 900n }), sku(1, 200n), sku(2, 200n, { compareAtMinor: 400n })],
      list: true,
    },
    'CNY',
    () => 'goods',
  ).goods;
  assert.equal(derivedOf(goods).compareAtMinor, null);
  const after = editGoods(goods, { removeSkuIds: ['sku-1'] }, () => 'unused').goods;
  assert.equal(derivedOf(after).compareAtMinor, 400n);
});

test('a variant that the goods do not have is refused, as is one that is named twice', () => {
  const [goods] = fc.sample(start, { numRuns: 1, seed: 1 });
  assert.ok(goods);
  for (const edit of [
    { removeSkuIds: ['nobody'] },
    { changeSkus: [{ id: 'nobody', priceMinor: 1n }] },
    { removeSkuIds: ['sku-0', 'sku-0'] },
    { removeSkuIds: ['sku-0'], changeSkus: [{ id: 'sku-0', priceMinor: 1n }] },
  ]) {
    assert.throws(() => editGoods(goods, edit, () => 'unused'), Problem);
  }
});

test('a threshold of the policy counts in the currency of the store', () => {
  const at = (currency: string, priceMinor: bigint) => {
    const { goods } = newGoods(
      {
        code: null,
        categoryId: 'c',
        texts: { en: { title: 'x' } },
        optionNames: [{ en: 'Kind' }],
        skus: [sku(0, priceMinor)],
        list: false,
      },
      currency,
      () => 'goods',
    );
    checkGoods(goods, defaultDocument);
  };
  // Ten million yuan are two hundred million yen at the reference rate, which has no decimals.
  at('CNY', 1_000_000_000n);
  at('JPY', 200_000_000n);
  assert.throws(() => at('CNY', 1_000_000_001n), Problem);
  assert.throws(() => at('JPY', 200_000_001n), Problem);
});
