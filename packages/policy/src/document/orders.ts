import { field, group } from '../fields/field.ts';
import { count, days, flag, hours, minutes } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const orders = group(
  text('订单', '注文', 'Orders'),
  text(
    '订单从下单到完成的时限与数量限制。',
    '注文から完了までの期限と数の制限。',
    'Time limits and quantities from placing an order to its completion.',
  ),
  {
    unpaidExpiryMinutes: field(minutes(1, 10_080), {
      default: 15,
      source: 'hazumi',
      confidence: 'D',
      label: text('未付款关闭时间', '未払い注文の期限', 'Unpaid orders expire'),
      description: text(
        '下单后多久未付款，订单自动取消并释放库存。',
        'この時間内に支払いがないと、注文は取り消され在庫が戻ります。',
        'An order that is not paid for within this time is cancelled and its stock released.',
      ),
    }),
    slipValidityDays: field(days(1, 30), {
      default: 3,
      source: 'hazumi',
      confidence: 'D',
      note: 'For methods paid later with a slip (boleto, konbini), whose order waits as long as the slip is valid.',
      label: text('付款单有效期', '払込票の有効期間', 'Slip validity'),
      description: text(
        '线下付款单自开具起的有效天数，期间订单保留库存。',
        '払込票が発行から有効な日数で、そのあいだ注文は在庫を確保します。',
        'How long a pay-later slip is valid after its issue; the order keeps its stock as long.',
      ),
    }),
    shipWithinHours: field(hours(1, 720), {
      default: 48,
      source: 'wechat',
      confidence: 'P',
      label: text('发货时限', '発送期限', 'Ship within'),
      description: text(
        '付款后商家应在多久内发货。',
        '支払いから発送までに店舗に認められる時間です。',
        'The time a merchant has from payment to shipment.',
      ),
    }),
    autoCompleteDaysAfterDelivery: field(days(0, 90), {
      default: 7,
      source: 'hazumi',
      confidence: 'D',
      label: text('签收后自动完成', '配達後の自動完了', 'Completes after delivery'),
      description: text(
        '包裹签收后多久，订单自动完成。',
        '配達からこの日数で注文は自動的に完了します。',
        'An order completes by itself this long after delivery.',
      ),
    }),
    autoCompleteDaysAfterShipment: field(days(1, 180), {
      default: 30,
      source: 'hazumi',
      confidence: 'D',
      label: text('无签收记录时自动完成', '配達記録がない場合の自動完了', 'Completes after shipment'),
      description: text(
        '承运方没有签收记录时，发货后多久订单自动完成。',
        '配達の記録がない場合に、発送からこの日数で注文は自動的に完了します。',
        'An order without a delivery scan completes by itself this long after shipment.',
      ),
    }),
    buyerMayCancelPaid: field(flag(), {
      default: true,
      source: 'hazumi',
      confidence: 'D',
      label: text('发货前可取消', '発送前の取り消し', 'Cancel before shipment'),
      description: text(
        '买家是否可以自行取消已付款但尚未发货的订单。',
        '支払い済みで未発送の注文を購入者が自分で取り消せるかどうかです。',
        'Whether a buyer may cancel an order that is paid and not shipped.',
      ),
    }),
    linesPerOrder: field(count(1, 1_000), {
      default: 100,
      source: 'hazumi',
      confidence: 'D',
      label: text('每单商品行数', '注文あたりの明細数', 'Lines per order'),
      description: text(
        '一个订单最多可以包含的商品行数。',
        '一つの注文に含められる明細数の上限です。',
        'The most lines that one order may have.',
      ),
    }),
    ordersPerCheckout: field(count(1, 200), {
      default: 20,
      source: 'hazumi',
      confidence: 'D',
      label: text('每次结算的店铺数', '1回の会計の店舗数', 'Orders per checkout'),
      description: text(
        '一次结算最多可以包含多少家店铺的订单。',
        '一度の会計に含められる店舗（注文）の数の上限です。',
        'The most orders, one a store, that one checkout may place.',
      ),
    }),
    linesPerCart: field(count(1, 1_000), {
      default: 200,
      source: 'hazumi',
      confidence: 'D',
      label: text('购物车商品行数', 'カートの明細数', 'Lines per cart'),
      description: text(
        '购物车最多可以容纳的商品行数。',
        'カートに入れられる明細数の上限です。',
        'The most lines that a cart may hold.',
      ),
    }),
    guestCartDays: field(days(1, 365), {
      default: 30,
      source: 'hazumi',
      confidence: 'D',
      label: text('访客购物车保留期', 'ゲストのカートの保存期間', 'Guest carts kept'),
      description: text(
        '未登录访客的购物车在最后一次改动后保留多久。',
        'ゲストのカートを最後の変更から保存する日数です。',
        "How long a guest's cart is kept after its last change.",
      ),
    }),
  },
);
