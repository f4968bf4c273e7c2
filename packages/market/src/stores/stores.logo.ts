import { STORE_RIGHTS } from '@hazumi/policy';
import sharp from 'sharp';
import type { Ctx } from '../kernel/context.ts';
import { inTransaction, type Tx } from '../kernel/database.ts';
import { appendEvent } from '../kernel/events.ts';
import { notFound, Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { dropObject, keepObject } from '../media/objects.ts';
import { oneOfFew } from '../pictures/few.ts';
import { inspectPicture, type PictureLimits } from '../pictures/pictures.process.ts';
import { lockStore } from './stores.repository.ts';
import { stateConflict } from './stores.transition.ts';

const edge = 256;
const atOnce = oneOfFew(1, 16);

/**
 * Makes an uploaded picture the store's logo: upright, cut to a square around what draws the eye, without metadata.
 *
 * @throws Problem picture_refused, state_conflict, unavailable
 */
export async function setLogo(market: Market, ctx: Ctx, storeId: string, file: File): Promise<void> {
  const limits = market.policy.at(ctx.now).document.media;
  const given = new Uint8Array(await file.arrayBuffer());
  const bytes = await atOnce(async () => {
    await inspectPicture(given, limits);
    return cutSquare(given, limits);
  });
  const key = `logos/${storeId}/${ctx.ids.next(ctx.now)}.webp`;
  await keepObject(market, ctx, { key, bytes, mediaType: 'image/webp' }, (tx) =>
    replace(tx, ctx, storeId, key),
  );
}

async function cutSquare(given: Uint8Array, limits: PictureLimits): Promise<Uint8Array> {
  try {
    return await sharp(given, { limitInputPixels: limits.maxPixels, failOn: 'error' })
      .autoOrient()
      .resize(edge, edge, { fit: 'cover', position: 'attention' })
      .webp({ quality: limits.webpQuality })
      .toBuffer();
  } catch {
    // Its beginning was sound, the rest isn't.
    throw new Problem('picture_refused', {
      pointer: '/body/file',
      detail: 'The file is damaged.',
      data: { fault: 'unreadable' },
    });
  }
}

export async function removeLogo(market: Market, ctx: Ctx, storeId: string): Promise<void> {
  await inTransaction(market.db, (tx) => replace(tx, ctx, storeId, null));
}

async function replace(tx: Tx, ctx: Ctx, storeId: string, key: string | null): Promise<void> {
  const store = await lockStore(tx, storeId);
  if (store === undefined) throw notFound();
  if (!STORE_RIGHTS[store.state].edits) throw stateConflict(store);
  if (store.logo_key !== null) await dropObject(tx, ctx, store.logo_key);
  await tx
    .updateTable('store')
    .set((eb) => ({ logo_key: key, version: eb('version', '+', 1) }))
    .where('id', '=', storeId)
    .execute();
  await appendEvent(tx, ctx, {
    storeId,
    subjectType: 'store',
    subjectId: storeId,
    type: 'store.edited',
    data: { fields: ['logo'] },
  });
}
