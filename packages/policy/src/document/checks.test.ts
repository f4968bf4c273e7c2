import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultDocument, type GroupName, parseDocument } from '../document.ts';
import { LOCALES } from '../fields/text.ts';
import { CHECKS } from './checks.ts';

/** The default document with some fields changed, group by group. */
function changed(changes: Partial<Record<GroupName, Record<string, unknown>>>): Record<string, unknown> {
  const document: Record<string, object> = { ...defaultDocument };
  for (const [group, fields] of Object.entries(changes)) document[group] = { ...document[group], ...fields };
  return document;
}

const yuan = (amountMinor: number) => ({ currency: 'CNY', amountMinor });
const yen = (amountMinor: number) => ({ currency: 'JPY', amountMinor });

/** A change that breaks a rule, and the exact places of its faults. */
const cases: [name: string, change: Parameters<typeof changed>[0], paths: string[]][] = [
  ['pools that miss the whole by one millionth', { allotment: { meritSharePpm: 299_999 } }, ['/allotment']],
  ['pools beyond the whole', { allotment: { meritSharePpm: 300_001 } }, ['/allotment']],
  [
    'equal tranches',
    { allotment: { newcomerTranches: [200, 200, 100] } },
    ['/allotment/newcomerTranches/1', '/allotment/newcomerTranches/2'],
  ],
  [
    'a first position below the whole',
    { allotment: { positionWeightsPpm: [900_000, 950_000] } },
    ['/allotment/positionWeightsPpm/0', '/allotment/positionWeightsPpm/1'],
  ],
  ['weights of the score', { score: { goodsPpm: 500_001 } }, ['/score']],
  [
    'tiers that do not start at zero',
    { deposit: { tiers: [{ from: yuan(1), required: yuan(0) }] } },
    ['/deposit/tiers/0'],
  ],
  [
    'tiers out of order, falling, or in two currencies',
    {
      deposit: {
        tiers: [
          { from: yuan(0), required: yuan(5) },
          { from: yuan(0), required: yuan(5) },
          { from: yuan(9), required: yuan(4) },
          { from: yen(10), required: yen(10) },
          { from: yuan(11), required: yen(11) },
        ],
      },
    },
    ['/deposit/tiers/1', '/deposit/tiers/2', '/deposit/tiers/3', '/deposit/tiers/4'],
  ],
  [
    'a reference currency without its rate',
    { currencies: { referenceCurrency: 'CHF' } },
    ['/currencies/referenceRatesPpm/CHF'],
  ],
  [
    'a reference currency that is not one',
    { currencies: { referenceCurrency: 'JPY' } },
    ['/currencies/referenceRatesPpm/JPY'],
  ],
  [
    'a rate for what is no currency',
    { currencies: { referenceRatesPpm: { CNY: 1_000_000, XQX: 1 } } },
    ['/currencies/referenceRatesPpm/XQX'],
  ],
  [
    'an amount without a rate',
    { settlement: { payoutMinimum: { currency: 'CHF', amountMinor: 1 } } },
    ['/settlement/payoutMinimum/currency'],
  ],
  [
    'a category cheaper than the first store',
    { fees: { byCategoryPpm: { books: 9_999, food: 10_000 } } },
    ['/fees/byCategoryPpm/books'],
  ],
  ['a standard rate below the first store', { fees: { standardPpm: 9_999 } }, ['/fees/standardPpm']],
  [
    'a longer reduction from the first order',
    { fees: { firstStoreDaysFromFirstPaid: 181 } },
    ['/fees/firstStoreDaysFromFirstPaid'],
  ],
  ['more young stores than stores', { stores: { storesPerLicence: 29 } }, ['/stores/youngStoresPerLicence']],
  [
    'completion after delivery later than after shipment',
    { orders: { autoCompleteDaysAfterDelivery: 31 } },
    ['/orders/autoCompleteDaysAfterDelivery'],
  ],
  [
    'more pieces an order than unpaid',
    { hoarding: { piecesOfSkuPerOrder: 100 } },
    ['/hoarding/piecesOfSkuPerOrder'],
  ],
  [
    'clear-out above admission',
    { alliance: { clearOutScoreMilli: 4_201 } },
    ['/alliance/clearOutScoreMilli'],
  ],
  [
    'lowest commission above the highest',
    { alliance: { commissionMinPpm: 900_001 } },
    ['/alliance/commissionMinPpm'],
  ],
  ['more days in stock than days', { effectiveStore: { inStockDays: 29 } }, ['/effectiveStore/inStockDays']],
  ['more buyers than orders', { effectiveStore: { buyers: 6 } }, ['/effectiveStore/buyers']],
  [
    'lowest coverage above the highest',
    { experiments: { coverageMinPpm: 950_001 } },
    ['/experiments/coverageMinPpm'],
  ],
  ['a page larger than the largest', { api: { pageSize: 101 } }, ['/api/pageSize']],
  [
    'no room for a full checkout',
    { hoarding: { unpaidOrdersPerBuyer: 19 } },
    ['/hoarding/unpaidOrdersPerBuyer'],
  ],
  ['vesting days that fall', { incentive: { vestingDays: [30, 90, 60] } }, ['/incentive/vestingDays/2']],
  ['widths that fall', { media: { widths: [320, 160] } }, ['/media/widths/1']],
  [
    'thresholds that fall',
    {
      governance: {
        thresholds: [
          { points: 8, sanction: 'suspend', days: 7 },
          { points: 4, sanction: 'ban', days: 0 },
        ],
      },
    },
    ['/governance/thresholds/1'],
  ],
  ['a method twice', { payments: { methods: ['card', 'slip', 'card'] } }, ['/payments/methods/2']],
  [
    'a kind of coupon twice',
    { coupons: { applicationOrder: ['store', 'store', 'platform'] } },
    ['/coupons/applicationOrder/1'],
  ],
  [
    'a source of clawback twice',
    { incentive: { clawbackOrder: ['deposit', 'pendingIncentive', 'deposit'] } },
    ['/incentive/clawbackOrder/2'],
  ],
  ['a format twice', { media: { formats: ['avif', 'avif'] } }, ['/media/formats/1']],
  ['a strong link twice', { fraud: { strongLinks: ['licence', 'licence'] } }, ['/fraud/strongLinks/1']],
  [
    'a link both strong and weak',
    { fraud: { weakLinks: ['device', 'licence', 'device'] } },
    ['/fraud/weakLinks/1', '/fraud/weakLinks/2'],
  ],
  [
    'a weight for a feature that there is not',
    { fraud: { scorecard: { intercept: -4, luck: 1 } } },
    ['/fraud/scorecard/luck'],
  ],
  [
    'a severity twice',
    {
      governance: {
        severityPoints: [
          { severity: 'minor', points: 1 },
          { severity: 'minor', points: 2 },
          { severity: 'major', points: 3 },
        ],
      },
    },
    ['/governance/severityPoints/1'],
  ],
  [
    'a spread twice',
    {
      governance: {
        spreads: [
          { when: 'sameGoods', sanction: 'delist' },
          { when: 'sameGoods', sanction: 'ban' },
        ],
      },
    },
    ['/governance/spreads/1'],
  ],
];

for (const [name, change, paths] of cases)
  test(`between fields: ${name}`, () => {
    const parsed = parseDocument(changed(change));
    assert.deepEqual(parsed.ok ? [] : parsed.faults.map(({ path }) => path).sort(), [...paths].sort());
  });

test('every check is broken by a case above', () => {
  const broken = new Set<string>();
  for (const [, change] of cases) {
    const parsed = parseDocument(changed(change));
    if (!parsed.ok) for (const { reason } of parsed.faults) broken.add(reason.en);
  }
  const unbroken = CHECKS.filter(({ rule }) => !broken.has(rule.en)).map(({ rule }) => rule.en);
  assert.deepEqual(unbroken, []);
});

test('a check waits for the groups it reads: a group at fault has its own faults only', () => {
  const parsed = parseDocument(
    changed({ allotment: { meritSharePpm: 'much' }, stores: { storesPerLicence: 29 } }),
  );
  assert.deepEqual(parsed.ok ? [] : parsed.faults.map(({ path }) => path), [
    '/allotment/meritSharePpm',
    '/stores/youngStoresPerLicence',
  ]);
});

test('every rule is a sentence in every language', () => {
  for (const { rule } of CHECKS)
    for (const locale of LOCALES) assert.match(rule[locale], locale === 'en' ? /^\S.*\.$/ : /。$/);
});
