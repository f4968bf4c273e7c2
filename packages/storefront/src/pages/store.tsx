import { endpoints } from '@hazumi/contracts';
import { pageTags } from '../http/page-cache.ts';
import { answerOf } from '../http/problem.ts';
import { shared } from '../http/shared.ts';
import type { App, Shop } from '../http/shop.ts';
import type { View } from '../http/view.ts';
import { countryName } from '../i18n/format.ts';
import { type CouponData, CouponList } from '../ui/coupon.tsx';
import { type Card, Goods } from '../ui/goods.tsx';
import { Page } from '../ui/layout.tsx';
import { Crumbs, Empty, Facts, Notice, Pager, SectionHead, Time } from '../ui/parts.tsx';
import { Logo, type StoreCardData, StoreCards, storeText } from '../ui/store-card.tsx';
import { Why } from '../ui/why.tsx';
import type { Store } from './product.tsx';

interface StoreData {
  store: Store;
  coupons: readonly CouponData[];
  cards: readonly Card[];
  nextCursor: string | null;
  query: Readonly<Record<string, string>>;
}

interface StoresData {
  stores: readonly StoreCardData[];
  nextCursor: string | null;
  query: Readonly<Record<string, string>>;
}

/** `/stores` and `/stores/<slug>`. */
export function registerStores(app: App, shop: Shop): void {
  shared<StoresData>(app, shop, {
    path: '/stores',
    query: ['cursor'],
    turn: (turns, query) => (query.cursor === undefined ? turns.stores() : undefined),
    shown: (data) => data.stores.map((store) => store.id),
    async load({ api, query, first }) {
      const turn = first.length === 0 ? {} : { first: first.join(',') };
      const page = answerOf(
        await api(endpoints.listStores, { query: { limit: 24, ...cursorOf(query), ...turn } }),
      );
      return { stores: page.data, nextCursor: page.nextCursor, query };
    },
    tags: () => [pageTags.stores],
    render: (view, data) => <StoresPage view={view} {...data} />,
  });
  shared<StoreData>(app, shop, {
    path: '/stores/:slug',
    query: ['cursor'],
    async load({ api, params, query }) {
      const store = answerOf(await api(endpoints.getStoreBySlug, { params: { slug: params.slug ?? '' } }));
      const shelf = answerOf(
        await api(endpoints.storeShelf, {
          params: { storeId: store.id },
          query: { limit: 24, ...cursorOf(query) },
        }),
      );
      const coupons = answerOf(await api(endpoints.listStoreCoupons, { params: { storeId: store.id } }));
      return { store, coupons: coupons.data, cards: shelf.data, nextCursor: shelf.nextCursor, query };
    },
    tags: ({ store, cards }) => [
      pageTags.store(store.id),
      pageTags.shelf(store.id),
      ...cards.map((card) => pageTags.product(card.id)),
    ],
    render: (view, data) => <StorePage view={view} {...data} />,
  });
}

const cursorOf = (query: Readonly<Record<string, string>>) =>
  query.cursor === undefined ? {} : { cursor: query.cursor };

function StoresPage({ view, stores, nextCursor, query }: StoresData & { view: View }) {
  const { t } = view;
  return (
    <Page view={view} title={t('stores.title')} description={t('stores.description')} place="stores">
      <header class="page-head">
        <h1>{t('stores.title')}</h1>
        <p class="small">{t('stores.order')}</p>
      </header>
      {stores.length === 0 ? (
        <Empty title={t('stores.emptyTitle')} text={t('stores.emptyText')} />
      ) : (
        <>
          <h2 class="hidden">{t('stores.list')}</h2>
          <StoreCards view={view} stores={stores} />
          {query.cursor === undefined ? <Why view={view} text={t('why.stores')} /> : null}
          <Pager view={view} path="/stores" query={{ ...query }} nextCursor={nextCursor} />
        </>
      )}
    </Page>
  );
}

function StorePage({ view, store, coupons, cards, nextCursor, query }: StoreData & { view: View }) {
  const { t } = view;
  const { name, description, lang } = storeText(view, store);
  return (
    <Page
      view={view}
      title={name}
      description={description.slice(0, 160) || t('store.description', { store: name })}
      picture={store.logoUrl ?? undefined}
      place="stores"
    >
      <Crumbs view={view} crumbs={[{ href: '/stores', name: t('nav.stores') }]} />
      <header class="store-head">
        <Logo name={name} url={store.logoUrl} />
        <div>
          <h1 lang={lang}>{name}</h1>
          {description === '' ? null : (
            <p class="prose" lang={lang}>
              {description}
            </p>
          )}
        </div>
      </header>
      {store.openForSale ? null : <Notice kind="warning">{t(closedReason(store.state))}</Notice>}
      {coupons.length === 0 ? null : (
        <section aria-labelledby="coupons">
          <SectionHead id="coupons" title={t('coupon.title')} />
          <CouponList view={view} coupons={coupons} />
        </section>
      )}
      <section aria-labelledby="shelf">
        <SectionHead id="shelf" title={t('store.shelf')} note={t('store.shelfNote')} />
        {cards.length === 0 ? (
          <Empty
            title={t('store.emptyTitle')}
            text={t('store.emptyText')}
            action={{ href: '/stores', name: t('home.allStores') }}
          />
        ) : (
          <>
            <Goods view={view} cards={cards} withStore={false} />
            <Pager view={view} path={`/stores/${store.slug}`} query={{ ...query }} nextCursor={nextCursor} />
          </>
        )}
      </section>
      <section aria-labelledby="licence" class="disclosure">
        <h2 id="licence">{t('store.licence')}</h2>
        <Facts
          rows={[
            [t('store.legalName'), <a href={`/merchants/${store.licence.id}`}>{store.licence.legalName}</a>],
            [t('store.registration'), <span class="code">{store.licence.registrationNumber}</span>],
            [t('store.country'), countryName(view.locale, store.licence.country)],
            [t('store.identity'), store.licence.isVerified ? t('store.verified') : t('store.notVerified')],
            ...(store.openedAt === null
              ? []
              : [[t('store.openedAt'), <Time view={view} at={store.openedAt} day />] as const]),
            [t('product.freight'), storeFreight(view, store)],
          ]}
        />
      </section>
    </Page>
  );
}

function closedReason(state: Store['state']) {
  return state === 'closing' || state === 'closed' ? 'store.closed' : 'store.paused';
}

function storeFreight(view: View, store: Store): string {
  const { t } = view;
  const { amountMinor, freeFromMinor } = store.freight;
  if (amountMinor === 0) return t('freight.free');
  const amount = view.money(amountMinor, store.currency);
  return freeFromMinor === null
    ? t('freight.eachOrder', { amount })
    : t('freight.freeFrom', { amount, from: view.money(freeFromMinor, store.currency) });
}
