/**
 * Every expected failure of the API, by its stable code (RFC 9457 problem details: `type` is `/problems/<code>`).
 * `retry` tells a program whether the same request may succeed later without being changed.
 * Titles are for people, in the three languages of the market; areas add their own codes here, in alphabetical order.
 */
export interface ProblemKind {
  status: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 503;
  retry: boolean;
  title: { 'zh-CN': string; ja: string; en: string };
}

const kind = (
  status: ProblemKind['status'],
  retry: boolean,
  zh: string,
  ja: string,
  en: string,
): ProblemKind => ({ status, retry, title: { 'zh-CN': zh, ja, en } });

export const problemKinds = {
  // general
  invalid_request: kind(422, false, '请求内容有误', 'リクエストの内容に誤りがあります', 'The request is not valid'),
  malformed_body: kind(400, false, '无法读取请求正文', 'リクエスト本文を読み取れません', 'The request body cannot be read'),
  body_too_large: kind(413, false, '请求正文过大', 'リクエスト本文が大きすぎます', 'The request body is too large'),
  unsupported_media_type: kind(415, false, '不支持的内容类型', '対応していない形式です', 'The media type is not supported'),
  method_not_allowed: kind(405, false, '不支持该请求方法', 'このメソッドには対応していません', 'The method is not allowed here'),
  not_found: kind(404, false, '未找到', '見つかりません', 'Not found'),
  unauthenticated: kind(401, false, '请先登录', 'ログインしてください', 'Please sign in'),
  forbidden: kind(403, false, '您没有执行此操作的权限', 'この操作を行う権限がありません', 'You may not do this'),
  second_factor_required: kind(403, false, '请先完成两步验证', '二段階認証を完了してください', 'A second factor is required'),
  rate_limited: kind(429, true, '请求过于频繁，请稍后再试', 'リクエストが多すぎます。しばらくしてからお試しください', 'Too many requests; try again later'),
  unavailable: kind(503, true, '服务暂时不可用', 'サービスを一時的に利用できません', 'The service is unavailable for a moment'),
  idempotency_key_required: kind(428, false, '缺少 Idempotency-Key', 'Idempotency-Key が必要です', 'An Idempotency-Key is required'),
  idempotency_key_reused: kind(422, false, '同一 Idempotency-Key 用于了不同的请求', '同じ Idempotency-Key が別のリクエストに使われています', 'This Idempotency-Key was used for another request'),
  precondition_required: kind(428, false, '缺少 If-Match', 'If-Match が必要です', 'An If-Match header is required'),
  version_conflict: kind(412, false, '内容已被他人修改，请刷新后重试', '他の人が変更しました。再読み込みしてください', 'It was changed meanwhile; load it again'),
  state_conflict: kind(409, false, '当前状态不允许此操作', '現在の状態ではこの操作はできません', 'Its present state does not allow this'),
  // people
  already_staff: kind(409, false, '该用户已是成员', 'すでにメンバーです', 'This person is on the staff already'),
  challenge_expired: kind(409, false, '登录已超时，请重新登录', 'ログインの有効期限が切れました。もう一度ログインしてください', 'The sign-in took too long; please begin again'),
  email_taken: kind(409, false, '该邮箱已被注册', 'このメールアドレスはすでに登録されています', 'This e-mail address is in use already'),
  invalid_code: kind(401, false, '验证码不正确', '認証コードが正しくありません', 'The code is not right'),
  invalid_credentials: kind(401, false, '邮箱或密码不正确', 'メールアドレスまたはパスワードが正しくありません', 'E-mail address or password is not right'),
  last_owner: kind(409, false, '至少需要保留一名所有者', 'オーナーは少なくとも1人必要です', 'At least one owner must remain'),
  link_expired: kind(409, false, '链接已失效或已被使用', 'リンクの有効期限が切れているか、すでに使用されています', 'The link has expired or was used already'),
  passkey_refused: kind(401, false, '无法验证通行密钥', 'パスキーを確認できませんでした', 'The passkey could not be verified'),
  too_many: kind(409, false, '数量已达上限', '登録できる上限に達しました', 'The limit is reached'),
  weak_password: kind(422, false, '密码过于常见，请换一个', 'このパスワードは推測されやすいため使用できません', 'This password is too easy to guess'),
  wrong_password: kind(403, false, '密码不正确', 'パスワードが正しくありません', 'The password is not right'),
  // cart, checkout, orders
  cart_empty: kind(409, false, '购物车是空的', 'カートは空です', 'The cart is empty'),
  cart_full: kind(409, false, '购物车已满', 'カートがいっぱいです', 'The cart is full'),
  currency_mixed: kind(409, false, '不同币种的商品请分开结算', '通貨の異なる商品は別々にご購入ください', 'Goods in different currencies need separate checkouts'),
  out_of_stock: kind(409, false, '库存不足', '在庫が足りません', 'Not enough in stock'),
  not_purchasable: kind(409, false, '商品已下架或店铺暂停营业', '商品または店舗は現在購入できません', 'This item cannot be bought at the moment'),
  price_changed: kind(409, false, '价格已变化，请确认后再下单', '価格が変わりました。ご確認のうえ再度ご注文ください', 'The price has changed; please check it'),
  total_changed: kind(409, false, '合计金额已变化，请确认后再下单', '合計金額が変わりました。ご確認のうえ再度ご注文ください', 'The total has changed; please check it'),
  hoarding_limit: kind(409, false, '未付款的订单过多', '未払いの注文が多すぎます', 'Too many unpaid orders'),
  balance_too_low: kind(409, false, '余额不足', '残高が不足しています', 'The balance is too low'),
  checkout_expired: kind(409, false, '订单已超时取消', '支払い期限が過ぎたため注文は取り消されました', 'The checkout has expired'),
  already_paid: kind(409, false, '已付款', 'すでに支払い済みです', 'It is paid already'),
  refund_too_large: kind(409, false, '退款金额超过可退金额', '返金額が返金可能額を超えています', 'The refund exceeds what can be refunded'),
  payment_declined: kind(409, false, '付款未成功', '支払いが承認されませんでした', 'The payment was declined'),
  provider_unavailable: kind(503, true, '支付服务暂时不可用', '決済サービスを一時的に利用できません', 'The payment service is unavailable for a moment'),
  // licences, stores, policy
  document_limit: kind(409, false, '证明文件数量已达上限', '書類の点数が上限に達しています', 'No more documents can be added'),
  document_missing: kind(409, false, '请先上传营业执照', '先に営業許可証をアップロードしてください', 'Please upload the business licence first'),
  document_refused: kind(422, false, '无法接受该文件', 'このファイルは受け付けられません', 'This file cannot be accepted'),
  licence_inactive: kind(409, false, '营业执照已被停用', 'この営業許可証は利用停止中です', 'The licence is suspended or banned'),
  policy_invalid: kind(422, false, '规则文档有误', 'ポリシー文書に誤りがあります', 'The policy document is not valid'),
  registration_number_taken: kind(409, false, '该注册号已由其他主体认证', 'この登録番号はすでに認証されています', 'This registration number is verified already'),
  slug_taken: kind(409, false, '该店铺网址已被使用', 'この店舗URLはすでに使われています', 'This store address is taken'),
  store_limit_reached: kind(409, false, '店铺数量已达上限', '店舗数が上限に達しています', 'The licence holds as many stores as it may'),
  submission_limit: kind(409, true, '今日提交核验的次数已达上限', '本日の確認申請の回数が上限に達しました', 'Submitted for checking too often; try again tomorrow'),
  // catalogue, pictures, imports
  category_cycle: kind(409, false, '不能将分类移动到其下级分类中', 'カテゴリーを自身の配下に移動することはできません', 'A category cannot be moved below itself'),
  category_depth: kind(409, false, '分类层级过深', 'カテゴリーの階層が深すぎます', 'The categories are nested too deeply'),
  category_slug_taken: kind(409, false, '该分类标识已被使用', 'このカテゴリー識別名はすでに使われています', 'Another category has this slug'),
  import_unreadable: kind(422, false, '无法读取该文件', 'このファイルを読み取れません', 'The file cannot be read'),
  not_listable: kind(409, false, '商品信息不完整，无法上架', '商品情報が不足しているため公開できません', 'The goods lack something that going on sale needs'),
  picture_limit: kind(409, false, '图片数量已达上限', '画像の枚数が上限に達しています', 'The goods have as many pictures as they may'),
  picture_refused: kind(422, false, '无法使用该图片', 'この画像は使用できません', 'This picture cannot be accepted'),
  product_code_taken: kind(409, false, '该商品编号已被使用', 'この商品番号はすでに使われています', 'Another product of the store has this code'),
  product_limit: kind(409, false, '商品或规格数量已达上限', '商品またはバリエーションの数が上限に達しています', 'The store or product holds as many as it may'),
  sku_code_taken: kind(409, false, '该规格编号已被使用', 'この SKU コードはすでに使われています', 'Another variant of the store has this code'),
  stock_too_low: kind(409, false, '可用库存不足，无法扣减', '販売可能な在庫が足りないため減らせません', 'Fewer pieces are free than would be taken out'),
  undo_expired: kind(409, false, '已超过可撤销的时间', '取り消せる期限を過ぎています', 'The time in which it could be undone is over'),
} satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemKinds;
