import type { Locale } from '@hazumi/contracts';
import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { Api } from '../api/client.ts';
import { ApiProvider } from '../api/context.ts';
import { preferredTheme } from '../i18n/locale.ts';
import type { Messages } from '../i18n/texts.ts';
import { Toasts } from '../ui/Toasts.tsx';
import { LocaleProvider } from './locale.tsx';
import type { ConsoleRouter } from './router.tsx';
import { theme, themeCookie, variables } from './theme.ts';

/** The console with all that its screens need. */
export function App(props: {
  api: Api;
  queries: QueryClient;
  router: ConsoleRouter;
  locale: Locale;
  messages: Messages;
}) {
  const { api, queries } = props;
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={variables}
      colorSchemeManager={themeCookie(document, location.protocol === 'https:')}
      defaultColorScheme={preferredTheme(document.cookie)}
    >
      <QueryClientProvider client={queries}>
        <ApiProvider value={api}>
          <LocaleProvider
            locale={props.locale}
            messages={props.messages}
            timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
          >
            <Toasts>
              <RouterProvider router={props.router} context={{ api, queries }} />
            </Toasts>
          </LocaleProvider>
        </ApiProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}
