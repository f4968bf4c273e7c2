import { type BodyInput, type endpoints, type Locale, locales } from '@hazumi/contracts';
import type { Converted } from '../../forms/form.ts';
import type { Category } from '../../ui/categories.ts';

export interface CategoryDraft {
  slug: string;
  names: Record<Locale, string>;
  /** empty: at the top */
  parentId: string;
  /** place among its siblings, from 0; empty: last */
  position: string;
}

export const newCategory = (parentId: string | null): CategoryDraft => ({
  slug: '',
  names: { 'zh-CN': '', ja: '', en: '' },
  parentId: parentId ?? '',
  position: '',
});

export function categoryDraft(category: Category, all: readonly Category[]): CategoryDraft {
  return {
    slug: category.slug,
    names: { 'zh-CN': '', ja: '', en: '', ...category.names },
    parentId: category.parentId ?? '',
    position: String(placeOf(category, all)),
  };
}

/** Where a category stands among its siblings, from 0. */
export function placeOf(category: Category, all: readonly Category[]): number {
  return siblingsOf(category, all).findIndex(({ id }) => id === category.id);
}

export const siblingsOf = (category: Pick<Category, 'parentId'>, all: readonly Category[]): Category[] =>
  all.filter(({ parentId }) => parentId === category.parentId);

/** Those below which it can be put: everything but itself and what lies below it. */
export const possibleParents = (category: Category | undefined, all: readonly Category[]): Category[] =>
  category === undefined ? [...all] : all.filter(({ path }) => !path.includes(category.id));

export function createCategoryBody(
  draft: CategoryDraft,
): Converted<BodyInput<typeof endpoints.createCategory>> {
  return {
    ok: true,
    body: {
      slug: draft.slug.trim(),
      names: draft.names,
      parentId: draft.parentId === '' ? null : draft.parentId,
      ...(draft.position === '' ? {} : { position: Number(draft.position) }),
    },
  };
}

/** What differs from what is there. Another parent without a place means the end of its children. */
export function editCategoryBody(
  draft: CategoryDraft,
  present: Category,
  all: readonly Category[],
): Converted<BodyInput<typeof endpoints.editCategory>> {
  const before = categoryDraft(present, all);
  const isMoved = draft.parentId !== before.parentId;
  const body = {
    ...(draft.slug === before.slug ? {} : { slug: draft.slug.trim() }),
    ...(locales.every((locale) => draft.names[locale] === before.names[locale])
      ? {}
      : { names: draft.names }),
    ...(isMoved ? { parentId: draft.parentId === '' ? null : draft.parentId } : {}),
    ...(!isMoved && draft.position !== before.position && draft.position !== ''
      ? { position: Number(draft.position) }
      : {}),
  };
  if (Object.keys(body).length === 0) return { ok: false, faults: new Map([['', { kind: 'unchanged' }]]) };
  return { ok: true, body };
}
