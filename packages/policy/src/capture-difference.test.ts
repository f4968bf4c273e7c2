import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { captureDifference } from './capture-difference.ts';
import { defaultDocument as policy } from './document.ts';

const of = (requestedMinor: bigint, capturedMinor: bigint, instalments = 1) =>
  captureDifference({ requestedMinor, capturedMinor, instalments }, policy);

test('what is captured as asked differs in nothing', () => {
  assert.deepEqual(of(6_372n, 6_372n), { accepted: true, differenceMinor: 0n, name: 'none' });
  assert.deepEqual(of(0n, 0n), { accepted: true, differenceMinor: 0n, name: 'none' });
});

test('two minor units either way are rounding, three are not', () => {
  assert.deepEqual(of(7_075n, 7_076n), { accepted: true, differenceMinor: 1n, name: 'rounding' });
  assert.deepEqual(of(7_075n, 7_073n), { accepted: true, differenceMinor: -2n, name: 'rounding' });
  assert.deepEqual(of(7_075n, 7_072n), { accepted: false, differenceMinor: -3n, name: 'underpaid' });
  assert.deepEqual(of(7_075n, 7_078n), { accepted: true, differenceMinor: 3n, name: 'overpaid' });
});

test('a large payment has a larger tolerance', () => {
  assert.equal(of(100_000_000n, 100_001_000n).name, 'rounding');
  assert.equal(of(100_000_000n, 100_001_001n).name, 'overpaid');
});

test('what an instalment payment brings beyond the request is interest, up to half of it', () => {
  assert.deepEqual(of(6_372n, 7_202n, 7), {
    accepted: true,
    differenceMinor: 830n,
    name: 'instalmentInterest',
  });
  assert.equal(of(6_372n, 7_202n, 1).name, 'overpaid');
  assert.equal(of(10_000n, 15_000n, 3).name, 'instalmentInterest');
  assert.equal(of(10_000n, 15_001n, 3).name, 'overpaid');
  assert.equal(of(10_000n, 9_000n, 3).name, 'underpaid');
});

test('nothing captured is never rounding, however little was asked', () => {
  assert.deepEqual(of(1n, 0n), { accepted: false, differenceMinor: -1n, name: 'underpaid' });
});

test('whether an overpayment pays is for the policy to say; its name stays', () => {
  const strict = { payments: { ...policy.payments, overpaymentAccepted: false } };
  const difference = captureDifference({ requestedMinor: 100n, capturedMinor: 200n, instalments: 1 }, strict);
  assert.deepEqual(difference, { accepted: false, differenceMinor: 100n, name: 'overpaid' });
});

test('the difference is exact, its name says its sign, and paying more never loses the acceptance', () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 10n });
  fc.assert(
    fc.property(
      amount,
      fc.bigInt({ min: 0n, max: 10n ** 10n }),
      fc.integer({ min: 1, max: 24 }),
      (asked, got, parts) => {
        const { accepted, differenceMinor, name } = of(asked, got, parts);
        assert.equal(differenceMinor, got - asked);
        if (name === 'none') assert.equal(differenceMinor, 0n);
        if (name === 'overpaid' || name === 'instalmentInterest') assert.ok(differenceMinor > 0n);
        assert.equal(accepted, name !== 'underpaid');
        if (accepted) assert.ok(of(asked, got + 1n, parts).accepted);
      },
    ),
  );
});
