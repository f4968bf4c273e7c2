export const matrix = {
  about: [
    '同一执照下的全部店铺，一处经营。',
    '1つの許可証のすべての店舗を、まとめて運営します。',
    'All stores of the licence, run as one.',
  ],
  empty: ['还没有店铺', 'まだ店舗がありません', 'No stores yet'],
  emptyText: [
    '开店只需填写一页，无需缴费，几分钟即可上架商品。',
    '1ページの入力だけで、費用なしに開店できます。数分で商品を並べられます。',
    'One page and nothing paid; goods can be on sale in minutes.',
  ],
  anyState: ['全部状态', 'すべての状態', 'Any state'],
  stores: ['店铺', '店舗', 'Stores'],
  left: [
    '还可开 {left, number} 家，上限 {limit, number} 家',
    'あと{left, number}店（上限{limit, number}店）',
    '{left, number} of {limit, number} places left',
  ],
  slots: [
    '{count, number} / {limit, number}',
    '{count, number} / {limit, number}',
    '{count, number} of {limit, number}',
  ],
  selling: ['正在销售', '販売中', 'Selling now'],
  listed: ['在售商品', '販売中の商品', 'Listed goods'],
  openOrders: ['未完结订单', '未完了の注文', 'Open orders'],
  owed: ['应付款', '未払いの売上金', 'Owed'],
  owedTotal: ['应付款合计', '未払いの売上金 合計', 'Owed in all'],
  owedPart: [
    '应付款合计（{of, number} 家中的 {count, number} 家）',
    '未払いの売上金 合計（{of, number}店中{count, number}店）',
    'Owed by {count, number} of {of, number} stores',
  ],
  opened: ['开业日期', '開店日', 'Opened'],
  first: ['首店', '1号店', 'first store'],
} as const;

export const openStore = {
  title: ['开一家店', '店舗を開く', 'Open a store'],
  about: [
    '填写一页即可开业，无需缴纳任何费用。',
    '1ページの入力で、費用なしに開店できます。',
    'One page, nothing paid, open at once.',
  ],
  left: [
    '还可开 {left, number} 家店（共 {limit, number} 家）',
    'あと{left, number}店開けます（上限{limit, number}店）',
    '{left, number} of {limit, number} places are left',
  ],
  full: [
    '该执照的 {limit, number} 家店铺名额已用完',
    'この許可証で開ける{limit, number}店に達しています',
    'All {limit, number} places of this licence are taken',
  ],
  notVerified: [
    '执照尚未通过核验。现在可以先申请，通过后自动开业。',
    '許可証の確認がまだです。申し込んでおけば、確認が済み次第、自動で開店します。',
    'The licence is not verified yet: apply now, and the store opens with it.',
  ],
  address: ['店铺网址', '店舗URL', 'Address'],
  slugHint: [
    '3–40 个小写字母、数字或连字符；留空则根据店名生成，开店后不能修改。',
    '3〜40文字の小文字・数字・ハイフン。空欄なら店名から作ります。開店後は変更できません。',
    '3 to 40 small letters, digits and dashes. Empty: made from the name. It never changes.',
  ],
  preview: ['预览：', 'プレビュー：', 'Preview:'],
  drawn: ['（自动生成）', '（自動で決まります）', '(drawn for you)'],
  terms: ['经营信息', '販売条件', 'Terms'],
  currencyHint: ['开店后不能修改。', '開店後は変更できません。', 'It never changes.'],
  submit: ['开店', '開店する', 'Open the store'],
  opened: ['店铺已开业', '開店しました', 'The store is open'],
  applied: [
    '已提交开店申请，执照通过核验后自动开业',
    '開店を申し込みました。許可証の確認が済むと開店します',
    'Applied for: it opens once the licence is verified',
  ],
} as const;

export const store = {
  texts: ['店名与介绍', '店名と紹介', 'Name and description'],
  nameIn: ['店名（{language}）', '店名（{language}）', 'Name ({language})'],
  descriptionIn: ['介绍（{language}）', '紹介（{language}）', 'Description ({language})'],
  slug: ['网址标识', 'URLの識別名', 'Slug'],
  currency: ['币种', '通貨', 'Currency'],
  category: ['主营类目', '主なカテゴリー', 'Main category'],
  categoryHint: [
    '影响店铺在列表中的位置；商品可属于其他类目。',
    '店舗一覧での分類です。商品は別のカテゴリーにもできます。',
    'Where the store is listed; its goods may be of others.',
  ],
  noCategory: ['（未选择）', '（未選択）', '(none chosen)'],
  freight: ['每单运费', '1注文の送料', 'Freight of an order'],
  freightHint: [
    '规格未单独设置运费时适用。',
    'バリエーションに送料がない場合に適用します。',
    'Where a variant names none of its own.',
  ],
  freeFrom: ['满额包邮', '送料無料になる金額', 'Free from'],
  freeFromHint: ['留空表示不包邮。', '空欄なら送料無料なし。', 'Empty: never free.'],
  defaultLocale: ['默认语言', '既定の言語', 'Default language'],
  defaultLocaleHint: [
    '读者的语言缺少内容时显示此语言。',
    '読者の言語の内容がないときに表示します。',
    'Shown where a reader’s language is missing.',
  ],
} as const;

export const storeSettings = {
  view: ['查看店铺页面', '店舗ページを見る', 'View in the shop'],
  facts: ['店铺概况', '店舗の概要', 'At a glance'],
  logo: ['店标', 'ロゴ', 'Logo'],
  logoAbout: [
    'JPEG、PNG 或 WebP，自动裁剪为 256 像素的正方形。',
    'JPEG、PNG、WebP。256ピクセルの正方形に切り抜きます。',
    'JPEG, PNG or WebP; cut to a square of 256 pixels.',
  ],
  uploadLogo: ['上传店标', 'ロゴをアップロード', 'Upload a logo'],
  removeLogo: ['移除店标', 'ロゴを削除', 'Remove the logo'],
  logoSaved: ['店标已更新', 'ロゴを更新しました', 'The logo is changed'],
  closeTitle: ['关闭店铺', '店舗を閉じる', 'Close the store'],
  closeAbout: [
    '停止销售后，等未完结订单处理完毕，店铺即关闭。关闭前可以反悔。',
    '販売を止め、残りの注文が済むと閉店します。それまでは取りやめられます。',
    'It sells nothing more at once, and is closed when its last open order is done. Until then you can think again.',
  ],
  close: ['关店', '閉店する', 'Close'],
  closeText: [
    '“{name}”将立即停止销售，还有 {orders, number} 个未完结订单需要处理。全部完成后店铺永久关闭。',
    '「{name}」はすぐに販売を停止します。未完了の注文が{orders, number}件あり、すべて済むと完全に閉店します。',
    '{name} stops selling at once. {orders, plural, =0 {No open order is left} one {One open order is left} other {# open orders are left}} to be done; then it is closed for good.',
  ],
  closing: ['店铺正在关闭', '閉店の手続き中です', 'The store is closing'],
  closingText: [
    '自 {since} 起停止销售，还有 {orders, number} 个未完结订单。',
    '{since} から販売を停止しています。未完了の注文は{orders, number}件です。',
    'It has not sold since {since}; {orders, plural, one {one order is} other {# orders are}} still open.',
  ],
  reopen: ['取消关店', '閉店を取りやめる', 'Reopen'],
  reopened: ['店铺已重新营业', '営業を再開しました', 'The store is open again'],
  closed: ['已开始关店', '閉店の手続きを始めました', 'Closing has begun'],
  sanction: [
    '平台已对店铺采取措施',
    '運営による措置を受けています',
    'The market has acted against this store',
  ],
  waiting: ['等待执照通过核验', '許可証の確認を待っています', 'Waiting for the licence'],
  waitingText: [
    '执照通过核验后，店铺自动开业。现在可以先准备商品。',
    '許可証の確認が済むと自動で開店します。今のうちに商品を準備できます。',
    'It opens when the licence is verified. Prepare its goods meanwhile.',
  ],
  policyVersion: ['开店时的规则版本', '開店時のポリシー版', 'Opened under policy'],
  firstStore: ['首店优惠', '1号店優遇', 'First store'],
  firstPaid: ['首笔付款', '初回の入金', 'First paid order'],
} as const;
