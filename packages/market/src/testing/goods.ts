import type { Db } from '../kernel/database.ts';
import type { IdSource } from '../kernel/ids.ts';
import { testStart } from './market.ts';

/** A licence with open stores and goods, written as rows: for tests of areas that only need them to be there. */
export async function givenLicence(db: Db, ids: IdSource): Promise<string> {
  const id = ids.next(testStart);
  await db
    .insertInto('licence')
    .values({
      id,
      legal_name: 'Test Trading Ltd',
      country: 'CN',
      registration_number: id,
      contact_email: 'owner@example.test',
      contact_locale: 'zh-CN',
      address: JSON.stringify(testAddress),
      state: 'verified',
      state_reason: null,
      state_note: null,
      verified_at: testStart,
      policy_version: 1,
      created_at: testStart,
    })
    .execute();
  return id;
}

export async function givenStore(
  db: Db,
  ids: IdSource,
  licenceId: string,
  more: Partial<{
    currency: string;
    isFirst: boolean;
    country: string;
    freightMinor: bigint;
    freightFreeFromMinor: bigint;
    state: 'open' | 'suspended' | 'closing';
  }> = {},
): Promise<string> {
  const id = ids.next(testStart);
  await db
    .insertInto('store')
    .values({
      id,
      licence_id: licenceId,
      slug: `store-${id.slice(-12)}`,
      texts: JSON.stringify({ en: { name: `Store ${id.slice(-4)}` } }),
      currency: more.currency ?? 'CNY',
      country: more.country ?? 'CN',
      default_locale: 'zh-CN',
      category_id: null,
      state: more.state ?? 'open',
      state_reason: null,
      state_note: null,
      licence_in_force: true,
      is_first_of_licence: more.isFirst ?? false,
      logo_key: null,
      freight_minor: more.freightMinor ?? 0n,
      freight_free_from_minor: more.freightFreeFromMinor ?? null,
      first_paid_at: null,
      opened_at: testStart,
      closing_at: null,
      closed_at: null,
      policy_version: 1,
      created_at: testStart,
    })
    .execute();
  return id;
}

export interface GivenSku {
  storeId: string;
  productId: string;
  skuId: string;
  priceMinor: bigint;
}

/** A listed product with one SKU. */
export async function givenSku(
  db: Db,
  ids: IdSource,
  storeId: string,
  more: Partial<{
    priceMinor: bigint;
    available: number;
    freightMinor: bigint | null;
    state: 'listed' | 'draft';
  }> = {},
): Promise<GivenSku> {
  const productId = ids.next(testStart);
  const skuId = ids.next(testStart);
  const store = await db
    .selectFrom('store')
    .select('currency')
    .where('id', '=', storeId)
    .executeTakeFirstOrThrow();
  const category = await givenCategory(db, ids);
  const priceMinor = more.priceMinor ?? 1000n;
  await db
    .insertInto('product')
    .values({
      store_id: storeId,
      id: productId,
      category_id: category,
      state: more.state ?? 'listed',
      code: null,
      texts: JSON.stringify({ en: { title: 'Tea bowl' }, ja: { title: '茶碗' } }),
      option_names: '[]',
      currency: store.currency,
      price_from_minor: priceMinor,
      price_to_minor: priceMinor,
      compare_at_minor: null,
      listed_at: testStart,
      created_at: testStart,
      updated_at: testStart,
    })
    .execute();
  await db
    .insertInto('sku')
    .values({
      store_id: storeId,
      id: skuId,
      product_id: productId,
      code: skuId,
      options: '[]',
      price_minor: priceMinor,
      compare_at_minor: null,
      freight_minor: more.freightMinor ?? null,
      weight_grams: null,
    })
    .execute();
  const pieces = BigInt(more.available ?? 100);
  await db
    .insertInto('stock')
    .values({ store_id: storeId, sku_id: skuId, received: pieces, available: pieces })
    .execute();
  return { storeId, productId, skuId, priceMinor };
}

/** Puts money into a person's balance, with the ledger's entries for it. */
export async function givenBalance(
  db: Db,
  ids: IdSource,
  personId: string,
  amountMinor: bigint,
  currency = 'CNY',
): Promise<void> {
  const transactionId = ids.next(testStart);
  const storeId = '00000000-0000-0000-0000-000000000000';
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('ledger_transaction')
      .values({
        store_id: storeId,
        id: transactionId,
        kind: 'topUp',
        order_id: null,
        payment_id: null,
        refund_id: null,
        policy_version: 1,
        at: testStart,
      })
      .execute();
    const entry = { store_id: storeId, transaction_id: transactionId, currency, at: testStart };
    await tx
      .insertInto('ledger_entry')
      .values([
        { ...entry, entry_no: 1, account: 'providerClearing', owner: 'test', amount_minor: amountMinor },
        { ...entry, entry_no: 2, account: 'buyerBalance', owner: personId, amount_minor: -amountMinor },
      ])
      .execute();
    await tx
      .insertInto('spendable_balance')
      .values({ user_id: personId, currency, amount_minor: amountMinor })
      .execute();
  });
}

export const testAddress = {
  recipient: '王小明',
  phone: '+86 138 0000 0000',
  country: 'CN',
  region: '广东',
  city: '深圳',
  street: '科技园 1 号',
  postalCode: '518000',
};

/** Some category; made where there is none. */
export async function givenCategory(db: Db, ids: IdSource): Promise<string> {
  const found = await db.selectFrom('category').select('id').orderBy('id').executeTakeFirst();
  if (found !== undefined) return found.id;
  const id = ids.next(testStart);
  await db
    .insertInto('category')
    .values({
      id,
      parent_id: null,
      slug: 'home',
      names: JSON.stringify({ en: 'Home' }),
      path: [id],
      position: 1,
    })
    .execute();
  return id;
}
