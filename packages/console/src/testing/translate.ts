/** The console's words, for whoever has to find its buttons in any language: `@hazumi/console/testing`. */
import type { Locale } from '@hazumi/contracts';
import { createTranslator } from 'use-intl/core';
import { type Messages, messagesOf, texts } from '../i18n/texts.ts';

/** Every message of a language by its key, as it is written down. */
export const messagesIn = (locale: Locale): Record<string, unknown> => messagesOf(texts, locale);

/** Says a text as the console says it. @throws Error for what is no text or lacks an argument */
export const translatorIn = (locale: Locale) =>
  createTranslator({
    locale,
    messages: messagesIn(locale) as Messages,
    timeZone: 'Asia/Shanghai',
    onError(error) {
      throw error;
    },
  });
