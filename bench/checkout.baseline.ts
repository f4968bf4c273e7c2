/**
 * The limit that checkout is compared with: pgbench writing the same rows, one order a transaction, on the same server.
 *
 * It gets every advantage that a program without a server in front could have: one prepared statement an order (one round trip, no
 * decision, nothing read), ids made by the database. Stores, SKUs and people of its own have ids that pgbench can spell from
 * numbers, so it looks nothing up.
 */
import type pg from 'pg';

export const baseline = { stores: 20, skus: 600, people: 1000 };

/** `prefix` and a number of six digits as a UUID. */
const id = (group: number, variable: string): string =>
  `('00000000-0000-7000-8000-${String(group).padStart(6, '0')}' || ${variable})::uuid`;

/** Makes what the script sells and who buys it. */
export async function prepareBaseline(pool: pg.Pool, licenceId: string, categoryId: string): Promise<void> {
  await pool.query(
    `insert into store (id, licence_id, slug, texts, currency, country, default_locale, state, licence_in_force, is_first_of_licence,
      first_paid_at, opened_at, policy_version, created_at)
    select ${id(1, 'n')}, $1, 'baseline-' || n, '{"en": {"name": "Baseline"}}', 'CNY', 'CN', 'zh-CN', 'open', true, false, now(), now(), 1, now()
    from generate_series(100000, 100000 + ${baseline.stores} - 1) n`,
    [licenceId],
  );
  const storeOf = id(1, `(100000 + n % ${baseline.stores})`);
  const goods = `generate_series(100000, 100000 + ${baseline.skus} - 1) n`;
  await pool.query(
    `insert into product (store_id, id, category_id, state, texts, currency, price_from_minor, price_to_minor, listed_at, created_at, updated_at)
    select ${storeOf}, ${id(2, 'n')}, $1, 'listed', '{"en": {"title": "Tea bowl"}, "ja": {"title": "茶碗"}}', 'CNY', 1000, 1000, now(), now(), now()
    from ${goods}`,
    [categoryId],
  );
  await pool.query(
    `insert into sku (store_id, id, product_id, code, price_minor) select ${storeOf}, ${id(3, 'n')}, ${id(2, 'n')}, 'b' || n, 1000 from ${goods}`,
  );
  await pool.query(
    `insert into stock (store_id, sku_id, received, available) select ${storeOf}, ${id(3, 'n')}, 1000000000, 1000000000 from ${goods}`,
  );
  // Topped up in the ledger too, so that the audit of the whole market holds for these people as for all.
  const everybody = `generate_series(100000, 100000 + ${baseline.people} - 1) n`;
  await pool.query(
    `insert into ledger_transaction (store_id, id, kind, policy_version, at) select ${id(0, 'n')}, ${id(5, 'n')}, 'topUp', 1, now() from ${everybody}`,
  );
  await pool.query(
    `insert into ledger_entry (store_id, transaction_id, entry_no, account, owner, currency, amount_minor, at)
    select ${id(0, 'n')}, ${id(5, 'n')}, side.no, side.account, side.owner, 'CNY', side.amount, now() from ${everybody},
      lateral (values (1, 'providerClearing', 'bench', 1000000000000), (2, 'buyerBalance', ${id(4, 'n')}::text, -1000000000000))
      as side (no, account, owner, amount)`,
  );
  await pool.query(
    `insert into spendable_balance (user_id, currency, amount_minor) select ${id(4, 'n')}::text, 'CNY', 1000000000000 from ${everybody}`,
  );
}

/** The script: one order of two lines from one store. `answer` and `address` are of the size that real orders have. */
export function baselineScript(categoryId: string, answer: string, address: object): string {
  const store = id(1, ':s');
  const person = `${id(4, ':p')}::text`;
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const line = (no: number, sku: string): string =>
    `select ${store}, order_id, ${no}, ${id(2, sku)}, ${id(3, sku)}, '${categoryId}'::uuid, '{"en": "Tea bowl", "ja": "茶碗"}'::jsonb, '[]'::jsonb,
      1, 1000, 1000, 0, 115, 0, 20000, 'standard', 20 from i`;
  const entry = (no: number, account: string, owner: string, amount: number): string =>
    `(${no}, '${account}', ${owner}, ${amount})`;
  // Both SKUs belong to the store: numbers that leave the same remainder. The smaller comes first, so that no two orders
  // wait for each other in a circle.
  return `\\set s random(100000, ${100_000 + baseline.stores - 1})
\\set a random(0, ${baseline.skus / baseline.stores - 1})
\\set b (:a + random(1, ${baseline.skus / baseline.stores - 1})) % ${baseline.skus / baseline.stores}
\\set x :s + least(:a, :b) * ${baseline.stores}
\\set y :s + greatest(:a, :b) * ${baseline.stores}
\\set p random(100000, ${100_000 + baseline.people - 1})
\\set k random(1, 1000000000000000)
with i as materialized (select uuidv7() as checkout_id, uuidv7() as order_id, uuidv7() as payment_id, uuidv7() as transaction_id, uuidv7() as event_id, now() as at),
keys as (insert into idempotency_key (actor, key, digest, status, answer, created_at)
  select 'person:' || ${person}, 'bench-' || :k, sha256(:k::text::bytea), 201, ${quoted(answer)}, at from i),
checkouts as (insert into checkout (id, buyer, user_id, email, state, currency, total_minor, captured_minor, address, locale, placed_at, expires_at, paid_at, policy_version)
  select checkout_id, 'person:' || ${person}, ${person}, 'bench@example.test', 'paid', 'CNY', 2000, 2000, ${quoted(JSON.stringify(address))}::jsonb, 'en', at, at, at, 1 from i),
placed as (insert into orders (store_id, id, checkout_id, number, buyer, user_id, state, currency, goods_minor, freight_minor, tax_minor, fee_minor, total_minor, address, placed_at, paid_at, policy_version)
  select ${store}, order_id, checkout_id, '260101-' || upper(right(order_id::text, 8)), 'person:' || ${person}, ${person}, 'paid', 'CNY', 2000, 0, 230, 40, 2000, ${quoted(JSON.stringify(address))}::jsonb, at, at, 1 from i),
lines as (insert into order_line (store_id, order_id, line_no, product_id, sku_id, category_id, title, options, quantity, unit_price_minor, goods_minor, freight_minor, goods_tax_minor, freight_tax_minor, fee_ppm, fee_reason, fee_minor)
  ${line(1, ':x')} union all ${line(2, ':y')}),
payments as (insert into payment (id, checkout_id, user_id, buyer, provider, method, currency, amount_minor, state, captured_minor, applied_minor, difference_name, locale, created_at, captured_at, expires_at)
  select payment_id, checkout_id, ${person}, 'person:' || ${person}, 'balance', 'balance', 'CNY', 2000, 'captured', 2000, 2000, 'none', 'en', at, at, at from i),
transactions as (insert into ledger_transaction (store_id, id, kind, order_id, payment_id, policy_version, at)
  select ${store}, transaction_id, 'orderPaid', order_id, payment_id, 1, at from i),
entries as (insert into ledger_entry (store_id, transaction_id, entry_no, account, owner, currency, amount_minor, at)
  select ${store}, transaction_id, e.no, e.account, e.owner, 'CNY', e.amount, at from i, (values
    ${[
      entry(1, 'buyerBalance', person, 2000),
      entry(2, 'merchantPayable', `${store}::text`, -1770),
      entry(3, 'taxPayable', `${store}::text`, -230),
      entry(4, 'merchantPayable', `${store}::text`, 40),
      entry(5, 'platformFee', `${store}::text`, -40),
    ].join(', ')}) as e (no, account, owner, amount)),
events as (insert into event (id, store_id, subject_type, subject_id, type, actor, data, at)
  select event_id, ${store}, 'order', order_id, 'order.paid', 'person:' || ${person},
    jsonb_build_object('checkoutId', checkout_id, 'totalMinor', 2000, 'currency', 'CNY', 'policyVersion', 1), at from i),
balances as (update spendable_balance set amount_minor = amount_minor - 2000 where user_id = ${person} and currency = 'CNY')
update stock t set available = t.available - 1
from (values (${id(3, ':x')}), (${id(3, ':y')})) as r (sku_id)
where t.store_id = ${store} and t.sku_id = r.sku_id;
`;
}
