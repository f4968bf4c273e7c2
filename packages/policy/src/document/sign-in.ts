import { field, group } from '../fields/field.ts';
import { characters, count, days, hours, minutes } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const signIn = group(
  text('登录', 'サインイン', 'Sign-in'),
  text(
    '登录尝试、会话、密码与密钥的限制。',
    'サインインの試行、セッション、パスワード、キーの制限。',
    'Limits on attempts, sessions, passwords and keys.',
  ),
  {
    failuresPerAccount: field(count(1, 1_000), {
      default: 10,
      source: 'hazumi',
      confidence: 'D',
      label: text('每账号失败次数', 'アカウントごとの失敗回数', 'Failures per account'),
      description: text(
        '一个账号在时段内最多可以失败的登录次数。',
        '一つのアカウントが時間内に失敗できる回数の上限です。',
        'How often sign-in to one account may fail within the window.',
      ),
    }),
    failuresPerAddress: field(count(1, 100_000), {
      default: 100,
      source: 'hazumi',
      confidence: 'D',
      label: text('每来源失败次数', '接続元ごとの失敗回数', 'Failures per address'),
      description: text(
        '同一网络地址在时段内最多可以失败的登录次数。',
        '同じネットワークアドレスが時間内に失敗できる回数の上限です。',
        'How often sign-in from one network address may fail within the window.',
      ),
    }),
    failureWindowMinutes: field(minutes(1, 1_440), {
      default: 15,
      source: 'hazumi',
      confidence: 'D',
      label: text('失败统计时段', '失敗の集計時間', 'Window for failures'),
      description: text(
        '统计登录失败所用的时段，超限后须等到时段结束。',
        '失敗を数える時間の幅で、上限に達すると終わるまで待ちます。',
        'The window in which failures are counted; who exceeds the limit waits for its end.',
      ),
    }),
    passwordMinCharacters: field(characters(8, 64), {
      default: 10,
      source: 'hazumi',
      confidence: 'D',
      label: text('密码最短长度', 'パスワードの最短の長さ', 'Shortest password'),
      description: text(
        '密码至少要有多少个字符。',
        'パスワードに必要な文字数です。',
        'The fewest characters of a password.',
      ),
    }),
    passwordMaxCharacters: field(characters(64, 1_024), {
      default: 128,
      source: 'hazumi',
      confidence: 'D',
      label: text('密码最长长度', 'パスワードの最長の長さ', 'Longest password'),
      description: text(
        '密码最多可以有多少个字符。',
        'パスワードの文字数の上限です。',
        'The most characters of a password.',
      ),
    }),
    codeMinutes: field(minutes(1, 60), {
      default: 10,
      source: 'hazumi',
      confidence: 'D',
      label: text('验证码有效期', '確認コードの有効時間', 'Codes valid'),
      description: text(
        '通过邮件发送的验证码与链接的有效时间。',
        'メールで送る確認コードやリンクの有効時間です。',
        'How long a code or link sent by mail is valid.',
      ),
    }),
    mailsPerHour: field(count(1, 100), {
      default: 5,
      source: 'hazumi',
      confidence: 'D',
      label: text('每小时邮件数', '1時間あたりのメール数', 'Mails an hour'),
      description: text(
        '同一邮箱每小时最多收到多少封登录相关邮件。',
        '同じ宛先に1時間に送るサインイン関連のメールの上限です。',
        'How many sign-in mails one address may be sent an hour.',
      ),
    }),
    sessionDays: field(days(1, 365), {
      default: 30,
      source: 'hazumi',
      confidence: 'D',
      label: text('会话有效期', 'セッションの有効期間', 'Sessions last'),
      description: text(
        '买家与商家的登录状态保持多久。',
        '購入者と店舗のサインインが続く日数です。',
        'How long shoppers and merchants stay signed in.',
      ),
    }),
    operatorSessionHours: field(hours(1, 720), {
      default: 12,
      source: 'hazumi',
      confidence: 'D',
      label: text('运营会话有效期', '運営者のセッション', 'Operator sessions last'),
      description: text(
        '运营人员的登录状态保持多久。',
        '運営者のサインインが続く時間です。',
        'How long operators stay signed in.',
      ),
    }),
    apiKeyDays: field(days(1, 3_650), {
      default: 365,
      source: 'hazumi',
      confidence: 'D',
      label: text('API密钥最长有效期', 'APIキーの最長の有効期間', 'Longest life of API keys'),
      description: text(
        'API密钥自创建起最长可以使用多久。',
        'APIキーを作成から使える日数の上限です。',
        'How long an API key may be valid at most.',
      ),
    }),
    apiKeysPerPerson: field(count(1, 1_000), {
      default: 20,
      source: 'hazumi',
      confidence: 'D',
      label: text('每人API密钥数', '一人あたりのAPIキー', 'API keys per person'),
      description: text(
        '一个人最多可以同时拥有的API密钥数。',
        '一人が同時に持てるAPIキーの数の上限です。',
        'How many API keys one person may have at the same time.',
      ),
    }),
  },
);
