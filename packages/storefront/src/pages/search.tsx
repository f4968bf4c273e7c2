import { endpoints, type searchSort } from '@hazumi/contracts';
import { pageTags } from '../http/page-cache.ts';
import { answerOf } from '../http/problem.ts';
import { type Asked, shared } from '../http/shared.ts';
import type { App, Shop } from '../http/shop.ts';
import type { View } from '../http/view.ts';
import { parseMoney } from '../i18n/format.ts';
import type { Card } from '../ui/goods.tsx';
import { Page } from '../ui/layout.tsx';
import { Notice, Pager, SectionHead } from '../ui/parts.tsx';
import { type StoreCardData, StoreCards } from '../ui/store-card.tsx';
import { Why } from '../ui/why.tsx';
import { type Category, readCategories } from './categories.ts';
import { Filters, NothingFound, sorts } from './search.filters.tsx';
import { Facets, FoundGoods, Remarks } from './search.results.tsx';
import { type AccountData, FoundAccounts, FoundStores, Sellers, storesOf } from './search.sellers.tsx';

export const tabs = ['all', 'shopping', 'accounts', 'stores'] as const;
export type Tab = (typeof tabs)[number];
type Sort = (typeof searchSort)['_output'];

/** What the address says is searched for; what makes no sense is left out, and `faults` says so. */
export interface Wish {
  tab: Tab;
  q: string;
  category: Category | undefined;
  minPriceMinor: number | undefined;
  maxPriceMinor: number | undefined;
  inStock: boolean;
  sort: Sort | undefined;
  faults: readonly ('min' | 'max')[];
}

export interface SearchData {
  wish: Wish;
  currency: string;
  tree: readonly Category[];
  cards: readonly Card[];
  nextCursor: string | null;
  /** from which of the cards on they lack some of the words */
  partialFrom: number | null;
  corrections: readonly { from: string; to: string }[];
  categories: readonly { categoryId: string; count: number }[];
  stores: readonly StoreCardData[];
  storesNextCursor: string | null;
  accounts: readonly AccountData[];
  accountsNextCursor: string | null;
  /** goods to look at where nothing was found */
  instead: readonly Card[];
  query: Readonly<Record<string, string>>;
}

const queryNames = ['tab', 'q', 'category', 'min', 'max', 'stock', 'sort', 'cursor'] as const;
/** Goods that the first tab shows before it sends the shopper on to the second. */
const cardsOfAll = 12;
const cardsOfShopping = 24;

/** `/search`: tabs All, Shopping, Accounts and Stores, as links. */
export function registerSearch(app: App, shop: Shop): void {
  shared<SearchData>(app, shop, {
    path: '/search',
    query: queryNames,
    load,
    turn: (turns, query) =>
      isPlain(query) ? turns.search(query.q ?? '') : isAllStores(query) ? turns.stores() : undefined,
    shown: (data) => (isAllStores(data.query) ? data.stores : data.cards).map(({ id }) => id),
    tags: (data) => [
      pageTags.categories,
      pageTags.goods,
      pageTags.stores,
      ...[...data.cards, ...data.instead].map((card) => pageTags.product(card.id)),
    ],
    render: (view, data) => <SearchPage view={view} data={data} />,
  });
}

/** Whether nothing but the text is asked for, and goods are what is looked at: there, stores take turns. */
const isPlain = (query: Asked['query']): boolean =>
  query.q !== undefined &&
  (query.tab === undefined || query.tab === 'shopping') &&
  ['category', 'min', 'max', 'stock', 'cursor'].every((name) => query[name] === undefined) &&
  (query.sort === undefined || query.sort === 'relevance');

/** Whether it is the list of all stores, from its beginning. */
export const isAllStores = (query: Asked['query']): boolean =>
  query.tab === 'stores' && ['q', 'category', 'cursor'].every((name) => query[name] === undefined);

async function load({ api, query, first }: Asked): Promise<SearchData> {
  const [tree, market] = await Promise.all([readCategories(api), api(endpoints.getMarket)]);
  const { currency } = answerOf(market);
  const wish = readWish(query, tree, currency);
  const cursor = query.cursor === undefined ? {} : { cursor: query.cursor };
  const { tab, q } = wish;
  // Behind the first page of stores that are called so, nothing is shown of goods.
  const showsGoods = tab === 'stores' ? q !== '' && query.cursor === undefined : tab !== 'accounts';
  const goods = !showsGoods
    ? undefined
    : api(endpoints.searchProducts, {
        query: {
          q: wish.q,
          // The stores tab needs many results to find few stores in; the first tab needs few.
          limit: wish.tab === 'all' ? cardsOfAll : wish.tab === 'shopping' ? cardsOfShopping : 100,
          ...(wish.tab === 'shopping' ? cursor : {}),
          ...(wish.category === undefined ? {} : { categoryId: wish.category.id }),
          ...(wish.minPriceMinor === undefined ? {} : { minPriceMinor: wish.minPriceMinor }),
          ...(wish.maxPriceMinor === undefined ? {} : { maxPriceMinor: wish.maxPriceMinor }),
          ...(wish.inStock ? { inStock: 'true' as const } : {}),
          ...(wish.sort === undefined ? {} : { sort: wish.sort }),
          ...(first.length === 0 ? {} : { first: first.join(',') }),
        },
      });
  const page = { limit: tab === 'all' ? 4 : 24, ...(tab === 'all' ? {} : cursor) };
  const stores =
    tab === 'shopping' || tab === 'accounts'
      ? undefined
      : q === ''
        ? api(endpoints.listStores, {
            query: {
              ...page,
              ...(wish.category === undefined ? {} : { categoryId: wish.category.id }),
              ...(first.length === 0 ? {} : { first: first.join(',') }),
            },
          })
        : api(endpoints.searchStores, { query: { ...page, q } });
  const accounts = tab === 'accounts' ? api(endpoints.searchAccounts, { query: { ...page, q } }) : undefined;
  const [foundGoods, foundStores, foundAccounts] = await Promise.all([goods, stores, accounts]);
  const result = foundGoods === undefined ? undefined : answerOf(foundGoods);
  const storePage = foundStores === undefined ? undefined : answerOf(foundStores);
  const accountPage = foundAccounts === undefined ? undefined : answerOf(foundAccounts);
  const named = accountPage ?? (tab === 'stores' ? storePage : undefined);
  const isEmpty = result !== undefined && result.data.length === 0;
  const instead = isEmpty ? answerOf(await api(endpoints.newestProducts, { query: { limit: 5 } })).data : [];
  return {
    wish,
    currency,
    tree,
    cards: result?.data ?? [],
    nextCursor: result?.nextCursor ?? null,
    partialFrom: result?.partialFrom ?? null,
    corrections: (named !== undefined && 'corrections' in named ? named : result)?.corrections ?? [],
    categories: result?.categories ?? [],
    stores: storePage?.data ?? [],
    storesNextCursor: storePage?.nextCursor ?? null,
    accounts: accountPage?.data ?? [],
    accountsNextCursor: accountPage?.nextCursor ?? null,
    instead,
    query,
  };
}

function readWish(query: Asked['query'], tree: readonly Category[], currency: string): Wish {
  const faults: ('min' | 'max')[] = [];
  const amount = (name: 'min' | 'max') => {
    const text = query[name];
    if (text === undefined) return undefined;
    const amountMinor = parseMoney(text, currency);
    if (amountMinor === undefined) faults.push(name);
    return amountMinor;
  };
  return {
    tab: tabs.find((tab) => tab === query.tab) ?? 'all',
    q: (query.q ?? '').slice(0, 200),
    category: tree.find((category) => category.slug === query.category),
    minPriceMinor: amount('min'),
    maxPriceMinor: amount('max'),
    inStock: query.stock === '1',
    sort: sorts.find((sort) => sort === query.sort),
    faults,
  };
}

/** The address of a tab: what was searched for stays, the place in a list does not. */
function tabAddress(query: Readonly<Record<string, string>>, tab: Tab): string {
  const { cursor: _cursor, tab: _tab, ...kept } = query;
  return `/search?${new URLSearchParams(tab === 'all' ? kept : { ...kept, tab })}`.replace(/\?$/, '');
}

function SearchPage({ view, data }: { view: View; data: SearchData }) {
  const { t } = view;
  const { wish } = data;
  const isOfGoods = wish.tab === 'all' || wish.tab === 'shopping';
  const title = wish.q === '' ? t('search.title') : t('search.titleOf', { q: wish.q });
  return (
    <Page view={view} title={title} description={t('search.description')} place="search" q={wish.q}>
      <h1 class={wish.q === '' ? undefined : 'search-head'}>{title}</h1>
      <nav class="tabs" aria-label={t('search.tabs')}>
        {tabs.map((tab) => (
          <a href={tabAddress(data.query, tab)} aria-current={tab === wish.tab ? 'page' : undefined}>
            {t(`search.tab.${tab}`)}
          </a>
        ))}
      </nav>
      {isOfGoods ? <Filters view={view} data={data} /> : null}
      <Remarks view={view} data={data} />
      {isOfGoods ? <Facets view={view} data={data} /> : null}
      <Found view={view} data={data} />
    </Page>
  );
}

function Found({ view, data }: { view: View; data: SearchData }) {
  const { t } = view;
  const { wish, cards } = data;
  if (wish.tab === 'stores') return <FoundStores view={view} data={data} />;
  if (wish.tab === 'accounts') return <FoundAccounts view={view} data={data} />;
  if (cards.length === 0) {
    if (wish.tab !== 'all' || wish.q === '' || data.stores.length === 0)
      return <NothingFound view={view} data={data} />;
    return (
      <>
        <Notice kind="info">{t('search.noGoods')}</Notice>
        <section aria-labelledby="named-stores">
          <SectionHead id="named-stores" title={t('search.namedStores')} />
          <StoreCards view={view} stores={data.stores} />
        </section>
      </>
    );
  }
  if (wish.tab === 'shopping') {
    return (
      <>
        <FoundGoods view={view} data={data} cards={cards} level={2} />
        <Why view={view} text={t('why.search')} />
        <Pager view={view} path="/search" query={{ ...data.query }} nextCursor={data.nextCursor} />
      </>
    );
  }
  const sellers = wish.q === '' ? [] : storesOf(cards).slice(0, 4);
  return (
    <>
      <section aria-labelledby="found-goods">
        <SectionHead
          id="found-goods"
          title={t('search.goods')}
          {...(data.nextCursor === null
            ? {}
            : { more: { href: tabAddress(data.query, 'shopping'), name: t('search.moreGoods') } })}
        />
        <FoundGoods view={view} data={data} cards={cards} />
        <Why view={view} text={t('why.search')} />
      </section>
      {sellers.length + data.stores.length === 0 ? null : (
        <section aria-labelledby="found-stores">
          <SectionHead
            id="found-stores"
            title={data.stores.length > 0 ? t('search.tab.stores') : t('search.sellers')}
            more={{ href: tabAddress(data.query, 'stores'), name: t('home.allStores') }}
          />
          {data.stores.length > 0 ? (
            <StoreCards view={view} stores={data.stores} />
          ) : (
            <Sellers view={view} sellers={sellers} />
          )}
        </section>
      )}
    </>
  );
}
