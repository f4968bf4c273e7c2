import { units } from '@hazumi/report';
import { change, defineClaim, difference, text } from '../claim.ts';

/** A market in which fakes pay: where nobody fakes, no rule can keep anybody from it. */
const fakesPay = { priceCapIsOn: 0, washVisibility: 0.1, washCostYuan: 1, washShare: 0.2 };
const spread = (bansSpreadBy: number) => ({
  ...fakesPay,
  splitShare: 0.2,
  splitStores: 5,
  splitIsDistinct: 1,
  bansSpreadBy,
});

export const banRisk = defineClaim({
  id: 'ban-risk',
  claim: text(
    '多店分散封禁风险',
    '複数店舗が停止のリスクを分散する',
    'Several stores spread the risk of a ban',
  ),
  pair: text(
    '关联店铺承担封禁时长的全部、一半或不承担；市场中刷单有利可图（无价格上限、难以看出、成本低）。',
    '関連店舗が停止期間の全部・半分を負う、または負わない。架空注文が割に合う市場(価格の上限なし、見えにくく、安い)で。',
    'Siblings bear all, half, or none of a ban’s time; in a market where fakes pay (no price cap, hard to see, cheap).',
  ),
  assumption: text(
    '无辜店铺也可能被误封：误封越多，分散越有价值。',
    '無実の店舗も誤って停止されうる。誤りが多いほど分散の価値は高い。',
    'Honest stores are banned by mistake too: the more often, the more spreading is worth.',
  ),
  arms: {
    all: { parameters: spread(1) },
    half: { parameters: spread(0.5) },
    none: { parameters: spread(0) },
  },
  effects: [
    {
      id: 'survival',
      name: text(
        '多店主体的店铺存活率（百分点）',
        '複数店舗の主体の店舗生存率（ポイント）',
        'Survival of stores of principals with several, in points',
      ),
      unit: { ...units.share, digits: 2 },
      expected: '+',
      ...difference('all', 'none', 'survivalOfSplit'),
    },
    {
      id: 'survival-half',
      name: text(
        '同上：承担一半相对全部（百分点）',
        '同じ：全部に対する半分（ポイント）',
        'The same, half of the time against all, in points',
      ),
      unit: { ...units.share, digits: 2 },
      expected: '+',
      ...difference('all', 'half', 'survivalOfSplit'),
    },
    {
      id: 'real-share',
      name: text(
        '真实订单占私域订单之比（百分点）',
        'プライベート注文のうち本物の割合（ポイント）',
        'Real orders among private ones, in points',
      ),
      unit: { ...units.share, digits: 3 },
      expected: '-',
      ...difference('all', 'none', 'realShare'),
    },
    {
      id: 'profit',
      name: text('商家利润', '出店者の利益', "Merchants' profit"),
      unit: { ...units.share, digits: 2 },
      expected: '+',
      isOpen: true,
      isAside: true,
      ...change('all', 'none', 'merchantProfit'),
    },
  ],
  sensitivity: { parameter: 'falseAlarmShare' },
});
