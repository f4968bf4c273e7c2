import { field, group } from '../fields/field.ts';
import { characters, count, days } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const reviews = group(
  text('评价', 'レビュー', 'Reviews'),
  text('谁在多久内可以评价。', '誰がいつまで評価できるか。', 'Who may review, and for how long.'),
  {
    windowDays: field(days(1, 365), {
      default: 30,
      source: 'hazumi',
      confidence: 'D',
      label: text('评价期', 'レビュー期間', 'Review window'),
      description: text(
        '订单完成后可以评价的天数。',
        '注文の完了から評価できる日数です。',
        'How long after completion an order may be reviewed.',
      ),
    }),
    editDays: field(days(0, 365), {
      default: 15,
      source: 'hazumi',
      confidence: 'D',
      label: text('评价修改期', '修正できる期間', 'Edit window'),
      description: text(
        '评价发布后可以修改的天数。',
        '投稿したレビューを修正できる日数です。',
        'How long after writing it a buyer may change a review.',
      ),
    }),
    replyDays: field(days(1, 365), {
      default: 90,
      source: 'hazumi',
      confidence: 'D',
      label: text('商家回复期', '店舗の返信期間', 'Reply window'),
      description: text(
        '评价发布后商家可以回复的天数。',
        'レビューに店舗が返信できる日数です。',
        'How long after a review the merchant may reply.',
      ),
    }),
    maxCharacters: field(characters(1, 10_000), {
      default: 1_000,
      source: 'hazumi',
      confidence: 'D',
      label: text('评价字数上限', 'レビューの文字数の上限', 'Longest review'),
      description: text(
        '一条评价最多可以写多少字。',
        '一つのレビューに書ける文字数の上限です。',
        'The most characters of a review.',
      ),
    }),
    maxPictures: field(count(0, 50), {
      default: 9,
      source: 'hazumi',
      confidence: 'D',
      label: text('评价图片上限', 'レビューの画像の上限', 'Pictures per review'),
      description: text(
        '一条评价最多可以附多少张图片。',
        '一つのレビューに付けられる画像の数の上限です。',
        'The most pictures of a review.',
      ),
    }),
  },
);
