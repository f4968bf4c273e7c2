import { useFormat } from '../../i18n/format.ts';
import { useText } from '../../i18n/intl.ts';
import { useCategories } from '../../ui/categories.ts';
import type { Keyword } from './Evidence.tsx';

const pageOfCategory = 'category/';

/** A keyword in the reader's words: a search as it was typed, a page or a category by its name. */
export function useKeywordText(): (keyword: Keyword) => string {
  const t = useText();
  const format = useFormat();
  const categories = useCategories().data?.value.data ?? [];
  const nameOf = (slug: string): string => {
    const category = categories.find((one) => one.slug === slug);
    return category === undefined ? slug : format.text(category.names);
  };
  return ({ kind, text }) => {
    if (kind === 'search') return t('traffic.search', { text });
    if (kind === 'category') return t('traffic.category', { text: nameOf(text) });
    if (text.startsWith(pageOfCategory))
      return t('traffic.categoryPage', { text: nameOf(text.slice(pageOfCategory.length)) });
    return text === 'home' ? t('traffic.home') : text === 'stores' ? t('traffic.storesPage') : text;
  };
}
