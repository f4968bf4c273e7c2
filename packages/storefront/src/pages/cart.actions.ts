import { type cart, endpoints, fromPublicId, type ProblemBody, type Result } from '@hazumi/contracts';
import { setFlash } from '../http/flash.ts';
import { type Fields, readPost } from '../http/form.ts';
import { asShopper, ensureShopper } from '../http/guest.ts';
import { updateHint } from '../http/hint.ts';
import { badForm, PageProblem } from '../http/problem.ts';
import { redirect } from '../http/respond.ts';
import type { App, PageContext, Shop } from '../http/shop.ts';
import type { Visitor } from '../http/visitor.ts';

type Cart = (typeof cart)['_output'];
type Changed = { ok: true; value: Cart } | { ok: false; status: number; problem: ProblemBody };

/** The forms of the cart and of the buttons that lead to it. Each ends with a redirect, so that a reload repeats nothing. */
export function registerCartActions(app: App, shop: Shop): void {
  app.post('/cart/lines', async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const item = readItem(fields);
    const price = fields.integer('price', 0, Number.MAX_SAFE_INTEGER);
    const added = await asShopper(visitor, () =>
      visitor.api(endpoints.addCartLine, {
        body: {
          skuId: item.skuId,
          quantity: item.quantity,
          ...(price === undefined ? {} : { seenPriceMinor: price }),
        },
      }),
    );
    if (note(shop, visitor, added)) setFlash(visitor, 'added', item.quantity);
    return redirect(visitor, `/products/${item.productId}?sku=${item.skuId}`);
  });

  app.post('/buy-now', async (c) => {
    const visitor = c.get('visitor');
    const item = readItem(await readPost(c, shop));
    await ensureShopper(visitor);
    const query = new URLSearchParams({
      product: item.productId,
      sku: item.skuId,
      quantity: String(item.quantity),
    });
    return redirect(visitor, `/checkout?${query}`);
  });

  app.post('/cart/lines/:lineId', async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const quantity = fields.integer('quantity', 0, 9999);
    if (quantity === undefined) throw badForm();
    const price = fields.integer('price', 0, Number.MAX_SAFE_INTEGER);
    const params = { lineId: c.req.param('lineId') };
    const changed =
      quantity === 0
        ? await visitor.api(endpoints.removeCartLine, { params })
        : await visitor.api(endpoints.changeCartLine, {
            params,
            body: { quantity, ...(price === undefined ? {} : { seenPriceMinor: price }) },
          });
    return afterChange(c, shop, changed, quantity === 0 ? 'lineRemoved' : 'cartChanged');
  });

  app.post('/cart/lines/:lineId/remove', async (c) => {
    await readPost(c, shop);
    const removed = await c
      .get('visitor')
      .api(endpoints.removeCartLine, { params: { lineId: c.req.param('lineId') } });
    return afterChange(c, shop, removed, 'lineRemoved');
  });
}

function readItem(fields: Fields): { productId: string; skuId: string; quantity: number } {
  const productId = fields.text('product');
  const skuId = fields.text('sku');
  const quantity = fields.integer('quantity', 1, 9999);
  const known = fromPublicId('product', productId) !== undefined && fromPublicId('sku', skuId) !== undefined;
  if (!known || quantity === undefined) throw badForm();
  return { productId, skuId, quantity };
}

function afterChange(
  c: PageContext,
  shop: Shop,
  result: Result<typeof endpoints.changeCartLine>,
  done: 'cartChanged' | 'lineRemoved',
): Response {
  const visitor = c.get('visitor');
  // A line that is gone already (another tab, a double click) is as good as removed.
  const gone = !result.ok && result.status === 404;
  if (gone || note(shop, visitor, result)) setFlash(visitor, done);
  return redirect(visitor, '/cart');
}

/** Remembers what the cart holds now; says what was refused. True where it was done. */
function note(shop: Shop, visitor: Visitor, result: Changed): boolean {
  if (result.ok) {
    updateHint(visitor, shop.tokens, { pieces: result.value.pieces });
    return true;
  }
  switch (result.problem.code) {
    case 'cart_full':
      setFlash(visitor, 'cartFull');
      return false;
    case 'not_purchasable':
    case 'not_found':
      setFlash(visitor, 'notPurchasable');
      return false;
    default:
      throw new PageProblem(result.status, result.problem);
  }
}
