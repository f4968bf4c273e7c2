import { field, group } from '../fields/field.ts';
import { choice, count, days, minutes, table } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const attribution = group(
  text('归因', 'アトリビューション', 'Attribution'),
  text(
    '每次访问和每个订单算作来自哪里。',
    '訪問と注文をどこから来たものとして数えるか。',
    'Where a visit and an order are counted as coming from.',
  ),
  {
    windowDays: field(days(1, 90), {
      default: 14,
      source: 'amazon',
      confidence: 'V',
      label: text('归因窗口', '計測期間', 'Window'),
      description: text(
        '下单前多少天内的触点可以归因。',
        '注文の何日前までの接点を対象とするかです。',
        'How long before the order a touch may count.',
      ),
    }),
    sourceClasses: field(
      table(
        /^[a-z]+([A-Z][a-z]+)*$/,
        choice({
          private: text('私域', 'プライベート', 'Private'),
          public: text('公域', 'パブリック', 'Public'),
          external: text('站外', '外部', 'External'),
        }),
      ),
      {
        default: {
          contactMessage: 'private',
          group: 'private',
          shareLink: 'private',
          memberPage: 'private',
          clerkLink: 'private',
          hiddenCoupon: 'private',
          search: 'public',
          storeChannel: 'public',
          recommendation: 'public',
          accounts: 'public',
          live: 'public',
          offlineQr: 'external',
          jd: 'external',
          taobao: 'external',
          douyin: 'external',
          kuaishou: 'external',
          web: 'external',
          ads: 'external',
        },
        source: 'hazumi',
        confidence: 'D',
        note: "That a clerk's link carries the employee is verified for WeChat; a paid placement never counts as private, whatever this table says.",
        label: text('来源分类', '経路の区分', 'Source classes'),
        description: text(
          '各个来源属于私域、公域还是站外。',
          '各経路がプライベート、パブリック、外部のどれに当たるかです。',
          'Whether a source is private, public or external.',
        ),
      },
    ),
    privateSessionMinutes: field(minutes(1, 1_440), {
      default: 30,
      source: 'hazumi',
      confidence: 'D',
      label: text('私域会话时长', 'プライベートセッションの長さ', 'Private session'),
      description: text(
        '访客经私域进入后，这段时间内该商家的页面不展示竞品。',
        'プライベート経由で訪れた人に、この時間その店舗のページで競合商品を見せません。',
        "For this long after a private visit the merchant's pages show no rival's goods.",
      ),
    }),
    pathTouches: field(count(1, 500), {
      default: 50,
      source: 'hazumi',
      confidence: 'D',
      label: text('保留的触点数', '保存する接点の数', 'Touches kept'),
      description: text(
        '一个订单的路径最多保留多少个触点。',
        '一つの注文の経路として保存する接点の数の上限です。',
        'How many touches of the path are kept with an order.',
      ),
    }),
    touchDays: field(days(90, 730), {
      default: 180,
      source: 'hazumi',
      confidence: 'D',
      note: 'As long as the consent is remembered, and no shorter than the longest window; counts by day are kept.',
      label: text('触点保留天数', '接点の保存日数', 'Touches kept for'),
      description: text(
        '单次访问记录保留多少天；到期后按整月删除，只留按日的统计。',
        '一つ一つの訪問を何日残すかです。過ぎた月は丸ごと消し、日ごとの集計だけを残します。',
        'How many days single visits are kept. Months past that are deleted as a whole; counts by day stay.',
      ),
    }),
    leakageDays: field(days(1, 730), {
      default: 90,
      source: 'hazumi',
      confidence: 'D',
      label: text('流失统计期', '流出の集計期間', 'Leakage window'),
      description: text(
        '统计商家联系人之后在别家消费所用的天数。',
        '店舗の連絡先が他店で買った割合を数える日数です。',
        "The days in which contacts' later spending at other merchants is counted.",
      ),
    }),
  },
);
