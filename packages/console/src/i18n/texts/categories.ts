export const categories = {
  about: [
    '类目由平台统一维护，必须有三种语言的名称。',
    'カテゴリーはマーケット共通です。3言語の名前が必要です。',
    'Categories are the market’s own, with a name in each language.',
  ],
  add: ['新增类目', 'カテゴリーを追加', 'Add a category'],
  addChild: ['新增下级', '下位を追加', 'Add below'],
  addBelow: ['新增下级：{name}', '下位を追加：{name}', 'Add below {name}'],
  edit: ['编辑', '編集', 'Edit'],
  editNamed: ['编辑 {name}', '{name}を編集', 'Edit {name}'],
  up: ['将 {name} 上移', '{name}を上へ', 'Move {name} up'],
  down: ['将 {name} 下移', '{name}を下へ', 'Move {name} down'],
  level: ['第 {level, number} 级：', '第{level, number}階層：', 'Level {level, number}: '],
  nameIn: ['名称（{language}）', '名前（{language}）', 'Name ({language})'],
  slugHint: [
    '小写字母、数字和连字符；规则中的费率按它区分。',
    '小文字・数字・ハイフン。ポリシーの料率はこれで区別します。',
    'Small letters, digits and dashes. The policy’s rates name it.',
  ],
  parent: ['上级类目', '上位カテゴリー', 'Below'],
  top: ['（顶级）', '（最上位）', '(at the top)'],
  empty: ['还没有类目', 'まだカテゴリーがありません', 'No categories yet'],
  emptyText: [
    '商品必须属于某个类目，请先新增。',
    '商品はいずれかのカテゴリーに属します。まず追加してください。',
    'Goods belong to one, so add some first.',
  ],
} as const;
