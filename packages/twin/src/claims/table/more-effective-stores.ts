import { units } from '@hazumi/report';
import { change, defineClaim, text } from '../claim.ts';

export const moreEffectiveStores = defineClaim({
  id: 'more-effective-stores',
  claim: text(
    '有效店铺越多，私域销售越多',
    '有効店舗が増えるほどプライベート販売が増える',
    'More effective stores bring more private sales',
  ),
  pair: text(
    '多 10 % 真实商家，或多 10 % 空店；均与不增加相比。',
    '実体のある出店者を 10 % 増やす、または空の店舗を同数増やす。いずれも増やさない場合と比較。',
    '10 % more merchants who really trade, or as many empty stores; each against none added.',
  ),
  assumption: text(
    '新商家带来自己的联系人：若几乎没有联系人，就只是在分同样的流量。',
    '新しい出店者は自分の顧客を連れてくる。顧客がほとんどいなければ、同じ流入を分け合うだけになる。',
    'New merchants bring contacts of their own: with hardly any, they only share the traffic that is there.',
  ),
  arms: {
    none: {},
    real: { parameters: { addedShare: 0.1, addedAreReal: 1, addedOnDay: 7 } },
    empty: { parameters: { addedShare: 0.1, addedAreReal: 0, addedOnDay: 7 } },
  },
  effects: [
    {
      id: 'real',
      name: text(
        '真实商家：平台私域销售额',
        '実体のある出店者：プラットフォーム上のプライベート販売',
        'Real merchants: private sales on the platform',
      ),
      unit: units.share,
      expected: '+',
      ...change('none', 'real', 'privateGmv'),
    },
    {
      id: 'empty',
      name: text(
        '空店：平台私域销售额',
        '空の店舗：プラットフォーム上のプライベート販売',
        'Empty stores: private sales on the platform',
      ),
      unit: units.share,
      expected: '0',
      margin: 0.01,
      ...change('none', 'empty', 'privateGmv'),
    },
  ],
  sensitivity: { parameter: 'contacts' },
});
