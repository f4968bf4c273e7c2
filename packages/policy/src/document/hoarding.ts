import { field, group } from '../fields/field.ts';
import { count, hours } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const hoarding = group(
  text('囤占库存', '在庫の占有', 'Hoarding'),
  text(
    '防止买家用不付款的订单占住库存。',
    '支払わない注文で在庫を押さえることを防ぐ規則。',
    'Keeps a buyer from holding stock with orders that are never paid for.',
  ),
  {
    unpaidOrdersPerBuyer: field(count(1, 1_000), {
      default: 20,
      source: 'hazumi',
      confidence: 'D',
      note: 'A checkout places one order a store, so this must leave room for one full checkout.',
      label: text('未付款订单上限', '未払い注文の上限', 'Unpaid orders per buyer'),
      description: text(
        '一位买家最多可以同时有多少个未付款订单。',
        '一人の購入者が同時に持てる未払い注文の上限です。',
        'The most unpaid orders that one buyer may have at the same time.',
      ),
    }),
    piecesOfSkuPerOrder: field(count(1, 1_000_000), {
      default: 99,
      source: 'hazumi',
      confidence: 'D',
      label: text('每单同款件数', '注文あたりの同一SKU数', 'Pieces of a SKU per order'),
      description: text(
        '一个订单中同一SKU最多可以买多少件。',
        '一つの注文で同じSKUを買える数の上限です。',
        'The most pieces of one SKU in one order.',
      ),
    }),
    piecesOfSkuInUnpaidOrders: field(count(1, 1_000_000), {
      default: 99,
      source: 'hazumi',
      confidence: 'D',
      label: text('未付款订单中的同款件数', '未払い注文全体の同一SKU数', 'Pieces of a SKU in unpaid orders'),
      description: text(
        '一位买家所有未付款订单中同一SKU的总件数上限。',
        '一人の購入者の未払い注文全体で、同じSKUを押さえられる数の上限です。',
        'The most pieces of one SKU in all unpaid orders of one buyer together.',
      ),
    }),
    expiredOrdersPerWindow: field(count(1, 1_000), {
      default: 20,
      source: 'hazumi',
      confidence: 'D',
      label: text('过期未付款订单上限', '期限切れ注文の上限', 'Expired orders'),
      description: text(
        '一段时间内过期未付的订单达到此数后，买家暂时不能再下未付款订单。',
        '一定時間内に期限切れになった注文がこの数に達すると、購入者は当面、未払いの注文を出せません。',
        'After this many of its orders expired unpaid within the window, a buyer cannot place further unpaid ones for now.',
      ),
    }),
    expiredOrdersWindowHours: field(hours(1, 720), {
      default: 24,
      source: 'hazumi',
      confidence: 'D',
      label: text('过期订单统计时段', '期限切れの集計時間', 'Window for expired orders'),
      description: text(
        '统计过期未付订单所用的时间窗口。',
        '期限切れの注文を数える時間の幅です。',
        'The window in which expired orders are counted.',
      ),
    }),
  },
);
