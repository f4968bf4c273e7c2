import { units } from '@hazumi/report';
import { change, defineClaim, text } from '../claim.ts';

export const privateCustomers = defineClaim({
  id: 'private-customers',
  claim: text('私域客户不会流失', 'プライベートの顧客は失われない', 'Private customers are not lost'),
  pair: text(
    '商家自行选择成交渠道，或渠道占比固定。',
    '出店者が経路を自由に選ぶ、または経路の割合を固定。',
    'The merchant chooses the route, or the share on each is fixed.',
  ),
  assumption: text(
    '上平台的联系人有多少消费流向他店。',
    'プラットフォームに来た顧客の支出がどれだけ他店に流れるか。',
    'How much of what contacts on the platform spend leaks to rivals.',
  ),
  arms: { fixed: { parameters: { routeIsFree: 0 } }, free: {} },
  effects: [
    {
      id: 'lifetime-profit',
      name: text('商家在全程的利润', '期間を通した出店者の利益', "A merchant's profit over the run"),
      unit: { ...units.share, digits: 2 },
      expected: '+',
      isOpen: true,
      ...change('fixed', 'free', 'lifetimeProfit'),
    },
    {
      id: 'leak',
      name: text('流向他店的销售额', '他店に流れた売上', 'Sales that leaked to rivals'),
      unit: units.share,
      expected: '-',
      isOpen: true,
      isAside: true,
      ...change('fixed', 'free', 'leakedGmv'),
    },
  ],
  sensitivity: { parameter: 'leakShare' },
});
