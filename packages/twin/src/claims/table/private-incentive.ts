import { units } from '@hazumi/report';
import { change, defineClaim, logRatio, text } from '../claim.ts';

/** The platform keeps the whole fee: there is nothing left to give back. */
const standard = { incentive: { keptFeePpm: 100_000 } };

export const privateIncentive = defineClaim({
  id: 'private-incentive',
  claim: text(
    '私域激励把私域销售带上平台',
    'プライベート特典がプライベート販売をプラットフォームに呼び込む',
    'The incentive brings private sales',
  ),
  pair: text(
    '私域订单实际费率 1 %，或标准费率。',
    'プライベート注文の実質手数料 1 %、または標準手数料。',
    'An effective fee of 1 % on private orders, or the standard fee.',
  ),
  assumption: text(
    '商家按成本选择成交渠道：越敏感，转上平台的越多，但多为换渠道而非新增。',
    '出店者は費用で経路を選ぶ。敏感なほど移ってくるが、多くは付け替えで純増ではない。',
    'Merchants choose the route by its cost: the more they do, the more comes over, and the more of it is only relabelled.',
  ),
  arms: { standard: { policy: standard }, incentive: {} },
  effects: [
    {
      id: 'route-share',
      name: text(
        '平台内占全部私域销售的比例',
        'プライベート販売のうちプラットフォームを通る割合',
        'Share of private sales made on the platform',
      ),
      unit: units.share,
      expected: '+',
      ...change('standard', 'incentive', 'routeShare'),
    },
    {
      id: 'total-sales',
      name: text(
        '私域销售总额（平台内外）',
        'プライベート販売の総額（内外合計）',
        'Private sales in total, on the platform and outside',
      ),
      unit: units.share,
      expected: '+',
      ...change('standard', 'incentive', 'allPrivateGmv'),
    },
    {
      id: 'smaller',
      name: text(
        '总额的增幅减比例的增幅（应小）',
        '総額の伸びから割合の伸びを引いたもの（小さいはず）',
        'Growth of the total less growth of the share ("smaller")',
      ),
      unit: units.share,
      expected: '-',
      of: (runs) =>
        logRatio(runs, 'standard', 'incentive', 'allPrivateGmv') -
        logRatio(runs, 'standard', 'incentive', 'routeShare'),
    },
  ],
  sensitivity: { parameter: 'routeSensitivity' },
});
