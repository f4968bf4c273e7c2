/** The record that is replayed, as the program holds it: sums in minor units, instants in milliseconds since 1970 (UTC). */

export interface RecordLine {
  /** the row's line in order_items.csv */
  line: number;
  /** order_item_id: the line's number in its order */
  number: number;
  sellerId: string;
  productId: string;
  priceMinor: bigint;
  freightMinor: bigint;
  /** until when the seller should have handed it to the carrier */
  shippingLimit: number;
}

export interface RecordPayment {
  /** the row's line in order_payments.csv */
  line: number;
  /** payment_sequential: payments of an order are made in this order */
  sequence: number;
  method: 'card' | 'slip' | 'voucher';
  /** 1: at once */
  instalments: number;
  amountMinor: bigint;
}

export interface RecordOrder {
  id: string;
  /** in order of their number; at least one */
  lines: RecordLine[];
  /** in order of their sequence */
  payments: RecordPayment[];
}

export interface RecordSeller {
  /** the row's line in sellers.csv */
  line: number;
  id: string;
  postalCode: string;
  city: string;
  region: string;
}

export interface RecordProduct {
  id: string;
  /** product_category_name; '' where the record has none */
  category: string;
  weightGrams: number | null;
}

/** How long an order of the same market took from one step to the next, milliseconds. */
export interface Lifecycle {
  approvalMs: number;
  carrierMs: number;
  deliveryMs: number;
}

export interface RefusedRow {
  file: string;
  line: number;
  reason: string;
}

/** What the files of a folder hold: good rows, put together, and the others with what is wrong with them. */
export interface TradeRecord {
  /** SHA-256 of the files, hexadecimal: the same record has the same */
  digest: string;
  sellers: Map<string, RecordSeller>;
  products: Map<string, RecordProduct>;
  orders: RecordOrder[];
  lifecycles: Lifecycle[];
  refused: RefusedRow[];
}

export const totalOf = (order: RecordOrder): bigint =>
  order.lines.reduce((sum, line) => sum + line.priceMinor + line.freightMinor, 0n);

/** The sellers of an order, in the order in which its lines name them. */
export const sellersOf = (order: RecordOrder): string[] => [
  ...new Set(order.lines.map((line) => line.sellerId)),
];
