/** A thing of each kind that somebody owns, made through the API as its owner would. */
import { randomUUID } from 'node:crypto';
import { type Client, endpoints, fromPublicId, toPublicId } from '@hazumi/contracts';
import { testAddress } from '@hazumi/market/testing';
import type pg from 'pg';
import { type Credential, freshKey, goodPassword, must, type Person } from './people.ts';
import { png } from './pictures.ts';

/** Public ids by the name that a path parameter has for them. */
export type Things = Partial<Record<string, string>>;

export interface Shop {
  owner: Person;
  licenceId: string;
  storeId: string;
  slug: string;
  /** what belongs to the store, and to its licence; `orderId` is paid, `shippedOrderId` on its way */
  things: Things;
}

export interface Parties {
  call: Client;
  pool: pg.Pool;
  categoryId: string;
  /** buys what the stores' orders are of */
  shopper: Person;
  /** clerk of licence A beside the one who asks, and nobody in B */
  spare: Person;
}

export const priceMinor = 1_000;

/** Lines as a shopper sends them. */
export const linesOf = (skuId: string, quantity = 1) => ({
  lines: [{ skuId, quantity, unitPriceMinor: priceMinor }],
  totalMinor: priceMinor * quantity,
  currency: 'CNY',
  address: testAddress,
});

/** @returns the store's goods as a file that can be imported */
export async function givenStoreThings({ call, categoryId, shopper }: Parties, shop: Shop): Promise<string> {
  const { owner, storeId, things } = shop;
  const headers = owner.as;
  const product = await must(
    call(endpoints.createProduct, {
      headers,
      params: { storeId },
      body: {
        categoryId,
        texts: { en: { title: 'Tea bowl' } },
        skus: [{ code: 'BOWL', priceMinor, stock: 1_000 }],
        list: true,
      },
      idempotencyKey: freshKey(),
    }),
  );
  const productId = product.id;
  const skuId = product.skus[0]?.id as string;
  const picture = new FormData();
  picture.set('file', new File([png()], 'bowl.png'));
  const { id: pictureId } = await must(
    call(endpoints.addPicture, { headers, params: { storeId, productId }, body: picture }),
  );
  const file = new FormData();
  const goods = await must(call(endpoints.exportProducts, { headers, params: { storeId } }));
  file.set('file', new File([goods], 'goods.csv'));
  const { id: importId } = await must(
    call(endpoints.createImport, { headers, params: { storeId }, body: file }),
  );
  const links = await must(
    call(endpoints.createLinks, {
      headers,
      params: { storeId },
      body: { channel: 'group', target: { kind: 'product', productId }, labels: ['Group 1'] },
      idempotencyKey: freshKey(),
    }),
  );
  const newCoupon = (visibility: 'public' | 'hidden') =>
    must(
      call(endpoints.createCoupon, {
        headers,
        params: { storeId },
        body: {
          names: { en: 'One off' },
          visibility,
          shape: { kind: 'amountOff', amountMinor: 100 },
          validity: { kind: 'fromClaim', days: 7 },
          perPerson: 100,
          total: 1_000,
        },
        idempotencyKey: freshKey(),
      }),
    );
  const coupon = await newCoupon('public');
  const hidden = await newCoupon('hidden');
  const hiddenLinks = await must(
    call(endpoints.createLinks, {
      headers,
      params: { storeId },
      body: { channel: 'group', target: { kind: 'coupon', couponId: hidden.id }, labels: ['Group 1'] },
      idempotencyKey: freshKey(),
    }),
  );
  const orderId = await buy(call, shopper.as, skuId);
  const shippedOrderId = await buy(call, shopper.as, skuId);
  const shipmentId = await ship(call, shop, shippedOrderId);
  Object.assign(things, {
    storeId,
    productId,
    skuId,
    pictureId,
    importId,
    linkId: links.data[0]?.id,
    couponId: coupon.id,
    couponToken: hiddenLinks.data[0]?.url.split('/').at(-1),
    linkToken: links.data[0]?.url.split('/').at(-1),
    orderId,
    shippedOrderId,
    shipmentId,
  });
  return goods;
}

/** To be called while the licence is a draft: documents come with it. */
export async function givenLicenceThings(
  { call, pool, spare }: Parties,
  owner: Person,
  licenceId: string,
  things: Things,
): Promise<void> {
  const headers = owner.as;
  const form = new FormData();
  form.set('kind', 'businessLicence');
  form.set('file', new File([png(32)], 'licence.png'));
  const params = { licenceId };
  const { id: documentId } = await must(call(endpoints.addLicenceDocument, { headers, params, body: form }));
  const invited = { email: `invited-${randomUUID()}@example.test`, role: 'clerk' as const };
  const { id: invitationId } = await must(call(endpoints.inviteStaff, { headers, params, body: invited }));
  const membershipId = await employ(pool, spare, licenceId, 'clerk');
  Object.assign(things, { licenceId, documentId, invitationId, membershipId });
}

/** Makes somebody staff. @returns the membership's id */
export async function employ(
  pool: pg.Pool,
  person: Person,
  licenceId: string,
  role: string,
  storeId?: string,
): Promise<string> {
  const id = randomUUID();
  await pool.query(
    'insert into membership (id, person_id, licence_id, store_id, role, created_at) values ($1, $2, $3, $4, $5, now())',
    [
      id,
      person.id,
      fromPublicId('licence', licenceId),
      storeId === undefined ? null : fromPublicId('store', storeId),
      role,
    ],
  );
  return toPublicId('membership', id);
}

/** What a shopper or guest has that another must not see. Guests have a cart, a checkout and orders. */
export async function givenShopperThings(
  { call, pool }: Parties,
  as: Credential,
  shop: Shop,
  person?: Person,
): Promise<Things> {
  const skuId = shop.things.skuId as string;
  const cart = await must(call(endpoints.addCartLine, { headers: as, body: { skuId } }));
  const place = () =>
    must(
      call(endpoints.placeCheckout, {
        headers: as,
        body: { ...linesOf(skuId), email: 'guest@example.test' },
        idempotencyKey: freshKey(),
      }),
    );
  const unpaid = await place();
  const sent = await place();
  const shippedOrderId = sent.orders[0]?.orderId as string;
  await pay(pool, sent.id);
  await ship(call, shop, shippedOrderId);
  const things: Things = {
    lineId: cart.stores[0]?.lines[0]?.id as string,
    checkoutId: unpaid.id,
    orderId: unpaid.orders[0]?.orderId as string,
    shippedOrderId,
  };
  if (person === undefined) return things;
  const { id: addressId } = await must(
    call(endpoints.addAddress, { headers: as, body: { address: testAddress, isDefault: false } }),
  );
  const { apiKey } = await must(
    call(endpoints.createApiKey, { headers: as, body: { name: 'spare', scopes: ['cart'] } }),
  );
  await must(call(endpoints.signIn, { body: { email: person.email, password: goodPassword } }));
  const sessions = await must(call(endpoints.listSessions, { headers: as }));
  const passkey = randomUUID();
  await pool.query(
    `insert into auth.passkey (id, user_id, name, credential_id, public_key, counter, device_type, backed_up, created_at)
     values ($1, $2, 'spare', 'spare', 'none', 0, 'singleDevice', false, now())`,
    [passkey, person.id],
  );
  const topUp = await must(
    call(endpoints.topUpBalance, {
      headers: as,
      body: { amountMinor: 5_000, currency: 'CNY', method: 'card' },
      idempotencyKey: freshKey(),
    }),
  );
  return {
    ...things,
    addressId,
    apiKeyId: apiKey.id,
    sessionId: sessions.data.find((one) => !one.isCurrent)?.id as string,
    passkeyId: toPublicId('passkey', passkey),
    paymentId: topUp.id,
  };
}

async function buy(call: Client, as: Credential, skuId: string): Promise<string> {
  const bought = await must(
    call(endpoints.buyNow, { headers: as, body: linesOf(skuId), idempotencyKey: freshKey() }),
  );
  return bought.orders[0]?.orderId as string;
}

async function ship(call: Client, shop: Shop, orderId: string): Promise<string> {
  const shipped = await must(
    call(endpoints.shipOrder, {
      headers: shop.owner.as,
      params: { storeId: shop.storeId, orderId },
      body: { carrier: 'SF', trackingNumber: 'SF1' },
      idempotencyKey: freshKey(),
    }),
  );
  return shipped.shipments[0]?.id as string;
}

/** Writes the rows of an order as paid: how money comes is not what these things are for. */
async function pay(pool: pg.Pool, checkoutId: string): Promise<void> {
  const id = fromPublicId('checkout', checkoutId);
  await pool.query("update checkout set state = 'paid', paid_at = now() where id = $1", [id]);
  await pool.query("update orders set state = 'paid', paid_at = now() where checkout_id = $1", [id]);
}
