import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { defaultDocument } from '@hazumi/policy';
import { temporaryFolder } from '../testing/program.ts';
import { type PlannedOrder, planReplay } from './plan.ts';
import type { Found, FoundOrder } from './readback.ts';
import { type Reconciliation, reconcile } from './reconcile.ts';
import { readRecord } from './record.read.ts';
import { differencesFromFile, reportJson, reportText } from './report.ts';
import { order, recordFiles, writeRecord } from './testing/record.ts';

const ids = [order.card, order.twoSellers, order.interest, order.tooLittle];

describe('the reconciliation', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let orders: PlannedOrder[];
  let found: Found;
  before(() => {
    folder = temporaryFolder();
    orders = planReplay(readRecord(writeRecord(folder.path, recordFiles(ids))), defaultDocument).orders;
  });
  after(() => folder.remove());
  beforeEach(() => {
    found = asRecorded(orders);
  });
  const part = (id: string): FoundOrder => {
    const one = found.orders.find(({ recordId }) => recordId === id);
    assert.ok(one);
    return one;
  };
  const check = (refused = new Map<string, string>()): Reconciliation => reconcile(orders, refused, found);
  const finds = (...faults: RegExp[]) => {
    const { unexplained } = check();
    assert.equal(unexplained.length, faults.length, unexplained.join('\n'));
    for (const [at, fault] of faults.entries()) assert.match(unexplained[at] ?? '', fault);
  };

  it('finds nothing but what has a name where the market has what the record has', () => {
    const { measures, named, unexplained } = check();
    assert.deepEqual(unexplained, []);
    const numbers = Object.fromEntries(Object.entries(measures).map(([name, one]) => [name, one.expected]));
    assert.deepEqual(numbers, {
      orders: 4n,
      lines: 5n,
      sellers: 3n,
      products: 3n,
      multi_seller_orders: 1n,
      goods_cents: 26_490n,
      freight_cents: 5_250n,
      payments_cents: 29_073n,
    });
    for (const one of Object.values(measures)) assert.equal(one.found, one.expected);
    assert.deepEqual(
      named.map(({ orderId, totalMinor, paidMinor, name }) => [orderId, totalMinor, paidMinor, name]),
      [
        [order.interest, 12_000n, 13_333n, 'instalmentInterest'],
        [order.tooLittle, 6_000n, 2_000n, 'neverCovered'],
      ],
    );
    const text = reportText({ measures, named, unexplained }, 3, '/there/refused.csv');
    assert.match(text, /^payments_cents +29073 +29073$/m);
    assert.match(text, /^order-interest +120\.00 +133\.33 +13\.33 +instalmentInterest$/m);
    assert.match(text, /3 rows were refused: \/there\/refused\.csv/);
    assert.deepEqual(JSON.parse(reportJson({ measures, named, unexplained }, 0n, 3)), {
      orders: { expected: 4, found: 4 },
      lines: { expected: 5, found: 5 },
      sellers: { expected: 3, found: 3 },
      products: { expected: 3, found: 3 },
      multi_seller_orders: { expected: 1, found: 1 },
      goods_cents: { expected: 26_490, found: 26_490 },
      freight_cents: { expected: 5_250, found: 5_250 },
      payments_cents: { expected: 29_073, found: 29_073 },
      trial_balance: 0,
      refused_rows: 3,
    });
  });

  it('finds an order that is missing, doubled, or nobody knows', () => {
    const removed = part(order.card);
    found.orders.splice(found.orders.indexOf(removed), 1);
    finds(
      /^order order-card is not in the market$/,
      /^the ledger has 25740 cents of sales, the paid orders say 19740$/,
    );
    found.orders.push(removed, { ...removed, checkoutId: 'another' });
    finds(
      /^order order-card was placed more than once$/,
      /^order order-card has the lines /,
      /cents of sales/,
    );
    found.orders.pop();
    found.orders.push({ ...removed, recordId: 'stranger', isPaid: false });
    finds(/^the market has an order "stranger" that the record has not$/);
  });

  it('finds one cent in one line', () => {
    const [line] = part(order.twoSellers).lines;
    assert.ok(line);
    line.freightMinor += 1n;
    finds(/^order order-two-sellers has the lines \[.* with 1251 of freight/);
    const { measures } = check();
    assert.equal(measures.freight_cents.found - measures.freight_cents.expected, 1n);
  });

  it('finds goods of another seller or product, and in another number', () => {
    const [line] = part(order.card).lines;
    assert.ok(line);
    line.sellerId = 'somebody';
    finds(/^order order-card has the lines .* by somebody /);
    line.sellerId = orders[0]?.lines[0]?.sellerId;
    line.quantity = 2;
    finds(/^order order-card has the lines \[2 of /);
  });

  it('finds a cent in the payments, in the order and in the ledger', () => {
    const [payment] = found.payments.get(order.card) ?? [];
    assert.ok(payment);
    payment.capturedMinor -= 1n;
    finds(
      /^order order-card has payments of 5999 cents for 6000$/,
      /^the ledger has received 29073 cents, the payments say 29072/,
    );
  });

  it('finds an order that has not come to its end, and one that ended otherwise', () => {
    part(order.card).state = 'shipped';
    part(order.tooLittle).state = 'complete';
    finds(
      /^order order-card is shipped and not complete$/,
      /^order order-too-little is complete and not cancelled$/,
    );
  });

  it('finds stores, goods and books that are off', () => {
    found.otherStores = 1;
    found.productIds.delete([...found.productIds][0] ?? '');
    found.trialBalance = [{ currency: 'BRL', differenceMinor: -7n }];
    finds(/^4 sellers for 3$/, /^2 products for 3$/, /^the books are off by -7 in BRL$/);
  });

  it('takes a refusal of the market for a reason, of that order alone', () => {
    const removed = part(order.card);
    found.orders.splice(found.orders.indexOf(removed), 1);
    found.payments.delete(order.card);
    found.ledger.receivedMinor -= 6_000n;
    found.ledger.soldMinor -= 6_000n;
    const { measures, named, unexplained } = check(new Map([[order.card, 'createProduct: too dear']]));
    assert.deepEqual(unexplained, []);
    assert.deepEqual([measures.orders.expected, measures.orders.found], [4n, 3n]);
    assert.equal(named[0]?.name, 'refused: createProduct: too dear');
    // Without the reason, all of it is a fault.
    assert.notEqual(check().unexplained.length, 0);
  });

  it("compares with the folder's own sums", () => {
    const result = check();
    assert.deepEqual(differencesFromFile({ orders: 4, goods_cents: 26_490 }, result), []);
    assert.deepEqual(differencesFromFile({ orders: 5, lines: '5' }, result), [
      'orders: 5 stated, 4 counted',
      'lines: "5" stated, 5 counted',
    ]);
  });
});

/** A market that has exactly these orders. */
function asRecorded(orders: readonly PlannedOrder[]): Found {
  const found: Found = {
    orders: [],
    payments: new Map(),
    sellerIds: new Set(),
    otherStores: 0,
    productIds: new Set(),
    trialBalance: [{ currency: 'BRL', differenceMinor: 0n }],
    ledger: { receivedMinor: 0n, soldMinor: 0n },
  };
  for (const { record, lines, sellerIds, payment } of orders) {
    const isPaid = payment.missingMinor === 0n;
    for (const sellerId of sellerIds) {
      const own = lines.filter((line) => line.sellerId === sellerId);
      const totalMinor = own.reduce((sum, line) => sum + line.priceMinor + line.freightMinor, 0n);
      found.orders.push({
        recordId: record.id,
        checkoutId: `checkout of ${record.id}`,
        state: isPaid ? 'complete' : 'cancelled',
        isPaid,
        totalMinor,
        lines: own.map(({ productId, priceMinor, freightMinor }) => {
          return { sellerId, productId, quantity: 1, priceMinor, freightMinor };
        }),
      });
      found.sellerIds.add(sellerId);
      if (isPaid) found.ledger.soldMinor += totalMinor;
    }
    for (const line of lines) found.productIds.add(line.productId);
    found.payments.set(
      record.id,
      payment.payments.map(({ askMinor, captureMinor }) => {
        found.ledger.receivedMinor += captureMinor;
        const difference = askMinor === captureMinor ? 'none' : 'instalmentInterest';
        return { capturedMinor: captureMinor, refundedMinor: 0n, difference };
      }),
    );
  }
  return found;
}
