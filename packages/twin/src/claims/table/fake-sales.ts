import { units } from '@hazumi/report';
import { defineClaim, difference, text } from '../claim.ts';

export const fakeSales = defineClaim({
  id: 'fake-sales',
  claim: text(
    '（反方）激励滋生刷单',
    '（反論）特典が架空注文を生む',
    '(Against) incentives breed fake sales',
  ),
  pair: text(
    '贡献流量设价格上限，或不设。',
    '実績枠に価格の上限を設ける、または設けない。',
    'The price of merit exposure is capped, or not.',
  ),
  assumption: text(
    '刷单能被看出多少：越难看出，越要靠上限使其无利可图。',
    '架空注文がどれだけ見えるか。見えにくいほど、上限で割に合わなくする必要がある。',
    'How visible fakes are: the less they are, the more it is the cap that must make them not pay.',
  ),
  arms: {
    capped: { parameters: { priceCapIsOn: 1 } },
    uncapped: { parameters: { priceCapIsOn: 0 } },
  },
  effects: [
    {
      id: 'capped',
      name: text(
        '有上限：刷单占私域订单',
        '上限あり：プライベート注文のうち架空の割合',
        'With the cap: fakes among private orders',
      ),
      unit: units.share,
      expected: '0',
      margin: 0.005,
      of: ({ capped }) => capped.washShare,
    },
    {
      id: 'uncapped',
      name: text(
        '取消上限后增加（百分点）',
        '上限をなくしたときの増加（ポイント）',
        'Added without the cap, in points',
      ),
      unit: units.share,
      expected: '+',
      ...difference('capped', 'uncapped', 'washShare'),
    },
  ],
  sensitivity: { parameter: 'washVisibility', effect: 'uncapped', values: [0.1, 0.3, 0.6, 0.9] },
});
