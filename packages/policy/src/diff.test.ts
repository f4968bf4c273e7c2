import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';
import { type DiffRow, diff } from './diff.ts';
import { defaultDocument, groupEntries, type PolicyDocument, parseDocument } from './document.ts';
import { valueAt } from './explain.ts';
import { LOCALES } from './fields/text.ts';

type Loose = Record<string, Record<string, unknown>>;

/** The default document with some fields changed; it must be sound. */
function changed(change: (document: Loose) => void): PolicyDocument {
  const copy = structuredClone(defaultDocument) as unknown as Loose;
  change(copy);
  const parsed = parseDocument(copy);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.document;
}

const after = changed((document) => {
  Object.assign(document.orders ?? {}, { unpaidExpiryMinutes: 30 });
  Object.assign(document.fees ?? {}, {
    firstStorePpm: 7_500,
    byCategoryPpm: { toys: 15_000, baby: 30_000, accessories: 25_000 },
  });
  Object.assign(document.alliance ?? {}, { admissionScoreMilli: 4_650 });
  Object.assign(document.dither ?? {}, { enabled: false });
  Object.assign(document.payments ?? {}, { methods: ['card', 'slip'] });
  Object.assign(document.licences ?? {}, { documentMaxBytes: 5_242_880 });
  Object.assign(document.deposit ?? {}, {
    tiers: [
      ...defaultDocument.deposit.tiers.slice(0, 5),
      {
        from: { currency: 'CNY', amountMinor: 60_000_000 },
        required: { currency: 'CNY', amountMinor: 1_000_000 },
      },
    ],
  });
});

const lines = (locale: (typeof LOCALES)[number]) =>
  diff(defaultDocument, after, locale).map(
    ({ label, formatted }) => `${label}: ${formatted.before} -> ${formatted.after}`,
  );

test('rows read as a person would say them, in English', () => {
  assert.deepEqual(lines('en'), [
    'Licences › Largest document: 10 MiB -> 5 MiB',
    'Orders › Unpaid orders expire: 15 minutes -> 30 minutes',
    'Payments › Methods: Card, Pay-later slip, Voucher, Balance -> Card, Pay-later slip',
    'Fees › Rate by category › accessories: – -> 2.5%',
    'Fees › Rate by category › appliances: 2% -> –',
    'Fees › Rate by category › books: 2% -> –',
    'Fees › Rate by category › digital: 2% -> –',
    'Fees › Rate by category › food: 2% -> –',
    'Fees › Rate by category › fresh-food: 1% -> –',
    'Fees › Rate by category › toys: – -> 1.5%',
    'Fees › First store: rate: 1% -> 0.75%',
    'Floating deposit › Tiers › 6: Turnover from CN¥500,000.00, Deposit CN¥10,000.00 -> Turnover from CN¥600,000.00, Deposit CN¥10,000.00',
    'Alliance › Admission score: 4.2 -> 4.65',
    'Dither › Enabled: Yes -> No',
  ]);
});

test('the same rows in Chinese and Japanese', () => {
  assert.equal(lines('zh-CN')[1], '订单 › 未付款关闭时间: 15分钟 -> 30分钟');
  assert.equal(lines('zh-CN').at(-1), '随机扰动 › 启用: 是 -> 否');
  assert.equal(lines('ja')[1], '注文 › 未払い注文の期限: 15 分 -> 30 分');
  assert.equal(lines('ja')[2], '支払い › 支払い方法: カード、払込票、バウチャー、残高 -> カード、払込票');
});

test('rows carry pointer, unit and the values themselves', () => {
  const rows = diff(defaultDocument, after, 'en');
  const toys = rows.find(({ path }) => path === '/fees/byCategoryPpm/toys');
  assert.deepEqual([toys?.unit, toys?.before, toys?.after], ['ppm', undefined, 15_000]);
  assert.ok(rows.some(({ path }) => path === '/deposit/tiers/5'));
});

test('no row for what is the same; each row names what really differs; backwards it is the mirror image', () => {
  assert.deepEqual(diff(defaultDocument, structuredClone(defaultDocument), 'en'), []);
  const integers = groupEntries.flatMap(([name, group]) =>
    Object.entries(group.fields).flatMap(([field, { shape }]) =>
      shape.kind === 'integer' ? [{ name, field, shape }] : [],
    ),
  );
  fc.assert(
    fc.property(fc.constantFrom(...integers), fc.double({ min: 0, max: 1, noNaN: true }), (target, part) => {
      const value = Math.floor(target.shape.min + part * (target.shape.max - target.shape.min));
      const parsed = parseDocument({ [target.name]: { [target.field]: value } });
      fc.pre(parsed.ok);
      if (!parsed.ok) return;
      for (const locale of LOCALES) {
        const rows = diff(defaultDocument, parsed.document, locale);
        const isChanged: boolean = canonicalJson(parsed.document) !== canonicalJson(defaultDocument);
        assert.equal(rows.length, isChanged ? 1 : 0);
        for (const row of rows) {
          assert.equal(row.path, `/${target.name}/${target.field}`);
          assert.equal(row.before, valueAt(defaultDocument, row.path));
          assert.equal(row.after, value);
          const back: DiffRow | undefined = diff(parsed.document, defaultDocument, locale)[0];
          assert.deepEqual(back?.formatted, { before: row.formatted.after, after: row.formatted.before });
        }
      }
    }),
  );
});
