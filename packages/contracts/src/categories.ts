import { z } from 'zod';
import { id, line, localeSchema, version } from './common.ts';
import { endpoint } from './endpoint.ts';

export const category = z
  .object({
    id: id('category'),
    parentId: id('category').nullable(),
    slug: z.string(),
    names: z.partialRecord(localeSchema, z.string()),
    /** from the root to this one, which is the last */
    path: z.array(id('category')),
    position: z.number().int(),
    version,
  })
  .meta({ id: 'Category' });

const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
  .max(60);
/** Categories are the market's own, so they have a name in each of its languages. */
const names = z.strictObject({ 'zh-CN': line(60), ja: line(60), en: line(60) });
const operator = { area: 'catalogue', access: 'operator', scope: 'operator' } as const;

export const categoriesEndpoints = {
  listCategories: endpoint({
    id: 'listCategories',
    method: 'get',
    path: '/v1/categories',
    area: 'catalogue',
    summary: 'The whole tree, parents before children and siblings in their order',
    access: 'public',
    answer: z.object({ data: z.array(category) }),
  }),
  createCategory: endpoint({
    ...operator,
    id: 'createCategory',
    method: 'post',
    path: '/v1/operator/categories',
    summary: 'Adds a category below a parent, or at the top',
    idempotent: true,
    body: z.strictObject({
      slug,
      names,
      parentId: id('category').nullable().default(null),
      /** place among its siblings, from 0; last unless told */
      position: z.number().int().min(0).max(10_000).optional(),
    }),
    answer: category,
    status: 201,
    etag: 'answered',
    problems: ['category_slug_taken', 'category_depth'],
  }),
  editCategory: endpoint({
    ...operator,
    id: 'editCategory',
    method: 'patch',
    path: '/v1/operator/categories/{categoryId}',
    summary: 'Renames a category, or moves it with everything below it',
    params: z.object({ categoryId: id('category') }),
    body: z.strictObject({
      slug: slug.optional(),
      names: names.optional(),
      /** null moves it to the top; left out, it stays where it is */
      parentId: id('category').nullable().optional(),
      position: z.number().int().min(0).max(10_000).optional(),
    }),
    answer: category,
    etag: 'required',
    problems: ['category_slug_taken', 'category_cycle', 'category_depth'],
  }),
};
