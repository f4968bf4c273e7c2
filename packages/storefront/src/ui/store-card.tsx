import { localizedText, type storeCard } from '@hazumi/contracts';
import type { View } from '../http/view.ts';
import { countryName } from '../i18n/format.ts';

export type StoreCardData = (typeof storeCard)['_output'];

/** A store's name and description in the reader's language, else in the store's own. */
export function storeText(view: View, store: Pick<StoreCardData, 'texts' | 'defaultLocale'>) {
  const texts =
    store.texts[view.locale] ?? store.texts[store.defaultLocale] ?? localizedText(store.texts, view.locale);
  const lang = store.texts[view.locale] === undefined ? store.defaultLocale : undefined;
  return { name: texts?.name ?? '', description: texts?.description ?? '', lang };
}

/** The logo, or the first character of the name in its place. */
export function Logo({ name, url }: { name: string; url: string | null }) {
  if (url !== null)
    return <img class="logo" src={url} width={256} height={256} alt="" loading="lazy" decoding="async" />;
  return (
    <span class="logo logo-none" aria-hidden="true">
      {[...name][0] ?? ''}
    </span>
  );
}

export function StoreCards({ view, stores }: { view: View; stores: readonly StoreCardData[] }) {
  return (
    <ul class="store-cards">
      {stores.map((store) => {
        const { name, description, lang } = storeText(view, store);
        return (
          <li>
            <Logo name={name} url={store.logoUrl} />
            <div>
              <h3>
                <a href={`/stores/${store.slug}`} lang={lang}>
                  {name}
                </a>
              </h3>
              {description === '' ? null : (
                <p class="clip" lang={lang}>
                  {description}
                </p>
              )}
              <p class="small">
                {countryName(view.locale, store.country)}
                {store.openForSale ? null : <span class="tag tag-out">{view.t('store.notSelling')}</span>}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
