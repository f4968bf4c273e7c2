import { sql } from 'kysely';
import type { Db } from '../kernel/database.ts';
import { testStart } from './market.ts';

/** The UUID of a thing of the crowd by its number, of a time long before the tests'; orders are numbered `store * 100,000 + order`. */
export function crowdId(
  kind: 'licence' | 'store' | 'product' | 'sku' | 'order' | 'buyer',
  number: number,
): string {
  return `${kinds[kind]}0000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}
const kinds = { licence: '00c0', store: '00c1', product: '00c2', sku: '00c3', order: '00c4', buyer: '00c5' };

/**
 * A market that many others use: stores of one licence each, with one product on the shelf and `ordersEach` orders of one buyer; the
 * first store, and its buyer, have `ordersOfFirst`. Its rows are as plain as the constraints allow.
 */
export async function givenCrowd(
  db: Db,
  {
    stores,
    ordersEach,
    ordersOfFirst = ordersEach,
  }: { stores: number; ordersEach: number; ordersOfFirst?: number },
): Promise<void> {
  const uuid = (kind: string, number: ReturnType<typeof sql>) =>
    sql`(${kind} || '0000-0000-7000-8000-' || lpad((${number})::text, 12, '0'))::uuid`;
  const n = sql`n`;
  const order = sql`n * 100000 + k`;
  await sql`insert into licence (id, legal_name, country, registration_number, contact_email, contact_locale, address, state,
      verified_at, policy_version, created_at)
    select ${uuid('00c0', n)}, 'Crowd ' || n, 'CN', 'CROWD' || n, 'crowd@example.test', 'en', '{}', 'verified', ${testStart}, 1, ${testStart}
    from generate_series(1, ${stores}::int) as n`.execute(db);
  await sql`insert into store (id, licence_id, slug, texts, currency, country, default_locale, state, licence_in_force,
      is_first_of_licence, policy_version, created_at)
    select ${uuid('00c1', n)}, ${uuid('00c0', n)}, 'crowd-' || n, '{"en": {"name": "Crowd"}}', 'CNY', 'CN', 'en', 'open', true, true, 1,
      ${testStart}
    from generate_series(1, ${stores}::int) as n`.execute(db);
  await sql`insert into product (store_id, id, category_id, state, texts, currency, listed_at, created_at, updated_at)
    select ${uuid('00c1', n)}, ${uuid('00c2', n)}, (select id from category order by id limit 1), 'listed',
      '{"en": {"title": "Crowd"}}', 'CNY', ${testStart}, ${testStart}, ${testStart}
    from generate_series(1, ${stores}::int) as n`.execute(db);
  await sql`insert into sku (store_id, id, product_id, code, price_minor)
    select ${uuid('00c1', n)}, ${uuid('00c3', n)}, ${uuid('00c2', n)}, 'C', 1000
    from generate_series(1, ${stores}::int) as n`.execute(db);
  await sql`insert into stock (store_id, sku_id, received, available)
    select ${uuid('00c1', n)}, ${uuid('00c3', n)}, 10, 10 from generate_series(1, ${stores}::int) as n`.execute(
    db,
  );
  const each = sql`generate_series(1, ${stores}::int) as n,
    generate_series(1, case when n = 1 then ${ordersOfFirst}::int else ${ordersEach}::int end) as k`;
  const placedAt = sql`(${testStart}::timestamptz - n * interval '1 second' - k * interval '1 minute')`;
  const state = sql`(array['unpaid', 'paid', 'shipped', 'complete'])[1 + (n + k) % 4]`;
  const shippedAt = sql`case when (n + k) % 4 >= 2 then ${placedAt} end`;
  await sql`insert into checkout (id, buyer, state, currency, total_minor, address, locale, placed_at, expires_at, policy_version)
    select ${uuid('00c4', order)}, 'person:' || ${uuid('00c5', n)}, 'paid', 'CNY', 1000, '{}', 'en', ${placedAt}, ${placedAt}, 1
    from ${each}`.execute(db);
  await sql`insert into orders (store_id, id, checkout_id, number, buyer, user_id, state, currency, goods_minor, freight_minor,
      tax_minor, fee_minor, total_minor, address, placed_at, shipped_at, policy_version)
    select ${uuid('00c1', n)}, ${uuid('00c4', order)}, ${uuid('00c4', order)}, 'C' || (${order}), 'person:' || ${uuid('00c5', n)},
      ${uuid('00c5', n)}::text, ${state}, 'CNY', 1000, 0, 0, 50, 1000, '{}', ${placedAt}, ${shippedAt}, 1
    from ${each}`.execute(db);
  await sql`insert into order_line (store_id, order_id, line_no, product_id, sku_id, category_id, title, options, quantity,
      unit_price_minor, goods_minor, freight_minor, goods_tax_minor, freight_tax_minor, fee_ppm, fee_reason, fee_minor)
    select ${uuid('00c1', n)}, ${uuid('00c4', order)}, 1, ${uuid('00c2', n)}, ${uuid('00c3', n)}, ${uuid('00c2', n)}, '{"en": "Crowd"}', '[]', 1,
      1000, 1000, 0, 0, 0, 50000, 'standard', 50
    from ${each}`.execute(db);
  await sql`analyze`.execute(db);
}
