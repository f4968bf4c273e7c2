import assert from 'node:assert/strict';
import test from 'node:test';
import { locales } from '@hazumi/contracts';
import fc from 'fast-check';
import { issuesOf } from '../../api/schemas.ts';
import { withValueAt } from '../../forms/pointer.ts';
import { product as fixture } from '../../testing/facts.goods.ts';
import { createProductBody, editProductBody } from './product-body.ts';
import {
  missingChoices,
  newProduct,
  newSku,
  type ProductDraft,
  type ProductValue,
  productDraft,
  textsFrom,
  withOption,
  withoutOption,
} from './product-draft.ts';

const product = fixture as ProductValue;
const edit = (draft: ProductDraft) => editProductBody(draft, product);
const bodyOf = (draft: ProductDraft) => {
  const converted = edit(draft);
  assert.ok(converted.ok, converted.ok ? '' : JSON.stringify([...converted.faults]));
  return converted;
};

test('a form that is opened and sent changes nothing, and says so', () => {
  const converted = edit(productDraft(product));
  assert.deepEqual(converted, { ok: false, faults: new Map([['', { kind: 'unchanged' }]]) });
});

test('an edit sends what differs and no more', () => {
  const draft = withValueAt(productDraft(product), '/skus/1/priceMinor', '299');
  const { body } = bodyOf(withValueAt(draft, '/skus/3/freightMinor', '12.50'));
  assert.deepEqual(body, {
    changeSkus: [
      { id: product.skus[1]?.id, priceMinor: 29_900 },
      { id: product.skus[3]?.id, freightMinor: 1250 },
    ],
  });
  assert.deepEqual(bodyOf(withValueAt(productDraft(product), '/skus/0/compareAtMinor', '')).body, {
    changeSkus: [{ id: product.skus[0]?.id, compareAtMinor: null }],
  });
  assert.deepEqual(bodyOf(withValueAt(productDraft(product), '/code', ' ')).body, { code: null });
});

test('a language whose texts are emptied is taken away; one that is filled is added', () => {
  const draft = productDraft(product);
  const without = withValueAt(draft, '/texts/en', { title: '', description: '' });
  assert.deepEqual(bodyOf(without).body, { texts: { en: null } });
  const renamed = withValueAt(draft, '/texts/ja/title', '鉄瓶');
  assert.deepEqual(bodyOf(renamed).body, {
    texts: { ja: { title: '鉄瓶', description: product.texts.ja?.description } },
  });
});

test('a value renamed once is renamed in each variant that has it', () => {
  const { body } = bodyOf(withValueAt(productDraft(product), '/options/0/values/1/en', 'Blue'));
  assert.deepEqual(
    body.changeSkus?.map((change) => [change.id, change.options?.[0]?.en]),
    [2, 3].map((at) => [product.skus[at]?.id, 'Blue']),
  );
});

test('variants are added, taken off, and their faults led to where they stand in the form', () => {
  const draft = productDraft(product);
  const changed: ProductDraft = {
    ...draft,
    options: draft.options.map((option, at) =>
      at === 0 ? { ...option, values: [...option.values, textsFrom({ en: 'Red' })] } : option,
    ),
    skus: [...draft.skus.slice(1), { ...newSku([2, 0]), code: 'AO-1001-20', priceMinor: '10', stock: '5' }],
  };
  const { body, draftPointer } = bodyOf(changed);
  assert.deepEqual(body.removeSkuIds, [product.skus[0]?.id]);
  assert.deepEqual(body.addSkus, [
    {
      code: 'AO-1001-20',
      options: [{ en: 'Red' }, { 'zh-CN': '1.2 升', ja: '1.2L', en: '1.2 l' }],
      priceMinor: 1000,
      compareAtMinor: null,
      freightMinor: null,
      weightGrams: null,
      stock: 5,
    },
  ]);
  assert.equal(draftPointer?.('/addSkus/0/code'), '/skus/3/code');
  assert.equal(draftPointer?.('/addSkus/0/options/0'), '/options/0/values/2/zh-CN');
  assert.equal(draftPointer?.('/optionNames/1/en'), '/options/1/name/en');
  assert.equal(draftPointer?.('/texts/en/title'), '/texts/en/title');
});

test('faults are at the inputs in which they were typed', () => {
  const faultsOf = (draft: ProductDraft) => {
    const converted = edit(draft);
    return converted.ok ? {} : Object.fromEntries([...converted.faults].map(([at, { kind }]) => [at, kind]));
  };
  const draft = productDraft(product);
  assert.deepEqual(faultsOf(withValueAt(draft, '/skus/2/priceMinor', 'ten')), {
    '/skus/2/priceMinor': 'money',
  });
  assert.deepEqual(faultsOf(withValueAt(draft, '/skus/2/priceMinor', '')), {
    '/skus/2/priceMinor': 'required',
  });
  assert.deepEqual(faultsOf(withValueAt(draft, '/skus/1/choice', [0, 0])), { '/skus/1/code': 'twice' });
  assert.deepEqual(faultsOf(withValueAt(draft, '/categoryId', '')), { '/categoryId': 'required' });
  assert.deepEqual(faultsOf(withValueAt(draft, '/options/1/name', textsFrom({}))), {
    '/options/1/name/zh-CN': 'required',
  });
  const silent = locales.reduce((all, locale) => withValueAt(all, `/texts/${locale}/title`, ''), draft);
  assert.equal(faultsOf(silent)['/texts/ja/title'], 'required');
});

test('new goods are what the contract asks for', () => {
  const draft = {
    ...newProduct(product.categoryId),
    texts: { ...newProduct('').texts, ja: { title: '湯呑み', description: '' } },
    skus: [{ ...newSku(), code: 'A', priceMinor: '88', stock: '12' }],
  };
  const converted = createProductBody(draft, 'JPY', false);
  assert.ok(converted.ok);
  assert.deepEqual(issuesOf('createProduct', converted.body), []);
  assert.deepEqual(converted.body.skus[0]?.priceMinor, 88);
  assert.deepEqual(converted.body.texts, { ja: { title: '湯呑み' } });
});

test('the combinations that are missing are found, and none twice', () => {
  const draft = productDraft(product);
  assert.deepEqual(missingChoices(draft), []);
  assert.deepEqual(missingChoices({ ...draft, skus: draft.skus.slice(0, 1) }), [
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
});

test('taking a value out takes its variants off, and the others keep theirs', () => {
  const draft = productDraft(product);
  const without = withoutOption(draft, 0, 0);
  assert.deepEqual(
    without.skus.map(({ id, choice }) => [id, choice]),
    [2, 3].map((at, index) => [product.skus[at]?.id, [0, index]]),
  );
  assert.deepEqual(withoutOption(draft, 1).skus[1]?.choice, [0]);
  assert.deepEqual(withOption(draft).skus[3]?.choice, [1, 1, 0]);
});

test('goods of any options come back from the form as they went in', () => {
  const text = fc
    .string({ minLength: 1, maxLength: 8, unit: 'grapheme' })
    .filter((value) => value.trim() !== '');
  const texts = fc.record(
    { 'zh-CN': text, ja: text, en: text },
    { requiredKeys: ['ja'], noNullPrototype: true },
  );
  const goods = fc
    .tuple(
      fc.array(
        fc.uniqueArray(texts, {
          minLength: 1,
          maxLength: 3,
          selector: (value) => JSON.stringify(textsFrom(value)),
        }),
        { maxLength: 3 },
      ),
      fc.integer({ min: 1, max: 10 ** 9 }),
    )
    .map(([values, priceMinor]) => {
      const combinations = values.reduce<(typeof values)[number][]>(
        (all, option) => all.flatMap((before) => option.map((value) => [...before, value])),
        [[]],
      );
      return {
        ...product,
        optionNames: values.map((_, at) => ({ en: `Option ${at}` })),
        skus: combinations.map((options, at) => ({
          ...product.skus[0],
          id: `sku_${at}`,
          code: `C${at}`,
          options,
          priceMinor,
        })),
      } as ProductValue;
    });
  fc.assert(
    fc.property(goods, (value) => {
      const draft = productDraft(value);
      assert.equal(editProductBody(draft, value).ok, false);
      const converted = createProductBody(draft, 'CNY', false);
      assert.ok(converted.ok, JSON.stringify(converted));
      assert.deepEqual(
        converted.body.skus.map(({ options, priceMinor }) => ({ options, priceMinor })),
        value.skus.map(({ options, priceMinor }) => ({ options, priceMinor })),
      );
    }),
    { numRuns: 60 },
  );
});
