import { units } from '@hazumi/report';
import { change, defineClaim, text } from '../claim.ts';

export const creatorAssortments = defineClaim({
  id: 'creator-assortments',
  claim: text(
    '达人各有货盘，互不冲突',
    'クリエイターごとの品揃えで衝突を避ける',
    'An assortment for each creator',
  ),
  pair: text(
    '达人共用同样商品，或各有专属货盘。',
    'クリエイターが同じ商品を共有する、または専用の品揃えを持つ。',
    'Creators share the same goods, or each has its own.',
  ),
  assumption: text(
    '同款商品的达人之间有多少订单只是互相挪动。',
    '同じ商品を売るクリエイター間で、どれだけの注文が移るだけか。',
    "What share of creators' orders only moves between them where all sell the same.",
  ),
  arms: {
    shared: {},
    split: { parameters: { assortmentsAreSplit: 1 } },
    /** Creators who never get into each other's way: what the conflict costs is measured against them. */
    apart: { parameters: { assortmentConflict: 0 } },
  },
  effects: [
    {
      id: 'sales',
      name: text('达人销售', 'クリエイター販売', "Creators' sales"),
      unit: units.share,
      expected: '+',
      ...change('shared', 'split', 'creatorGmv'),
    },
    {
      id: 'cannibalisation',
      name: text(
        '互相挪走的达人订单占比（百分点）',
        '奪い合いで失われる注文の割合（ポイント）',
        "Creators' orders lost to each other, in points",
      ),
      unit: units.share,
      expected: '-',
      // Lost is what creators sell less than creators apart would: (apart - split) - (apart - shared).
      of: ({ shared, split }) => shared.creatorGmv - split.creatorGmv,
      relativeTo: ({ apart }) => apart.creatorGmv,
    },
  ],
  sensitivity: { parameter: 'assortmentConflict' },
});
