import './app/mantine.css';
import './app/tokens.css';
import './app/base.css';
import { QueryClient } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApi } from './api/client.ts';
import { App } from './app/App.tsx';
import { createConsoleRouter } from './app/router.tsx';
import { preferredLocale } from './i18n/locale.ts';
import { loadMessages } from './i18n/messages.ts';
import { meOptions } from './session/session.tsx';

const locale = preferredLocale(document.cookie, navigator.languages);
const messages = await loadMessages(locale);

const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 15_000, refetchOnWindowFocus: true } },
});
const api = createApi({
  baseUrl: location.origin,
  localeNow: () => preferredLocale(document.cookie, navigator.languages),
  onSignedOut: () => {
    // Only news if somebody was signed in: the guards then lead to the sign-in.
    if (queries.getQueryData(meOptions(api).queryKey) === null) return;
    queries.setQueryData(meOptions(api).queryKey, null);
    void router.invalidate();
  },
});
const router = createConsoleRouter({ api, queries });

const place = document.getElementById('console');
if (place === null) throw new Error('index.html has no place for the console');
createRoot(place).render(
  <StrictMode>
    <App api={api} queries={queries} router={router} locale={locale} messages={messages} />
  </StrictMode>,
);
