import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { defaultDocument } from '@hazumi/policy';
import { temporaryFolder } from '../testing/program.ts';
import { goodsKey, type Plan, type PlannedOrder, planReplay, stepsOf } from './plan.ts';
import { readRecord } from './record.read.ts';
import type { TradeRecord } from './record.ts';
import { order, product, recordFiles, seller, writeRecord } from './testing/record.ts';

const dayMs = 86_400_000;

describe('the plan of a replay', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let record: TradeRecord;
  let plan: Plan;
  before(() => {
    folder = temporaryFolder();
    record = readRecord(writeRecord(folder.path, recordFiles()));
    plan = planReplay(record, defaultDocument);
  });
  after(() => folder.remove());
  const planned = (id: string): PlannedOrder => {
    const found = plan.orders.find((one) => one.record.id === id);
    assert.ok(found);
    return found;
  };

  it('is the same whenever it is made, whatever the order of the files', () => {
    const backwards = { ...record, orders: record.orders.toReversed() };
    const again = planReplay(backwards, defaultDocument);
    const shape = ({ orders }: Plan) => orders.map((one) => [one.record.id, one.timeline]);
    assert.deepEqual(shape(again), shape(plan));
  });

  it('places every order two to seven days and its approval before the earliest limit', () => {
    for (const one of plan.orders) {
      const limit = Math.min(...one.lines.map((line) => line.shippingLimit));
      const before = limit - one.timeline.placedAt;
      assert.ok(before >= 2 * dayMs && before <= 17 * dayMs + 3_600_000, `${one.record.id}: ${before}`);
    }
    const times = plan.orders.map((one) => one.timeline.placedAt);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
  });

  it('pays slips before they run out, all else at once', () => {
    for (const one of plan.orders) {
      const isSlip = one.record.id === order.slip;
      const waited = one.timeline.slipPaidAt - one.timeline.placedAt;
      if (isSlip) assert.ok(waited > 0 && waited < defaultDocument.orders.slipValidityDays * dayMs);
      else assert.equal(waited, 0);
    }
  });

  it('lets every order go its steps in their order', () => {
    const steps = stepsOf(plan.orders);
    const times = steps.map((step) => step.at);
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(steps.map((step) => step.name)).size, steps.length);
    const kinds = (id: string) =>
      steps.filter((step) => step.order.record.id === id).map((step) => `${step.kind} ${step.parcel}`);
    assert.deepEqual(kinds(order.card), ['place 0', 'ship 0', 'deliver 0']);
    assert.deepEqual(kinds(order.slip), ['place 0', 'slip 0', 'ship 0', 'deliver 0']);
    assert.deepEqual(kinds(order.twoSellers).toSorted(), [
      'deliver 0',
      'deliver 1',
      'place 0',
      'ship 0',
      'ship 1',
    ]);
    // What is never covered is never shipped.
    assert.deepEqual(kinds(order.tooLittle), ['place 0']);
    assert.deepEqual(kinds(order.unpaid), ['place 0']);
  });

  it('puts a product into the store of each seller that sells it, with the pieces that are needed', () => {
    const goods = [...plan.goods.values()].flat();
    const pieces = new Map(
      goods.map((one) => [
        goodsKey(one.sellerId, one.productId),
        one.variants.map((variant) => variant.pieces),
      ]),
    );
    assert.deepEqual(
      pieces,
      new Map([
        [goodsKey(seller.ana, product.lamp), [4]],
        [goodsKey(seller.bia, product.mug), [6]],
        [goodsKey(seller.bia, product.lamp), [3]],
        // Two prices at a time are two variants.
        [goodsKey(seller.caio, product.chair), [2, 1]],
        [goodsKey(seller.caio, product.yacht), [1]],
      ]),
    );
    assert.deepEqual(
      planned(order.sameTwice).lines.map((line) => line.variant),
      [0, 0],
    );
    assert.deepEqual(
      planned(order.twoPrices).lines.map((line) => line.variant),
      [0, 1],
    );
  });

  it('names each category of the real marketplace once', async () => {
    const { categorySlug } = await import('./categories.ts');
    assert.equal(categorySlug('cama_mesa_banho'), 'bedding');
    assert.equal(categorySlug(''), 'other');
    assert.equal(categorySlug('constructor'), 'other');
  });
});
