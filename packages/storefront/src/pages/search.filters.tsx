import type { View } from '../http/view.ts';
import { Goods } from '../ui/goods.tsx';
import { Empty, SectionHead } from '../ui/parts.tsx';
import type { Category } from './categories.ts';
import type { SearchData } from './search.tsx';

export const sorts = ['relevance', 'newest', 'priceUp', 'priceDown'] as const;

/** The tree as options of a list, children indented below their parents. */
function categoryOptions(view: View, tree: readonly Category[]): { value: string; text: string }[] {
  const options: { value: string; text: string }[] = [];
  const add = (parentId: string | null, depth: number) => {
    for (const category of tree) {
      if (category.parentId !== parentId) continue;
      // A no-break space, because browsers drop others at the start of an option.
      options.push({ value: category.slug, text: '\u00a0\u00a0'.repeat(depth) + view.text(category.names) });
      add(category.id, depth + 1);
    }
  };
  add(null, 0);
  return options;
}

/** Category, price, stock and order, as a form that the browser sends as an address. */
export function Filters({ view, data }: { view: View; data: SearchData }) {
  const { t } = view;
  const { wish, query } = data;
  const used = ['category', 'min', 'max', 'stock', 'sort'].filter((name) => query[name] !== undefined).length;
  return (
    <details class="filters" open={used > 0}>
      <summary>
        {t('search.filters')}
        {used === 0 ? null : <span class="small">{t('search.filtersUsed', { used })}</span>}
      </summary>
      <form action="/search" class="filter-form">
        {wish.q === '' ? null : <input type="hidden" name="q" value={wish.q} />}
        {wish.tab === 'all' ? null : <input type="hidden" name="tab" value={wish.tab} />}
        <div class="field">
          <label for="f-category">{t('search.category')}</label>
          <select id="f-category" name="category">
            <option value="">{t('search.anyCategory')}</option>
            {categoryOptions(view, data.tree).map(({ value, text }) => (
              <option value={value} selected={wish.category?.slug === value}>
                {text}
              </option>
            ))}
          </select>
        </div>
        <fieldset class="field price-range">
          <legend>{t('search.price', { currency: data.currency })}</legend>
          <div>
            {(['min', 'max'] as const).map((name) => (
              <>
                {name === 'max' ? <span aria-hidden="true">–</span> : null}
                <input
                  id={`f-${name}`}
                  name={name}
                  inputmode="decimal"
                  autocomplete="off"
                  size={7}
                  maxlength={16}
                  value={query[name]}
                  aria-label={t(`search.${name}`)}
                  aria-invalid={wish.faults.includes(name) ? 'true' : undefined}
                  aria-describedby={wish.faults.includes(name) ? 'price-fault' : undefined}
                />
              </>
            ))}
          </div>
          {wish.faults.length === 0 ? null : (
            <p class="fault" id="price-fault">
              {t('search.priceFault')}
            </p>
          )}
        </fieldset>
        <div class="field">
          <label for="f-sort">{t('search.sort')}</label>
          <select id="f-sort" name="sort">
            {sorts
              .filter((sort) => wish.q !== '' || sort !== 'relevance')
              .map((sort) => (
                <option
                  value={sort}
                  selected={sort === (wish.sort ?? (wish.q === '' ? 'newest' : 'relevance'))}
                >
                  {t(`search.sorts.${sort}`)}
                </option>
              ))}
          </select>
        </div>
        <label class="check">
          <input type="checkbox" name="stock" value="1" checked={wish.inStock} />
          {t('search.inStock')}
        </label>
        <div class="buttons">
          <button type="submit" class="button">
            {t('search.apply')}
          </button>
          {used === 0 ? null : (
            <a
              class="button quiet"
              href={wish.q === '' ? '/search' : `/search?${new URLSearchParams({ q: wish.q })}`}
            >
              {t('search.clear')}
            </a>
          )}
        </div>
      </form>
    </details>
  );
}

/** No result: what might help, and something to look at. */
export function NothingFound({ view, data }: { view: View; data: SearchData }) {
  const { t } = view;
  const roots = data.tree.filter((category) => category.parentId === null);
  return (
    <>
      <Empty title={t('search.emptyTitle')} text={t('search.emptyText')}>
        <ul class="chips">
          {roots.slice(0, 8).map((category) => (
            <li>
              <a class="chip" href={`/categories/${category.slug}`}>
                {view.text(category.names)}
              </a>
            </li>
          ))}
        </ul>
      </Empty>
      {data.instead.length === 0 ? null : (
        <section aria-labelledby="instead">
          <SectionHead id="instead" title={t('search.instead')} />
          <Goods view={view} cards={data.instead} eager={0} />
        </section>
      )}
    </>
  );
}
