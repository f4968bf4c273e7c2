import { locales } from '@hazumi/contracts';
import type { Child } from 'hono/jsx';
import { hole } from '../http/template.ts';
import type { View } from '../http/view.ts';
import {
  CartIcon,
  GlobeIcon,
  HomeIcon,
  Mark,
  OrdersIcon,
  PersonIcon,
  SearchIcon,
  StoreIcon,
} from './icons.tsx';

/** Which of the main places a page belongs to. */
export type Place = 'home' | 'search' | 'stores' | 'cart' | 'orders' | 'me';

export interface PageProps {
  view: View;
  /** what the page is; the market's name is added */
  title: string;
  place?: Place;
  /** for search engines and shared links; a page without one is nobody's business but its visitor's, and not indexed */
  description?: string;
  /** path of a picture that stands for the page where it is shared */
  picture?: string | undefined;
  /** a text in the search field */
  q?: string | undefined;
  /** modules that the page needs beside the common one */
  scripts?: readonly string[];
  /** fewer ways out: for the checkout */
  focused?: boolean;
  children?: Child;
}

const localeNames = { 'zh-CN': '简体中文', ja: '日本語', en: 'English' } as const;

/** The same page in another language. */
function inLocale(here: string, locale: string): string {
  const [path, search] = here.split('?');
  const query = new URLSearchParams(search);
  query.set('lang', locale);
  return `${path}?${query}`;
}

export function Page(props: PageProps) {
  const { view, focused = false } = props;
  const { t } = view;
  return (
    <html lang={view.locale} data-theme={hole('theme')}>
      <Head {...props} />
      <body class={focused ? 'focused' : undefined}>
        <a class="skip" href="#main">
          {t('nav.skip')}
        </a>
        <Header {...props} />
        <main id="main" tabindex={-1}>
          <FlashPlace />
          {props.children}
        </main>
        <Footer view={view} />
        {focused ? null : <Dock view={view} place={props.place} />}
      </body>
    </html>
  );
}

function FlashPlace() {
  return <>{hole('flash')}</>;
}

function Head({ view, title, description, picture, scripts = [] }: PageProps) {
  const { publicUrl, assets } = view.shop.options;
  const fullTitle = view.here === '/' ? title : `${title} · ${view.t('market.name')}`;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <title>{fullTitle}</title>
      <link rel="stylesheet" href={assets.path('shop.css')} />
      <script type="module" src={assets.path('shop.js')} />
      {scripts.map((script) => (
        <script type="module" src={assets.path(script)} />
      ))}
      <link rel="icon" href={assets.path('mark.svg')} type="image/svg+xml" />
      <meta name="theme-color" content="#fbfaf7" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#151413" media="(prefers-color-scheme: dark)" />
      {description === undefined ? (
        <meta name="robots" content="noindex" />
      ) : (
        <>
          <meta name="description" content={description} />
          <meta property="og:title" content={title} />
          <meta property="og:description" content={description} />
          {picture === undefined ? null : <meta property="og:image" content={publicUrl + picture} />}
          <link rel="canonical" href={publicUrl + inLocale(view.here, view.locale)} />
          {locales.map((locale) => (
            <link rel="alternate" hreflang={locale} href={publicUrl + inLocale(view.here, locale)} />
          ))}
          <link rel="alternate" hreflang="x-default" href={publicUrl + view.here} />
        </>
      )}
    </head>
  );
}

const current = (is: boolean) => (is ? 'page' : undefined);

function Header({ view, place, q, focused }: PageProps) {
  const { t } = view;
  return (
    <header class="top">
      <div class="top-row">
        <a class="brand" href="/">
          <Mark />
          <span class="brand-name">Hazumi</span>
          <span class="brand-kana" lang="ja" aria-hidden="true">
            弾み
          </span>
        </a>
        {focused ? null : (
          <>
            <search>
              <form class="find" action="/search">
                <label class="hidden" for="q">
                  {t('search.label')}
                </label>
                <input
                  id="q"
                  name="q"
                  type="search"
                  value={q}
                  maxlength={200}
                  placeholder={t('search.placeholder')}
                  autocomplete="off"
                  enterkeyhint="search"
                  data-suggest={t('search.suggestions')}
                />
                <button type="submit">
                  <SearchIcon />
                  <span class="hidden">{t('search.submit')}</span>
                </button>
              </form>
            </search>
            <nav class="top-nav" aria-label={t('nav.main')}>
              <a class="wide" href="/stores" aria-current={current(place === 'stores')}>
                <StoreIcon />
                <span>{t('nav.stores')}</span>
              </a>
              <a class="wide" href="/orders" aria-current={current(place === 'orders')}>
                <OrdersIcon />
                <span>{t('nav.orders')}</span>
              </a>
              <a class="wide" href="/account" aria-current={current(place === 'me')}>
                <PersonIcon />
                <span class="who">{hole('who')}</span>
              </a>
              <a class="wide bag" href="/cart" aria-current={current(place === 'cart')}>
                <CartIcon />
                <span>{t('nav.cart')}</span>
                {hole('bag')}
              </a>
            </nav>
          </>
        )}
        <Languages view={view} />
      </div>
    </header>
  );
}

/** The languages by their own names; links, so that each is a page that can be found and shared. */
function Languages({ view }: { view: View }) {
  return (
    <details class="languages">
      <summary>
        <GlobeIcon />
        <span>{localeNames[view.locale]}</span>
      </summary>
      <ul>
        {locales.map((locale) => (
          <li>
            <a
              href={inLocale(view.here, locale)}
              lang={locale}
              hreflang={locale}
              rel="nofollow"
              aria-current={locale === view.locale ? 'true' : undefined}
            >
              {localeNames[locale]}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Footer({ view }: { view: View }) {
  const { t } = view;
  return (
    <footer class="foot">
      <div class="foot-row">
        <p class="foot-say">{t('footer.say')}</p>
        <nav aria-label={t('footer.nav')}>
          <a href="/about">{t('footer.about')}</a>
          <a href="/stores">{t('nav.stores')}</a>
          <a href="/search">{t('footer.goods')}</a>
          <a href="/docs">{t('footer.api')}</a>
          <a href="/privacy">{t('footer.privacy')}</a>
        </nav>
        <form class="themes" method="post" action="/theme">
          <input type="hidden" name="next" value={view.here} />
          <fieldset>
            <legend>{t('theme.label')}</legend>
            {hole('themes')}
          </fieldset>
        </form>
      </div>
    </footer>
  );
}

/** The bar at the bottom of a phone. */
function Dock({ view, place }: { view: View; place: Place | undefined }) {
  const { t } = view;
  return (
    <nav class="dock" aria-label={t('nav.dock')}>
      <a href="/" aria-current={current(place === 'home')}>
        <HomeIcon />
        <span>{t('nav.home')}</span>
      </a>
      <a href="/search" aria-current={current(place === 'search')}>
        <SearchIcon />
        <span>{t('nav.search')}</span>
      </a>
      <a class="bag" href="/cart" aria-current={current(place === 'cart')}>
        <CartIcon />
        <span>{t('nav.cart')}</span>
        {hole('bag')}
      </a>
      <a href="/orders" aria-current={current(place === 'orders')}>
        <OrdersIcon />
        <span>{t('nav.orders')}</span>
      </a>
      <a href="/account" aria-current={current(place === 'me')}>
        <PersonIcon />
        <span>{t('nav.me')}</span>
      </a>
    </nav>
  );
}
