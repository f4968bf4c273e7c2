/** Reads the files of a record. A row that cannot be what it should be is refused with a reason, and the rest goes on. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromDecimal } from '@hazumi/policy';
import { StartProblem } from '../start.problem.ts';
import { MissingColumn, type Row, readCsv } from './csv.ts';
import type {
  Lifecycle,
  RecordLine,
  RecordOrder,
  RecordPayment,
  RecordProduct,
  RecordSeller,
  RefusedRow,
  TradeRecord,
} from './record.ts';

/** The record's only currency. */
export const recordCurrency = 'BRL';

const files = {
  sellers: 'sellers.csv',
  products: 'products.csv',
  items: 'order_items.csv',
  payments: 'order_payments.csv',
  lifecycles: 'lifecycle_of_other_orders.csv',
} as const;

/** What a row is refused for. */
class Broken extends Error {}

type Table = { name: string; text: string };

/**
 * Reads the five files of the folder.
 *
 * @throws StartProblem where a file is missing or lacks a column
 */
export function readRecord(folder: string): TradeRecord {
  const digest = createHash('sha256');
  const table = (name: string): Table => {
    const bytes = readTable(folder, name);
    digest.update(`${name} ${bytes.length} `).update(bytes);
    return { name, text: bytes.toString('utf8') };
  };
  const refused: RefusedRow[] = [];
  const sellers = readSellers(table(files.sellers), refused);
  const products = readProducts(table(files.products), refused);
  const orders = readItems(table(files.items), sellers, products, refused);
  readPayments(table(files.payments), orders, refused);
  const lifecycles = readLifecycles(table(files.lifecycles), refused);
  return {
    digest: digest.digest('hex'),
    sellers,
    products,
    orders: [...orders.values()],
    lifecycles,
    refused,
  };
}

function readTable(folder: string, name: string): Buffer {
  try {
    return readFileSync(join(folder, name));
  } catch (error) {
    throw new StartProblem(
      `${join(folder, name)} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}

function readSellers(table: Table, refused: RefusedRow[]): Map<string, RecordSeller> {
  const sellers = new Map<string, RecordSeller>();
  const columns = ['seller_id', 'seller_zip_code_prefix', 'seller_city', 'seller_state'] as const;
  eachRow(table, columns, refused, ({ line, cells }) => {
    const id = idIn(cells.seller_id, 'seller_id');
    if (sellers.has(id)) throw new Broken(`seller ${id} is there already`);
    const postalCode = cells.seller_zip_code_prefix;
    sellers.set(id, { line, id, postalCode, city: cells.seller_city, region: cells.seller_state });
  });
  return sellers;
}

function readProducts(table: Table, refused: RefusedRow[]): Map<string, RecordProduct> {
  const products = new Map<string, RecordProduct>();
  const columns = ['product_id', 'product_category_name', 'product_weight_g'] as const;
  eachRow(table, columns, refused, ({ cells }) => {
    const id = idIn(cells.product_id, 'product_id');
    if (products.has(id)) throw new Broken(`product ${id} is there already`);
    const weight = cells.product_weight_g;
    if (weight !== '' && !/^\d{1,7}(\.\d+)?$/.test(weight))
      throw new Broken(`product_weight_g "${weight}" is no weight`);
    const weightGrams = weight === '' ? null : Math.round(Number(weight));
    products.set(id, { id, category: cells.product_category_name, weightGrams });
  });
  return products;
}

function readItems(
  table: Table,
  sellers: ReadonlyMap<string, RecordSeller>,
  products: ReadonlyMap<string, RecordProduct>,
  refused: RefusedRow[],
): Map<string, RecordOrder> {
  const orders = new Map<string, RecordOrder>();
  const seen = new Set<string>();
  const columns = [
    'order_id',
    'order_item_id',
    'product_id',
    'seller_id',
    'shipping_limit_date',
    'price',
    'freight_value',
  ] as const;
  eachRow(table, columns, refused, ({ line, cells }) => {
    const orderId = idIn(cells.order_id, 'order_id');
    const item: RecordLine = {
      line,
      number: countIn(cells.order_item_id, 'order_item_id', 1),
      sellerId: idIn(cells.seller_id, 'seller_id'),
      productId: idIn(cells.product_id, 'product_id'),
      priceMinor: amountIn(cells.price, 'price'),
      freightMinor: amountIn(cells.freight_value, 'freight_value'),
      shippingLimit: instantIn(cells.shipping_limit_date, 'shipping_limit_date'),
    };
    if (!sellers.has(item.sellerId)) throw new Broken(`unknown seller ${item.sellerId}`);
    if (!products.has(item.productId)) throw new Broken(`unknown product ${item.productId}`);
    once(seen, `${orderId} ${item.number}`, `order ${orderId} has a line ${item.number} already`);
    const order = orders.get(orderId);
    if (order === undefined) orders.set(orderId, { id: orderId, lines: [item], payments: [] });
    else order.lines.push(item);
  });
  for (const order of orders.values()) order.lines.sort((a, b) => a.number - b.number);
  return orders;
}

/** The record's words for how something was paid. */
const methods: Readonly<Record<string, RecordPayment['method']>> = {
  credit_card: 'card',
  debit_card: 'card',
  boleto: 'slip',
  voucher: 'voucher',
};

function readPayments(table: Table, orders: ReadonlyMap<string, RecordOrder>, refused: RefusedRow[]): void {
  const seen = new Set<string>();
  const columns = [
    'order_id',
    'payment_sequential',
    'payment_type',
    'payment_installments',
    'payment_value',
  ] as const;
  eachRow(table, columns, refused, ({ line, cells }) => {
    const orderId = idIn(cells.order_id, 'order_id');
    const method = Object.hasOwn(methods, cells.payment_type) ? methods[cells.payment_type] : undefined;
    if (method === undefined) throw new Broken(`unknown payment_type "${cells.payment_type}"`);
    const payment: RecordPayment = {
      line,
      sequence: countIn(cells.payment_sequential, 'payment_sequential', 1),
      method,
      // Some records write 0 for a payment at once.
      instalments: Math.max(1, countIn(cells.payment_installments, 'payment_installments', 0)),
      amountMinor: amountIn(cells.payment_value, 'payment_value'),
    };
    if (payment.instalments > 24) throw new Broken('more than 24 instalments');
    const order = orders.get(orderId);
    if (order === undefined) throw new Broken(`order ${orderId} has no good row in ${files.items}`);
    once(
      seen,
      `${orderId} ${payment.sequence}`,
      `order ${orderId} has a payment ${payment.sequence} already`,
    );
    order.payments.push(payment);
  });
  for (const order of orders.values()) order.payments.sort((a, b) => a.sequence - b.sequence);
}

/** Orders that were delivered, with their steps in the order in which things happen; the others say nothing of how long it takes. */
function readLifecycles(table: Table, refused: RefusedRow[]): Lifecycle[] {
  const lifecycles: Lifecycle[] = [];
  const columns = [
    'order_status',
    'order_purchase_timestamp',
    'order_approved_at',
    'order_delivered_carrier_date',
    'order_delivered_customer_date',
  ] as const;
  eachRow(table, columns, refused, ({ cells }) => {
    const steps = columns
      .slice(1)
      .map((column) => (cells[column] === '' ? undefined : instantIn(cells[column], column)));
    const [purchase, approval, carrier, delivery] = steps;
    if (cells.order_status !== 'delivered') return;
    if (purchase === undefined || approval === undefined || carrier === undefined || delivery === undefined)
      return;
    if (approval < purchase || carrier < approval || delivery < carrier) return;
    lifecycles.push({
      approvalMs: approval - purchase,
      carrierMs: carrier - approval,
      deliveryMs: delivery - carrier,
    });
  });
  if (lifecycles.length === 0)
    throw new StartProblem(`${table.name} holds no delivered order to draw timelines from.`);
  return lifecycles;
}

function eachRow<Column extends string>(
  table: Table,
  columns: readonly Column[],
  refused: RefusedRow[],
  take: (row: Row<Column>) => void,
): void {
  const refuse = (line: number, reason: string) => void refused.push({ file: table.name, line, reason });
  try {
    for (const reading of readCsv(table.text, columns)) {
      if (!reading.ok) {
        refuse(reading.line, reading.reason);
        continue;
      }
      try {
        take(reading.row);
      } catch (error) {
        if (!(error instanceof Broken)) throw error;
        refuse(reading.row.line, error.message);
      }
    }
  } catch (error) {
    if (!(error instanceof MissingColumn)) throw error;
    throw new StartProblem(`${table.name} has no column ${error.column}.`);
  }
}

function once(seen: Set<string>, key: string, reason: string): void {
  if (seen.has(key)) throw new Broken(reason);
  seen.add(key);
}

function idIn(text: string, column: string): string {
  if (!/^[\w-]{1,50}$/.test(text))
    throw new Broken(text === '' ? `${column} is empty` : `${column} "${text}" is no id`);
  return text;
}

function countIn(text: string, column: string, least: number): number {
  const count = /^\d{1,4}$/.test(text) ? Number(text) : -1;
  if (count < least) throw new Broken(`${column} "${text}" is no number from ${least} to 9999`);
  return count;
}

function amountIn(text: string, column: string): bigint {
  const amount = /^\d{1,9}(\.\d+)?$/.test(text) ? fromDecimal(text, recordCurrency) : null;
  if (amount === null) throw new Broken(`${column} "${text}" is no amount`);
  return amount;
}

/** The record says no time zone; its instants are read as UTC. */
function instantIn(text: string, column: string): number {
  const match = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (match ?? []).slice(1).map(Number);
  const instant = Date.UTC(year, month - 1, day, hour, minute, second);
  // A 31st of February comes out as another text than it went in.
  if (match === null || new Date(instant).toISOString().slice(0, 19).replace('T', ' ') !== text) {
    throw new Broken(`${column} "${text}" is no date and time`);
  }
  return instant;
}
