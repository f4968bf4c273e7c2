import type { IdSource } from '../kernel/ids.ts';
import { orderPaidEntries } from '../ledger/ledger.postings.ts';
import type { Queryable } from './placement.facts.ts';
import type { PlacedCheckout, PlacedLine, Placement } from './placement.types.ts';

/** One accepted wish with the answer that it and every repeat of it gets. */
export interface Accepted {
  placement: Placement;
  placed: PlacedCheckout;
  answer: string;
}

/**
 * Writes any number of accepted checkouts in one statement: keys with their answers, checkouts, orders, lines, payments, the
 * ledger's transactions and entries, events, and what is taken from stock and balances. Rows travel as one JSON text a table.
 *
 * It is one statement because a round trip and a plan a table would cost more than the rows. Constraints still watch each row:
 * stock and balances cannot fall below zero, a key cannot stand twice, the ledger must balance; any of them undoes all.
 */
export async function writePlacements(
  connection: Queryable,
  ids: IdSource,
  now: Date,
  policyVersion: number,
  accepted: readonly Accepted[],
): Promise<void> {
  const rows = rowsOf(ids, now, policyVersion, accepted);
  await connection.query({
    name: 'placement_write',
    text: statement,
    values: [
      now,
      policyVersion,
      JSON.stringify(rows.keys),
      JSON.stringify(rows.checkouts),
      JSON.stringify(rows.orders),
      JSON.stringify(rows.lines),
      JSON.stringify(rows.payments),
      JSON.stringify(rows.transactions),
      JSON.stringify(rows.entries),
      JSON.stringify(rows.events),
      JSON.stringify([...rows.stock.values()]),
      JSON.stringify([...rows.balances.values()]),
      rows.firstPaid,
      JSON.stringify(rows.cartLines),
      JSON.stringify(rows.claims),
    ],
  });
}

const statement = `
with keys as (
  insert into idempotency_key (actor, key, digest, status, answer, created_at)
  select actor, key, decode(digest, 'hex'), 201, answer, $1
  from json_to_recordset($3::json) as r (actor text, key text, digest text, answer text)
), checkouts as (
  insert into checkout (id, buyer, user_id, email, guest_hash, state, currency, total_minor, captured_minor, address, locale,
    placed_at, expires_at, paid_at, policy_version)
  select id, buyer, user_id, email, decode(guest, 'hex'), state, currency, total, captured, address, locale,
    $1, expires_at, case when state = 'paid' then $1 end, $2
  from json_to_recordset($4::json) as r (id uuid, buyer text, user_id text, email text, guest text, state text, currency text,
    total bigint, captured bigint, address jsonb, locale text, expires_at timestamptz)
), placed as (
  insert into orders (store_id, id, checkout_id, number, buyer, user_id, state, currency, goods_minor, freight_minor, tax_minor,
    fee_minor, total_minor, discount_minor, address, note, placed_at, paid_at, policy_version, source_class, source, source_link_id, source_path)
  select store_id, id, checkout_id, number, buyer, user_id, state, currency, goods, freight, tax, fee, goods + freight,
    discount, address, note, $1, case when state = 'paid' then $1 end, $2, source_class, source, source_link, source_path
  from json_to_recordset($5::json) as r (store_id uuid, id uuid, checkout_id uuid, number text, buyer text, user_id text, state text,
    currency text, goods bigint, freight bigint, tax bigint, fee bigint, discount bigint, address jsonb, note text,
    source_class text, source text, source_link uuid, source_path jsonb)
), lines as (
  insert into order_line (store_id, order_id, line_no, product_id, sku_id, category_id, title, options, picture_key, quantity,
    unit_price_minor, discount_minor, goods_minor, freight_minor, goods_tax_minor, freight_tax_minor, fee_ppm, fee_reason, fee_minor)
  select store_id, order_id, line_no, product_id, sku_id, category_id, title::jsonb, options::jsonb, picture_key, quantity,
    price, discount, price * quantity - discount, freight, goods_tax, freight_tax, fee_ppm, fee_reason, fee
  from json_to_recordset($6::json) as r (store_id uuid, order_id uuid, line_no smallint, product_id uuid, sku_id uuid,
    category_id uuid, title text, options text, picture_key text, quantity integer, price bigint, discount bigint, freight bigint,
    goods_tax bigint, freight_tax bigint, fee_ppm integer, fee_reason text, fee bigint)
), payments as (
  insert into payment (id, checkout_id, user_id, buyer, provider, method, currency, amount_minor, state, captured_minor,
    applied_minor, difference_name, locale, created_at, captured_at, expires_at)
  select id, checkout_id, user_id, buyer, 'balance', 'balance', currency, amount, 'captured', amount, amount, 'none', locale, $1, $1, $1
  from json_to_recordset($7::json) as r (id uuid, checkout_id uuid, user_id text, buyer text, currency text, locale text,
    amount bigint)
), transactions as (
  insert into ledger_transaction (store_id, id, kind, order_id, payment_id, policy_version, at)
  select store_id, id, 'orderPaid', order_id, payment_id, $2, $1
  from json_to_recordset($8::json) as r (store_id uuid, id uuid, order_id uuid, payment_id uuid)
), entries as (
  insert into ledger_entry (store_id, transaction_id, entry_no, account, owner, currency, amount_minor, at)
  select store_id, transaction_id, entry_no, account, owner, currency, amount, $1
  from json_to_recordset($9::json) as r (store_id uuid, transaction_id uuid, entry_no smallint, account text, owner text,
    currency text, amount bigint)
), events as (
  insert into event (id, store_id, subject_type, subject_id, type, actor, data, at)
  select id, store_id, subject_type, subject_id, type, actor, data, $1
  from json_to_recordset($10::json) as r (id uuid, store_id uuid, subject_type text, subject_id uuid, type text, actor text, data jsonb)
), balances as (
  update spendable_balance b set amount_minor = b.amount_minor - r.amount
  from json_to_recordset($12::json) as r (user_id text, currency text, amount bigint)
  where b.user_id = r.user_id and b.currency = r.currency
), first_paid as (
  update store set first_paid_at = $1 where id = any($13::uuid[]) and first_paid_at is null
), claims as (
  update coupon_claim c set order_id = r.order_id, used_at = $1, discount_minor = r.discount
  from json_to_recordset($15::json) as r (store_id uuid, id uuid, order_id uuid, discount bigint)
  where c.store_id = r.store_id and c.id = r.id
), emptied as (
  delete from cart_line l using cart c, json_to_recordset($14::json) as r (id uuid, user_id text, guest text)
  where l.cart_id = c.id and l.id = r.id and (c.user_id = r.user_id or c.guest_hash = decode(r.guest, 'hex'))
)
update stock t set available = t.available - r.quantity
from json_to_recordset($11::json) as r (store_id uuid, sku_id uuid, quantity bigint)
where t.store_id = r.store_id and t.sku_id = r.sku_id`;

function rowsOf(ids: IdSource, now: Date, policyVersion: number, accepted: readonly Accepted[]) {
  const rows = {
    keys: [] as object[],
    checkouts: [] as object[],
    orders: [] as object[],
    lines: [] as object[],
    payments: [] as object[],
    transactions: [] as object[],
    entries: [] as object[],
    events: [] as object[],
    stock: new Map<string, { store_id: string; sku_id: string; quantity: number }>(),
    balances: new Map<string, { user_id: string; currency: string; amount: number }>(),
    firstPaid: [] as string[],
    cartLines: [] as object[],
    claims: [] as object[],
  };
  const firstPaid = new Set<string>();
  for (const { placement, placed, answer } of accepted) {
    const { buyer, userId, currency, key } = placement;
    // An order for nothing is paid by being placed.
    const paid = placement.pay === 'balance' || placed.totalMinor === 0n;
    const state = paid ? 'paid' : 'unpaid';
    rows.keys.push({ actor: buyer, key: key.key, digest: key.digest.toString('hex'), answer });
    const guest = placement.guestHash?.toString('hex') ?? null;
    for (const id of placement.cartLineIds) rows.cartLines.push({ id, user_id: userId, guest });
    rows.checkouts.push({
      id: placed.id,
      buyer,
      user_id: userId,
      email: placement.email,
      guest,
      state,
      currency,
      total: Number(placed.totalMinor),
      captured: paid ? Number(placed.totalMinor) : 0,
      address: placement.address,
      locale: placement.locale,
      expires_at: placed.expiresAt,
    });
    const paymentId = paid && placed.totalMinor > 0n ? ids.next(now) : null;
    if (paymentId !== null && userId !== null) {
      const amount = Number(placed.totalMinor);
      rows.payments.push({
        id: paymentId,
        checkout_id: placed.id,
        user_id: userId,
        buyer,
        currency,
        locale: placement.locale,
        amount,
      });
      const spent = rows.balances.get(`${userId} ${currency}`);
      if (spent === undefined)
        rows.balances.set(`${userId} ${currency}`, { user_id: userId, currency, amount });
      else spent.amount += amount;
    }
    for (const order of placed.orders) {
      rows.orders.push({
        store_id: order.storeId,
        id: order.id,
        checkout_id: placed.id,
        number: order.number,
        buyer,
        user_id: userId,
        state,
        currency,
        goods: Number(order.goodsMinor),
        freight: Number(order.freightMinor),
        tax: Number(order.taxMinor),
        fee: Number(order.feeMinor),
        discount: Number(order.discountMinor),
        address: placement.address,
        note: placement.note,
        source_class: order.source.sourceClass,
        source: order.source.source,
        source_link: order.source.linkId,
        source_path: order.source.path,
      });
      for (const { id, discountMinor } of order.claims) {
        rows.claims.push({
          store_id: order.storeId,
          id,
          order_id: order.id,
          discount: Number(discountMinor),
        });
        rows.events.push({
          id: ids.next(now),
          store_id: order.storeId,
          subject_type: 'couponClaim',
          subject_id: id,
          type: 'couponClaim.used',
          actor: buyer,
          data: { orderId: order.id, policyVersion },
        });
      }
      for (const line of order.lines) {
        rows.lines.push(lineRow(order.storeId, order.id, line));
        const taken = rows.stock.get(line.sku.skuId);
        if (taken === undefined) {
          rows.stock.set(line.sku.skuId, {
            store_id: order.storeId,
            sku_id: line.sku.skuId,
            quantity: line.quantity,
          });
        } else taken.quantity += line.quantity;
      }
      rows.events.push({
        id: ids.next(now),
        store_id: order.storeId,
        subject_type: 'order',
        subject_id: order.id,
        type: paid ? 'order.paid' : 'order.placed',
        actor: buyer,
        data: { checkoutId: placed.id, totalMinor: Number(order.totalMinor), currency, policyVersion },
      });
      if (!paid) continue;
      if (order.lines[0]?.sku.firstPaidAt === null && !firstPaid.has(order.storeId)) {
        firstPaid.add(order.storeId);
        rows.firstPaid.push(order.storeId);
      }
      if (order.totalMinor === 0n || userId === null) continue;
      const transactionId = ids.next(now);
      rows.transactions.push({
        store_id: order.storeId,
        id: transactionId,
        order_id: order.id,
        payment_id: paymentId,
      });
      const entries = orderPaidEntries({ account: 'buyerBalance', owner: userId }, saleOf(order));
      entries.forEach((entry, at) => {
        rows.entries.push({
          store_id: order.storeId,
          transaction_id: transactionId,
          entry_no: at + 1,
          account: entry.account,
          owner: entry.owner,
          currency,
          amount: Number(entry.amountMinor),
        });
      });
    }
  }
  return rows;
}

/** The amounts of an order as the ledger books them. */
export function saleOf(order: { storeId: string; lines: readonly PlacedLine[] }) {
  const sale = {
    storeId: order.storeId,
    goodsMinor: 0n,
    goodsTaxMinor: 0n,
    freightMinor: 0n,
    freightTaxMinor: 0n,
    feeMinor: 0n,
    discountMinor: 0n,
  };
  for (const line of order.lines) {
    sale.goodsMinor += line.goodsMinor;
    sale.goodsTaxMinor += line.goodsTaxMinor;
    sale.freightMinor += line.freightMinor;
    sale.freightTaxMinor += line.freightTaxMinor;
    sale.feeMinor += line.feeMinor;
    sale.discountMinor += line.discountMinor;
  }
  return sale;
}

function lineRow(storeId: string, orderId: string, line: PlacedLine): object {
  return {
    store_id: storeId,
    order_id: orderId,
    line_no: line.lineNo,
    product_id: line.sku.productId,
    sku_id: line.sku.skuId,
    category_id: line.sku.categoryId,
    title: line.sku.titles,
    options: line.sku.options,
    picture_key: line.sku.pictureKey,
    quantity: line.quantity,
    price: Number(line.sku.priceMinor),
    discount: Number(line.discountMinor),
    freight: Number(line.freightMinor),
    goods_tax: Number(line.goodsTaxMinor),
    freight_tax: Number(line.freightTaxMinor),
    fee_ppm: line.feePpm,
    fee_reason: line.feeReason,
    fee: Number(line.feeMinor),
  };
}
