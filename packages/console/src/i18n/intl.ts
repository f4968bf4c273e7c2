import type { Locale } from '@hazumi/contracts';
import { useLocale, useTranslations } from 'use-intl';
import type { Messages } from './texts.ts';

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

/** The translator over all texts: `t('orders.title')`. Keys and their arguments are checked by the compiler. */
export const useText = () => useTranslations();
export type Translate = ReturnType<typeof useText>;
export { useLocale };
