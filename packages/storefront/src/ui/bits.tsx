import { html } from 'hono/html';
import { type Flash, isFailure } from '../http/flash.ts';
import { type Theme, themes } from '../http/visitor.ts';
import type { Translate } from '../i18n/translate.ts';
import { AlertIcon, CheckIcon } from './icons.tsx';

// What goes into the holes of a template: small pieces of HTML, escaped here. See `http/template.ts`.

const themeButtons = new Map<Translate, Map<Theme, string>>();

/** The buttons that switch the theme, the chosen one pressed. There are nine of them in all, so they are kept. */
export function themesBit(t: Translate, chosen: Theme): string {
  let byTheme = themeButtons.get(t);
  if (byTheme === undefined) {
    byTheme = new Map();
    themeButtons.set(t, byTheme);
  }
  let bit = byTheme.get(chosen);
  if (bit === undefined) {
    bit = themes
      .map((theme) =>
        String(
          <button type="submit" name="theme" value={theme} aria-pressed={theme === chosen ? 'true' : 'false'}>
            {t(`theme.${theme}`)}
          </button>,
        ),
      )
      .join('');
    byTheme.set(chosen, bit);
  }
  return bit;
}

/** The number on the cart; nothing where it is empty. */
export function bagBit(t: Translate, pieces: number): string {
  if (pieces === 0) return '';
  return String(
    <span class="count">
      <span aria-hidden="true">{pieces > 99 ? '99+' : String(pieces)}</span>
      <span class="hidden">{t('nav.pieces', { pieces })}</span>
    </span>,
  );
}

/** The name of whoever is signed in, else what signing in is called. */
export function whoBit(t: Translate, name: string | undefined): string {
  return String(html`${name ?? t('nav.signIn')}`);
}

export function flashBit(t: Translate, said: { flash: Flash; count: number } | undefined): string {
  if (said === undefined) return '';
  const bad = isFailure(said.flash);
  return String(
    <p class={bad ? 'flash flash-bad' : 'flash'} role={bad ? 'alert' : 'status'}>
      {bad ? <AlertIcon /> : <CheckIcon />}
      <span>{t(`flash.${said.flash}`, { count: said.count })}</span>
      {said.flash === 'added' ? <a href="/cart">{t('cart.view')}</a> : null}
    </p>,
  );
}
