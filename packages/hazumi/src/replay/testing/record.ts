/** A small record of made-up orders with everything that real ones have: several sellers, methods, payments, and odd sums. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const hex = (digit: string): string => digit.repeat(32);

export const seller = { ana: hex('a'), bia: hex('b'), caio: 'caio' } as const;
export const product = { lamp: hex('1'), mug: hex('2'), chair: hex('3'), yacht: hex('4') } as const;

/** What each order is there for. */
export const order = {
  card: 'order-card',
  twoSellers: 'order-two-sellers',
  slip: 'order-slip',
  sameTwice: 'order-same-twice',
  twoPrices: 'order-two-prices',
  interest: 'order-interest',
  oneCentMore: 'order-one-cent-more',
  oneCentLess: 'order-one-cent-less',
  tooMuch: 'order-too-much',
  vouchers: 'order-vouchers',
  tooManyVouchers: 'order-too-many-vouchers',
  tooLittle: 'order-too-little',
  unpaid: 'order-unpaid',
  refused: 'order-refused',
} as const;

type Item = [
  order: string,
  number: number,
  product: string,
  seller: string,
  limit: string,
  price: string,
  freight: string,
];
type Payment = [order: string, sequence: number, type: string, instalments: number, value: string];

const items: Item[] = [
  [order.card, 1, product.lamp, seller.ana, '2017-03-10 12:00:00', '50.00', '10.00'],
  [order.twoSellers, 1, product.lamp, seller.ana, '2017-04-10 12:00:00', '55.00', '12.50'],
  [order.twoSellers, 2, product.mug, seller.bia, '2017-04-11 12:00:00', '9.90', '0.00'],
  [order.slip, 1, product.mug, seller.bia, '2017-04-20 09:30:00', '9.90', '5.10'],
  [order.sameTwice, 1, product.mug, seller.bia, '2017-05-02 00:00:00', '8.00', '4.00'],
  [order.sameTwice, 2, product.mug, seller.bia, '2017-05-02 00:00:00', '8.00', '4.00'],
  [order.twoPrices, 1, product.chair, seller.caio, '2017-05-20 00:00:00', '100.00', '30.00'],
  [order.twoPrices, 2, product.chair, seller.caio, '2017-05-20 00:00:00', '90.00', '30.00'],
  [order.interest, 1, product.chair, seller.caio, '2017-06-01 00:00:00', '100.00', '20.00'],
  [order.oneCentMore, 1, product.lamp, seller.bia, '2017-06-10 00:00:00', '40.00', '7.00'],
  [order.oneCentLess, 1, product.lamp, seller.bia, '2017-06-11 00:00:00', '40.00', '7.00'],
  [order.tooMuch, 1, product.lamp, seller.bia, '2017-06-12 00:00:00', '40.00', '7.00'],
  [order.vouchers, 1, product.mug, seller.bia, '2017-07-01 00:00:00', '8.00', '4.00'],
  [order.tooManyVouchers, 1, product.mug, seller.bia, '2017-07-02 00:00:00', '8.00', '4.00'],
  [order.tooLittle, 1, product.lamp, seller.ana, '2017-07-10 00:00:00', '50.00', '10.00'],
  [order.unpaid, 1, product.lamp, seller.ana, '2017-07-12 00:00:00', '50.00', '10.00'],
  // The market's policy knows a highest price, and this is above it.
  [order.refused, 1, product.yacht, seller.caio, '2017-07-20 00:00:00', '99999999.00', '0.00'],
];

const payments: Payment[] = [
  // Out of order in the file, as real records are.
  [order.twoSellers, 2, 'credit_card', 2, '67.40'],
  [order.twoSellers, 1, 'voucher', 1, '10.00'],
  [order.card, 1, 'credit_card', 1, '60.00'],
  [order.slip, 1, 'boleto', 1, '15.00'],
  [order.sameTwice, 1, 'debit_card', 1, '24.00'],
  [order.twoPrices, 1, 'credit_card', 10, '250.00'],
  [order.interest, 1, 'credit_card', 4, '70.00'],
  [order.interest, 2, 'credit_card', 4, '63.33'],
  [order.oneCentMore, 1, 'credit_card', 1, '47.01'],
  [order.oneCentLess, 1, 'credit_card', 0, '46.99'],
  [order.tooMuch, 1, 'credit_card', 1, '50.00'],
  ...Array.from(
    { length: 22 },
    (_, at): Payment => [order.vouchers, at + 1, 'voucher', 1, at < 21 ? '0.50' : '1.50'],
  ),
  [order.tooManyVouchers, 1, 'voucher', 1, '10.00'],
  [order.tooManyVouchers, 2, 'voucher', 1, '5.00'],
  [order.tooManyVouchers, 3, 'voucher', 1, '0.00'],
  [order.tooLittle, 1, 'voucher', 1, '20.00'],
  [order.refused, 1, 'credit_card', 1, '99999999.00'],
];

const lifecycles = [
  ['delivered', '2017-01-01 10:00:00', '2017-01-01 10:12:00', '2017-01-03 09:00:00', '2017-01-12 18:30:00'],
  ['delivered', '2017-02-01 10:00:00', '2017-02-01 11:00:00', '2017-02-02 09:00:00', '2017-02-05 18:30:00'],
  ['delivered', '2017-02-10 10:00:00', '2017-02-12 02:00:00', '2017-02-14 09:00:00', '2017-02-25 18:30:00'],
  // Longer than any slip is valid.
  ['delivered', '2017-02-10 10:00:00', '2017-02-20 02:00:00', '2017-02-21 09:00:00', '2017-02-25 18:30:00'],
  // These two say nothing of how long things take: not delivered, and delivered before it was shipped.
  ['canceled', '2017-02-10 10:00:00', '', '', ''],
  ['delivered', '2017-02-10 10:00:00', '2017-02-10 11:00:00', '2017-02-21 09:00:00', '2017-02-11 18:30:00'],
];

export const sellersCsv = csv('seller_id,seller_zip_code_prefix,seller_city,seller_state', [
  [seller.ana, '01310', 'sao paulo', 'SP'],
  [seller.bia, '20031', 'rio de janeiro', 'RJ'],
  [seller.caio, '13450', "santa barbara d'oeste", 'SP'],
]);

export const productsCsv = csv('product_id,product_category_name,product_weight_g', [
  [product.lamp, 'moveis_decoracao', '1800'],
  [product.mug, '', ''],
  [product.chair, 'no_such_category', '5500'],
  [product.yacht, 'esporte_lazer', '9000000'],
]);

const itemsHeader = 'order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value';
const paymentsHeader = 'order_id,payment_sequential,payment_type,payment_installments,payment_value';
const lifecycleHeader =
  'order_status,order_purchase_timestamp,order_approved_at,order_delivered_carrier_date,order_delivered_customer_date';

/** Files of a record by name, as text. */
export type RecordFiles = Record<string, string>;

/** The record, or only these orders of it. */
export function recordFiles(only?: readonly string[]): RecordFiles {
  const isMeant = ([orderId]: Item | Payment): boolean => only?.includes(orderId) ?? true;
  return {
    'sellers.csv': sellersCsv,
    'products.csv': productsCsv,
    'order_items.csv': csv(itemsHeader, items.filter(isMeant)),
    'order_payments.csv': csv(paymentsHeader, payments.filter(isMeant)),
    'lifecycle_of_other_orders.csv': csv(lifecycleHeader, lifecycles),
  };
}

/** Writes a record into a folder, which is made. */
export function writeRecord(folder: string, files: RecordFiles): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** Lines end as in the real files. */
export function csv(header: string, rows: readonly (readonly (string | number)[])[]): string {
  return [header, ...rows.map((row) => row.join(','))].map((line) => `${line}\r\n`).join('');
}
