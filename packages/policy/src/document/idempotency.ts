import { field, group } from '../fields/field.ts';
import { characters, hours } from '../fields/shape.ts';
import { text } from '../fields/text.ts';

export const idempotency = group(
  text('幂等', '冪等性', 'Idempotency'),
  text(
    '重复提交同一请求时如何识别。',
    '同じ要求の再送をどう見分けるか。',
    'How a repeated request is recognised.',
  ),
  {
    keepHours: field(hours(1, 8_760), {
      default: 24,
      source: 'hazumi',
      confidence: 'D',
      label: text('幂等键保留期', 'キーの保存期間', 'Keys kept'),
      description: text(
        '幂等键及其答复保留多久，期间重复请求得到同一答复。',
        'キーと応答を保存する時間で、そのあいだ再送には同じ応答を返します。',
        'How long a key and its answer are kept; a repeat within that time gets the same answer.',
      ),
    }),
    keyMaxCharacters: field(characters(16, 1_024), {
      default: 255,
      source: 'hazumi',
      confidence: 'D',
      label: text('幂等键最长长度', 'キーの最長の長さ', 'Longest key'),
      description: text(
        '幂等键最多可以有多少个字符。',
        'キーの文字数の上限です。',
        'The most characters of an idempotency key.',
      ),
    }),
  },
);
