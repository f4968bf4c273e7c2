export const gate = {
  motto: [
    '让每一家小店，都转动整个市场。',
    '小さな店の弾みが、市場を回す。',
    'Small stores, turning a whole market.',
  ],
  sub: [
    '商家与平台运营的管理后台：店铺矩阵、商品、订单、资金与规则。',
    '出店者とマーケット運営のための管理画面です。店舗、商品、注文、売上金、ポリシーを扱います。',
    'The console for merchants and operators: stores, goods, orders, money, and the rules behind them.',
  ],
} as const;

export const signIn = {
  title: ['登录管理后台', '管理画面にログイン', 'Sign in to the console'],
  about: [
    '使用您在商城的账号登录。',
    'ショップと同じアカウントでログインします。',
    'With the same account as in the shop.',
  ],
  email: ['邮箱', 'メールアドレス', 'E-mail address'],
  password: ['密码', 'パスワード', 'Password'],
  submit: ['登录', 'ログイン', 'Sign in'],
  passkey: ['使用通行密钥登录', 'パスキーでログイン', 'Sign in with a passkey'],
  noAccount: ['还没有账号？', 'アカウントをお持ちでない方：', 'No account yet?'],
  forgot: ['忘记密码', 'パスワードをお忘れの方', 'Forgotten your password?'],
} as const;

export const secondStep = {
  title: ['两步验证', '二段階認証', 'Second factor'],
  totp: ['验证码', '認証コード', 'Code'],
  backupCode: ['备用码', 'バックアップコード', 'Backup code'],
  totpAbout: [
    '请输入验证器应用中显示的 6 位验证码。',
    '認証アプリに表示されている6桁のコードを入力してください。',
    'Type the six digits that your authenticator app shows.',
  ],
  backupCodeAbout: [
    '请输入一个未使用过的备用码，每个只能使用一次。',
    '未使用のバックアップコードを入力してください。1つにつき1回だけ使えます。',
    'Type one of your unused backup codes. Each works once.',
  ],
  totpInstead: ['改用验证码', '認証コードを使う', 'Use a code instead'],
  backupCodeInstead: ['改用备用码', 'バックアップコードを使う', 'Use a backup code instead'],
  startOver: ['重新登录', '最初からやり直す', 'Start over'],
} as const;

export const signUp = {
  title: ['注册账号', 'アカウント登録', 'Create an account'],
  about: [
    '注册后即可登记营业执照并开店，无需支付任何费用。',
    '登録後すぐに営業許可証を登録し、店舗を開けます。費用はかかりません。',
    'Then register a licence and open a store. Nothing is paid up front.',
  ],
  name: ['姓名', 'お名前', 'Name'],
  passwordHint: [
    '至少 10 个字符，建议使用一句话。',
    '10文字以上。文章のように長いものをおすすめします。',
    'At least 10 characters; a whole phrase is best.',
  ],
  submit: ['注册并登录', '登録してログイン', 'Create and sign in'],
  haveOne: ['已有账号？', 'すでにアカウントをお持ちの方：', 'Already have one?'],
} as const;

export const forgot = {
  title: ['重置密码', 'パスワードの再設定', 'Set a new password'],
  about: [
    '我们会向您的邮箱发送重置链接。',
    '再設定用のリンクをメールでお送りします。',
    'We send you a mail with a link.',
  ],
  submit: ['发送邮件', 'メールを送信', 'Send the mail'],
  sentTitle: ['请查收邮件', 'メールをご確認ください', 'Look at your mail'],
  sent: [
    '如果 {email} 已注册，您会收到一封含有链接的邮件。',
    '{email} が登録されている場合、リンク付きのメールが届きます。',
    'If {email} has an account, a mail with a link is on its way.',
  ],
  back: ['返回登录', 'ログインに戻る', 'Back to the sign-in'],
} as const;

export const invitation = {
  title: ['加入团队', 'メンバーへの招待', 'Invitation'],
  about: [
    '{licence} 邀请您担任{role}。',
    '{licence}から、{role}として招待されています。',
    '{licence} invites you to its staff as {role}.',
  ],
  for: ['受邀邮箱', '招待先', 'Sent to'],
  until: ['有效期至', '有効期限', 'Good until'],
  signIn: ['登录后接受', 'ログインして承諾', 'Sign in to accept'],
  accept: ['接受邀请', '招待を承諾', 'Accept'],
  otherTitle: [
    '此邀请发给另一个邮箱',
    'この招待は別のメールアドレス宛てです',
    'This invitation is for another address',
  ],
  other: [
    '您当前登录的是 {here}，而邀请发给 {there}。请退出后使用该邮箱登录。',
    '現在 {here} でログインしています。招待は {there} 宛てです。ログアウトし、そのアドレスでログインしてください。',
    'You are signed in as {here}; the invitation went to {there}. Sign out, and sign in with that one.',
  ],
} as const;
