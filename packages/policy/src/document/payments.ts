import { field, group } from '../fields/field.ts';
import { choice, count, flag, list, minorUnits, ppm, seconds } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const payments = group(
  text('支付', '支払い', 'Payments'),
  text(
    '可用的支付方式，以及实收与应收不一致时如何处理。',
    '使える支払い方法と、請求額と入金額が違うときの扱い。',
    'The methods there are, and what happens when the captured amount differs from the requested one.',
  ),
  {
    methods: field(
      list(
        choice({
          card: text('银行卡', 'カード', 'Card'),
          slip: text('付款单', '払込票', 'Pay-later slip'),
          voucher: text('代金券', 'バウチャー', 'Voucher'),
          balance: text('余额', '残高', 'Balance'),
        }),
        1,
        4,
      ),
      {
        default: ['card', 'slip', 'voucher', 'balance'],
        source: 'hazumi',
        confidence: 'D',
        label: text('支付方式', '支払い方法', 'Methods'),
        description: text(
          '结算时可以选择的支付方式。',
          '会計で選べる支払い方法です。',
          'The methods offered at checkout.',
        ),
      },
    ),
    paymentsPerCheckout: field(count(1, 100), {
      default: 30,
      source: 'hazumi',
      confidence: 'D',
      note: 'Real orders paid with more than twenty vouchers exist in public marketplace data.',
      label: text('每次结算的付款笔数', '1回の会計の支払い数', 'Payments per checkout'),
      description: text(
        '一次结算最多可以分成多少笔付款。',
        '一度の会計を分けられる支払いの数の上限です。',
        'The most payments that may together pay one checkout.',
      ),
    }),
    instalments: field(count(1, 36), {
      default: 24,
      source: 'hazumi',
      confidence: 'D',
      label: text('分期期数上限', '分割回数の上限', 'Instalments'),
      description: text(
        '一笔付款最多可以分多少期。',
        '一つの支払いを分割できる回数の上限です。',
        'The most instalments of one payment.',
      ),
    }),
    captureToleranceMinor: field(minorUnits(0, 10_000), {
      default: 2,
      source: 'hazumi',
      confidence: 'D',
      note: 'In minor units of the payment itself. 896 of 900 real orders agree within 2 cents.',
      label: text('实收差额容许值', '入金差額の許容額', 'Capture tolerance'),
      description: text(
        '实收与应收相差不超过此数时视为取整误差。',
        '入金額と請求額の差がこの額以内なら、端数の誤差とみなします。',
        'A captured amount that differs by no more than this is taken as rounding.',
      ),
    }),
    captureTolerancePpm: field(ppm(0, 10_000), {
      default: 10,
      source: 'hazumi',
      confidence: 'D',
      label: text('实收差额容许比例', '入金差額の許容割合', 'Capture tolerance, relative'),
      description: text(
        '大额付款的取整误差容许比例；与容许值取较大者。',
        '高額の支払いでの許容割合で、許容額と比べて大きい方を使います。',
        'The tolerance of large payments, as a share of the requested amount; the larger of the two applies.',
      ),
    }),
    instalmentInterestMaxPpm: field(ppm(0, 2_000_000), {
      default: 500_000,
      source: 'hazumi',
      confidence: 'D',
      note: 'In real instalment orders the excess was 7 to 16 % of the total for 3 to 7 instalments.',
      label: text('分期利息上限', '分割手数料の上限', 'Largest instalment interest'),
      description: text(
        '分期付款多收的部分不超过应收的此比例时，视为分期利息。',
        '分割払いで多く入金された額が請求額のこの割合以内なら、分割手数料とみなします。',
        'What an instalment payment brings beyond the requested amount is taken as interest up to this share of it.',
      ),
    }),
    overpaymentAccepted: field(flag(), {
      default: true,
      source: 'hazumi',
      confidence: 'D',
      label: text('多付视为已付清', '過払いを支払い済みとする', 'Overpayment pays'),
      description: text(
        '多付时订单是否算已付清，多出的部分应退给买家。',
        '過払いのときも注文を支払い済みとし、超過分を購入者に返すかどうかです。',
        'Whether an order that was paid too much for counts as paid; the excess is owed to the buyer.',
      ),
    }),
    reconcileAfterSeconds: field(seconds(1, 86_400), {
      default: 60,
      source: 'hazumi',
      confidence: 'D',
      label: text('主动对账等待时间', '照会までの待ち時間', 'Ask the provider after'),
      description: text(
        '浏览器与回调都没有结果时，过多久主动向支付方查询。',
        'ブラウザからも通知からも結果が来ないとき、決済事業者に照会するまでの時間です。',
        'When neither the browser nor a webhook brought a result, the provider is asked after this time.',
      ),
    }),
    webhookToleranceSeconds: field(seconds(30, 3_600), {
      default: 300,
      source: 'standard',
      confidence: 'P',
      note: 'Standard Webhooks asks for a tolerance on the timestamp against replays; its libraries use five minutes.',
      label: text('回调时间容差', '通知の時刻の許容差', 'Webhook time tolerance'),
      description: text(
        '回调签名中的时间与当前时间最多可以相差多少。',
        '通知の署名時刻と現在時刻のずれの上限です。',
        'How far the time in a webhook signature may lie from now.',
      ),
    }),
  },
);
