import type { FailureCode, Locale } from '../model.ts';

/** Everything the hosted pages say. One type for all languages: a missing text does not compile. */
export interface Texts {
  languageName: string;
  sandboxBanner: string;
  summary: string;
  merchantReference: string;
  payBefore: string;
  amount: string;
  backToShop: string;
  cancelPayment: string;
  otherLanguages: string;
  faultsHeading: string;
  notFoundTitle: string;
  notFoundText: string;
  card: {
    title: string;
    number: string;
    numberHint: string;
    expiry: string;
    expiryHint: string;
    cvc: string;
    cvcHint: string;
    instalments: string;
    atOnce: (total: string) => string;
    plan: (count: number, part: string, total: string) => string;
    interest: (interest: string) => string;
    free: string;
    unequal: string;
    pay: string;
    testCards: string;
    testCardNumber: string;
    testCardOutcome: string;
    approves: string;
    asksBank: string;
    declines: (reason: string) => string;
  };
  errors: {
    numberMissing: string;
    numberTypo: string;
    numberReal: string;
    expiryShape: string;
    expiryPast: string;
    cvcShape: string;
    instalments: string;
    voucherMissing: string;
    voucherUnknown: string;
    amountShape: string;
  };
  bank: { title: string; text: (last4: string) => string; confirm: string; refuse: string };
  slip: {
    title: string;
    text: string;
    number: string;
    barcode: string;
    counterLink: string;
    laterHeading: string;
    laterText: string;
    delay: string;
    delays: { seconds10: string; minutes5: string; hours1: string; days1: string };
    payLater: string;
    planned: (when: string) => string;
  };
  counter: { title: string; text: string; amount: string; amountHint: string; pay: string };
  voucher: { title: string; code: string; codeHint: string; pay: string; testCodes: string };
  results: {
    captured: { title: string; text: (amount: string) => string };
    processing: { title: string; text: string };
    failed: { title: string; text: string };
    expired: { title: string; text: string };
    cancelled: { title: string; text: string };
  };
  failures: Record<FailureCode, string>;
}

const en: Texts = {
  languageName: 'English',
  sandboxBanner: 'Sandbox. No money moves here.',
  summary: 'Your payment',
  merchantReference: 'Reference',
  payBefore: 'Pay before',
  amount: 'Amount',
  backToShop: 'Back to the shop',
  cancelPayment: 'Cancel and go back to the shop',
  otherLanguages: 'Language',
  faultsHeading: 'Please check the following',
  notFoundTitle: 'This payment does not exist',
  notFoundText: 'The link may be incomplete. Go back to the shop and start the payment again.',
  card: {
    title: 'Pay by card',
    number: 'Card number',
    numberHint: 'A test number from the list below. Real cards are refused.',
    expiry: 'Expiry date',
    expiryHint: 'Month and year, such as 12/34',
    cvc: 'Security code',
    cvcHint: '3 or 4 digits',
    instalments: 'Instalments',
    atOnce: (total) => `${total} at once`,
    plan: (count, part, total) => `${count} × ${part}, ${total} in all`,
    interest: (interest) => `including ${interest} interest`,
    free: 'no interest',
    unequal:
      'Where a total does not divide evenly, the first instalments are the smallest currency unit higher.',
    pay: 'Pay now',
    testCards: 'Test cards',
    testCardNumber: 'Number',
    testCardOutcome: 'What happens',
    approves: 'is approved',
    asksBank: 'asks the bank for a confirmation (3-D Secure)',
    declines: (reason) => `is declined: ${reason}`,
  },
  errors: {
    numberMissing: 'Enter the card number.',
    numberTypo: 'This card number is not complete or has a typing error.',
    numberReal: 'This is not a test number. Never enter a real card here.',
    expiryShape: 'Enter the expiry date as month and year, such as 12/34.',
    expiryPast: 'This card has expired.',
    cvcShape: 'The security code has 3 or 4 digits.',
    instalments: 'Choose one of the instalment plans offered.',
    voucherMissing: 'Enter the voucher code.',
    voucherUnknown: 'There is no voucher with this code.',
    amountShape: 'Enter an amount greater than zero.',
  },
  bank: {
    title: 'Your bank asks for a confirmation',
    text: (last4) => `Confirm that you want to pay with the card ending in ${last4}.`,
    confirm: 'Confirm the payment',
    refuse: 'This was not me',
  },
  slip: {
    title: 'Pay with a slip',
    text: 'Show this number at the counter of a shop or bank. The order goes ahead once the money has arrived.',
    number: 'Slip number',
    barcode: 'Barcode of the slip number',
    counterLink: 'Go to the counter (sandbox)',
    laterHeading: 'Let the sandbox pay it',
    laterText: 'Plays a shopper who pays the slip some time later.',
    delay: 'Paid after',
    delays: { seconds10: '10 seconds', minutes5: '5 minutes', hours1: '1 hour', days1: '1 day' },
    payLater: 'Pay it then',
    planned: (when) => `The slip will be paid at ${when}.`,
  },
  counter: {
    title: 'At the counter',
    text: 'Plays the clerk who takes the money for the slip.',
    amount: 'Amount paid in',
    amountHint: 'May differ from the amount of the slip, as it does at real counters.',
    pay: 'Take the money',
  },
  voucher: {
    title: 'Pay with a voucher',
    code: 'Voucher code',
    codeHint: 'As printed on the voucher',
    pay: 'Redeem and pay',
    testCodes: 'Test codes',
  },
  results: {
    captured: { title: 'Payment received', text: (amount) => `${amount} has been paid.` },
    processing: {
      title: 'Your money is on its way',
      text: 'You need not do anything more. The shop will hear from us when it arrives.',
    },
    failed: {
      title: 'The payment did not go through',
      text: 'Nothing was charged. You can try again from the shop.',
    },
    expired: {
      title: 'The time to pay has run out',
      text: 'Nothing was charged. You can start a new payment from the shop.',
    },
    cancelled: { title: 'The payment was cancelled', text: 'Nothing was charged.' },
  },
  failures: {
    card_declined: 'the bank declined without giving a reason',
    insufficient_funds: 'not enough money on the card',
    expired_card: 'the card has expired',
    incorrect_cvc: 'the security code is wrong',
    stolen_card: 'the card was reported stolen',
    processing_error: 'the bank could not process it',
    authentication_failed: 'the bank did not confirm that it was you',
    voucher_used: 'the voucher has been used already',
    voucher_balance_too_low: 'not enough left on the voucher',
    cancelled_by_shopper: 'you cancelled it',
  },
};

const zhCN: Texts = {
  languageName: '简体中文',
  sandboxBanner: '沙箱环境，不会发生真实扣款。',
  summary: '付款信息',
  merchantReference: '商户单号',
  payBefore: '请在此时间前付款',
  amount: '金额',
  backToShop: '返回商店',
  cancelPayment: '取消付款并返回商店',
  otherLanguages: '语言',
  faultsHeading: '请检查以下内容',
  notFoundTitle: '没有这笔付款',
  notFoundText: '链接可能不完整。请返回商店重新发起付款。',
  card: {
    title: '银行卡付款',
    number: '卡号',
    numberHint: '请使用下方列出的测试卡号，真实卡号会被拒绝。',
    expiry: '有效期',
    expiryHint: '月/年，例如 12/34',
    cvc: '安全码',
    cvcHint: '3 或 4 位数字',
    instalments: '分期',
    atOnce: (total) => `一次付清 ${total}`,
    plan: (count, part, total) => `${count} 期 × ${part}，合计 ${total}`,
    interest: (interest) => `含利息 ${interest}`,
    free: '免息',
    unequal: '总额不能整除时，前几期各多一个最小货币单位。',
    pay: '立即付款',
    testCards: '测试卡',
    testCardNumber: '卡号',
    testCardOutcome: '结果',
    approves: '付款成功',
    asksBank: '需要银行验证（3-D Secure）',
    declines: (reason) => `付款被拒：${reason}`,
  },
  errors: {
    numberMissing: '请输入卡号。',
    numberTypo: '卡号不完整或输入有误。',
    numberReal: '这不是测试卡号。请勿在此输入真实卡号。',
    expiryShape: '请按“月/年”输入有效期，例如 12/34。',
    expiryPast: '这张卡已过有效期。',
    cvcShape: '安全码为 3 或 4 位数字。',
    instalments: '请选择页面上提供的分期方案。',
    voucherMissing: '请输入代金券码。',
    voucherUnknown: '没有这个代金券码。',
    amountShape: '请输入大于零的金额。',
  },
  bank: {
    title: '银行需要您确认',
    text: (last4) => `请确认使用尾号 ${last4} 的银行卡付款。`,
    confirm: '确认付款',
    refuse: '不是我本人操作',
  },
  slip: {
    title: '凭单付款',
    text: '请在门店或银行柜台出示此号码付款。款项到账后，订单才会继续处理。',
    number: '付款单号',
    barcode: '付款单号条形码',
    counterLink: '前往柜台（沙箱）',
    laterHeading: '由沙箱代付',
    laterText: '模拟顾客过一段时间后付款。',
    delay: '付款时间',
    delays: { seconds10: '10 秒后', minutes5: '5 分钟后', hours1: '1 小时后', days1: '1 天后' },
    payLater: '按时付款',
    planned: (when) => `将于 ${when} 付款。`,
  },
  counter: {
    title: '柜台收款',
    text: '模拟收银员收取这张付款单的款项。',
    amount: '实收金额',
    amountHint: '可以与付款单金额不同，真实柜台也会如此。',
    pay: '收款',
  },
  voucher: {
    title: '代金券付款',
    code: '代金券码',
    codeHint: '印在代金券上',
    pay: '兑换并付款',
    testCodes: '测试券码',
  },
  results: {
    captured: { title: '付款成功', text: (amount) => `已付款 ${amount}。` },
    processing: { title: '款项正在路上', text: '您无需再做任何操作，到账后我们会通知商店。' },
    failed: { title: '付款未成功', text: '没有扣款。您可以回到商店重新付款。' },
    expired: { title: '付款时间已过', text: '没有扣款。您可以回到商店重新发起付款。' },
    cancelled: { title: '付款已取消', text: '没有扣款。' },
  },
  failures: {
    card_declined: '银行拒绝了付款，未说明原因',
    insufficient_funds: '卡内余额不足',
    expired_card: '银行卡已过有效期',
    incorrect_cvc: '安全码不正确',
    stolen_card: '该卡已被挂失',
    processing_error: '银行未能处理',
    authentication_failed: '银行未能确认是您本人',
    voucher_used: '代金券已被使用',
    voucher_balance_too_low: '代金券余额不足',
    cancelled_by_shopper: '您取消了付款',
  },
};

const ja: Texts = {
  languageName: '日本語',
  sandboxBanner: 'サンドボックスです。実際のお金は動きません。',
  summary: 'お支払い内容',
  merchantReference: '加盟店の管理番号',
  payBefore: 'お支払い期限',
  amount: '金額',
  backToShop: 'ショップに戻る',
  cancelPayment: 'お支払いをやめてショップに戻る',
  otherLanguages: '言語',
  faultsHeading: '入力内容をご確認ください',
  notFoundTitle: 'このお支払いは見つかりません',
  notFoundText: 'リンクが途中で切れている可能性があります。ショップに戻り、もう一度お手続きください。',
  card: {
    title: 'カードで支払う',
    number: 'カード番号',
    numberHint: '下の一覧にあるテスト番号を入力してください。実在するカードは使えません。',
    expiry: '有効期限',
    expiryHint: '月/年（例：12/34）',
    cvc: 'セキュリティコード',
    cvcHint: '3桁または4桁の数字',
    instalments: 'お支払い回数',
    atOnce: (total) => `一括払い ${total}`,
    plan: (count, part, total) => `${count}回払い 毎回 ${part}、合計 ${total}`,
    interest: (interest) => `うち手数料 ${interest}`,
    free: '手数料なし',
    unequal: '割り切れない場合は、はじめの数回が最小通貨単位ぶんだけ高くなります。',
    pay: '支払う',
    testCards: 'テストカード',
    testCardNumber: '番号',
    testCardOutcome: '結果',
    approves: '承認されます',
    asksBank: '本人認証（3-Dセキュア）に進みます',
    declines: (reason) => `拒否されます：${reason}`,
  },
  errors: {
    numberMissing: 'カード番号を入力してください。',
    numberTypo: 'カード番号が足りないか、入力に誤りがあります。',
    numberReal: 'テスト番号ではありません。実在するカードの番号は入力しないでください。',
    expiryShape: '有効期限は月/年（例：12/34）で入力してください。',
    expiryPast: 'このカードは有効期限が切れています。',
    cvcShape: 'セキュリティコードは3桁または4桁の数字です。',
    instalments: '表示されているお支払い回数から選んでください。',
    voucherMissing: 'バウチャーコードを入力してください。',
    voucherUnknown: 'このコードのバウチャーはありません。',
    amountShape: '0より大きい金額を入力してください。',
  },
  bank: {
    title: 'カード会社による本人認証',
    text: (last4) => `末尾が ${last4} のカードでのお支払いを承認してください。`,
    confirm: '承認する',
    refuse: '心当たりがない',
  },
  slip: {
    title: '払込票で支払う',
    text: 'お店や銀行の窓口でこの番号をお見せください。入金の確認後に、ご注文の手続きが進みます。',
    number: '払込票番号',
    barcode: '払込票番号のバーコード',
    counterLink: '窓口へ進む（サンドボックス）',
    laterHeading: 'サンドボックスに支払わせる',
    laterText: 'しばらくしてから支払うお客様の動きを再現します。',
    delay: '支払う時期',
    delays: { seconds10: '10秒後', minutes5: '5分後', hours1: '1時間後', days1: '1日後' },
    payLater: 'この時期に支払う',
    planned: (when) => `${when} に支払われます。`,
  },
  counter: {
    title: '窓口',
    text: '払込票の代金を受け取る窓口係の動きを再現します。',
    amount: '受け取った金額',
    amountHint: '実際の窓口と同じく、払込票の金額と違っていてもかまいません。',
    pay: '受け取る',
  },
  voucher: {
    title: 'バウチャーで支払う',
    code: 'バウチャーコード',
    codeHint: 'バウチャーに印字されたコード',
    pay: '使って支払う',
    testCodes: 'テスト用コード',
  },
  results: {
    captured: { title: 'お支払いが完了しました', text: (amount) => `${amount} をお支払いいただきました。` },
    processing: {
      title: '入金を確認しています',
      text: 'お客様のお手続きは終わりました。入金が確認でき次第、ショップにお知らせします。',
    },
    failed: {
      title: 'お支払いができませんでした',
      text: '請求は発生していません。ショップからもう一度お手続きいただけます。',
    },
    expired: {
      title: 'お支払い期限が過ぎました',
      text: '請求は発生していません。ショップから新しくお手続きいただけます。',
    },
    cancelled: { title: 'お支払いは取り消されました', text: '請求は発生していません。' },
  },
  failures: {
    card_declined: 'カード会社が理由を示さずに拒否しました',
    insufficient_funds: '残高または利用枠が足りません',
    expired_card: 'カードの有効期限が切れています',
    incorrect_cvc: 'セキュリティコードが違います',
    stolen_card: '盗難の届け出があるカードです',
    processing_error: 'カード会社で処理できませんでした',
    authentication_failed: '本人認証ができませんでした',
    voucher_used: 'このバウチャーは使用済みです',
    voucher_balance_too_low: 'バウチャーの残高が足りません',
    cancelled_by_shopper: 'お客様がお支払いを取りやめました',
  },
};

export const texts: Record<Locale, Texts> = { 'zh-CN': zhCN, ja, en };
