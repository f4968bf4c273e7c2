import { endpoints } from '@hazumi/contracts';
import { useRead, type ValueOf } from '../api/read.ts';
import { useFormat } from '../i18n/format.ts';

export type Category = ValueOf<typeof endpoints.listCategories>['data'][number];

/** The market's categories; they change seldom. */
export const useCategories = () => useRead(endpoints.listCategories, {}, { staleMs: 300_000 });

/** Names from the root down: `Home › Kitchen › Kettles`. Empty where the category is not known. */
export function categoryPath(
  categories: readonly Category[],
  id: string | null,
  textIn: (texts: Category['names']) => string,
): string {
  const byId = new Map(categories.map((category) => [category.id, category]));
  const found = id === null ? undefined : byId.get(id);
  return (found?.path ?? [])
    .map((part) => byId.get(part))
    .filter((category) => category !== undefined)
    .map((category) => textIn(category.names))
    .join(' › ');
}

/** The name of one category with those above it, in the reader's language. */
export function useCategoryName(): (id: string | null) => string {
  const format = useFormat();
  const categories = useCategories().data?.value.data ?? [];
  return (id) => categoryPath(categories, id, format.text);
}
