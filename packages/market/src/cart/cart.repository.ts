import { sql } from 'kysely';
import type { LocalText } from '../catalogue/catalogue.tables.ts';
import type { Ctx } from '../kernel/context.ts';
import type { Db, Tx } from '../kernel/database.ts';

/** Whose cart: a person has one, and so has a guest, by the hash of the guest's token. */
export type CartOwner = { kind: 'person'; personId: string } | { kind: 'guest'; guestHash: Buffer };

const isOwnedBy = (owner: CartOwner) =>
  owner.kind === 'person' ? sql`c.user_id = ${owner.personId}` : sql`c.guest_hash = ${owner.guestHash}`;

/** A line with what is true of its goods today; a cart without lines is one row whose `id` is null. */
export type CartRow = { cart_id: string; version: number } & ({ id: null } | CartLineRow);

export interface CartLineRow {
  id: string;
  store_id: string;
  product_id: string;
  sku_id: string;
  quantity: number;
  seen_price_minor: bigint;
  titles: LocalText;
  options: LocalText[];
  price_minor: bigint;
  /** freight of a piece; null: the store's own, once an order */
  freight_minor: bigint | null;
  available: bigint;
  is_on_sale: boolean;
  picture_key: string | null;
  slug: string;
  names: LocalText;
  currency: string;
  store_freight_minor: bigint;
  store_freight_free_from_minor: bigint | null;
}

/** The whole cart with today's facts, in the order in which lines went in: one query. No rows where there is no cart. */
export async function readCart(db: Db | Tx, owner: CartOwner): Promise<CartRow[]> {
  const { rows } = await sql<CartRow>`
    select c.id as cart_id, c.version, l.id, l.store_id, l.product_id, l.sku_id, l.quantity, l.seen_price_minor,
      p.titles, k.options, k.price_minor, k.freight_minor, coalesce(t.available, 0) as available,
      (k.is_active and p.state = 'listed' and s.open_for_sale) as is_on_sale,
      (select object_key from picture i where i.store_id = p.store_id and i.product_id = p.id order by i.position limit 1)
        as picture_key,
      s.slug, s.names, s.currency, s.freight_minor as store_freight_minor,
      s.freight_free_from_minor as store_freight_free_from_minor
    from cart c
    left join (
      cart_line l
      join sku k on k.store_id = l.store_id and k.id = l.sku_id
      join product p on p.store_id = k.store_id and p.id = k.product_id
      join store s on s.id = k.store_id
      left join stock t on t.store_id = k.store_id and t.sku_id = k.id
    ) on l.cart_id = c.id
    where ${isOwnedBy(owner)}
    order by l.added_at, l.id`.execute(db);
  return rows;
}

export interface SkuOffer {
  store_id: string;
  product_id: string;
  price_minor: bigint;
  is_on_sale: boolean;
}

/** What a SKU costs now; undefined where no shopper has ever been shown one of this id. */
export async function readOffer(db: Db | Tx, skuId: string): Promise<SkuOffer | undefined> {
  const { rows } = await sql<SkuOffer>`
    select k.store_id, k.product_id, k.price_minor,
      (k.is_active and p.state = 'listed' and s.open_for_sale) as is_on_sale
    from sku k
    join product p on p.store_id = k.store_id and p.id = k.product_id
    join store s on s.id = k.store_id
    where k.id = ${skuId} and p.state <> 'draft'`.execute(db);
  return rows[0];
}

/** Takes the owner's cart for a change, and makes it where there is none: its row is locked until the transaction ends. */
export async function takeCart(tx: Tx, ctx: Ctx, owner: CartOwner): Promise<string> {
  const column = owner.kind === 'person' ? 'user_id' : 'guest_hash';
  const { id } = await tx
    .insertInto('cart')
    .values({
      id: ctx.ids.next(ctx.now),
      user_id: owner.kind === 'person' ? owner.personId : null,
      guest_hash: owner.kind === 'guest' ? owner.guestHash : null,
      updated_at: ctx.now,
    })
    .onConflict((conflict) =>
      conflict.column(column).doUpdateSet((eb) => ({
        version: eb('cart.version', '+', 1),
        updated_at: eb.ref('excluded.updated_at'),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Takes the owner's cart for a change, if there is one. */
export async function takeExistingCart(tx: Tx, ctx: Ctx, owner: CartOwner): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    update cart c set version = version + 1, updated_at = ${ctx.now} where ${isOwnedBy(owner)} returning id`.execute(
    tx,
  );
  return rows[0]?.id;
}

/** How full a cart is, and how many pieces of this SKU are in it. */
export async function readFilling(
  tx: Tx,
  cartId: string,
  skuId: string,
): Promise<{ lines: number; pieces: number }> {
  const { rows } = await sql<{ lines: number; pieces: number }>`
    select count(*)::int as lines, coalesce(max(quantity) filter (where sku_id = ${skuId}), 0) as pieces
    from cart_line where cart_id = ${cartId}`.execute(tx);
  return rows[0] as { lines: number; pieces: number };
}

export interface NewLine {
  id: string;
  storeId: string;
  productId: string;
  skuId: string;
  quantity: number;
  seenPriceMinor: bigint;
}

/** Puts a line into a cart that the caller has taken; a SKU that is in it gets more pieces. */
export async function putLine(tx: Tx, ctx: Ctx, cartId: string, line: NewLine): Promise<void> {
  await tx
    .insertInto('cart_line')
    .values({
      cart_id: cartId,
      id: line.id,
      store_id: line.storeId,
      product_id: line.productId,
      sku_id: line.skuId,
      quantity: line.quantity,
      seen_price_minor: line.seenPriceMinor,
      added_at: ctx.now,
    })
    .onConflict((conflict) =>
      conflict.columns(['cart_id', 'sku_id']).doUpdateSet((eb) => ({
        quantity: eb('cart_line.quantity', '+', eb.ref('excluded.quantity')),
        seen_price_minor: eb.ref('excluded.seen_price_minor'),
      })),
    )
    .execute();
}

/** Sets a line's pieces and the price that counts as seen (null: today's). Says whether the cart has such a line. */
export async function setLine(
  tx: Tx,
  cartId: string,
  lineId: string,
  change: { quantity: number; seenPriceMinor: bigint | null },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update cart_line l
    set quantity = ${change.quantity}, seen_price_minor = coalesce(${change.seenPriceMinor}::bigint, k.price_minor)
    from sku k
    where l.cart_id = ${cartId} and l.id = ${lineId} and k.store_id = l.store_id and k.id = l.sku_id`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

/** Takes a line out. Says whether the cart had it. */
export async function dropLine(tx: Tx, cartId: string, lineId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('cart_line')
    .where('cart_id', '=', cartId)
    .where('id', '=', lineId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Removes guests' carts that nobody has touched since, a bounded number at once. Served by the index cart_guest_age. */
export async function pruneGuestCarts(db: Db, untouchedSince: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from cart where id in (
      select id from cart where guest_hash is not null and updated_at < ${untouchedSince}
      order by updated_at limit ${limit} for update skip locked)`.execute(db);
  return Number(numAffectedRows);
}
