import { type Locale, locales } from '@hazumi/contracts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** The reader's language: the one chosen before (in the shop or here), else the browser's, else Chinese. */
export function preferredLocale(cookies: string, languages: readonly string[]): Locale {
  const chosen = cookieOf(cookies, 'locale');
  const known = locales.find((locale) => locale === chosen);
  if (known !== undefined) return known;
  for (const language of languages) {
    const tag = language.toLowerCase();
    const match = locales.find((locale) => tag.split('-')[0] === locale.split('-')[0]);
    if (match !== undefined) return match;
  }
  return 'zh-CN';
}

export function preferredTheme(cookies: string): Theme {
  const chosen = cookieOf(cookies, 'theme');
  return themes.find((theme) => theme === chosen) ?? 'auto';
}

/** The cookie that keeps a taste for a year. The shop reads the same two. */
export function tasteCookie(name: 'locale' | 'theme', value: string, secure: boolean): string {
  return `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax${secure ? '; Secure' : ''}`;
}

function cookieOf(cookies: string, name: string): string | undefined {
  for (const pair of cookies.split('; ')) {
    const [key, value] = pair.split('=', 2);
    if (key === name) return value;
  }
  return undefined;
}
