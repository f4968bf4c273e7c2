import { units } from '@hazumi/report';
import { change, defineClaim, text } from '../claim.ts';

export const hiddenCoupon = defineClaim({
  id: 'hidden-coupon',
  claim: text(
    '隐藏券把私域客户带上平台',
    '隠しクーポンが顧客をプラットフォームに呼び込む',
    'Hidden coupons bring contacts onto the platform',
  ),
  pair: text(
    '仅发给联系人的 9 折隐藏券，或没有。',
    '顧客だけに配る 10 % 引きの隠しクーポン、またはなし。',
    'A hidden coupon of 10 % for contacts only, or none.',
  ),
  assumption: text(
    '价格弹性：弹性足够高时，多卖的能补回让利。',
    '価格弾力性：十分に高ければ、増えた販売が値引きを補う。',
    'The price elasticity: where it is high enough, what is sold more pays for what is given away.',
  ),
  arms: { off: {}, on: { parameters: { hiddenCouponShare: 0.1 } } },
  effects: [
    {
      id: 'route-share',
      name: text(
        '平台内占私域订单的比例',
        'プライベート注文のうちプラットフォームを通る割合',
        'Share of private orders made on the platform',
      ),
      unit: units.share,
      expected: '+',
      ...change('off', 'on', 'routeShare'),
    },
    {
      id: 'margin',
      name: text('商家利润', '出店者の利益', "Merchants' profit"),
      unit: units.share,
      expected: '-',
      ...change('off', 'on', 'merchantProfit'),
    },
  ],
  sensitivity: { parameter: 'priceElasticity' },
});
