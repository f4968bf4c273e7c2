import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PolicyDocument } from '@hazumi/policy';
import { readParityOptions } from './options.ts';
import { isEqual, parityReport, replayDays } from './parity.ts';
import { dayNamed, newestDays } from './records.ts';
import { type LivedMarket, livedMarket } from './testing.lived.ts';

const kinds = [
  'allotment',
  'attribution',
  'clawback',
  'clawbackSources',
  'couponPrice',
  'fee',
  'lineTotals',
  'merit',
  'page',
  'rebate',
  'standing',
  'unpaidTimer',
  'vesting',
];

const change =
  <G extends keyof PolicyDocument>(group: G, fields: Partial<PolicyDocument[G]>) =>
  (document: PolicyDocument): PolicyDocument => ({ ...document, [group]: { ...document[group], ...fields } });

describe('days of a market that has lived, through the twin', () => {
  let market: LivedMarket;
  before(async () => {
    market = await livedMarket();
  });
  after(() => market.close());

  const replayed = (changed?: (document: PolicyDocument) => PolicyDocument) =>
    replayDays(market.composition.handle.pool, market.days, changed);
  const differing = async (changed: (document: PolicyDocument) => PolicyDocument) => {
    const { replayed: all } = await replayed(changed);
    return [...new Set(all.filter(({ difference }) => difference !== null).map(({ kind }) => kind))].sort();
  };

  test('every decision that was recorded is made again, equal to the digest, and each kind of decision is there', async () => {
    const parity = await replayed();
    assert.ok(isEqual(parity), parityReport(parity, market.days));
    assert.deepEqual([...new Set(parity.replayed.map(({ kind }) => kind))].sort(), kinds);
    const last = JSON.parse(parityReport(parity, market.days).split('\n').at(-1) ?? '');
    assert.deepEqual(last, { decisions: parity.replayed.length, equal: parity.replayed.length });
  });

  test('what is compared says something: coupons on several lines, two refunds, pages that turn', async () => {
    const { replayed: all } = await replayed();
    const of = (kind: string) => all.filter((one) => one.kind === kind);
    const [price] = of('couponPrice');
    assert.ok(price);
    const { lines, coupons } = price.inputs as { lines: object[]; coupons: object[] };
    assert.deepEqual([lines.length, coupons.length], [2, 2]);
    assert.equal(of('clawback').length, 2);
    assert.equal(of('clawbackSources').length, 2);
    assert.ok(of('merit').length > 0);
    assert.deepEqual(
      of('page').map(({ inputs }) => inputs),
      [
        { keyword: 'page/home', pages: 25 },
        { keyword: 'page/category/apparel', pages: 7 },
        { keyword: 'page/home', pages: 7 },
        { keyword: 'page/stores', pages: 7 },
      ],
    );
  });

  const rules: [string, (document: PolicyDocument) => PolicyDocument, string[]][] = [
    ['fee', change('fees', { standardPpm: 49_000, firstStorePpm: 11_000 }), ['fee']],
    ['unpaid timer', change('orders', { unpaidExpiryMinutes: 16 }), ['unpaidTimer']],
    ['attribution', change('attribution', { sourceClasses: { group: 'public' } }), ['attribution']],
    ['floor of prices', change('coupons', { priceFloorPpm: 990_000 }), ['couponPrice']],
    ['order of coupons', change('coupons', { stackedPerOrder: 1 }), ['couponPrice']],
    ['kept fee', change('incentive', { keptFeePpm: 5_000 }), ['clawback', 'rebate']],
    [
      'order of clawback',
      change('incentive', { clawbackOrder: ['pendingSettlement', 'pendingIncentive', 'deposit'] }),
      ['clawbackSources'],
    ],
    ['half-life of merit', change('allotment', { meritHalfLifeDays: 15 }), ['merit']],
    [
      'worth of positions',
      change('allotment', { positionWeightsPpm: [1_000_000, 100_000] }),
      ['allotment', 'page'],
    ],
  ];
  for (const [name, changed, found] of rules)
    test(`another rule on one side shows, in its own decisions alone: ${name}`, async () => {
      assert.deepEqual(await differing(changed), found);
    });

  test('a difference is told of, and fails', async () => {
    const parity = await replayed(change('orders', { unpaidExpiryMinutes: 16 }));
    assert.equal(isEqual(parity), false);
    assert.match(parityReport(parity, market.days), /^Differs: unpaidTimer /m);
  });

  test('a figure that was changed in a row is found', async () => {
    const { pool } = market.composition.handle;
    const wrong = async (text: string, back: string) => {
      await pool.query(text);
      const { replayed: all } = await replayed();
      await pool.query(back);
      return [...new Set(all.filter(({ difference }) => difference !== null).map(({ kind }) => kind))];
    };
    const more = (by: number) =>
      `update coupon_claim set discount_minor = discount_minor + ${by} where discount_minor > 777`;
    const moreOfLine = (by: number) => `update order_line set discount_minor = discount_minor + ${by},
      goods_minor = goods_minor - ${by} where line_no = 1 and discount_minor > 0`;
    const both = (by: number) => `with claim as (${more(by)}) ${moreOfLine(by)}`;
    assert.ok((await wrong(both(1), both(-1))).includes('couponPrice'));
    const taken = (by: number) =>
      `update incentive_clawback set amount_minor = amount_minor + ${by} where source = 'pendingIncentive'`;
    assert.deepEqual(await wrong(taken(1), taken(-1)), ['clawbackSources']);
    const merit = (by: string) =>
      `update incentive set merit_minor = merit_minor ${by} 2 where merit_minor > 0`;
    assert.deepEqual((await wrong(merit('*'), merit('/'))).sort(), ['clawback', 'merit']);
  });

  test('a day without decisions proves nothing, and the day that is not over is not told by itself', async () => {
    const { pool } = market.composition.handle;
    assert.equal(isEqual(await replayDays(pool, [dayNamed('2020-01-01')])), false);
    assert.deepEqual(await newestDays(pool, 3), []);
  });
});

test('options are read, or refused in one sentence', () => {
  const options = readParityOptions(['--day', '2026-11-21', '--data', 'x'], {
    INIT_CWD: '/tmp',
    DATABASE_URL: 'postgres://nowhere',
  });
  assert.deepEqual(
    { day: options.day, folder: options.dataFolder, url: options.databaseUrl },
    { day: '2026-11-21', folder: '/tmp/x', url: undefined },
  );
  assert.throws(() => readParityOptions(['--day', 'soon'], {}), /--day takes a day/);
  assert.throws(() => readParityOptions(['--speed'], {}), /npm run parity/);
});
