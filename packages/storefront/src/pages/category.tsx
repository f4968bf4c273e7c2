import { endpoints } from '@hazumi/contracts';
import { pageTags } from '../http/page-cache.ts';
import { answerOf, notFoundPage } from '../http/problem.ts';
import { shared } from '../http/shared.ts';
import type { App, Shop } from '../http/shop.ts';
import type { View } from '../http/view.ts';
import { type Card, Goods } from '../ui/goods.tsx';
import { Page } from '../ui/layout.tsx';
import { Crumbs, Empty, Pager } from '../ui/parts.tsx';
import { Why } from '../ui/why.tsx';
import { type Category, childrenOf, pathTo, readCategories } from './categories.ts';

interface CategoryData {
  category: Category;
  above: readonly Category[];
  below: readonly Category[];
  cards: readonly Card[];
  nextCursor: string | null;
  query: Readonly<Record<string, string>>;
}

/** `/categories/<slug>`: the goods of a category and of everything below it: on the first page stores take turns, then the newest first. */
export function registerCategory(app: App, shop: Shop): void {
  shared<CategoryData>(app, shop, {
    path: '/categories/:slug',
    query: ['cursor'],
    turn: (turns, query, { slug = '' }) => (query.cursor === undefined ? turns.category(slug) : undefined),
    shown: (data) => data.cards.map((card) => card.id),
    async load({ api, params, query, first }) {
      const tree = await readCategories(api);
      const category = tree.find((entry) => entry.slug === params.slug);
      if (category === undefined) throw notFoundPage();
      const cursor = query.cursor === undefined ? {} : { cursor: query.cursor };
      const goods = answerOf(
        await api(endpoints.listCategoryGoods, {
          params: { categoryId: category.id },
          query: { limit: 24, ...cursor, ...(first.length === 0 ? {} : { first: first.join(',') }) },
        }),
      );
      return {
        category,
        above: pathTo(tree, category).slice(0, -1),
        below: childrenOf(tree, category.id),
        cards: goods.data,
        nextCursor: goods.nextCursor,
        query,
      };
    },
    tags: (data) => [
      pageTags.categories,
      pageTags.goods,
      ...data.cards.map((card) => pageTags.product(card.id)),
    ],
    render: (view, data) => <CategoryPage view={view} {...data} />,
  });
}

function CategoryPage(props: CategoryData & { view: View }) {
  const { view, category, above, below, cards } = props;
  const { t } = view;
  const name = view.text(category.names);
  const path = `/categories/${category.slug}`;
  return (
    <Page view={view} title={name} description={t('category.description', { category: name })} place="search">
      <Crumbs
        view={view}
        crumbs={above.map((entry) => ({ href: `/categories/${entry.slug}`, name: view.text(entry.names) }))}
      />
      <header class="page-head">
        <h1>{name}</h1>
        <p class="small">{t('category.order')}</p>
      </header>
      {below.length === 0 ? null : (
        <nav aria-label={t('category.below')}>
          <ul class="chips">
            {below.map((entry) => (
              <li>
                <a class="chip" href={`/categories/${entry.slug}`}>
                  {view.text(entry.names)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {cards.length === 0 ? (
        <Empty
          title={t('category.emptyTitle')}
          text={t('category.emptyText')}
          action={{ href: '/search', name: t('home.allGoods') }}
        />
      ) : (
        <>
          <p class="tools">
            <a href={`/search?tab=shopping&category=${category.slug}`}>{t('category.filter')}</a>
          </p>
          <Goods view={view} cards={cards} level={2} />
          {props.query.cursor === undefined ? <Why view={view} text={t('why.category')} /> : null}
          <Pager view={view} path={path} query={{ ...props.query }} nextCursor={props.nextCursor} />
        </>
      )}
    </Page>
  );
}
