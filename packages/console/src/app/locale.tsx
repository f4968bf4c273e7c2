import type { Locale } from '@hazumi/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { IntlProvider } from 'use-intl';
import { tasteCookie } from '../i18n/locale.ts';
import { loadMessages } from '../i18n/messages.ts';
import type { Messages } from '../i18n/texts.ts';

interface ChosenLocale {
  locale: Locale;
  choose: (locale: Locale) => Promise<void>;
}
const LocaleContext = createContext<ChosenLocale | undefined>(undefined);

/** The reader's language and how to change it. */
export function useChosenLocale(): ChosenLocale {
  const chosen = useContext(LocaleContext);
  if (chosen === undefined) throw new Error('there is no LocaleProvider above');
  return chosen;
}

/**
 * Texts in the reader's language. Choosing another keeps it in the cookie that the shop reads too, and reads all data again,
 * because the market answers in the reader's language as well.
 */
export function LocaleProvider(props: {
  locale: Locale;
  messages: Messages;
  timeZone: string;
  children: ReactNode;
}) {
  const queries = useQueryClient();
  const [{ locale, messages }, setLanguage] = useState({ locale: props.locale, messages: props.messages });
  const choose = useCallback(
    async (wanted: Locale) => {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
      document.cookie = tasteCookie('locale', wanted, location.protocol === 'https:');
      setLanguage({ locale: wanted, messages: await loadMessages(wanted) });
      await queries.invalidateQueries();
    },
    [queries],
  );
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const chosen = useMemo(() => ({ locale, choose }), [locale, choose]);
  return (
    <LocaleContext.Provider value={chosen}>
      <IntlProvider locale={locale} messages={messages} timeZone={props.timeZone}>
        {props.children}
      </IntlProvider>
    </LocaleContext.Provider>
  );
}
