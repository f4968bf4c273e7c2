export const goods = {
  create: ['新建商品', '商品を登録', 'New goods'],
  export: ['导出 CSV', 'CSVを書き出す', 'Export CSV'],
  search: ['商品名、商品编号或规格编号', '商品名、商品番号、SKUコード', 'Title, product or variant code'],
  anyState: ['全部状态', 'すべての状態', 'Any state'],
  anyCategory: ['全部类目', 'すべてのカテゴリー', 'Any category'],
  category: ['类目', 'カテゴリー', 'Category'],
  price: ['价格', '価格', 'Price'],
  stock: ['可售库存', '販売可能数', 'In stock'],
  updated: ['更新', '更新日', 'Updated'],
  variants: [
    '{count, number} 个规格',
    '{count, number}種類',
    '{count, plural, one {# variant} other {# variants}}',
  ],
  soldOut: ['售罄', '在庫切れ', 'Sold out'],
  few: ['仅剩 {count, number}', '残り{count, number}', '{count, number} left'],
  empty: ['还没有商品', 'まだ商品がありません', 'No goods yet'],
  emptyText: [
    '逐个新建，或用 CSV 文件批量导入。',
    '1つずつ登録するか、CSVでまとめて登録できます。',
    'Make them one by one, or import a CSV file.',
  ],
  list: ['上架', '公開する', 'List'],
  delist: ['下架', '取り下げる', 'Delist'],
  remove: ['删除', '削除', 'Remove'],
} as const;

export const batch = {
  title: ['批量操作', '一括操作', 'With the selected'],
  running: [
    '正在处理 {ended, number} / {of, number}',
    '処理中 {ended, number} / {of, number}',
    'Working: {ended, number} of {of, number} done',
  ],
  move: ['移至类目', 'カテゴリーを変更', 'Move to a category'],
  moveCount: [
    '移动 {count, number} 件商品',
    '{count, number}件を変更',
    'Move {count, plural, one {one} other {# goods}}',
  ],
  removeText: [
    '将永久删除所选的 {count, number} 件商品，已有订单不受影响。',
    '選択した{count, number}件の商品を完全に削除します。注文済みのものには影響しません。',
    '{count, plural, one {One is} other {# are}} removed for good. Orders that hold them go on.',
  ],
  listDone: ['已上架 {count, number} 件', '{count, number}件を公開しました', '{count, number} listed'],
  delistDone: ['已下架 {count, number} 件', '{count, number}件を取り下げました', '{count, number} delisted'],
  removeDone: ['已删除 {count, number} 件', '{count, number}件を削除しました', '{count, number} removed'],
  moveDone: ['已移动 {count, number} 件', '{count, number}件を変更しました', '{count, number} moved'],
  partly: [
    '{done, number} 件成功，{failed, number} 件失败',
    '{done, number}件が完了、{failed, number}件が失敗しました',
    '{done, number} done, {failed, number} failed',
  ],
  retry: ['重试失败的商品', '失敗した分を再試行', 'Try the failed again'],
} as const;
