import { units } from '@hazumi/report';
import { change, defineClaim, text } from '../claim.ts';

const split = (splitStores: number, splitIsDistinct: 0 | 1) => ({
  splitShare: 0.1,
  splitStores,
  splitIsDistinct,
});

export const storeCluster = defineClaim({
  id: 'store-cluster',
  claim: text('店群覆盖更多搜索', '店舗群が検索を広く覆う', 'A cluster of stores covers search'),
  pair: text(
    '五家店商品各不相同，或五家店卖同样商品；均与一家店相比。',
    '五つの店舗が別々の商品を持つ、または同じ商品を持つ。いずれも一店舗と比較。',
    'Five stores with different goods, or with the same; each against one store.',
  ),
  assumption: text(
    '每家店能出现的关键词数：一家店已覆盖得多，店群就少有可加。',
    '一店舗が現れるキーワード数。一店舗で多く覆えるなら、店舗群の上乗せは少ない。',
    'How many keywords one store reaches: the more it covers alone, the less a cluster adds.',
  ),
  arms: {
    single: { parameters: split(1, 0) },
    distinct: { parameters: split(5, 1) },
    duplicate: { parameters: split(5, 0) },
  },
  effects: [
    {
      id: 'distinct',
      name: text(
        '商品不同：该主体的曝光',
        '商品が別々：主体の表示回数',
        "Distinct goods: a principal's exposure",
      ),
      unit: units.share,
      expected: '+',
      ...change('single', 'distinct', 'impressionsOfSplit'),
    },
    {
      id: 'duplicate',
      name: text(
        '商品相同：该主体的曝光',
        '商品が同じ：主体の表示回数',
        "The same goods: a principal's exposure",
      ),
      unit: units.share,
      expected: '0',
      margin: 0.05,
      ...change('single', 'duplicate', 'impressionsOfSplit'),
    },
  ],
  sensitivity: { parameter: 'keywordsPerStore' },
});
