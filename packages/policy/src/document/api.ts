import { field, group } from '../fields/field.ts';
import { count, seconds } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const api = group(
  text('接口', 'API', 'API'),
  text(
    '调用频率、分页与推送重试。',
    '呼び出しの頻度、ページ、通知の再試行。',
    'Rate limits, pages and the retries of webhooks.',
  ),
  {
    anonymousPerMinute: field(count(1, 100_000_000), {
      default: 1_200,
      source: 'hazumi',
      confidence: 'D',
      label: text('匿名请求频率', '匿名の要求の頻度', 'Anonymous requests a minute'),
      description: text(
        '未登录的同一来源每分钟最多可以发出的请求数。',
        'サインインしていない同じ接続元が1分間に送れる要求の上限です。',
        'How many requests a minute one caller without a credential may make.',
      ),
    }),
    personPerMinute: field(count(1, 100_000_000), {
      default: 1_200,
      source: 'hazumi',
      confidence: 'D',
      label: text('登录用户请求频率', '利用者の要求の頻度', 'Requests of a person a minute'),
      description: text(
        '一位登录用户每分钟最多可以发出的请求数。',
        'サインインした一人が1分間に送れる要求の上限です。',
        'How many requests a minute one signed-in person may make.',
      ),
    }),
    keyPerMinute: field(count(1, 100_000_000), {
      default: 6_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('API密钥请求频率', 'APIキーの要求の頻度', 'Requests of an API key a minute'),
      description: text(
        '一个API密钥每分钟最多可以发出的请求数。',
        '一つのAPIキーで1分間に送れる要求の上限です。',
        'How many requests a minute one API key may make.',
      ),
    }),
    pageSize: field(count(1, 1_000), {
      default: 20,
      source: 'hazumi',
      confidence: 'D',
      label: text('默认每页条数', '既定の1ページの件数', 'Page size'),
      description: text(
        '未指定时每页返回多少条。',
        '指定がないときに1ページで返す件数です。',
        'How many entries a page has unless the caller says otherwise.',
      ),
    }),
    pageSizeMax: field(count(1, 1_000), {
      default: 100,
      source: 'hazumi',
      confidence: 'D',
      label: text('每页条数上限', '1ページの件数の上限', 'Largest page'),
      description: text(
        '每页最多可以返回多少条。',
        '1ページで返せる件数の上限です。',
        'The most entries that a page may have.',
      ),
    }),
    webhookAttempts: field(count(1, 50), {
      default: 10,
      source: 'hazumi',
      confidence: 'D',
      label: text('推送尝试次数', '通知の試行回数', 'Webhook attempts'),
      description: text(
        '一次推送失败后最多尝试多少次。',
        '通知が届かないときに試みる回数の上限です。',
        'How often the delivery of a webhook is tried.',
      ),
    }),
    webhookFirstRetrySeconds: field(seconds(1, 3_600), {
      default: 5,
      source: 'hazumi',
      confidence: 'D',
      label: text('首次重试间隔', '最初の再試行までの時間', 'First webhook retry'),
      description: text(
        '推送失败后第一次重试前等待多久，之后逐次加倍。',
        '通知の失敗から最初の再試行までの時間で、以後は倍になります。',
        'The wait before the first retry of a webhook; it doubles with each further one.',
      ),
    }),
  },
);
