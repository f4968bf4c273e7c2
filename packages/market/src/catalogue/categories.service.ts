import { sql } from 'kysely';
import type { Ctx } from '../kernel/context.ts';
import { type Db, isUniqueViolation, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { LocalText } from './catalogue.tables.ts';

export interface CategoryRow {
  id: string;
  parent_id: string | null;
  slug: string;
  names: LocalText;
  path: string[];
  position: number;
  version: number;
}

export interface NewCategory {
  slug: string;
  names: LocalText;
  parentId: string | null;
  /** place among its siblings; undefined: the last */
  position: number | undefined;
}

export interface CategoryEdit {
  slug?: string | undefined;
  names?: LocalText | undefined;
  parentId?: string | null | undefined;
  position?: number | undefined;
}

/** Deeper trees are refused: nobody finds anything in them. */
export const deepestCategory = 5;
/** Far more than any market has; bounds what one reading of the tree costs. */
const mostCategories = 5_000;

/** The whole tree, parents before children, siblings in their order. */
export async function readTree(db: Db | Tx): Promise<CategoryRow[]> {
  const rows = (await db
    .selectFrom('category')
    .selectAll()
    .orderBy('position')
    .orderBy('id')
    .limit(mostCategories)
    .execute()) as CategoryRow[];
  const children = Map.groupBy(rows, (row) => row.parent_id);
  const walk = (parent: string | null): CategoryRow[] =>
    (children.get(parent) ?? []).flatMap((row) => [row, ...walk(row.id)]);
  return walk(null);
}

/** @throws Problem not_found (parent), category_slug_taken, category_depth */
export async function createCategory(tx: Tx, ctx: Ctx, input: NewCategory): Promise<CategoryRow> {
  await lockTree(tx);
  const parent = input.parentId === null ? undefined : await findParent(tx, input.parentId);
  const id = ctx.ids.next(ctx.now);
  const path = [...(parent?.path ?? []), id];
  if (path.length > deepestCategory) throw tooDeep();
  await slugGuard(() =>
    tx
      .insertInto('category')
      .values({
        id,
        parent_id: input.parentId,
        slug: input.slug,
        names: JSON.stringify(input.names),
        path,
        position: 0,
      })
      .execute(),
  );
  await place(tx, id, input.parentId, input.position);
  await appendEvent(tx, ctx, {
    subjectType: 'category',
    subjectId: id,
    type: 'category.created',
    data: { slug: input.slug, parentId: input.parentId },
  });
  return findCategory(tx, id);
}

/**
 * Renames or moves a category; what stands below moves along.
 *
 * @throws Problem not_found, version_conflict, category_slug_taken, category_cycle, category_depth
 */
export async function editCategory(
  tx: Tx,
  ctx: Ctx,
  id: string,
  ifVersion: number,
  edit: CategoryEdit,
): Promise<CategoryRow> {
  await lockTree(tx);
  const before = await findCategory(tx, id);
  if (before.version !== ifVersion) throw new Problem('version_conflict');
  await slugGuard(() =>
    tx
      .updateTable('category')
      .set({
        version: before.version + 1,
        ...(edit.slug === undefined ? {} : { slug: edit.slug }),
        ...(edit.names === undefined ? {} : { names: JSON.stringify(edit.names) }),
      })
      .where('id', '=', id)
      .execute(),
  );
  const parentId = edit.parentId === undefined ? before.parent_id : edit.parentId;
  const isMoved = parentId !== before.parent_id;
  if (isMoved) await move(tx, before, parentId);
  if (isMoved || edit.position !== undefined) await place(tx, id, parentId, edit.position);
  await appendEvent(tx, ctx, {
    subjectType: 'category',
    subjectId: id,
    type: isMoved ? 'category.moved' : 'category.edited',
    data: { ...edit },
  });
  return findCategory(tx, id);
}

/**
 * One change of the tree at a time: two moves that each look right can make a cycle together. Readers, and goods that are put into
 * a category, do not wait.
 */
async function lockTree(tx: Tx): Promise<void> {
  await sql`lock table category in share row exclusive mode`.execute(tx);
}

async function findCategory(tx: Tx, id: string): Promise<CategoryRow> {
  const row = await tx.selectFrom('category').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw notFound();
  return row as CategoryRow;
}

async function findParent(tx: Tx, id: string): Promise<CategoryRow> {
  const row = await tx.selectFrom('category').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) {
    throw new Problem('invalid_request', { pointer: '/body/parentId', detail: 'There is no such category.' });
  }
  return row as CategoryRow;
}

async function move(tx: Tx, category: CategoryRow, parentId: string | null): Promise<void> {
  const parent = parentId === null ? undefined : await findParent(tx, parentId);
  const above = parent?.path ?? [];
  if (above.includes(category.id)) throw new Problem('category_cycle', { pointer: '/body/parentId' });
  const { rows } = await sql<{ deepest: number }>`
    select max(cardinality(path)) - ${category.path.length}::int as deepest
    from category where path @> array[${category.id}::uuid]`.execute(tx);
  if (above.length + 1 + (rows[0]?.deepest ?? 0) > deepestCategory) throw tooDeep();
  await sql`update category set parent_id = ${parentId} where id = ${category.id}`.execute(tx);
  await sql`
    update category set path = ${above}::uuid[] || path[array_position(path, ${category.id}::uuid):]
    where path @> array[${category.id}::uuid]`.execute(tx);
}

/** Puts a category at its place among its siblings, who are numbered anew from 0. */
async function place(
  tx: Tx,
  id: string,
  parentId: string | null,
  position: number | undefined,
): Promise<void> {
  const siblings = await tx
    .selectFrom('category')
    .select('id')
    .where((where) =>
      parentId === null ? where('parent_id', 'is', null) : where('parent_id', '=', parentId),
    )
    .where('id', '<>', id)
    .orderBy('position')
    .orderBy('id')
    .limit(mostCategories)
    .execute();
  const order = siblings.map((sibling) => sibling.id);
  order.splice(position ?? order.length, 0, id);
  await sql`
    update category c set position = n.at - 1
    from unnest(${order}::uuid[]) with ordinality as n (id, at)
    where c.id = n.id and c.position <> n.at - 1`.execute(tx);
}

async function slugGuard(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isUniqueViolation(error, 'category_slug_key')) {
      throw new Problem('category_slug_taken', { pointer: '/body/slug' });
    }
    throw error;
  }
}

const tooDeep = (): Problem =>
  new Problem('category_depth', {
    pointer: '/body/parentId',
    detail: `At most ${deepestCategory} levels.`,
    data: { deepest: deepestCategory },
  });
