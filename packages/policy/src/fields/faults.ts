/** What is wrong with a document, in words for the person who wrote it. */
import type * as z from 'zod';
import { toPointer } from './pointer.ts';
import { LOCALES, type Text, text } from './text.ts';

export interface Fault {
  /** JSON Pointer to the value at fault. */
  readonly path: string;
  readonly reason: Text;
}

/** The faults that zod's issues stand for, each at its own path; one for every unknown field. */
export function faultsOf(issues: readonly z.core.$ZodIssue[], prefix: readonly PropertyKey[]): Fault[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ path: toPointer([...path, key]), reason: UNKNOWN_FIELD }));
    return [{ path: toPointer(path), reason: reasonFor(issue) }];
  });
}

export const UNKNOWN_FIELD: Text = text(
  '本版本的规则文档没有这个字段。',
  'このバージョンのポリシー文書にこの項目はありません。',
  'This version of the policy document has no such field.',
);

function reasonFor(issue: z.core.$ZodIssue): Text {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected);
    case 'too_small':
      return countedLimit(issue.origin, 'atLeast', issue.minimum);
    case 'too_big':
      return countedLimit(issue.origin, 'atMost', issue.maximum);
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return text(
        `必须是以下之一：${values}。`,
        `次のいずれかでなければなりません：${values}。`,
        `Must be one of: ${values}.`,
      );
    }
    case 'invalid_format':
      return text(
        '格式不正确。',
        '形式が正しくありません。',
        `Has the wrong form: it must match ${issue.pattern ?? issue.format}.`,
      );
    case 'invalid_key':
      return text('键的格式不正确。', 'キーの形式が正しくありません。', 'The key has the wrong form.');
    case 'custom':
      if (issue.params?.fault === 'currency')
        return text(
          '必须是 ISO 4217 货币代码，例如 CNY。',
          'ISO 4217の通貨コード（例：JPY）でなければなりません。',
          'Must be a currency code of ISO 4217, such as USD.',
        );
      break;
  }
  return text('该值不正确。', '値が正しくありません。', 'The value is not valid.');
}

const TYPE_NAMES: Readonly<Record<string, Text>> = {
  array: text('列表', 'リスト', 'a list'),
  boolean: text('是或否（true 或 false）', '真偽値（true または false）', 'true or false'),
  int: text('整数', '整数', 'a whole number'),
  number: text('数字', '数値', 'a number'),
  object: text('对象', 'オブジェクト', 'an object'),
  record: text('对象', 'オブジェクト', 'an object'),
  string: text('文本', '文字列', 'a text'),
};

/** For a document that is no JSON object at all. */
export const NOT_AN_OBJECT: Text = wrongType('object');

function wrongType(expected: string): Text {
  const name = TYPE_NAMES[expected] ?? text(expected, expected, expected);
  return text(`必须是${name['zh-CN']}。`, `${name.ja}でなければなりません。`, `Must be ${name.en}.`);
}

function countedLimit(origin: string, side: 'atLeast' | 'atMost', limit: number | bigint): Text {
  const [chinese, japanese, english] = LOCALES.map((locale) => new Intl.NumberFormat(locale).format(limit));
  const least = side === 'atLeast';
  if (origin === 'array')
    return text(
      least ? `至少要有 ${chinese} 项。` : `最多只能有 ${chinese} 项。`,
      `${japanese}件${least ? '以上' : '以下'}でなければなりません。`,
      `Must have at ${least ? 'least' : 'most'} ${english} ${limit === 1 ? 'item' : 'items'}.`,
    );
  return text(
    `${least ? '不能小于' : '不能大于'} ${chinese}。`,
    `${japanese}${least ? '以上' : '以下'}でなければなりません。`,
    `Must be at ${least ? 'least' : 'most'} ${english}.`,
  );
}
