/**
 * A field of the policy document, declared once. From the one declaration come the schema, the default, the bounds,
 * the JSON Schema, the labels of a form and the rows of a diff.
 */
import type * as z from 'zod';
import { notesRegistry } from './notes.ts';
import { type Shape, unitOf } from './shape.ts';
import { type Text, text } from './text.ts';

/** V: verified in a platform's documentation (or a law); P: practitioners' texts; D: our own default. */
export type Confidence = 'V' | 'P' | 'D';

export const CONFIDENCES: Readonly<Record<Confidence, Text>> = {
  V: text('已在平台文档中核实', 'プラットフォームの文書で確認済み', "Verified in a platform's documentation"),
  P: text('来自从业者资料', '実務者の資料による', "From practitioners' texts"),
  D: text('本项目的默认值', '本プロジェクトの既定値', 'Our own default'),
};

export const SOURCES = {
  article: text(
    '关于微信小店增长的文章',
    'WeChatミニストアの成長に関する記事',
    "The article on the growth of WeChat's shops",
  ),
  wechat: text('微信小店文档', 'WeChatミニストアの文書', "WeChat's documentation for shops"),
  douyin: text('抖音电商规则', '抖音ECの規約', "Douyin's rules for shops"),
  amazon: text('亚马逊文档', 'Amazonの文書', "Amazon's documentation"),
  tiktok: text('TikTok Shop 资料', 'TikTok Shopの資料', 'Texts on TikTok Shop'),
  law: text('法律法规', '法令', 'Law'),
  standard: text('公开标准', '公開標準', 'A public standard'),
  research: text('公开研究', '公開された研究', 'Published research'),
  hazumi: text('Hazumi', 'Hazumi', 'Hazumi'),
} as const satisfies Readonly<Record<string, Text>>;
export type Source = keyof typeof SOURCES;

export interface FieldSpec<T> {
  readonly default: T;
  readonly source: Source;
  readonly confidence: Confidence;
  /** Where exactly the number comes from, or what the source says besides; in English, for those who check. */
  readonly note?: string;
  /** Short, for a form or a table. */
  readonly label: Text;
  /** One sentence: what the value decides. */
  readonly description: Text;
}

export interface Field<T = unknown> extends FieldSpec<T> {
  readonly shape: Shape<T>;
  /** The shape's schema with the default filled in, registered in `notesRegistry`. */
  readonly schema: z.ZodType<T>;
}

export interface Group {
  readonly label: Text;
  readonly description: Text;
  readonly fields: Readonly<Record<string, Field>>;
}

export function field<T>(shape: Shape<T>, spec: FieldSpec<NoInfer<T>>): Field<T> {
  // zod types a default as whatever is not undefined; it does not parse it, so `parseDocument({})` in a test does.
  const schema = shape.schema.default(spec.default as z.core.util.NoUndefined<T>) as unknown as z.ZodType<T>;
  const { label, description, source, confidence, note } = spec;
  notesRegistry.add(schema, {
    label,
    description,
    unit: unitOf(shape),
    source,
    confidence,
    ...(note === undefined ? {} : { note }),
  });
  return { ...spec, shape, schema };
}

/** A group keeps the exact type of its fields, from which the document's type is inferred. */
export function group<const F extends Readonly<Record<string, Field>>>(
  label: Text,
  description: Text,
  fields: F,
): { readonly label: Text; readonly description: Text; readonly fields: F } {
  return { label, description, fields };
}

/** The type of a field's value. */
export type ValueOf<F> = F extends Field<infer T> ? T : never;
