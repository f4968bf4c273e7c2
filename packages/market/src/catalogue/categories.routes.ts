import { type AnswerInput, categoriesEndpoints, fromPublicId, toPublicId } from '@hazumi/contracts';
import { inTransaction } from '../kernel/database.ts';
import { register, registerIdempotent, reply } from '../kernel/http.ts';
import type { Market } from '../market.ts';
import { type CategoryRow, createCategory, editCategory, readTree } from './categories.service.ts';

type CategoryAnswer = AnswerInput<(typeof categoriesEndpoints)['createCategory']>;

export function presentCategory(row: CategoryRow): CategoryAnswer {
  return {
    id: toPublicId('category', row.id),
    parentId: row.parent_id === null ? null : toPublicId('category', row.parent_id),
    slug: row.slug,
    names: row.names,
    path: row.path.map((id) => toPublicId('category', id)),
    position: row.position,
    version: row.version,
  };
}

export function registerCategories(market: Market): void {
  register(market, categoriesEndpoints.listCategories, async () => ({
    data: (await readTree(market.db)).map(presentCategory),
  }));

  registerIdempotent(market, categoriesEndpoints.createCategory, async (ctx, { body }, tx) => {
    const row = await createCategory(tx, ctx, {
      slug: body.slug,
      names: body.names,
      parentId: uuidOrNull(body.parentId),
      position: body.position,
    });
    return reply(presentCategory(row), { version: row.version });
  });

  register(market, categoriesEndpoints.editCategory, async (ctx, { params, body, ifMatch }) => {
    const row = await inTransaction(market.db, (tx) =>
      editCategory(tx, ctx, fromPublicId('category', params.categoryId) ?? '', ifMatch, {
        slug: body.slug,
        names: body.names,
        position: body.position,
        ...(body.parentId === undefined ? {} : { parentId: uuidOrNull(body.parentId) }),
      }),
    );
    return reply(presentCategory(row), { version: row.version });
  });
}

const uuidOrNull = (id: string | null): string | null =>
  id === null ? null : (fromPublicId('category', id) ?? null);
