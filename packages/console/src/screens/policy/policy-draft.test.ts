import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { FaultList } from '../../forms/faults.ts';
import { policyDocument, policySchema } from '../../testing/facts.policy.ts';
import {
  changedFields,
  changesSoFar,
  draftBody,
  fieldPointer,
  newVersionDraft,
  same,
  touchedFields,
  type VersionDraft,
} from './policy-change.ts';
import { draftOf, emptyDraft, valueOfDraft } from './policy-draft.ts';
import { groupsOf, type PolicyField, type Shape, searchPolicy } from './policy-schema.ts';
import { rollbackBody } from './rollback-draft.ts';

const groups = groupsOf(policySchema, 'ja');
const fields = groups.flatMap((group) => group.fields);
const field = (path: string): PolicyField => {
  const found = fields.find((one) => one.path === path);
  assert.ok(found, path);
  return found;
};
const number = (unit: string, min = 0, max = 1_000_000): Shape => ({
  kind: 'number',
  isWhole: true,
  unit,
  min,
  max,
});

test("the schema becomes groups of fields in the reader's language, each with its shape", () => {
  assert.deepEqual(
    groups.map(({ name, label }) => [name, label]),
    [
      ['fees', '手数料'],
      ['orders', '注文'],
      ['deposit', '変動保証金'],
    ],
  );
  const standard = field('/fees/standardPpm');
  assert.deepEqual(standard.shape, number('ppm', 0, 100_000));
  assert.equal(standard.label, '標準料率');
  assert.equal(standard.source, 'wechat');
  assert.equal(standard.fallback, 50_000);
  assert.equal(field('/fees/byCategoryPpm').shape.kind, 'table');
  assert.equal(field('/fees/rounding').shape.kind, 'choice');
  assert.equal(field('/fees/firstStoreTurnoverCap').shape.kind, 'money');
  const tiers = field('/deposit/tiers').shape;
  assert.ok(tiers.kind === 'list' && tiers.item.kind === 'row');
  assert.deepEqual(
    tiers.item.columns.map(({ label, shape }) => [label, shape.kind]),
    [
      ['売上', 'money'],
      ['保証金', 'money'],
    ],
  );
});

test('rules are found by words of any part', () => {
  assert.deepEqual(
    searchPolicy(groups, '未払い').map(({ name }) => name),
    ['orders'],
  );
  assert.equal(searchPolicy(groups, 'fees')[0]?.fields.length, 5, 'a group that matches keeps its fields');
  assert.equal(searchPolicy(groups, '標準')[0]?.fields.length, 1);
  assert.deepEqual(searchPolicy(groups, 'xyz'), []);
});

test('every value comes back from the form as it went in', () => {
  const money = fc.record({
    currency: fc.constantFrom('CNY', 'JPY'),
    amountMinor: fc.integer({ min: 0, max: 10 ** 12 }),
  });
  const cases: [Shape, fc.Arbitrary<unknown>][] = [
    [number('ppm'), fc.integer({ min: 0, max: 1_000_000 })],
    [number('scoreMilli', 0, 5000), fc.integer({ min: 0, max: 5000 })],
    [number('days', -100, 100), fc.integer({ min: -100, max: 100 })],
    [{ kind: 'flag' }, fc.boolean()],
    [{ kind: 'money' }, money],
    [{ kind: 'list', item: { kind: 'word' } }, fc.array(fc.stringMatching(/^[a-z]{1,6}$/))],
    [
      { kind: 'table', value: number('ppm') },
      fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.integer({ min: 0, max: 1_000_000 })),
    ],
    [
      {
        kind: 'list',
        item: { kind: 'row', columns: [{ name: 'from', label: 'From', shape: { kind: 'money' } }] },
      },
      fc.array(fc.record({ from: money })),
    ],
  ];
  for (const [shape, values] of cases) {
    fc.assert(
      fc.property(values, (value) => {
        const list = new FaultList();
        const back = valueOfDraft(shape, draftOf(shape, value), '', list);
        assert.deepEqual([...list.faults], []);
        assert.ok(same(back, value), `${JSON.stringify(back)} is not ${JSON.stringify(value)}`);
      }),
    );
  }
});

test('shares are typed as percent, exactly', () => {
  const of = (text: string) => {
    const list = new FaultList();
    return { value: valueOfDraft(number('ppm', 0, 100_000), text, '/x', list), fault: list.faults.get('/x') };
  };
  assert.equal(draftOf(number('ppm'), 12_345), '1.2345');
  assert.equal(of('0.07').value, 700);
  assert.equal(of('５％').value, 50_000);
  assert.deepEqual(of('10.5').fault, { kind: 'numberMax', limit: 10 });
  assert.deepEqual(of('1.23456').fault, { kind: 'decimal' });
  assert.deepEqual(of('').fault, { kind: 'required' });
});

const typed = (entries: Record<string, unknown>): VersionDraft => ({
  ...newVersionDraft,
  name: 'Lower fees',
  reason: 'why',
  fields: entries as VersionDraft['fields'],
});

test('a draft is made of the fields that differ, and comes back into the form as it was typed', () => {
  const draft = typed({
    '/fees/standardPpm': '4.5',
    '/orders/unpaidExpiryMinutes': '15',
    '/fees/byCategoryPpm': [
      { key: 'books', value: '2' },
      { key: 'tea', value: '1' },
    ],
  });
  assert.deepEqual(
    changedFields(draft, fields, policyDocument).map(({ path }) => path),
    ['/fees/standardPpm', '/fees/byCategoryPpm'],
  );
  const converted = draftBody(draft, fields, policyDocument);
  assert.ok(converted.ok);
  assert.deepEqual(converted.body, {
    changes: [
      { path: '/fees/standardPpm', value: 45_000 },
      { path: '/fees/byCategoryPpm', value: { books: 20_000, tea: 10_000 } },
    ],
    name: 'Lower fees',
    reason: 'why',
  });
  assert.deepEqual(
    touchedFields(fields, policyDocument, {
      ...policyDocument,
      fees: { ...policyDocument.fees, standardPpm: 45_000, byCategoryPpm: { books: 20_000, tea: 10_000 } },
    }),
    { '/fees/standardPpm': '4.5', '/fees/byCategoryPpm': draft.fields['/fees/byCategoryPpm'] },
  );
  // What the market finds is led to the inputs: entries of a table stand by number there.
  const at = fieldPointer('/fees/byCategoryPpm');
  assert.equal(converted.draftPointer?.('/changes/1/value/tea'), `${at}/1/value`);
  assert.equal(converted.draftPointer?.('/document/fees/standardPpm'), fieldPointer('/fees/standardPpm'));
  assert.equal(converted.draftPointer?.('/reason'), '/reason');
});

test('what is half typed, or the same key twice, is no draft', () => {
  const faultsOf = (draft: VersionDraft) => {
    const converted = draftBody(draft, fields, policyDocument);
    return converted.ok ? {} : Object.fromEntries([...converted.faults].map(([at, { kind }]) => [at, kind]));
  };
  assert.deepEqual(faultsOf(typed({ '/fees/standardPpm': '5' })), {});
  assert.deepEqual(faultsOf(typed({ '/fees/standardPpm': 'x' })), {
    [fieldPointer('/fees/standardPpm')]: 'decimal',
  });
  const twice = [
    { key: 'tea', value: '1' },
    { key: 'tea', value: '2' },
  ];
  assert.deepEqual(faultsOf(typed({ '/fees/byCategoryPpm': twice })), {
    [`${fieldPointer('/fees/byCategoryPpm')}/1/key`]: 'twice',
  });
  // Until it says a value it is no change to be shown either.
  assert.deepEqual(changesSoFar(typed({ '/fees/standardPpm': 'x' }), fields, policyDocument), []);
  assert.deepEqual(changesSoFar(typed({ '/fees/standardPpm': '4' }), fields, policyDocument), [
    { path: '/fees/standardPpm', value: 40_000 },
  ]);
});

test('a new entry of any shape begins empty, and is a fault until it is filled in', () => {
  for (const { shape } of fields) {
    if (shape.kind !== 'list' && shape.kind !== 'table') continue;
    const list = new FaultList();
    valueOfDraft(
      shape.kind === 'list' ? shape.item : shape.value,
      emptyDraft(shape.kind === 'list' ? shape.item : shape.value),
      '',
      list,
    );
    assert.equal(list.isEmpty, false);
  }
});

test('going back begins at once, or at a time of the reader', () => {
  assert.deepEqual(rollbackBody({ reason: 'x', startsAt: '' }), { ok: true, body: { reason: 'x' } });
  const later = rollbackBody({ reason: 'x', startsAt: '2026-05-04T09:30' });
  assert.equal(later.ok && later.body.startsAt, new Date(2026, 4, 4, 9, 30).toISOString());
  assert.equal(rollbackBody({ reason: 'x', startsAt: 'soon' }).ok, false);
});
