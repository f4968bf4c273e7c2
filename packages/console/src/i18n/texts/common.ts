export const common = {
  loading: ['正在加载…', '読み込み中…', 'Loading …'],
  save: ['保存', '保存', 'Save'],
  cancel: ['取消', 'キャンセル', 'Cancel'],
  close: ['关闭', '閉じる', 'Close'],
  remove: ['移除', '削除', 'Remove'],
  tryAgain: ['重试', '再試行', 'Try again'],
  refresh: ['刷新', '更新', 'Refresh'],
  asOf: ['数据截至 {time}', '{time} 時点', 'As of {time}'],
  staleAsOf: [
    '刷新失败，以下是 {time} 的数据。',
    '更新できませんでした。{time} 時点のデータを表示しています。',
    'Could not refresh: these are the data of {time}.',
  ],
  pages: ['分页', 'ページ送り', 'Pages'],
  firstPage: ['第一页', '最初のページ', 'First page'],
  previousPage: ['上一页', '前のページ', 'Previous'],
  nextPage: ['下一页', '次のページ', 'Next'],
  clearSearch: ['清空搜索', '検索条件をクリア', 'Clear the search'],
  none: ['无', 'なし', 'None'],
  yes: ['是', 'はい', 'Yes'],
  no: ['否', 'いいえ', 'No'],
  saved: ['已保存', '保存しました', 'Saved'],
  copy: ['复制', 'コピー', 'Copy'],
  copied: ['已复制', 'コピーしました', 'Copied'],
  showPassword: ['显示或隐藏密码', 'パスワードの表示を切り替える', 'Show or hide the password'],
  selectPage: ['选择本页全部', 'このページをすべて選択', 'Select this page'],
  selectRow: ['选择 {name}', '{name}を選択', 'Select {name}'],
  selected: ['已选 {count, number} 项', '{count, number}件を選択中', '{count, number} selected'],
  nothingFound: ['没有符合条件的结果', '条件に合うものがありません', 'Nothing matches'],
  nothingFoundText: [
    '请放宽或清除筛选条件。',
    '条件をゆるめるか、解除してください。',
    'Loosen the filters, or clear them.',
  ],
  clearFilters: ['清除筛选', '条件を解除', 'Clear the filters'],
  note: ['备注', 'メモ', 'Note'],
  reason: ['原因', '理由', 'Reason'],
  state: ['状态', '状態', 'State'],
  created: ['创建时间', '作成日時', 'Created'],
  history: ['记录', '履歴', 'History'],
  actions: ['操作', '操作', 'Actions'],
  download: ['下载', 'ダウンロード', 'Download'],
} as const;

export const problem = {
  network: [
    '没有收到服务器的回应，请检查网络',
    'サーバーから応答がありません。接続をご確認ください',
    'No answer: please check your connection',
  ],
  unavailable: [
    '服务暂时不可用',
    'サービスを一時的に利用できません',
    'The service is unavailable for a moment',
  ],
  page: ['页面出错了', '画面にエラーが発生しました', 'Something went wrong on this page'],
  requestId: ['请求编号', 'リクエスト番号', 'Request'],
  sameAgain: [
    '不确定是否已经生效。再点一次是安全的，不会重复执行。',
    '処理が済んだかどうか確認できていません。もう一度押しても二重には実行されません。',
    'It may or may not have been done. Trying again is safe: it will not be done twice.',
  ],
} as const;

export const form = {
  faults: [
    '请修改以下 {count, number} 处',
    '次の{count, number}か所をご確認ください',
    '{count, plural, one {One thing needs} other {# things need}} your attention',
  ],
  fault: ['{label}：{text}', '{label}：{text}', '{label}: {text}'],
  leave: [
    '修改尚未保存，确定要离开吗？',
    '変更が保存されていません。このページを離れますか？',
    'Your changes are not saved. Leave anyway?',
  ],
  unsaved: ['有未保存的修改', '未保存の変更があります', 'Unsaved changes'],
  atLeastOne: [
    '至少填写一种语言；缺少的语言将显示其他语言的内容。',
    '少なくとも1言語を入力してください。ない言語では他の言語の内容が表示されます。',
    'At least one language. Readers of one that is missing see another.',
  ],
} as const;

export const faults = {
  required: ['必填', '入力してください', 'Required'],
  money: ['请输入有效金额', '正しい金額を入力してください', 'Must be an amount in this currency'],
  number: ['请输入整数', '整数を入力してください', 'Must be a whole number'],
  decimal: ['请输入数字', '数値を入力してください', 'Must be a number'],
  form: ['格式不正确', '形式が正しくありません', 'Not in the right format'],
  instant: ['请输入有效的日期和时间', '正しい日時を入力してください', 'Must be a date and time'],
  choice: ['请选择一项', '選択してください', 'Must be one of the choices'],
  refund: ['超过可退金额', '返金できる金額を超えています', 'More than can still be refunded'],
  nothing: ['请至少选择一项', '少なくとも1つ指定してください', 'Choose at least one'],
  twice: ['与另一项重复', '他の項目と重複しています', 'The same as another one'],
  unchanged: ['没有任何修改', '変更がありません', 'Nothing has been changed'],
  textMin: [
    '至少 {limit, number} 个字符',
    '{limit, number}文字以上で入力してください',
    'At least {limit, plural, one {# character} other {# characters}}',
  ],
  textMax: [
    '最多 {limit, number} 个字符',
    '{limit, number}文字以内で入力してください',
    'At most {limit, plural, one {# character} other {# characters}}',
  ],
  numberMin: ['不能小于 {limit, number}', '{limit, number}以上にしてください', 'At least {limit, number}'],
  numberMax: ['不能大于 {limit, number}', '{limit, number}以下にしてください', 'At most {limit, number}'],
  listMin: ['至少 {limit, number} 项', '{limit, number}件以上必要です', 'At least {limit, number}'],
  listMax: ['最多 {limit, number} 项', '{limit, number}件までです', 'At most {limit, number}'],
} as const;

export const conflict = {
  title: [
    '在您编辑期间，内容已被他人修改',
    '編集中に、ほかの人が内容を変更しました',
    'Somebody else changed this meanwhile',
  ],
  text: [
    '您的修改没有保存。可以载入最新内容，也可以保留您填写的内容并覆盖。',
    '変更は保存されていません。最新の内容を読み込むか、入力した内容で上書きするかを選んでください。',
    'Nothing of yours was saved. Load what is there now, or keep what you typed and save it over theirs.',
  ],
  takeTheirs: ['载入最新内容', '最新の内容を読み込む', 'Load the current version'],
  keepMine: ['保留我的内容', '入力した内容を残す', 'Keep mine'],
} as const;

export const failure = {
  notFound: ['页面不存在', 'ページが見つかりません', 'Not found'],
  notFoundTitle: ['这里什么都没有', 'ここには何もありません', 'There is nothing here'],
  notFoundText: [
    '地址可能有误，或者您没有查看的权限。',
    'アドレスが誤っているか、閲覧する権限がありません。',
    'The address may be wrong, or it is not yours to see.',
  ],
  home: ['回到首页', 'ホームに戻る', 'Go to the start page'],
  unexpected: ['无法显示此页面', 'このページを表示できません', 'This page cannot be shown'],
  reload: ['重新加载', '再読み込み', 'Reload'],
} as const;
