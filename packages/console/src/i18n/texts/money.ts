export const money = {
  about: [
    '所有数字都来自账本分录。',
    'すべての数字は帳簿の記録から計算しています。',
    'Every figure comes from the ledger’s own entries.',
  ],
  owed: ['平台应付合计', '受け取る売上金', 'Owed to the store'],
  owedNote: ['货款、运费与税费', '商品代金・送料・税', 'Goods, freight and tax'],
  payable: ['货款', '商品代金', 'Goods'],
  payableNote: ['已扣技术服务费', '手数料を差し引いた額', 'After fees'],
  shipping: ['运费', '送料', 'Freight'],
  tax: ['代收税费', '預かり税', 'Tax collected'],
  fees: ['已付技术服务费', '支払った手数料', 'Fees paid'],
  feesNote: ['退款时按比例退还', '返金時は比例して戻ります', 'Goes back with refunds'],
  statement: ['流水', '明細', 'Statement'],
  what: ['事项', '内容', 'What'],
  account: ['科目', '勘定', 'Account'],
  at: ['时间', '日時', 'When'],
  toOrder: ['查看订单', '注文を見る', 'View order'],
  empty: ['还没有流水', 'まだ明細がありません', 'Nothing booked yet'],
  emptyText: [
    '订单付款后，每一笔都会列在这里。',
    '注文の支払いが済むと、1件ずつここに並びます。',
    'Each paid order books its lines here.',
  ],
  kind: {
    capture: ['收款', '入金', 'Payment received'],
    topUp: ['充值', 'チャージ', 'Top-up'],
    orderPaid: ['订单付款', '注文の支払い', 'Order paid'],
    orderRefund: ['订单退款', '注文の返金', 'Order refunded'],
    unappliedRefund: ['退回未入账款项', '未充当金の返金', 'Unapplied money returned'],
    refundSettled: ['退款到账', '返金の完了', 'Refund settled'],
  },
} as const;

export const ledgerAccount = {
  providerClearing: ['支付渠道清算', '決済事業者', 'Provider clearing'],
  buyerBalance: ['买家余额', '購入者の残高', 'Buyers’ balances'],
  buyerUnapplied: ['买家未入账款', '購入者の未充当金', 'Buyers’ unapplied money'],
  merchantPayable: ['应付商家货款', '出店者への未払金', 'Merchants, goods'],
  shippingPayable: ['应付商家运费', '出店者への送料', 'Merchants, freight'],
  taxPayable: ['应付税费', '未払税', 'Tax'],
  platformFee: ['技术服务费收入', '手数料収入', 'Fees earned'],
  refundClearing: ['退款清算', '返金の精算', 'Refund clearing'],
  paymentDifference: ['付款差额', '支払差額', 'Payment differences'],
} as const;

export const ledger = {
  about: [
    '账本按复式记账，只增不改。每种货币的借贷差额必须为零。',
    '帳簿は複式で、追記のみです。貸借の差額は通貨ごとに必ずゼロになります。',
    'The ledger is double-entry and only ever added to. In each currency, debits less credits must be zero.',
  ],
  asOf: ['账目截至 {time}', '{time} 時点の帳簿', 'Books as of {time}'],
  balanced: ['借贷平衡', '貸借は一致しています', 'Balanced'],
  balancedText: [
    '{currency}：差额 {difference}',
    '{currency}：差額 {difference}',
    '{currency}: the difference is {difference}',
  ],
  unbalanced: ['借贷不平', '貸借が一致していません', 'Not balanced'],
  unbalancedText: [
    '{currency}：差额 {difference}。账本有误，请立即排查。',
    '{currency}：差額 {difference}。帳簿に誤りがあります。すぐに調べてください。',
    '{currency}: the difference is {difference}. The books are wrong: find out at once.',
  ],
  account: ['科目', '勘定', 'Account'],
  debit: ['借方', '借方', 'Debit'],
  credit: ['贷方', '貸方', 'Credit'],
  balance: ['余额', '残高', 'Balance'],
  difference: ['差额', '差額', 'Difference'],
  empty: ['账本还是空的', '帳簿はまだ空です', 'The ledger is empty'],
  emptyText: [
    '第一笔付款后开始记账。',
    '最初の支払いから記録が始まります。',
    'It begins with the first payment.',
  ],
} as const;
