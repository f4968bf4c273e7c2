import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { defaultDocument } from '@hazumi/policy';
import { temporaryFolder } from '../testing/program.ts';
import { planReplay } from './plan.ts';
import { readRecord } from './record.read.ts';
import { csv, order, product, recordFiles, seller, writeRecord } from './testing/record.ts';

const realRecord = resolve(import.meta.dirname, '../../../../../shared/data/olist-orders');
const missing = !existsSync(realRecord) && `there is no ${realRecord}: the real record was not read`;

describe('a record', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  before(() => {
    folder = temporaryFolder();
  });
  after(() => folder.remove());

  const read = (name: string, files = recordFiles()) =>
    readRecord(writeRecord(join(folder.path, name), files));

  it('is put together from its files, lines and payments in their order', () => {
    const record = read('whole');
    assert.deepEqual(record.refused, []);
    assert.equal(record.orders.length, Object.keys(order).length);
    const found = record.orders.find(({ id }) => id === order.twoSellers);
    assert.deepEqual(found, {
      id: order.twoSellers,
      lines: [
        {
          line: 3,
          number: 1,
          sellerId: seller.ana,
          productId: product.lamp,
          priceMinor: 5500n,
          freightMinor: 1250n,
          shippingLimit: Date.UTC(2017, 3, 10, 12),
        },
        {
          line: 4,
          number: 2,
          sellerId: seller.bia,
          productId: product.mug,
          priceMinor: 990n,
          freightMinor: 0n,
          shippingLimit: Date.UTC(2017, 3, 11, 12),
        },
      ],
      payments: [
        { line: 3, sequence: 1, method: 'voucher', instalments: 1, amountMinor: 1000n },
        { line: 2, sequence: 2, method: 'card', instalments: 2, amountMinor: 6740n },
      ],
    });
    assert.deepEqual(record.products.get(product.mug), { id: product.mug, category: '', weightGrams: null });
    // Of six timelines two say nothing.
    assert.equal(record.lifecycles.length, 4);
    assert.deepEqual(record.lifecycles[0], {
      approvalMs: 12 * 60_000,
      carrierMs: (46 * 60 + 48) * 60_000,
      deliveryMs: (9 * 24 + 9.5) * 3_600_000,
    });
  });

  it('has the same digest for the same files only', () => {
    const files = recordFiles();
    assert.equal(read('same', files).digest, read('again', files).digest);
    const others = { ...files, 'products.csv': `${files['products.csv']}\r\n` };
    assert.notEqual(read('other', others).digest, read('again', files).digest);
  });

  it('refuses each broken row with its place and reason, and takes the rest', () => {
    const files = recordFiles([order.card]);
    const append = (name: string, ...lines: string[]) => {
      files[name] += lines.map((line) => `${line}\r\n`).join('');
    };
    const [s, p] = [seller.ana, product.lamp];
    append('sellers.csv', `${s},1,again,SP`, ',1,nobody,SP', 'short,1');
    append('products.csv', `${p},bebes,5`, 'brick,bebes,heavy');
    append(
      'order_items.csv',
      `o1,1,${p},${s},2017-01-01 00:00:00,1.00`,
      `o1,0,${p},${s},2017-01-01 00:00:00,1.00,1.00`,
      `o1,1,${p},nobody,2017-01-01 00:00:00,1.00,1.00`,
      `o1,1,brick,${s},2017-01-01 00:00:00,1.00,1.00`,
      `o1,1,${p},${s},2017-02-30 00:00:00,1.00,1.00`,
      `o1,1,${p},${s},2017-01-01,1.00,1.00`,
      `o1,1,${p},${s},2017-01-01 00:00:00,-1.00,1.00`,
      `o1,1,${p},${s},2017-01-01 00:00:00,1.005,1.00`,
      `o1,1,${p},${s},2017-01-01 00:00:00,1.00,many`,
      `o1,1,${p},${s},2017-01-01 00:00:00,1.00,"1.00`,
      `${order.card},1,${p},${s},2017-01-01 00:00:00,1.00,1.00`,
      `o o,1,${p},${s},2017-01-01 00:00:00,1.00,1.00`,
    );
    append(
      'order_payments.csv',
      `${order.card},1,credit_card,1,60.00`,
      `${order.card},2,barter,1,60.00`,
      `${order.card},2,credit_card,25,60.00`,
      `${order.card},2,credit_card,some,60.00`,
      `${order.card},2,credit_card,1,`,
      'o1,1,credit_card,1,60.00',
    );
    append('lifecycle_of_other_orders.csv', 'delivered,yesterday,,,');
    const record = read('broken', files);
    assert.deepEqual(
      record.orders.map(({ id, lines, payments }) => [id, lines.length, payments.length]),
      [[order.card, 1, 1]],
    );
    assert.deepEqual(
      record.refused.map(({ file, line, reason }) => `${file} ${line} ${reason}`),
      [
        `sellers.csv 5 seller ${s} is there already`,
        'sellers.csv 6 seller_id is empty',
        'sellers.csv 7 2 columns where the header has 4',
        `products.csv 6 product ${p} is there already`,
        'products.csv 7 product_weight_g "heavy" is no weight',
        'order_items.csv 3 6 columns where the header has 7',
        'order_items.csv 4 order_item_id "0" is no number from 1 to 9999',
        'order_items.csv 5 unknown seller nobody',
        'order_items.csv 6 unknown product brick',
        'order_items.csv 7 shipping_limit_date "2017-02-30 00:00:00" is no date and time',
        'order_items.csv 8 shipping_limit_date "2017-01-01" is no date and time',
        'order_items.csv 9 price "-1.00" is no amount',
        'order_items.csv 10 price "1.005" is no amount',
        'order_items.csv 11 freight_value "many" is no amount',
        'order_items.csv 12 a quote is not closed or stands where none may',
        `order_items.csv 13 order ${order.card} has a line 1 already`,
        'order_items.csv 14 order_id "o o" is no id',
        `order_payments.csv 3 order ${order.card} has a payment 1 already`,
        'order_payments.csv 4 unknown payment_type "barter"',
        'order_payments.csv 5 more than 24 instalments',
        'order_payments.csv 6 payment_installments "some" is no number from 0 to 9999',
        'order_payments.csv 7 payment_value "" is no amount',
        'order_payments.csv 8 order o1 has no good row in order_items.csv',
        'lifecycle_of_other_orders.csv 8 order_purchase_timestamp "yesterday" is no date and time',
      ],
    );
  });

  it('says in a sentence which file or column is missing', () => {
    const { 'products.csv': _, ...without } = recordFiles();
    assert.throws(() => read('no-products', without), {
      name: 'StartProblem',
      message: `${join(folder.path, 'no-products', 'products.csv')} cannot be read (ENOENT).`,
    });
    const files = { ...recordFiles(), 'sellers.csv': csv('seller_id,seller_city,seller_state', []) };
    assert.throws(() => read('no-column', files), {
      name: 'StartProblem',
      message: 'sellers.csv has no column seller_zip_code_prefix.',
    });
  });

  it('that is real is read to the cent', { skip: missing }, () => {
    const record = readRecord(realRecord);
    const { orders } = planReplay(record, defaultDocument);
    const lines = orders.flatMap((one) => one.lines);
    const payments = record.orders.flatMap((one) => one.payments);
    const sum = (amounts: bigint[]) => Number(amounts.reduce((total, amount) => total + amount, 0n));
    const { orders_paid_within_2_cents: _, ...expected } = JSON.parse(
      readFileSync(join(realRecord, 'expected.json'), 'utf8'),
    );
    assert.deepEqual(record.refused, []);
    assert.deepEqual(
      {
        orders: orders.length,
        lines: lines.length,
        sellers: new Set(lines.map((line) => line.sellerId)).size,
        products: new Set(lines.map((line) => line.productId)).size,
        multi_seller_orders: orders.filter((one) => one.sellerIds.length > 1).length,
        goods_cents: sum(lines.map((line) => line.priceMinor)),
        freight_cents: sum(lines.map((line) => line.freightMinor)),
        payments_cents: sum(payments.map((payment) => payment.amountMinor)),
        payment_rows: payments.length,
        currency: 'BRL',
      },
      expected,
    );
    // What the market will capture is what the record paid, order by order.
    for (const { record: one, payment } of orders) {
      assert.equal(
        sum(payment.payments.map(({ captureMinor }) => captureMinor)),
        sum(one.payments.map(({ amountMinor }) => amountMinor)),
      );
    }
  });
});
