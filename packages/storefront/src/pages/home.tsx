import { endpoints } from '@hazumi/contracts';
import { pageTags } from '../http/page-cache.ts';
import { answerOf } from '../http/problem.ts';
import { shared } from '../http/shared.ts';
import type { App, Shop } from '../http/shop.ts';
import type { View } from '../http/view.ts';
import { type Card, Goods } from '../ui/goods.tsx';
import { Page } from '../ui/layout.tsx';
import { Empty, SectionHead } from '../ui/parts.tsx';
import { type StoreCardData, StoreCards } from '../ui/store-card.tsx';
import { Why } from '../ui/why.tsx';
import { type Category, childrenOf, readCategories } from './categories.ts';

interface HomeData {
  categories: readonly Category[];
  newest: readonly Card[];
  stores: readonly StoreCardData[];
}

/** As many as have places that are given by turns. */
const storesShown = 12;

/** `/`: what there is to buy, who sells it, and what this market is. */
export function registerHome(app: App, shop: Shop): void {
  shared<HomeData>(app, shop, {
    path: '/',
    query: [],
    turn: (turns) => turns.home(),
    shown: (data) => data.stores.map((store) => store.id),
    async load({ api, first }) {
      const [categories, newest, stores] = await Promise.all([
        readCategories(api),
        api(endpoints.newestProducts, { query: { limit: 15 } }),
        api(endpoints.listStores, {
          query: { limit: storesShown, ...(first.length === 0 ? {} : { first: first.join(',') }) },
        }),
      ]);
      return {
        categories: childrenOf(categories, null),
        newest: answerOf(newest).data,
        stores: answerOf(stores).data,
      };
    },
    tags: (data) => [
      pageTags.categories,
      pageTags.goods,
      pageTags.stores,
      ...data.newest.map((card) => pageTags.product(card.id)),
    ],
    render: (view, data) => <HomePage view={view} {...data} />,
  });
}

function HomePage({ view, categories, newest, stores }: HomeData & { view: View }) {
  const { t } = view;
  return (
    <Page view={view} title={t('home.title')} description={t('home.description')} place="home">
      <section class="hello">
        <div>
          <h1>{t('home.heading')}</h1>
          <p>{t('home.intro')}</p>
        </div>
        <Bounce />
      </section>
      <section aria-labelledby="categories">
        <h2 id="categories" class="hidden">
          {t('home.categories')}
        </h2>
        <ul class="category-grid">
          {categories.map((category) => (
            <li>
              <a href={`/categories/${category.slug}`}>{view.text(category.names)}</a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="newest">
        <SectionHead
          id="newest"
          title={t('home.newest')}
          note={t('home.newestNote')}
          more={{ href: '/search', name: t('home.allGoods') }}
        />
        {newest.length === 0 ? (
          <Empty title={t('home.emptyTitle')} text={t('home.emptyText')} />
        ) : (
          <Goods view={view} cards={newest} />
        )}
      </section>
      {stores.length === 0 ? null : (
        <section aria-labelledby="stores">
          <SectionHead
            id="stores"
            title={t('home.stores')}
            more={{ href: '/stores', name: t('home.allStores') }}
          />
          <StoreCards view={view} stores={stores} />
          <Why view={view} text={t('why.home')} />
        </section>
      )}
      <section class="promises" aria-labelledby="promises">
        <h2 id="promises">{t('home.promises')}</h2>
        <ul>
          {(['known', 'price', 'order'] as const).map((promise) => (
            <li>
              <h3>{t(`home.promise.${promise}.title`)}</h3>
              <p>{t(`home.promise.${promise}.text`)}</p>
            </li>
          ))}
        </ul>
      </section>
    </Page>
  );
}

/** 弾み: a point that springs, each leap a little further. */
const Bounce = () => (
  <svg viewBox="0 0 400 132" width="400" height="132" aria-hidden="true" focusable="false">
    <path class="bounce-ground" d="M0 131.5h400" />
    <path class="bounce-path" d="M8 131q16-44 32 0q24-84 56 0q34-140 84 0q46-206 118 0q22-74 36-110" />
    <circle class="bounce-point" cx="338" cy="16" r="9" />
  </svg>
);
