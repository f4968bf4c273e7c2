import type { View } from '../http/view.ts';
import { type Card, Goods } from '../ui/goods.tsx';
import { Notice, SectionHead } from '../ui/parts.tsx';
import type { SearchData } from './search.tsx';

/** What was looked for instead of what was typed, and where goods only have some of the words. */
export function Remarks({ view, data }: { view: View; data: SearchData }) {
  const { t } = view;
  return (
    <>
      {data.corrections.map(({ from, to }) => (
        <Notice kind="info">{t('search.corrected', { from, to })}</Notice>
      ))}
      {data.partialFrom === 0 && data.cards.length > 0 ? (
        <Notice kind="info">{t('search.relaxed')}</Notice>
      ) : null}
    </>
  );
}

/** The categories that hold what was found, with how much, as links that narrow to one of them. */
export function Facets({ view, data }: { view: View; data: SearchData }) {
  const { t } = view;
  const { cursor: _cursor, ...kept } = data.query;
  const links = data.categories.flatMap(({ categoryId, count }) => {
    const category = data.tree.find((one) => one.id === categoryId);
    return category === undefined ? [] : [{ category, count }];
  });
  if (data.wish.q === '' || links.length < 2) return null;
  return (
    <nav aria-label={t('search.facets')}>
      <ul class="chips">
        {links.map(({ category, count }) => (
          <li>
            <a class="chip" href={`/search?${new URLSearchParams({ ...kept, category: category.slug })}`}>
              {t('search.facet', { name: view.text(category.names), count })}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Goods that have all the words, and behind them, under a heading of their own, those that have some. */
export function FoundGoods(props: { view: View; data: SearchData; cards: readonly Card[]; level?: 2 | 3 }) {
  const { view, data, cards, level = 3 } = props;
  const { partialFrom } = data;
  if (partialFrom === null || partialFrom === 0) return <Goods view={view} cards={cards} level={level} />;
  return (
    <>
      <Goods view={view} cards={cards.slice(0, partialFrom)} level={level} />
      <section aria-labelledby="partial-goods">
        <SectionHead id="partial-goods" title={view.t('search.partial')} />
        <Goods view={view} cards={cards.slice(partialFrom)} eager={0} />
      </section>
    </>
  );
}
