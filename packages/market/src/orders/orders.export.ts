import { type Address, toPublicId } from '@hazumi/contracts';
import { minorToJson } from '@hazumi/policy';
import { sql } from 'kysely';
import type { LocalText } from '../catalogue/catalogue.tables.ts';
import type { Db } from '../kernel/database.ts';

interface ExportRow {
  id: string;
  number: string;
  state: string;
  currency: string;
  total_minor: bigint;
  refunded_minor: bigint;
  address: Address;
  note: string | null;
  placed_at: Date;
  names: LocalText;
  lines: { title: LocalText; options: LocalText[]; quantity: number; unitPriceMinor: number }[];
}

/** Every order of a person, oldest first, for the copy of their data that they may ask for: one query, by orders_buyer. */
export async function exportOrders(db: Db, personId: string) {
  const { rows } = await sql<ExportRow>`
    select o.id, o.number, o.state, o.currency, o.total_minor, o.refunded_minor, o.address, o.note, o.placed_at, s.names,
      (select jsonb_agg(jsonb_build_object('title', l.title, 'options', l.options, 'quantity', l.quantity,
          'unitPriceMinor', l.unit_price_minor) order by l.line_no)
        from order_line l where l.store_id = o.store_id and l.order_id = o.id) as lines
    from orders o join store s on s.id = o.store_id
    where o.buyer = ${`person:${personId}`}
    order by o.placed_at, o.id`.execute(db);
  return rows.map((row) => ({
    id: toPublicId('order', row.id),
    number: row.number,
    storeName: row.names,
    state: row.state,
    currency: row.currency,
    totalMinor: minorToJson(row.total_minor),
    refundedMinor: minorToJson(row.refunded_minor),
    address: row.address,
    note: row.note,
    placedAt: row.placed_at.toISOString(),
    lines: row.lines,
  }));
}
