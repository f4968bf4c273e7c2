import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  type DepositFacts,
  depositDecision,
  depositRules,
  depositStage,
  depositWithholding,
  releasedOf,
  requiredDeposit,
} from './deposit.ts';
import { defaultDocument as policy } from './document.ts';
import { explain } from './explain.ts';

const rules = depositRules(['apparel'], 'CNY', policy);
const yuan = (amount: number) => BigInt(amount) * 100n;
const facts: DepositFacts = {
  categories: ['apparel'],
  currency: 'CNY',
  turnoverMinor: 0n,
  unvestedRewardsMinor: 0n,
  heldMinor: 0n,
  shortfallDays: null,
  excessDays: null,
};
const decide = (change: Partial<DepositFacts>) => depositDecision({ ...facts, ...change }, policy);

test('nothing at opening; then the tier of the trailing turnover, from its threshold on', () => {
  const required = (turnover: bigint) => decide({ turnoverMinor: turnover }).requiredMinor;
  assert.equal(required(0n), 0n);
  assert.equal(required(yuan(5_000) - 1n), 0n);
  const ladder = [
    [5_000, 100],
    [10_000, 500],
    [50_000, 1_000],
    [100_000, 3_000],
    [500_000, 10_000],
  ] as const;
  for (const [from, tier] of ladder) assert.equal(required(yuan(from)), yuan(tier), `${from}`);
  assert.equal(required(-yuan(100)), 0n);
  assert.deepEqual(decide({ turnoverMinor: yuan(5_000) }).fields, ['/deposit/tiers', '/deposit/graceDays']);
});

test('a strict category has a base, and of several the highest counts', () => {
  const strict = decide({ categories: ['apparel', 'jewellery'] });
  assert.equal(strict.requiredMinor, yuan(10_000));
  assert.equal(strict.decidedBy, 'category');
  assert.equal(strict.fields[0], '/deposit/baseByCategory/jewellery');
  const two = {
    ...policy,
    deposit: {
      ...policy.deposit,
      baseByCategory: {
        toys: { currency: 'CNY', amountMinor: 5 },
        food: { currency: 'CNY', amountMinor: 9 },
      },
    },
  };
  assert.equal(depositDecision({ ...facts, categories: ['food', 'toys'] }, two).requiredMinor, 9n);
});

test('it stands against fraud for what is not vested: (1 - q) / q of it', () => {
  const stake = decide({ turnoverMinor: yuan(5_000), unvestedRewardsMinor: yuan(300) });
  assert.equal(stake.requiredMinor, yuan(200));
  assert.equal(stake.decidedBy, 'stake');
  assert.equal(stake.fields[0], '/deposit/fraudCaughtPpm');
  assert.equal(decide({ turnoverMinor: yuan(5_000), unvestedRewardsMinor: yuan(30) }).decidedBy, 'tier');
});

test('amounts are read in the currency of the store', () => {
  assert.equal(decide({ currency: 'JPY', turnoverMinor: 100_000n }).requiredMinor, 2_000n);
  assert.throws(() => decide({ currency: 'CHF' }), RangeError);
});

test('a fifth of each settlement is withheld while it falls short, and no more than it lacks', () => {
  assert.equal(depositWithholding(1_000n, 0n, 10_000n, rules), 200n);
  assert.equal(depositWithholding(1_000n, 9_900n, 10_000n, rules), 100n);
  assert.equal(depositWithholding(1_000n, 10_000n, 10_000n, rules), 0n);
  assert.equal(depositWithholding(-1_000n, 0n, 10_000n, rules), 0n);
});

test('a lasting shortfall freezes withdrawals after 15 days, listings after 45, and delists after 60', () => {
  const stages = [0, 14.99, 15, 44.99, 45, 59.99, 60, 1_000].map((days) => depositStage(days, rules));
  assert.deepEqual(stages, [
    'grace',
    'grace',
    'withdrawalsFrozen',
    'withdrawalsFrozen',
    'listingStopped',
    'listingStopped',
    'delisted',
    'delisted',
  ]);
  const short = decide({ turnoverMinor: yuan(5_000), shortfallDays: 20 });
  assert.deepEqual([short.stage, short.shortfallMinor], ['withdrawalsFrozen', yuan(100)]);
  // What was made up for is forgotten, however long it had lasted.
  assert.equal(
    decide({ turnoverMinor: yuan(5_000), heldMinor: yuan(100), shortfallDays: 90 }).stage,
    'inOrder',
  );
});

test('excess is released only when it is large and lasting', () => {
  const release = (held: number, days: number) => releasedOf(held, 10_000, days, rules);
  assert.equal(release(12_000, 365), 0);
  assert.equal(release(12_001, 29), 0);
  assert.equal(release(12_001, 30), 2_001);
  assert.equal(releasedOf(500, 0, 30, rules), 500);
  const decision = decide({ turnoverMinor: yuan(5_000), heldMinor: yuan(500), excessDays: 30 });
  assert.deepEqual([decision.isInExcess, decision.releasedMinor], [true, yuan(400)]);
});

const amount = fc.bigInt(0n, 10n ** 10n);
const anyFacts: fc.Arbitrary<DepositFacts> = fc.record({
  categories: fc.subarray(['apparel', 'jewellery', 'books']),
  currency: fc.constantFrom('CNY', 'JPY', 'USD'),
  turnoverMinor: amount,
  unvestedRewardsMinor: amount,
  heldMinor: amount,
  shortfallDays: fc.option(fc.nat(100)),
  excessDays: fc.option(fc.nat(100)),
});

test('more turnover or unvested reward never requires less, and every decision names its fields', () => {
  fc.assert(
    fc.property(anyFacts, amount, amount, (store, turnover, reward) => {
      const decision = depositDecision(store, policy);
      const more = {
        ...store,
        turnoverMinor: store.turnoverMinor + turnover,
        unvestedRewardsMinor: store.unvestedRewardsMinor + reward,
      };
      assert.ok(depositDecision(more, policy).requiredMinor >= decision.requiredMinor);
      for (const field of decision.fields) assert.notEqual(explain(field), null, field);
    }),
  );
});

test('release never makes a deposit fall short, and nothing is both short and released', () => {
  fc.assert(
    fc.property(anyFacts, (store) => {
      const { requiredMinor, releasedMinor, shortfallMinor, stage } = depositDecision(store, policy);
      assert.ok(releasedMinor >= 0n);
      assert.ok(releasedMinor === 0n || store.heldMinor - releasedMinor === requiredMinor);
      assert.ok(releasedMinor === 0n || shortfallMinor === 0n);
      assert.equal(stage === 'inOrder', shortfallMinor === 0n);
    }),
  );
});

test('withholding settles the shortfall in the end and never takes more than its share', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 100, max: 10 ** 6 }),
      fc.integer({ min: 1, max: 10 ** 7 }),
      (settlement, required) => {
        let held = 0n;
        for (let step = 0; step < 10 ** 6 && held < BigInt(required); step += 1) {
          const withheld = depositWithholding(BigInt(settlement), held, BigInt(required), rules);
          assert.ok(withheld > 0n && Number(withheld) <= settlement * 0.2 + 0.5);
          held += withheld;
          // Most of a long way is like its beginning.
          if (step === 20) held = BigInt(Math.max(Number(held), required - settlement));
        }
        assert.equal(held, BigInt(required));
      },
    ),
  );
});

test('the stake takes the profit from fraud: what a fraudster may keep on average is what it may lose', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 1_000_000 }), fc.nat(10 ** 6), (caughtPpm, rewards) => {
      const own = depositRules([], 'CNY', {
        ...policy,
        deposit: { ...policy.deposit, fraudCaughtPpm: caughtPpm },
      });
      const caught = caughtPpm / 1_000_000;
      const kept = (1 - caught) * rewards;
      const lost = caught * requiredDeposit(0, rewards, own);
      assert.ok(lost >= kept - 1e-6 * rewards);
    }),
  );
});
