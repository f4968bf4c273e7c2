export const shell = {
  skip: ['跳到主要内容', '本文へ移動', 'Skip to the content'],
  home: ['Hazumi 首页', 'Hazumi ホーム', 'Hazumi, start'],
  menu: ['菜单', 'メニュー', 'Menu'],
  navigation: ['主导航', 'メインナビゲーション', 'Main navigation'],
  command: ['搜索与命令', '検索とコマンド', 'Search and commands'],
  account: ['账号：{name}', 'アカウント：{name}', 'Account: {name}'],
  language: ['语言', '言語', 'Language'],
  theme: ['外观', '表示テーマ', 'Theme'],
  signOut: ['退出登录', 'ログアウト', 'Sign out'],
} as const;

export const scope = {
  console: ['管理后台', '管理画面', 'Console'],
  licence: ['营业执照', '営業許可証', 'Licence'],
  store: ['店铺', '店舗', 'Store'],
  market: ['平台', 'マーケット', 'Market'],
  account: ['账号', 'アカウント', 'Account'],
  operator: ['平台运营', 'マーケット運営', 'Market operations'],
  allStores: ['全部店铺', 'すべての店舗', 'All stores'],
  current: ['当前范围：', '現在の範囲：', 'Scope: '],
  storesOf: ['{licence} 的店铺', '{licence}の店舗', 'Stores of {licence}'],
  licences: ['我的营业执照', '自分の営業許可証', 'My licences'],
  registerLicence: ['登记营业执照', '営業許可証を登録', 'Register a licence'],
} as const;

export const nav = {
  stores: ['店铺矩阵', '店舗マトリックス', 'Store matrix'],
  orders: ['全部订单', 'すべての注文', 'All orders'],
  licence: ['执照与认证', '許可証と確認', 'Licence'],
  staff: ['成员', 'メンバー', 'Staff'],
  goods: ['商品', '商品', 'Goods'],
  imports: ['批量导入', '一括登録', 'Import'],
  traffic: ['公域流量', '公域トラフィック', 'Public traffic'],
  links: ['链接与二维码', 'リンクとQRコード', 'Links and QR codes'],
  coupons: ['优惠券', 'クーポン', 'Coupons'],
  incentive: ['私域激励', 'プライベート還元', 'Private-domain incentive'],
  experiments: ['实验与补贴', '実験と補助', 'Experiments'],
  storeOrders: ['订单', '注文', 'Orders'],
  money: ['资金', '売上金', 'Money'],
  settings: ['店铺设置', '店舗設定', 'Store settings'],
  licences: ['营业执照审核', '営業許可証', 'Licences'],
  marketStores: ['店铺', '店舗', 'Stores'],
  marketOrders: ['订单', '注文', 'Orders'],
  exclusions: ['不计奖励的订单', '報酬の対象外', 'Excluded orders'],
  principals: ['关联主体', '関連主体', 'Principals'],
  ledger: ['试算平衡', '試算表', 'Trial balance'],
  policy: ['规则', 'ポリシー', 'Policy'],
  lab: ['规则实验室', 'ポリシーラボ', 'Policy lab'],
  categories: ['类目', 'カテゴリー', 'Categories'],
  northStar: ['北极星指标', 'ノーススター', 'North Star'],
  flywheel: ['飞轮', 'フライホイール', 'Flywheel'],
  account: ['我的账号', 'マイアカウント', 'My account'],
  security: ['登录与安全', 'ログインとセキュリティ', 'Sign-in and security'],
  apiKeys: ['API 密钥', 'APIキー', 'API keys'],
} as const;

export const theme = {
  auto: ['跟随系统', 'システムに合わせる', 'Match the system'],
  light: ['浅色', 'ライト', 'Light'],
  dark: ['深色', 'ダーク', 'Dark'],
} as const;

export const shortcuts = {
  title: ['键盘快捷键', 'キーボードショートカット', 'Keyboard shortcuts'],
  palette: ['打开搜索与命令', '検索とコマンドを開く', 'Open search and commands'],
  search: ['跳到本页的搜索框', 'このページの検索欄へ', 'Go to the search of this page'],
  help: ['显示快捷键', 'ショートカットを表示', 'Show the shortcuts'],
  close: ['关闭对话框或菜单', 'ダイアログやメニューを閉じる', 'Close a dialog or menu'],
  singleKeys: ['启用单键快捷键', '1文字のショートカットを使う', 'Single-key shortcuts'],
  singleKeysHint: [
    '使用语音输入时建议关闭。',
    '音声入力をお使いの場合はオフをおすすめします。',
    'Turn them off if you speak to your computer.',
  ],
} as const;

export const palette = {
  placeholder: ['页面、店铺、订单号…', 'ページ、店舗、注文番号…', 'A page, a store, an order number …'],
  nothing: ['没有匹配的命令', '該当するコマンドがありません', 'No such command'],
  here: ['页面', 'ページ', 'Page'],
  stores: ['店铺', '店舗', 'Store'],
  licences: ['范围', '範囲', 'Scope'],
  tastes: ['偏好', '表示', 'Preference'],
  orders: ['订单', '注文', 'Orders'],
  theme: ['外观：{theme}', 'テーマ：{theme}', 'Theme: {theme}'],
  findOrder: ['查找订单 {number}', '注文 {number} を検索', 'Find order {number}'],
} as const;

export const door = {
  title: ['平台运营', 'マーケット運営', 'Market operations'],
  signInTitle: [
    '请使用两步验证重新登录',
    '二段階認証でログインし直してください',
    'Sign in with your second factor',
  ],
  signInText: [
    '当前登录没有经过两步验证，因此不能以平台运营的身份操作。',
    'このログインでは二段階認証が行われていないため、運営の操作はできません。',
    'This session was opened without the second factor, so it is no operator’s.',
  ],
  signIn: ['重新登录', 'ログインし直す', 'Sign in again'],
  setUpText: [
    '平台运营人员必须启用两步验证。完成以下步骤后即可进入。',
    '運営メンバーには二段階認証が必要です。次の手順が済むと利用できます。',
    'Operators need a second factor. Set it up here and you are in.',
  ],
} as const;
