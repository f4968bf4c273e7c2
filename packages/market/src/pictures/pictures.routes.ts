import { fromPublicId, type IdKind, mediaEndpoints } from '@hazumi/contracts';
import { inTransaction } from '../kernel/database.ts';
import { register, reply } from '../kernel/http.ts';
import type { Market } from '../market.ts';
import { presentPicture } from './pictures.present.ts';
import { addPicture, editPicture, orderPictures, removePicture } from './pictures.service.ts';

export function registerPictures(market: Market): void {
  register(market, mediaEndpoints.addPicture, async (ctx, { scope, params, body }) => {
    const { picture, isNew } = await addPicture(market, ctx, market.policy.at(ctx.now).document, {
      storeId: scope.storeId,
      productId: uuid('product', params.productId),
      bytes: new Uint8Array(await body.file.arrayBuffer()),
      alt: Object.fromEntries(Object.entries(body.alt ?? {}).filter(([, text]) => text !== undefined)),
    });
    return reply(presentPicture(picture), { status: isNew ? 201 : 200 });
  });

  register(market, mediaEndpoints.editPicture, (ctx, { scope, params, body }) =>
    inTransaction(market.db, async (tx) =>
      presentPicture(await editPicture(tx, ctx, keyOf(scope.storeId, params), body.alt)),
    ),
  );

  register(market, mediaEndpoints.orderPictures, (ctx, { scope, params, body }) =>
    inTransaction(market.db, async (tx) => {
      const ids = body.pictureIds.map((id) => uuid('picture', id));
      const pictures = await orderPictures(tx, ctx, scope.storeId, uuid('product', params.productId), ids);
      return { pictures: pictures.map(presentPicture) };
    }),
  );

  register(market, mediaEndpoints.removePicture, (ctx, { scope, params }) =>
    inTransaction(market.db, async (tx) => {
      await removePicture(tx, ctx, keyOf(scope.storeId, params));
      return undefined;
    }),
  );
}

const uuid = (kind: IdKind, id: string): string => fromPublicId(kind, id) ?? '';

const keyOf = (storeId: string, params: { productId: string; pictureId: string }) => ({
  storeId,
  productId: uuid('product', params.productId),
  pictureId: uuid('picture', params.pictureId),
});
