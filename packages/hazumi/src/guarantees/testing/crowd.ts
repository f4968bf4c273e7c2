/** Many other stores beside those of the world, written in bulk: each with its licence, goods on the shelf, orders and their books. */
import type pg from 'pg';

/** A UUID of a thing of the crowd by its number: of a kind, and of a time long before everybody else's. */
const id = (kind: string, number: string): string =>
  `('${kind}0000-0000-7000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;
const licence = id('00d0', 'n');
const store = id('00d1', 'n');
const product = id('00d2', 'n * 10 + k');
const sku = id('00d3', 'n * 10 + k');
const order = id('00d4', 'n * 10 + k');
const buyer = `${id('00d5', 'n * 10 + k')}::text`;
const transaction = id('00d6', 'n * 10 + k');
const at = `now() - n * interval '1 second' - k * interval '1 minute'`;
const stores = 'generate_series($1::int, $2::int) n';
const three = `${stores}, generate_series(1, 3) k`;

const statements = [
  `insert into licence (id, legal_name, country, registration_number, contact_email, contact_locale, address, state, verified_at,
     store_count, stores_ever, policy_version, created_at)
   select ${licence}, 'Crowd Traders ' || n, 'CN', 'CROWD' || n, 'crowd@example.test', 'en', '{}',
     case when n % 9 = 0 then 'suspended' else 'verified' end, now(), 1, 1, 1, now() from ${stores}`,
  `insert into identity_check (id, licence_id, state, registry, decided_by, next_attempt_at, policy_version, created_at,
     decided_at)
   select ${licence}, ${licence}, 'passed', 'crowd', 'registry', now(), 1, now(), now() from ${stores}`,
  `insert into store (id, licence_id, slug, texts, currency, country, default_locale, category_id, state, licence_in_force,
     is_first_of_licence, opened_at, first_paid_at, policy_version, created_at)
   select ${store}, ${licence}, 'crowd-' || n, '{"en": {"name": "Crowd", "description": ""}}', 'CNY', 'CN', 'en',
     (select ids[1 + n % cardinality(ids)] from (select array_agg(id order by id) ids from category) c),
     (array['open', 'open', 'open', 'restricted', 'suspended', 'closed'])[1 + n % 6], n % 9 <> 0, true, now(), now(), 1, now()
   from ${stores}`,
  `insert into product (store_id, id, category_id, state, texts, currency, price_from_minor, price_to_minor, search_terms, listed_at,
     created_at, updated_at)
   select ${store}, ${product}, (select ids[1 + (n + k) % cardinality(ids)] from (select array_agg(id order by id) ids from category) c),
     case when k = 3 then 'draft' else 'listed' end, '{"en": {"title": "Ware"}}', 'CNY', 1000 + n * 7 % 5000, 1000 + n * 7 % 5000,
     ('''ware'':1A' || case when n % 100 = 0 then ' ''rare'':2A' else '' end)::tsvector, ${at}, ${at}, ${at}
   from ${three}`,
  `insert into catalogue_size (store_id, products) select ${store}, 3 from ${stores}`,
  `insert into sku (store_id, id, product_id, code, price_minor)
   select ${store}, ${sku}, ${product}, 'C' || k, 1000 + n * 7 % 5000 from ${three}`,
  `insert into stock (store_id, sku_id, received, available) select ${store}, ${sku}, 10, 9 from ${three}`,
  `insert into checkout (id, buyer, user_id, email, state, currency, total_minor, captured_minor, address, locale, placed_at, expires_at,
     policy_version)
   select ${order}, 'person:' || ${buyer}, ${buyer}, 'crowd@example.test', case when k = 1 then 'unpaid' else 'paid' end, 'CNY', 1000,
     case when k = 1 then 0 else 1000 end, '{}', 'en', ${at}, now() + interval '1 day', 1
   from ${three}`,
  `insert into orders (store_id, id, checkout_id, number, buyer, user_id, state, currency, goods_minor, freight_minor, tax_minor,
     fee_minor, total_minor, address, placed_at, paid_at, shipped_at, policy_version)
   select ${store}, ${order}, ${order}, 'C' || n || '-' || k, 'person:' || ${buyer}, ${buyer},
     (array['unpaid', 'paid', 'shipped'])[k], 'CNY', 1000, 0, 0, 50, 1000, '{}', ${at}, case when k > 1 then ${at} end,
     case when k = 3 then ${at} end, 1
   from ${three}`,
  `insert into order_line (store_id, order_id, line_no, product_id, sku_id, category_id, title, options, quantity, unit_price_minor,
     goods_minor, freight_minor, goods_tax_minor, freight_tax_minor, fee_ppm, fee_reason, fee_minor, shipped_quantity)
   select ${store}, ${order}, 1, ${product}, ${sku}, (select id from category order by id limit 1), '{"en": "Ware"}', '[]', 1, 1000,
     1000, 0, 0, 0, 50000, 'standard', 50, case when k = 3 then 1 else 0 end
   from ${three}`,
  `insert into ledger_transaction (store_id, id, kind, order_id, policy_version, at)
   select ${store}, ${transaction}, 'orderPaid', ${order}, 1, ${at} from ${three} where k > 1`,
  `insert into ledger_entry (store_id, transaction_id, entry_no, account, owner, currency, amount_minor, at)
   select ${store}, ${transaction}, e.no, e.account, case e.owner when 'store' then ${store}::text else ${buyer} end, 'CNY', e.amount, ${at}
   from ${three}, (values (1, 'buyerBalance', 'buyer', 1000), (2, 'merchantPayable', 'store', -950), (3, 'platformFee', 'store', -50))
     as e (no, account, owner, amount)
   where k > 1`,
  `insert into event (id, store_id, subject_type, subject_id, type, actor, at)
   select ${id('00d7', 'n * 10 + k')}, ${store}, 'order', ${order}, 'order.placed', 'person:' || ${buyer}, ${at} from ${three}`,
];

/** Adds the stores numbered `from` to `to`. Triggers sleep: these rows are nobody's doing. */
export async function addCrowd(pool: pg.Pool, from: number, to: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('set local session_replication_role = replica');
    for (const statement of statements) await client.query(statement, [from, to]);
    await client.query('commit');
    await client.query('analyze');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}
