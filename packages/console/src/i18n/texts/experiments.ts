export const experiments = {
  about: [
    '为了弄清哪些做法真正有效，平台每周对每位商家随机微调几项小额安排。所有商家合计不变，抽取结果公开在这里。',
    '何が本当に効くのかを知るため、市場は毎週、事業者ごとにいくつかの小さな条件を無作為に変えています。全事業者の合計は変わらず、抽選の結果はここで公開します。',
    'To learn what really works, the market varies a few small things at random, for each merchant and week. The sum over all merchants stays the same, and what was drawn stands here.',
  ],
  heldOut: ['您不参与任何实验', 'この店舗は実験の対象外です', 'You stay out of all experiments'],
  heldOutText: [
    '少数商家长期不参与，作为对照：您的补贴与曝光不作任何随机调整。',
    '比較のため、少数の事業者は長期にわたり対象から外れます。補助も露出も無作為には変わりません。',
    'A few merchants stay out for good, to compare with: nothing of yours is varied at random.',
  ],
  now: ['当前抽取结果', '現在の抽選結果', 'Drawn for now'],
  what: ['项目', '項目', 'What'],
  plain: ['基准', '基準', 'Without it'],
  moves: ['本期调整', '今期の増減', 'This period'],
  most: ['最大幅度', '最大の幅', 'At most'],
  period: ['期间', '期間', 'Period'],
  off: ['未启用', '停止中', 'Off'],
  unmoved: ['不变', '変わらず', 'Unchanged'],
  name: {
    exposureDither: ['公域曝光', '公域での露出', 'Public exposure'],
    toolCredit: ['推广工具补贴', '集客ツールの補助', 'Credit for tools'],
    couponSupport: ['优惠券分担', 'クーポン割引の負担', 'Share of coupons'],
    externalVisits: ['站外访客奖励', '外部からの来店の報奨', 'Visitors from outside'],
  },
  rate: {
    exposureDither: ['您应得的曝光', '配分された露出', 'The exposure that you are due'],
    toolCredit: [
      '每个新链接或优惠券 {amount}，每周最多 {most, number} 个',
      '新しいリンクまたはクーポン1件につき{amount}、週{most, number}件まで',
      '{amount} for each new link or coupon, {most, number} a week at most',
    ],
    couponSupport: [
      '私域订单完成且无退款时，优惠券金额的 {share}',
      '返金なく完了したプライベート注文のクーポン割引の{share}',
      '{share} of the discount by coupons on private orders that complete without a refund',
    ],
    externalVisits: [
      '每位站外访客每周 {amount}，最多 {most, number} 位',
      '外部からの来店者1人1週につき{amount}、週{most, number}人まで',
      '{amount} a week for each visitor from outside, {most, number} at most',
    ],
  },
  howTitle: ['如何计算', '計算のしかた', 'How it is reckoned'],
  how: [
    '抽取结果与您的经营无关，每期重新抽取。为使总额不变，结算时按同周全体商家的平均抽取结果修正，因此实际金额可能与上表略有出入。补贴于次周一入账。',
    '抽選は営業の内容とは関係なく、期ごとにやり直します。合計を変えないため、同じ週の全事業者の平均で補正して精算するので、実際の金額は上の表とわずかに異なることがあります。補助は翌週の月曜日に計上します。',
    'Draws have nothing to do with what you do, and are made anew each period. So that the sum stays, a week is settled against the mean draw of all merchants: amounts may differ a little from the table. They are booked on the Monday after.',
  ],
  credits: ['已结算的周', '精算済みの週', 'Weeks that are settled'],
  basis: ['计算依据', '計算の基礎', 'Reckoned from'],
  basisOf: {
    toolCredit: [
      '{count, number} 个工具',
      'ツール{count, number}件',
      '{count, plural, one {# tool} other {# tools}}',
    ],
    externalVisits: [
      '{count, number} 位访客',
      '来店者{count, number}人',
      '{count, plural, one {# visitor} other {# visitors}}',
    ],
    couponSupport: ['优惠 {amount}', '割引額 {amount}', '{amount} of discounts'],
    exposureDither: ['{count, number}', '{count, number}', '{count, number}'],
  },
  without: ['无实验时', '実験がない場合', 'Without draws'],
  got: ['实际补贴', '実際の補助', 'Credited'],
  waiting: ['待入账', '計上待ち', 'To be booked'],
  empty: ['还没有已结算的周', 'まだ精算した週がありません', 'No week is settled yet'],
  emptyText: [
    '新建链接或优惠券、带来站外访客、以优惠券完成私域订单，次周一即可看到结果。',
    'リンクやクーポンを作る、外部から来店がある、クーポンを使ったプライベート注文が完了する。そうした週の翌月曜日に、ここに表示されます。',
    'Make links or coupons, bring visitors from outside, complete private orders with a coupon: on the Monday after, it stands here.',
  ],
} as const;

export const onboarding = {
  title: ['开店前准备', '開店までの準備', 'Before you open'],
  about: [
    '这份清单随机展示给部分新商家，用来了解它是否有帮助。',
    'このリストは、役に立つかを確かめるため、一部の新しい事業者に無作為に表示しています。',
    'Some new merchants are shown this list, at random, to learn whether it helps.',
  ],
  steps: {
    name: [
      '想好店名：顾客会用它来搜索',
      '店名を決める：お客様はこの名前で探します',
      'Have a name: it is what people look for',
    ],
    goods: [
      '备好第一件商品的照片、价格与库存',
      '最初の商品の写真・価格・在庫を用意する',
      'Have a picture, a price and stock of your first goods',
    ],
    link: [
      '开业当天生成链接，发给熟悉的顾客',
      '開店の日にリンクを作り、なじみのお客様に送る',
      'On the first day, make a link and send it to people who know you',
    ],
    ship: [
      '付款后尽快发货：按时率计入有效店铺',
      '支払い後は早めに発送する：期日の順守は有効店舗の条件です',
      'Ship soon after payment: being on time is part of being an effective store',
    ],
  },
} as const;
