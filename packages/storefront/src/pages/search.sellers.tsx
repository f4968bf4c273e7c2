import type { account } from '@hazumi/contracts';
import type { View } from '../http/view.ts';
import { countryName } from '../i18n/format.ts';
import type { Card } from '../ui/goods.tsx';
import { Empty, Pager, SectionHead } from '../ui/parts.tsx';
import { StoreCards } from '../ui/store-card.tsx';
import { Why } from '../ui/why.tsx';
import { NothingFound } from './search.filters.tsx';
import { isAllStores, type SearchData } from './search.tsx';

export type AccountData = (typeof account)['_output'];

/** With a text: stores that are called so, then those that sell what it finds. Without one: all stores, of which the first take turns. */
export function FoundStores({ view, data }: { view: View; data: SearchData }) {
  const { t } = view;
  const { q } = data.wish;
  // Sellers are shown behind the first page of names alone.
  const sellers = q === '' || data.query.cursor !== undefined ? [] : storesOf(data.cards);
  if (data.stores.length + sellers.length === 0) return <NothingFound view={view} data={data} />;
  return (
    <>
      {data.stores.length === 0 ? null : (
        <section aria-labelledby={q === '' ? undefined : 'named-stores'}>
          {q === '' ? null : <SectionHead id="named-stores" title={t('search.namedStores')} />}
          <StoreCards view={view} stores={data.stores} />
          {isAllStores(data.query) ? <Why view={view} text={t('why.stores')} /> : null}
          <Pager view={view} path="/search" query={{ ...data.query }} nextCursor={data.storesNextCursor} />
        </section>
      )}
      {sellers.length === 0 ? null : (
        <section aria-labelledby="sellers">
          <SectionHead id="sellers" title={t('search.sellers')} note={t('search.sellersNote')} />
          <Sellers view={view} sellers={sellers} />
        </section>
      )}
    </>
  );
}

/** Merchants that are called so; without a text all that have a store that sells, newest first. */
export function FoundAccounts({ view, data }: { view: View; data: SearchData }) {
  const { t } = view;
  if (data.accounts.length === 0)
    return <Empty title={t('search.emptyTitle')} text={t('search.noMerchants')} />;
  return (
    <>
      <p class="small">{t('search.merchantsNote')}</p>
      <ul class="sellers">
        {data.accounts.map((one) => (
          <li>
            <a href={`/merchants/${one.id}`}>{one.legalName}</a>
            <span class="small">
              {t('search.merchantStores', {
                country: countryName(view.locale, one.country),
                stores: one.storeCount,
              })}
            </span>
          </li>
        ))}
      </ul>
      <Pager view={view} path="/search" query={{ ...data.query }} nextCursor={data.accountsNextCursor} />
    </>
  );
}

interface Seller {
  store: Card['store'];
  goods: number;
}

/** The stores of these goods, those with most of them first. */
export function storesOf(cards: readonly Card[]): Seller[] {
  const sellers = new Map<string, Seller>();
  for (const { store } of cards) {
    const seller = sellers.get(store.id) ?? { store, goods: 0 };
    seller.goods += 1;
    sellers.set(store.id, seller);
  }
  return [...sellers.values()].sort((a, b) => b.goods - a.goods);
}

export function Sellers({ view, sellers }: { view: View; sellers: readonly Seller[] }) {
  return (
    <ul class="sellers">
      {sellers.map(({ store, goods }) => (
        <li>
          <a href={`/stores/${store.slug}`} lang={view.langOf(store.name)}>
            {view.text(store.name)}
          </a>
          <span class="small">{view.t('search.sellerGoods', { goods })}</span>
        </li>
      ))}
    </ul>
  );
}
