import type { Locale } from '@hazumi/contracts';
import { createTranslator } from 'use-intl/core';
import { en } from './messages/en/index.ts';
import { ja } from './messages/ja/index.ts';
import type { Messages, TextsOf } from './messages/messages.ts';
import { zhCN } from './messages/zh-CN/index.ts';

/** All texts of the pages. English is the source of the keys; the others are held to them by their type. */
export const messages: Record<Locale, TextsOf<Messages>> = { 'zh-CN': zhCN, ja, en };

const createFor = (locale: Locale) =>
  createTranslator({
    locale,
    // The arguments of a message are typed by the English text; a test holds the other languages to the same ones.
    messages: messages[locale] as Messages,
    timeZone: 'UTC',
    // A text that is missing or malformed is a bug of ours, which the tests find; a shop does not go down for it.
    onError() {},
  });

export type Translate = ReturnType<typeof createFor>;

const translators = new Map<Locale, Translate>();

/** The translator of a language; made once, because it keeps the messages that it has parsed. */
export function translator(locale: Locale): Translate {
  let translate = translators.get(locale);
  if (translate === undefined) {
    translate = createFor(locale);
    translators.set(locale, translate);
  }
  return translate;
}
