import { field, group } from '../fields/field.ts';
import { count, days } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const contacts = group(
  text('私域联系人', 'プライベートドメインの連絡先', 'Contacts'),
  text(
    '商家与自己的联系人如何往来。',
    '店舗が自分の連絡先とどう関わるか。',
    'How a merchant may reach its own contacts.',
  ),
  {
    messagesPerWeek: field(count(0, 100), {
      default: 3,
      source: 'hazumi',
      confidence: 'D',
      label: text('每周群发次数', '週あたりの配信数', 'Messages a week'),
      description: text(
        '同一商家每周最多可以给一位联系人发送的营销消息数。',
        '同じ店舗が一人の連絡先に1週間に送れる販促メッセージの上限です。',
        'The most marketing messages a week that one merchant may send to one contact.',
      ),
    }),
    membersPerGroup: field(count(2, 100_000), {
      default: 500,
      source: 'wechat',
      confidence: 'P',
      label: text('群成员上限', 'グループの人数の上限', 'Members per group'),
      description: text(
        '一个会员群最多可以容纳的人数。',
        '一つのメンバーグループに入れる人数の上限です。',
        'The most members of one group.',
      ),
    }),
    shareLinkDays: field(days(1, 3_650), {
      default: 180,
      source: 'hazumi',
      confidence: 'D',
      label: text('分享链接有效期', '共有リンクの有効期間', 'Share links valid'),
      description: text(
        '分享链接自生成起的有效天数。',
        '共有リンクが作成から有効な日数です。',
        'How long a share link works after it is made.',
      ),
    }),
  },
);
