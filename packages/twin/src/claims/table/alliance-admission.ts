import { units } from '@hazumi/report';
import { change, defineClaim, difference, text } from '../claim.ts';

const insured = { parameters: { insuranceUptake: 1 } };

export const allianceAdmission = defineClaim({
  id: 'alliance-admission',
  claim: text(
    '4.2 分且有运费险即可入联盟，达人销售增加',
    '4.2 点と返品送料保険で参加できるとクリエイター販売が増える',
    'An alliance at 4.2 with insurance sells more',
  ),
  pair: text(
    '门槛 4.6、4.2、4.0 分；运费险有或无。',
    '基準 4.6・4.2・4.0 点、返品送料保険の有無。',
    'Admission at 4.6, 4.2 and 4.0; insurance on and off.',
  ),
  assumption: text(
    '运费险提高成交，也提高退货：两者之比决定得失。',
    '返品送料保険は成約も返品も増やす。両者の比が損得を決める。',
    'The insurance wins orders and adds returns: their ratio decides.',
  ),
  arms: {
    at46: { ...insured, policy: { alliance: { admissionScoreMilli: 4600 } } },
    at42: insured,
    at40: { ...insured, policy: { alliance: { admissionScoreMilli: 4000 } } },
    uninsured: { parameters: { insuranceUptake: 0 }, policy: { alliance: { insuranceRequired: false } } },
  },
  effects: [
    {
      id: 'sales',
      name: text(
        '达人销售：4.6 降到 4.2（占 4.2 时的比例）',
        'クリエイター販売：4.6 から 4.2 へ（4.2 のときに対する割合）',
        "Creators' sales, 4.6 to 4.2, of those at 4.2",
      ),
      unit: units.share,
      expected: '+',
      // Of what is sold at 4.2: at 4.6 there may be nobody to sell at all.
      of: ({ at42, at46 }) => at42.creatorGmv - at46.creatorGmv,
      relativeTo: ({ at42 }) => at42.creatorGmv,
    },
    {
      id: 'sales-further',
      name: text(
        '达人销售：4.2 降到 4.0',
        'クリエイター販売：4.2 から 4.0 へ',
        "Creators' sales, 4.2 to 4.0",
      ),
      unit: units.share,
      expected: '+',
      ...change('at42', 'at40', 'creatorGmv'),
    },
    {
      id: 'creator-refunds',
      name: text(
        '达人销售的退款率：4.6 降到 4.2（百分点）',
        'クリエイター販売の返金率：4.6 から 4.2 へ（ポイント）',
        "Refunds of creators' sales, 4.6 to 4.2, in points",
      ),
      unit: { ...units.share, digits: 3 },
      expected: '+',
      ...difference('at46', 'at42', 'creatorRefundShare'),
    },
    {
      id: 'refunds',
      name: text(
        '全市场退款率：4.6 降到 4.2（百分点）',
        '市場全体の返金率：4.6 から 4.2 へ（ポイント）',
        'Refunds of the whole market, 4.6 to 4.2, in points',
      ),
      unit: { ...units.share, digits: 3 },
      expected: '+',
      ...difference('at46', 'at42', 'refundShare'),
    },
    {
      id: 'insured-sales',
      name: text('达人销售：有运费险', 'クリエイター販売：保険あり', "Creators' sales, with insurance"),
      unit: units.share,
      expected: '+',
      ...change('uninsured', 'at42', 'creatorGmv'),
    },
    {
      id: 'insured-refunds',
      name: text(
        '退款率：有运费险（百分点）',
        '返金率：保険あり（ポイント）',
        'Refunds with insurance, in points',
      ),
      unit: { ...units.share, digits: 3 },
      expected: '+',
      ...difference('uninsured', 'at42', 'refundShare'),
    },
  ],
  sensitivity: { parameter: 'insuranceLift', effect: 'insured-sales' },
});
