import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { DEPOSIT_CLAIMS, type DepositClaim, payFromDeposit } from './deposit-claims.ts';
import { sumMinor } from './money.ts';

const claim = (id: string, kind: DepositClaim['kind'], day: number, amountMinor: bigint): DepositClaim => ({
  id,
  kind,
  since: new Date(Date.UTC(2026, 0, day)),
  amountMinor,
});

test('consumers are paid first, the older claim before the newer, and what is left goes on', () => {
  const claims = [
    claim('fee', 'fees', 1, 50n),
    claim('late', 'consumerCompensation', 9, 40n),
    claim('reward', 'clawback', 2, 30n),
    claim('early', 'consumerCompensation', 3, 40n),
  ];
  assert.deepEqual(payFromDeposit(100n, claims), [
    { id: 'early', paidMinor: 40n, owedMinor: 0n },
    { id: 'late', paidMinor: 40n, owedMinor: 0n },
    { id: 'reward', paidMinor: 20n, owedMinor: 10n },
    { id: 'fee', paidMinor: 0n, owedMinor: 50n },
  ]);
});

test('a negative deposit or claim is refused', () => {
  assert.throws(() => payFromDeposit(-1n, []), RangeError);
  assert.throws(() => payFromDeposit(1n, [claim('a', 'fees', 1, -1n)]), RangeError);
});

test('no more is paid than is held, all of it while anything is owed, and no fee while a consumer waits', () => {
  const amount = fc.bigInt(0n, 1_000n);
  const claims = fc
    .array(fc.tuple(fc.constantFrom(...DEPOSIT_CLAIMS), fc.integer({ min: 1, max: 9 }), amount), {
      maxLength: 8,
    })
    .map((rows) => rows.map(([kind, day, minor], index) => claim(`${index}`, kind, day, minor)));
  fc.assert(
    fc.property(amount, claims, (held, list) => {
      const paid = payFromDeposit(held, list);
      assert.deepEqual(payFromDeposit(held, [...list].reverse()), paid);
      const sum = sumMinor(paid.map(({ paidMinor }) => paidMinor));
      const owed = sumMinor(paid.map(({ owedMinor }) => owedMinor));
      assert.equal(sum + owed, sumMinor(list.map(({ amountMinor }) => amountMinor)));
      assert.ok(sum <= held && (owed === 0n || sum === held));
      const of = (id: string) => list.find((each) => each.id === id)?.kind;
      if (paid.some(({ id, owedMinor }) => of(id) === 'consumerCompensation' && owedMinor > 0n))
        assert.ok(paid.every(({ id, paidMinor }) => of(id) === 'consumerCompensation' || paidMinor === 0n));
    }),
  );
});
