import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { canonicalJson, digest } from './canonical-json.ts';
import { defaultDocument, GROUPS, groupEntries, parseDocument } from './document.ts';
import { valueAt } from './explain.ts';
import { fromPointer, toPointer } from './fields/pointer.ts';
import type { Shape } from './fields/shape.ts';
import { LOCALES, type Text } from './fields/text.ts';

const allPaths = groupEntries.flatMap(([name, group]) =>
  Object.keys(group.fields).map((field) => toPointer([name, field])),
);

test('an empty document takes every default, as declared', () => {
  const parsed = parseDocument({});
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.filled, allPaths);
  for (const [name, group] of groupEntries)
    for (const [field, declared] of Object.entries(group.fields))
      assert.equal(
        canonicalJson(valueAt(parsed.document, toPointer([name, field]))),
        canonicalJson(declared.default),
      );
});

test('the numbers of the written rules are the defaults', () => {
  const written: Record<string, unknown> = {
    '/stores/storesPerLicence': 30,
    '/fees/firstStorePpm': 10_000,
    '/fees/firstStoreDaysFromFirstPaid': 90,
    '/fees/firstStoreDaysFromOpening': 180,
    '/fees/firstStoreTurnoverCap/amountMinor': 150_000_000,
    '/orders/unpaidExpiryMinutes': 15,
    '/afterSales/requestsPerItem': 5,
    '/afterSales/arbitrationDays': 7,
    '/effectiveStore/windowDays': 28,
    '/effectiveStore/inStockDays': 21,
    '/effectiveStore/clearedOrders': 5,
    '/effectiveStore/buyers': 3,
    '/effectiveStore/onTimeShipmentPpm': 900_000,
    '/effectiveStore/refundPercentilePpm': 950_000,
    '/effectiveStore/activationDays': 14,
    '/effectiveStore/coreWindows': 3,
    '/score/goodsPpm': 500_000,
    '/score/pickupHours': 48,
    '/score/minimumOrders': 30,
    '/score/windowDays': 90,
    '/deposit/withheldSharePpm': 200_000,
    '/deposit/graceDays': 15,
    '/deposit/listingStopDays': 30,
    '/deposit/tiers/5/from/amountMinor': 50_000_000,
    '/deposit/tiers/5/required/amountMinor': 1_000_000,
    '/coupons/priceFloorPpm': 200_000,
    '/attribution/windowDays': 14,
    '/incentive/keptFeePpm': 10_000,
    '/alliance/admissionScoreMilli': 4_200,
    '/alliance/clearOutScoreMilli': 4_000,
    '/alliance/clearOutDays': 7,
    '/alliance/commissionMaxPpm': 900_000,
    '/alliance/promotionDays': 30,
    '/governance/pointsLapseDays': 180,
    '/allotment/organicSharePpm': 550_000,
    '/allotment/meritSharePpm': 300_000,
    '/allotment/newcomerSharePpm': 100_000,
    '/allotment/explorationSharePpm': 50_000,
    '/allotment/meritHalfLifeDays': 14,
    '/allotment/kappaPpm': 800_000,
    '/allotment/newcomerDays': 60,
    '/allotment/seatsPerPrincipal': 2,
    '/dither/amplitudePpm': 100_000,
    '/experiments/holdoutPpm': 50_000,
    '/experiments/bootstrapDraws': 999,
    '/experiments/firstStageF': 10,
  };
  for (const [path, value] of Object.entries(written))
    assert.equal(valueAt(defaultDocument, path), value, path);
  assert.deepEqual(defaultDocument.incentive.vestingDays, [30, 60, 90]);
  assert.deepEqual(defaultDocument.allotment.newcomerTranches, [200, 1_000, 5_000]);
});

test('every text is there in every language, and each description is one sentence', () => {
  const check = (where: string, text: Text, isSentence: boolean) => {
    assert.deepEqual(Object.keys(text).sort(), [...LOCALES].sort(), where);
    for (const locale of LOCALES) {
      assert.ok(text[locale].trim().length > 0, `${where} ${locale}`);
      assert.equal(text[locale], text[locale].trim(), `${where} ${locale}`);
      if (isSentence)
        assert.match(text[locale], locale === 'en' ? /^[A-Z].*\.$/ : /。$/, `${where} ${locale}`);
    }
    assert.doesNotMatch(text.en, /[\u3000-\u9fff]/, where);
  };
  const shapeTexts = (where: string, shape: Shape): void => {
    if (shape.kind === 'choice')
      for (const [option, text] of Object.entries(shape.options)) check(`${where} ${option}`, text, false);
    if (shape.kind === 'list') shapeTexts(where, shape.item);
    if (shape.kind === 'table') shapeTexts(where, shape.value);
    if (shape.kind === 'row')
      for (const [name, { label, shape: inner }] of Object.entries(shape.columns)) {
        check(`${where} ${name}`, label, false);
        shapeTexts(where, inner);
      }
  };
  for (const [name, group] of groupEntries) {
    check(name, group.label, false);
    check(name, group.description, true);
    for (const [field, { label, description, shape }] of Object.entries(group.fields)) {
      check(`${name}.${field}`, label, false);
      check(`${name}.${field}`, description, true);
      shapeTexts(`${name}.${field}`, shape);
    }
  }
});

test('a field is named with its unit when the unit is not plain from the name', () => {
  for (const [name, group] of groupEntries)
    for (const [field, { shape }] of Object.entries(group.fields)) {
      const inner = shape.kind === 'list' ? shape.item : shape.kind === 'table' ? shape.value : shape;
      if (inner.kind !== 'integer') continue;
      if (inner.unit === 'ppm') assert.match(field, /Ppm$/, `${name}.${field}`);
      if (inner.unit === 'scoreMilli') assert.match(field, /ScoreMilli$/, `${name}.${field}`);
      if (inner.unit === 'minorUnits') assert.match(field, /Minor$/, `${name}.${field}`);
      for (const unit of ['days', 'hours', 'minutes', 'seconds'] as const)
        if (inner.unit === unit) assert.match(field, new RegExp(unit, 'i'), `${name}.${field}`);
    }
});

test('a document that lacks newer fields and groups is completed, and what it says is kept', () => {
  const old: Record<string, Record<string, unknown>> = structuredClone(defaultDocument) as never;
  old.orders = { ...old.orders, unpaidExpiryMinutes: 30 };
  delete old.orders.slipValidityDays;
  delete old.dither;
  const parsed = parseDocument(old);
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.filled, [
    '/orders/slipValidityDays',
    '/dither/enabled',
    '/dither/amplitudePpm',
    '/dither/periodDays',
  ]);
  assert.equal(parsed.document.orders.unpaidExpiryMinutes, 30);
  assert.equal(parsed.document.orders.slipValidityDays, 3);
});

test('a table is taken as it is given, not merged with its default', () => {
  const parsed = parseDocument({ fees: { byCategoryPpm: { toys: 15_000 } } });
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.document.fees.byCategoryPpm, { toys: 15_000 });
});

test('all faults come at once, each with its place and its reason in three languages', () => {
  const parsed = parseDocument(
    JSON.parse(`{
      "__proto__": {}, "unheardOf": 1, "orders": 3,
      "fees": {"standardPpm": "5 %", "byCategoryPpm": {"No Slug": 3, "books": 1.5, "__proto__": 1}, "new": 1, "newer": 2},
      "deposit": {"tiers": [{"from": {"currency": "XXQ", "amountMinor": -1}, "extra": 1}]},
      "media": {"formats": ["gif"], "widths": []},
      "alliance": {"insuranceRequired": "yes"},
      "stores": null
    }`),
  );
  assert.ok(!parsed.ok);
  const reasons = Object.fromEntries(parsed.faults.map(({ path, reason }) => [path, reason.en]));
  const unknown = 'This version of the policy document has no such field.';
  assert.deepEqual(reasons, {
    '/__proto__': unknown,
    '/unheardOf': unknown,
    '/fees/byCategoryPpm/__proto__': unknown,
    '/media/widths': 'Must have at least 1 item.',
    '/media/formats/0': 'Must be one of: avif, webp, jpeg.',
    '/orders': 'Must be an object.',
    '/fees/standardPpm': 'Must be a number.',
    '/fees/byCategoryPpm/No Slug': 'The key has the wrong form.',
    '/fees/byCategoryPpm/books': 'Must be a whole number.',
    '/fees/new': unknown,
    '/fees/newer': unknown,
    '/deposit/tiers/0/from/currency': 'Must be a currency code of ISO 4217, such as USD.',
    '/deposit/tiers/0/from/amountMinor': 'Must be at least 0.',
    '/deposit/tiers/0/required': 'Must be an object.',
    '/deposit/tiers/0/extra': unknown,
    '/alliance/insuranceRequired': 'Must be true or false.',
    '/stores': 'Must be an object.',
  });
  for (const { reason } of parsed.faults)
    for (const locale of LOCALES) assert.match(reason[locale], locale === 'en' ? /\.$/ : /。$/);
});

test('what is no object is refused, whatever it is', () => {
  for (const wrong of [null, undefined, 1, 'x', [], true]) {
    const parsed = parseDocument(wrong);
    assert.ok(!parsed.ok);
    assert.deepEqual(
      parsed.faults.map(({ path }) => path),
      [''],
    );
  }
});

test('any JSON is either refused with a fault or completed to a document that reads back as itself', () => {
  const field = fc.constantFrom(...allPaths);
  fc.assert(
    fc.property(field, fc.jsonValue(), (path, value) => {
      const [group = '', name = ''] = fromPointer(path) ?? [];
      const parsed = parseDocument({ [group]: { [name]: value } });
      if (!parsed.ok) {
        assert.ok(parsed.faults.length > 0);
        // An amount anywhere is at fault when its currency has lost its rate.
        for (const { path: at } of parsed.faults)
          assert.ok(at.startsWith(`/${group}`) || (group === 'currencies' && at.endsWith('/currency')), at);
        return;
      }
      const again = parseDocument(JSON.parse(canonicalJson(parsed.document)));
      assert.ok(again.ok);
      assert.deepEqual(again.filled, []);
      assert.equal(digest(again.document), digest(parsed.document));
    }),
    { numRuns: 500 },
  );
});

test('every number at its bounds is taken alone, and one step beyond is refused at its own place', () => {
  for (const [name, group] of groupEntries)
    for (const [field, { shape }] of Object.entries(group.fields)) {
      if (shape.kind !== 'integer') continue;
      const path = toPointer([name, field]);
      for (const beyond of [shape.min - 1, shape.max + 1, shape.min + 0.5]) {
        const parsed = parseDocument({ [name]: { [field]: beyond } });
        assert.ok(!parsed.ok, `${path} ${beyond}`);
        assert.deepEqual(
          parsed.faults.map((fault) => fault.path),
          [path],
        );
      }
      for (const bound of [shape.min, shape.max])
        assert.ok(shape.schema.safeParse(bound).success, `${path} ${bound}`);
    }
});

test('a document cannot be changed, and neither the defaults nor the input are frozen or changed by reading', () => {
  assert.throws(() => {
    (defaultDocument.deposit.tiers[0] as { from: unknown }).from = 1;
  }, TypeError);
  const input = { media: { widths: [100, 200] } };
  const parsed = parseDocument(input);
  assert.ok(parsed.ok);
  input.media.widths.push(300);
  assert.deepEqual(parsed.document.media.widths, [100, 200]);
  assert.equal(Object.isFrozen(GROUPS.media.fields.widths.default), false);
});

test('pointers are read and written as RFC 6901 says', () => {
  assert.equal(toPointer(['a/b', 'm~n', 0]), '/a~1b/m~0n/0');
  assert.deepEqual(fromPointer('/a~1b/m~0n/0'), ['a/b', 'm~n', '0']);
  assert.deepEqual(fromPointer(''), []);
  for (const wrong of ['a', '/~', '/~2', 'a/b']) assert.equal(fromPointer(wrong), null);
  fc.assert(
    fc.property(fc.array(fc.string()), (path) => assert.deepEqual(fromPointer(toPointer(path)), path)),
  );
});
