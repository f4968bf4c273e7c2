import { type Locale, type ProblemCode, problemKinds } from '@hazumi/contracts';
import { listingStates } from '@hazumi/policy';
import { columnOf } from './imports.columns.ts';
import type { RowError } from './imports.diff.ts';

type Texts = Record<Locale, string>;
const texts = (zh: string, ja: string, en: string): Texts => ({ 'zh-CN': zh, ja, en });

/** What can be wrong with a row, by its code. `{column}` is the heading at fault; the others are values of the error. */
const messages: Record<string, Texts> = {
  amount: texts(
    '“{column}”不是有效的 {currency} 金额',
    '「{column}」が {currency} の金額として正しくありません',
    '"{column}" is not an amount in {currency}',
  ),
  cannotClear: texts('“{column}”不能清空', '「{column}」は空にできません', '"{column}" cannot be cleared'),
  category: texts('没有这个类目', 'このカテゴリーはありません', 'There is no such category'),
  changedSince: texts(
    '“{column}”在导入后已被修改，未做处理',
    '「{column}」は取り込み後に変更されたため、処理しませんでした',
    '"{column}" was changed meanwhile, so it was left alone',
  ),
  characters: texts(
    '“{column}”含有不允许的字符',
    '「{column}」に使えない文字が含まれています',
    '"{column}" holds characters that are not allowed',
  ),
  compareAt: texts(
    '划线价必须高于价格',
    '通常価格は価格より高くなければなりません',
    'The former price must be above the price',
  ),
  contradicts: texts(
    '“{column}”与第 {row} 行同一商品的内容不一致',
    '「{column}」が同じ商品の {row} 行目と食い違っています',
    '"{column}" differs from line {row}, which is of the same goods',
  ),
  count: texts(
    '“{column}”必须是 0 到 {max} 的整数',
    '「{column}」は 0 から {max} までの整数で入力してください',
    '"{column}" must be a whole number from 0 to {max}',
  ),
  optionCount: texts(
    '不能通过导入改变规格数量（现有 {count} 个）',
    'オプションの数（現在 {count}）は取り込みでは変更できません',
    'An import cannot change the number of options ({count})',
  ),
  optionValue: texts(
    '“{column}”没有对应的规格名称',
    '「{column}」に対応するオプション名がありません',
    '"{column}" has a value but the option has no name',
  ),
  otherProduct: texts(
    '该规格属于商品 {code}',
    'この SKU は商品 {code} のものです',
    'The variant belongs to the product {code}',
  ),
  productCodeTaken: texts(
    '该商品编号已被使用',
    'この商品番号はすでに使われています',
    'Another product has this code',
  ),
  productFailed: texts(
    '同一商品的第 {row} 行有错误',
    '同じ商品の {row} 行目に誤りがあります',
    'Line {row}, which would create the goods, is at fault',
  ),
  productGone: texts('商品已不存在', '商品がすでにありません', 'The goods are not there any more'),
  required: texts('缺少“{column}”', '「{column}」を入力してください', '"{column}" is missing'),
  sameOptions: texts(
    '规格值与 {code} 相同',
    'オプションの値が {code} と同じです',
    'The option values are those of {code}',
  ),
  skuCodeMissing: texts('缺少“{column}”', '「{column}」を入力してください', '"{column}" is missing'),
  skuGone: texts('规格已不存在', 'バリエーションがすでにありません', 'The variant is not there any more'),
  skuTwice: texts(
    '该规格编号在第 {row} 行已出现',
    'この SKU コードは {row} 行目にもあります',
    'Line {row} has this code already',
  ),
  state: texts(
    '“{column}”只能是草稿、在售或已下架',
    '「{column}」は下書き・販売中・取り下げのいずれかです',
    '"{column}" must be draft, listed or delisted',
  ),
  titleMissing: texts(
    '至少需要一种语言的商品标题',
    '少なくとも一つの言語で商品名が必要です',
    'A title in at least one language is missing',
  ),
  tooLong: texts(
    '“{column}”最多 {max} 个字符',
    '「{column}」は {max} 文字までです',
    '"{column}" may have {max} characters',
  ),
  transition: texts(
    '不能从“{from}”变为“{to}”',
    '「{from}」から「{to}」にはできません',
    'Goods that are "{from}" cannot become "{to}"',
  ),
};

/** The codes that a row's error may have. */
export const rowErrorCodes: readonly string[] = [...Object.keys(messages), 'refused'];

/** What is wrong with a row, in the reader's language. */
export function messageOf(error: RowError, locale: Locale): string {
  if (error.code === 'refused') {
    const kind = problemKinds[error.values.problem as ProblemCode];
    return [kind?.title[locale], error.values.detail].filter(Boolean).join(': ');
  }
  const values: Record<string, string | number> = {
    ...error.values,
    column: columnOf(error.column ?? '')?.labels[locale] ?? error.column ?? '',
  };
  if (error.code === 'transition') {
    for (const name of ['from', 'to'] as const) {
      const state = listingStates.states.find((entry) => entry === error.values[name]);
      if (state !== undefined) values[name] = listingStates.names[state][locale];
    }
  }
  return (messages[error.code]?.[locale] ?? error.code).replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    String(values[name] ?? ''),
  );
}
