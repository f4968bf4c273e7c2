import { z } from 'zod';
import { type IdKind, idPattern, idPrefixes } from './ids.ts';

/** The languages of the market. Text in several languages is an object with these keys. */
export const locales = ['zh-CN', 'ja', 'en'] as const;
export type Locale = (typeof locales)[number];
export const localeSchema = z.enum(locales).meta({ id: 'Locale' });

/** A public id of one kind, e.g. `id('store')` accepts `sto_01...`. */
export const id = (kind: IdKind) =>
  z.string().regex(idPattern(kind), `must be an id that begins with ${idPrefixes[kind]}_`);

/** Largest amount anybody may name: 10^13 minor units, exact in JSON and far from overflow in sums. */
export const maxAmountMinor = 10_000_000_000_000;
export const amountMinor = z.number().int().min(0).max(maxAmountMinor);
/** A sum of many amounts, exact in JSON. It may come to more than anybody could pay: it must be possible to show all the same. */
export const sumMinor = z.number().int().min(0);
export const signedAmountMinor = z
  .number()
  .int()
  .min(-maxAmountMinor * 1000)
  .max(maxAmountMinor * 1000);
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ id: 'Currency' });
export const money = z.object({ amountMinor: signedAmountMinor, currency }).meta({ id: 'Money' });

/** Years that leave room on both sides: what is counted from an instant must be one that can be written down, too. */
const isOfOurTime = (text: string): boolean => {
  const year = new Date(text).getUTCFullYear();
  return year >= 1970 && year < 9000;
};
export const instant = z.iso
  .datetime({ offset: true })
  .refine(isOfOurTime, 'must lie between the years 1970 and 9000')
  .meta({ id: 'Instant' });
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta({ id: 'Country' });
/** Control characters (except line feed where `lines`) are refused: PostgreSQL cannot store NUL, pages should not show the rest. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const noControl = /^[^\u0000-\u001f\u007f]*$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const noControlButLines = /^[^\u0000-\u0008\u000b-\u001f\u007f]*$/u;
/** One line of text, trimmed, well-formed Unicode. */
export const line = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(noControl, 'must not contain control characters')
    .refine((text) => text.isWellFormed(), 'must be well-formed Unicode');
/** Several lines of text. */
export const prose = (max: number) =>
  z
    .string()
    .max(max)
    .regex(noControlButLines, 'must not contain control characters')
    .refine((text) => text.isWellFormed(), 'must be well-formed Unicode');
export const email = z
  .email()
  .max(254)
  .transform((text) => text.toLowerCase());
export const version = z.number().int().min(1);

/** Text in one or more languages; at least one must be there. */
export const localized = <T extends z.ZodType>(text: T) =>
  z
    .object({ 'zh-CN': text.optional(), ja: text.optional(), en: text.optional() })
    .strict()
    .refine(
      (value) => Object.values(value).some((entry) => entry !== undefined),
      'at least one language is needed',
    );

/** The text in the reader's language, else in the first language that has one. */
export function localizedText<T>(texts: Partial<Record<Locale, T>>, locale: Locale): T | undefined {
  return texts[locale] ?? texts.en ?? texts['zh-CN'] ?? texts.ja;
}

export const cursorQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ data: z.array(item), nextCursor: z.string().nullable() });

export const address = z
  .object({
    recipient: line(100),
    phone: z.string().regex(/^[+0-9 ()-]{5,25}$/),
    country,
    region: line(100, 0).default(''),
    city: line(100),
    street: line(200),
    postalCode: line(20, 0).default(''),
  })
  .meta({ id: 'Address' });
export type Address = z.output<typeof address>;

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string().optional(),
    /** JSON pointer to the field of the request that is at fault */
    pointer: z.string().optional(),
    retry: z.boolean(),
    requestId: z.string(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
    /** facts that a program can use, e.g. the new price */
    data: z.unknown().optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemBody = z.output<typeof problem>;
