export const marketLicences = {
  search: ['主体名称开头或注册号', '事業者名の先頭または登録番号', 'Beginning of the name, or number'],
  waiting: ['只看待人工审核', '運営の確認待ちのみ', 'Awaiting an operator only'],
  waits: ['待人工审核', '運営の確認待ち', 'Awaiting an operator'],
  waitsText: [
    '登记机关长时间未答复，请核对信息与证明文件后作出决定。',
    '登録機関からの回答がありません。内容と書類を確かめて判断してください。',
    'The registry kept silent for too long. Compare the facts with the documents, and decide.',
  ],
  noneWait: ['没有待审核的执照', '確認待ちの許可証はありません', 'None is waiting'],
  noneWaitText: [
    '登记机关未答复的执照会出现在这里。',
    '登録機関の回答がない許可証がここに表示されます。',
    'Those whose registry keeps silent appear here.',
  ],
  empty: ['还没有营业执照', 'まだ営業許可証がありません', 'No licences yet'],
  emptyText: [
    '商家登记执照后会出现在这里。',
    '出店者が登録すると、ここに表示されます。',
    'They appear here when merchants register.',
  ],
  stores: ['查看其店铺', '店舗を見る', 'View its stores'],
  registry: ['登记机关', '登録機関', 'Registry'],
  decidedBy: ['决定方', '判断', 'Decided by'],
  by: {
    registry: ['登记机关', '登録機関', 'The registry'],
    operator: ['平台运营', '運営', 'An operator'],
  },
  attempts: ['询问次数', '照会回数', 'Attempts'],
  checks: ['身份核验记录', '確認の記録', 'Identity checks'],
  noChecks: ['尚未提交核验。', 'まだ申請されていません。', 'Not submitted yet.'],
  decide: ['作出决定', '判断する', 'Decide'],
  decision: ['决定', '判断', 'Decision'],
  verify: ['通过', '承認する', 'Verify'],
  verifyText: [
    '信息与证明文件一致，可以开店。',
    '内容と書類が一致しています。店舗を開けるようになります。',
    'Facts and documents agree; its stores can open.',
  ],
  refuse: ['不通过', '承認しない', 'Refuse'],
  refuseText: [
    '商家会看到原因，修改后可以重新提交。',
    '理由が出店者に伝わり、訂正して再申請できます。',
    'The merchant reads why, and can correct and submit again.',
  ],
  decided: ['已对 {name} 作出决定', '{name}について判断しました', 'Decided about {name}'],
} as const;

export const marketStores = {
  search: ['网址标识开头', 'URL識別名の先頭', 'Beginning of a slug'],
  allLicences: ['取消执照筛选', '許可証の絞り込みを解除', 'Show all licences'],
  empty: ['还没有店铺', 'まだ店舗がありません', 'No stores yet'],
  emptyText: [
    '商家开店后会出现在这里。',
    '出店者が店舗を開くと、ここに表示されます。',
    'They appear here when merchants open them.',
  ],
  sells: ['正在销售', '販売中', 'Selling now'],
  licenceState: ['执照状态', '許可証の状態', 'State of the licence'],
} as const;

export const sanction = {
  restrict: ['限制经营', '制限する', 'Restrict'],
  suspend: ['暂停', '停止する', 'Suspend'],
  reinstate: ['恢复', '解除する', 'Reinstate'],
  ban: ['封禁', '利用を禁止する', 'Ban'],
  restrictStoreText: [
    '可以继续销售在售商品，但不能上架新商品。',
    '今ある商品は販売できますが、新しい商品は公開できません。',
    'It sells what it has, and lists nothing new.',
  ],
  suspendStoreText: [
    '恢复之前不能销售；已有订单继续履行。',
    '解除するまで販売できません。受注済みの注文は続きます。',
    'It sells nothing until it is reinstated; its orders go on.',
  ],
  reinstateStoreText: [
    '解除限制或暂停，店铺恢复正常经营。',
    '制限や停止を解除し、通常の営業に戻します。',
    'Ends the restriction or suspension.',
  ],
  banStoreText: [
    '永久禁止销售，店铺名额不会释放；已有订单继续履行。',
    '二度と販売できません。店舗の枠は空きません。受注済みの注文は続きます。',
    'It never sells again and keeps its place in the licence; its orders go on.',
  ],
  suspendLicenceText: [
    '旗下所有店铺立即停止销售，直到恢复。',
    '解除するまで、すべての店舗の販売が止まります。',
    'None of its stores sells until it is reinstated.',
  ],
  reinstateLicenceText: [
    '各店铺恢复到自身原来的状态。',
    '各店舗はそれぞれ元の状態に戻ります。',
    'Each store is again what it was by itself.',
  ],
  banLicenceText: [
    '旗下所有店铺永久停止销售。',
    'すべての店舗が二度と販売できなくなります。',
    'None of its stores sells again.',
  ],
  chooseReason: ['请选择原因', '理由を選んでください', 'Choose a reason'],
  noteHint: ['商家可以看到。', '出店者にも表示されます。', 'The merchant can read it.'],
  done: ['{action}：{name}', '{action}：{name}', '{action}: {name}'],
} as const;
