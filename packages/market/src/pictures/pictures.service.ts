import { createHash } from 'node:crypto';
import type { Locale } from '@hazumi/contracts';
import type { PolicyDocument } from '@hazumi/policy';
import { sql } from 'kysely';
import type { LocalText } from '../catalogue/catalogue.tables.ts';
import { findPictures } from '../catalogue/goods.lists.ts';
import { holdStore } from '../catalogue/goods.service.ts';
import type { Ctx } from '../kernel/context.ts';
import { type Db, inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import { type ObjectStorage, StorageFailure } from '../media/storage.ts';
import { oneOfFew } from './few.ts';
import type { PictureFacts } from './pictures.present.ts';
import { preparePicture } from './pictures.process.ts';

export interface PictureParts {
  db: Db;
  storage: ObjectStorage;
}

export interface NewPicture {
  storeId: string;
  productId: string;
  bytes: Uint8Array;
  alt: LocalText;
}

/** Raised when the files that are made of a picture change: the same upload then gets a new key. */
const recipe = 1;

const prepared = oneOfFew(2, 30);

/**
 * Adds a picture behind the others of its goods. Files are made and stored before the row: they are named by their content, so a
 * request that dies in between leaves nothing that a repeat would not use. The same file twice on the same goods is one picture.
 *
 * @throws Problem not_found, picture_refused, picture_limit, state_conflict, unavailable (too many are being prepared)
 */
export async function addPicture(
  parts: PictureParts,
  ctx: Ctx,
  policy: Pick<PolicyDocument, 'media' | 'catalogue'>,
  input: NewPicture,
): Promise<{ picture: PictureFacts; isNew: boolean }> {
  const { storeId, productId, bytes } = input;
  await refuseEarly(parts.db, storeId, productId);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const earlier = await findByContent(parts.db, storeId, productId, sha256);
  if (earlier !== undefined) return { picture: earlier, isNew: false };
  const made = await makeFiles(parts, policy.media, bytes, sha256);
  return inTransaction(parts.db, async (tx) => {
    await holdProduct(tx, storeId, productId);
    const again = await findByContent(tx, storeId, productId, sha256);
    if (again !== undefined) return { picture: again, isNew: false };
    const id = ctx.ids.next(ctx.now);
    const limit = policy.catalogue.picturesPerGoods;
    const inserted = await sql`
      insert into picture (store_id, id, product_id, position, alt, object_key, width, height, sizes, formats, sha256, created_at)
      select ${storeId}, ${id}, ${productId}, coalesce(max(position) + 1, 0), ${JSON.stringify(input.alt)}, ${made.objectKey},
        ${made.width}, ${made.height}, ${JSON.stringify(made.sizes)}, ${made.formats}, ${sha256}, ${ctx.now}
      from picture where store_id = ${storeId} and product_id = ${productId} having count(*) < ${limit}`.execute(
      tx,
    );
    if (inserted.numAffectedRows !== 1n) {
      throw new Problem('picture_limit', {
        detail: `Goods may have ${limit} pictures.`,
        data: { picturesPerGoods: limit },
      });
    }
    await touch(tx, ctx, storeId, productId, 'product.pictureAdded', { pictureId: id });
    return { picture: await findPicture(tx, storeId, productId, id), isNew: true };
  });
}

/** @throws Problem not_found, state_conflict */
export async function editPicture(
  tx: Tx,
  ctx: Ctx,
  key: { storeId: string; productId: string; pictureId: string },
  alt: Partial<Record<Locale, string | null | undefined>>,
): Promise<PictureFacts> {
  const { storeId, productId, pictureId } = key;
  await holdProduct(tx, storeId, productId);
  const picture = await findPicture(tx, storeId, productId, pictureId);
  const given = Object.entries(alt).filter(([, text]) => text !== undefined);
  const next = Object.fromEntries(
    Object.entries({ ...picture.alt, ...Object.fromEntries(given) }).filter(([, text]) => text !== null),
  );
  await sql`update picture set alt = ${JSON.stringify(next)} where store_id = ${storeId} and id = ${pictureId}`.execute(
    tx,
  );
  await touch(tx, ctx, storeId, productId, 'product.pictureEdited', { pictureId });
  return findPicture(tx, storeId, productId, pictureId);
}

/** @throws Problem not_found, state_conflict (also where the list does not name each picture of the goods once) */
export async function orderPictures(
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  productId: string,
  pictureIds: readonly string[],
): Promise<PictureFacts[]> {
  await holdProduct(tx, storeId, productId);
  const there = (await findPictures(tx, storeId, productId)).map((picture) => picture.id);
  const named = new Set(pictureIds);
  if (named.size !== pictureIds.length || named.size !== there.length || there.some((id) => !named.has(id))) {
    throw new Problem('state_conflict', {
      pointer: '/body/pictureIds',
      detail: 'The list must name each picture of the goods once.',
    });
  }
  await sql`
    update picture i set position = n.at - 1
    from unnest(${[...pictureIds]}::uuid[]) with ordinality as n (id, at)
    where i.store_id = ${storeId} and i.id = n.id`.execute(tx);
  await touch(tx, ctx, storeId, productId, 'product.picturesOrdered', {});
  return findPictures(tx, storeId, productId);
}

/** Takes the row away; the files stay for the orders that show them. @throws Problem not_found, state_conflict */
export async function removePicture(
  tx: Tx,
  ctx: Ctx,
  key: { storeId: string; productId: string; pictureId: string },
): Promise<void> {
  const { storeId, productId, pictureId } = key;
  await holdProduct(tx, storeId, productId);
  const { numAffectedRows } = await sql`
    delete from picture where store_id = ${storeId} and product_id = ${productId} and id = ${pictureId}`.execute(
    tx,
  );
  if (numAffectedRows !== 1n) throw notFound();
  await touch(tx, ctx, storeId, productId, 'product.pictureRemoved', { pictureId });
}

interface MadeFiles {
  objectKey: string;
  width: number;
  height: number;
  sizes: { width: number; height: number }[];
  formats: string[];
}

/** The files of a content: those that were made before, else made now, a few pictures at a time. */
async function makeFiles(
  parts: PictureParts,
  limits: PolicyDocument['media'],
  bytes: Uint8Array,
  sha256: string,
): Promise<MadeFiles> {
  const { widths, formats, avifQuality, webpQuality } = limits;
  const settings = JSON.stringify([recipe, widths, formats, avifQuality, webpQuality]);
  const name = createHash('sha256').update(`${sha256} ${settings}`).digest('hex').slice(0, 40);
  const objectKey = `pictures/${name.slice(0, 2)}/${name}`;
  const { rows } = await sql<{ width: number; height: number; sizes: MadeFiles['sizes']; formats: string[] }>`
    select width, height, sizes, formats from picture where object_key = ${objectKey} limit 1`.execute(
    parts.db,
  );
  if (rows[0] !== undefined) return { objectKey, ...rows[0] };
  const picture = await prepared(() => preparePicture(bytes, limits));
  try {
    for (const file of picture.files) {
      await parts.storage.put(`${objectKey}/${file.name}`, file.bytes, file.mediaType);
    }
  } catch (error) {
    if (error instanceof StorageFailure)
      throw new Problem('unavailable', { detail: 'The picture cannot be stored now.' });
    throw error;
  }
  const { width, height, sizes, formats: made } = picture;
  return { objectKey, width, height, sizes, formats: made };
}

/** Locks the goods, so that their pictures are changed one after the other. */
async function holdProduct(tx: Tx, storeId: string, productId: string): Promise<void> {
  await holdStore(tx, storeId);
  const { rows } = await sql`select 1 from product
    where store_id = ${storeId} and id = ${productId} and state <> 'removed' for update`.execute(tx);
  if (rows.length === 0) throw notFound();
}

/** Nothing is decoded for goods that are not there. The answer that counts is given under the lock. */
async function refuseEarly(db: Db, storeId: string, productId: string): Promise<void> {
  const { rows } = await sql`select 1 from product
    where store_id = ${storeId} and id = ${productId} and state <> 'removed'`.execute(db);
  if (rows.length === 0) throw notFound();
}

const pictureColumns = sql`id, alt, object_key, width, height, sizes, formats, created_at`;

async function findByContent(
  db: Db | Tx,
  storeId: string,
  productId: string,
  sha256: string,
): Promise<PictureFacts | undefined> {
  const { rows } = await sql<PictureFacts>`select ${pictureColumns} from picture
    where store_id = ${storeId} and product_id = ${productId} and sha256 = ${sha256}`.execute(db);
  return rows[0];
}

async function findPicture(
  tx: Tx,
  storeId: string,
  productId: string,
  pictureId: string,
): Promise<PictureFacts> {
  const { rows } = await sql<PictureFacts>`select ${pictureColumns} from picture
    where store_id = ${storeId} and product_id = ${productId} and id = ${pictureId}`.execute(tx);
  if (rows[0] === undefined) throw notFound();
  return rows[0];
}

async function touch(
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  productId: string,
  type: string,
  data: Record<string, unknown>,
): Promise<void> {
  await sql`update product set updated_at = ${ctx.now} where store_id = ${storeId} and id = ${productId}`.execute(
    tx,
  );
  await appendEvent(tx, ctx, { storeId, subjectType: 'product', subjectId: productId, type, data });
}
