import type { Locale } from '@hazumi/contracts';
import type { Messages } from './texts.ts';

const loaders: Record<Locale, () => Promise<{ default: Messages }>> = {
  'zh-CN': () => import('./texts.ts?locale=zh-CN'),
  ja: () => import('./texts.ts?locale=ja'),
  en: () => import('./texts.ts?locale=en'),
};

/** The console's texts in one language; each is a file of its own, loaded once. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return (await loaders[locale]()).default;
}
