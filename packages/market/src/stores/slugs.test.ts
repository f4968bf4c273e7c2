import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slug as slugSchema } from '@hazumi/contracts';
import fc from 'fast-check';
import { isReserved, slugCandidates } from './slugs.ts';

const id = '019b8c1e-1234-7abc-8def-0123456789ab';
const first = (names: Parameters<typeof slugCandidates>[0]): string | undefined =>
  slugCandidates(names, id)[0];

test('a name in Latin letters becomes a readable slug', () => {
  assert.equal(first({ en: 'Aoba Tea House' }), 'aoba-tea-house');
  assert.equal(first({ en: "Café Ōkami & Søhne's" }), 'cafe-okami-and-sohnes');
  assert.equal(first({ ja: 'ＡＢＣストア', 'zh-CN': '青叶堂' }), 'abc');
});

test('a name in Chinese or Japanese alone falls back to the id', () => {
  assert.equal(first({ 'zh-CN': '青叶堂' }), 'shop-6789ab');
  assert.equal(first({ ja: '弾み車' }), 'shop-6789ab');
  assert.equal(first({ 'zh-CN': '168' }), 'shop-6789ab');
});

test('English is taken before the others', () => {
  assert.equal(first({ 'zh-CN': 'qing ye', en: 'Green Leaf' }), 'green-leaf');
});

test('a taken slug is followed by numbered ones, then by ends of the id', () => {
  assert.deepEqual(slugCandidates({ en: 'Tea' }, id), [
    'tea',
    'tea-2',
    'tea-3',
    'tea-4',
    'tea-6789ab',
    'tea-0123456789ab',
  ]);
});

test('a reserved word gets an end', () => {
  assert.equal(first({ en: 'Cart' }), 'cart-2');
  assert.ok(isReserved('admin'));
  assert.ok(isReserved('sto-01jd7q8x2v9k3m5n7p0r2t4v6w'));
  assert.equal(isReserved('aoba'), false);
});

test('whatever the names, every candidate is a slug, none is reserved, and they differ', () => {
  const name = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('cart', 'A'.repeat(99), 'a-'.repeat(40)),
  );
  fc.assert(
    fc.property(
      fc.record({ 'zh-CN': name, ja: name, en: name }, { requiredKeys: [] }),
      fc.uuid({ version: 7 }),
      (names, uuid) => {
        const candidates = slugCandidates(names, uuid);
        assert.ok(candidates.length >= 2);
        assert.equal(new Set(candidates).size, candidates.length);
        for (const candidate of candidates) {
          assert.ok(slugSchema.safeParse(candidate).success, candidate);
          assert.equal(isReserved(candidate), false, candidate);
        }
      },
    ),
  );
});
