import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import { fakeSaleReturn, fakeSaleRules } from './fake-sale-return.ts';
import { HANDBOOK_BASE_MINOR, HANDBOOK_COST_MINOR, HANDBOOK_ORDERS } from './testing/handbook-2022.ts';

const rules = fakeSaleRules('CNY', policy);
const base = Number(HANDBOOK_BASE_MINOR);

test("the handbook's attack of 2022 loses money at the defaults, caught or not", () => {
  const total = (caught: number) =>
    HANDBOOK_ORDERS * fakeSaleReturn(base, 0.05, HANDBOOK_COST_MINOR, caught, rules);
  // Never caught: fee 495, rebate 396, traffic .8 x 99, and one yuan a number: -119.8 an order.
  assert.ok(Math.abs(total(0) - HANDBOOK_ORDERS * -119.8) < 1e-6, `${total(0)}`);
  // Always caught, as the exclusions do: the fee, the cost and the stake of 2/3 of the rebate.
  assert.ok(Math.abs(total(1) - HANDBOOK_ORDERS * -859) < 1e-6, `${total(1)}`);
});

test('no fake sale pays at the defaults, whatever its size and fee, even free of cost and never caught', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10 ** 9 }),
      fc.integer({ min: 1, max: 100_000 }),
      share,
      (amount, feePpm, caught) => {
        assert.ok(fakeSaleReturn(amount, feePpm / 1_000_000, 0, caught, rules) < 0);
        assert.ok(
          fakeSaleReturn(amount, feePpm / 1_000_000, 0, caught, rules) <=
            fakeSaleReturn(amount, feePpm / 1_000_000, 0, 0, rules) + 1e-9 * amount,
        );
      },
    ),
  );
});

test('it would pay if traffic were worth more than the fees that stay: that is what the cap is for', () => {
  const uncapped = { ...rules, kappa: 2 };
  assert.ok(fakeSaleReturn(base, 0.05, 0, 0, uncapped) > 0);
});
