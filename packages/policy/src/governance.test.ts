import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { defaultDocument as policy } from './document.ts';
import { explain } from './explain.ts';
import {
  appealDecisionDueAt,
  appealEndsAt,
  appealVote,
  effectsInForce,
  pointsInForce,
  SANCTION_EFFECTS,
  type Severity,
  type SpreadFacts,
  sanctionEndsAt,
  sanctionForPoints,
  spreadRules,
  spreadShare,
  spreads,
} from './governance.ts';
import { addDays } from './instants.ts';

const now = new Date(Date.UTC(2026, 6, 1));
const violation = (severity: Severity, daysAgo: number) => ({ severity, happenedAt: addDays(now, -daysAgo) });

test('points are summed by severity, lapse after 180 days, and none counts before it happened', () => {
  const list = [
    violation('minor', 0),
    violation('moderate', 179.9),
    violation('major', 180),
    violation('major', -1),
  ];
  assert.equal(pointsInForce(list, now, policy), 5);
});

test('a sum of points brings the highest sanction that it reaches', () => {
  const of = (points: number) => {
    const { sanction, days, field } = sanctionForPoints(points, policy);
    return [sanction, days, field];
  };
  assert.deepEqual(of(3), ['none', null, null]);
  assert.deepEqual(of(4), ['noNewListings', 7, '/governance/thresholds/0']);
  assert.deepEqual(of(11), ['noAlliance', 15, '/governance/thresholds/1']);
  assert.deepEqual(of(12), ['suspend', 7, '/governance/thresholds/2']);
  assert.deepEqual(of(1_000), ['ban', null, '/governance/thresholds/3']);
});

const facts: SpreadFacts = { days: 10, severity: 'moderate', hasSameGoods: false, hasSameConduct: false };

test('a sanction stays where it is unless the policy says that it spreads', () => {
  assert.deepEqual(spreads(facts, policy), []);
  assert.deepEqual(spreads({ ...facts, hasSameGoods: true }, policy), [
    {
      when: 'sameGoods',
      sanction: 'delist',
      days: 10,
      fields: ['/governance/spreads/0', '/governance/spreadDurationPpm'],
    },
  ]);
  const all = spreads({ ...facts, hasSameGoods: true, hasSameConduct: true, severity: 'major' }, policy);
  assert.deepEqual(
    all.map(({ sanction }) => sanction),
    ['delist', 'noNewListings', 'suspend'],
  );
});

test('a sibling bears a share of the duration; a ban spreads as what lasts until points lapse', () => {
  const spread = (spreadDurationPpm: number, days: number | null) =>
    spreads(
      { ...facts, severity: 'major', days },
      { governance: { ...policy.governance, spreadDurationPpm } },
    ).map((decision) => decision.days);
  assert.deepEqual(spread(500_000, 7), [4]);
  assert.deepEqual(spread(500_000, null), [90]);
  assert.deepEqual(spread(0, 7), []);
});

test('a policy without spreads, or whose spread is no sanction, spreads nothing', () => {
  for (const table of [[], [{ when: 'majorSeverity', sanction: 'none' }] as const]) {
    const own = { governance: { ...policy.governance, spreads: table } };
    assert.deepEqual(spreads({ ...facts, severity: 'major' }, own), []);
    assert.equal(spreadShare(true, true, true, spreadRules(own)), 0);
  }
});

test('an appeal has a deadline, a decision date, and another pair of eyes', () => {
  assert.deepEqual(appealEndsAt(now, policy), addDays(now, 15));
  assert.deepEqual(appealDecisionDueAt(now, policy), addDays(now, 7));
  assert.deepEqual(appealVote('li', 'li', [], policy), { allowed: false, reason: 'sanctionedIt' });
  assert.deepEqual(appealVote('mei', 'li', [], policy), { allowed: true, decides: true });
  const three = { governance: { ...policy.governance, appealReviewers: 3 } };
  assert.deepEqual(appealVote('mei', 'li', [], three), { allowed: true, decides: false });
  assert.deepEqual(appealVote('mei', 'li', ['mei'], three), { allowed: false, reason: 'votedAlready' });
  assert.deepEqual(appealVote('bo', 'li', ['mei'], three), { allowed: true, decides: true });
});

test('a ban takes all that a suspension takes, and a suspension all but the money', () => {
  for (const effect of Object.keys(SANCTION_EFFECTS.ban) as (keyof typeof SANCTION_EFFECTS.ban)[])
    assert.equal(SANCTION_EFFECTS.ban[effect], true);
  assert.equal(SANCTION_EFFECTS.suspend.stopsWithdrawals, false);
  assert.deepEqual(new Set(Object.values(SANCTION_EFFECTS.none)), new Set([false]));
});

test('several sanctions take away together what each does, from their start to their end', () => {
  const delist = { kind: 'delist', startsAt: now, endsAt: sanctionEndsAt(now, 3) } as const;
  const freeze = {
    kind: 'freezeWithdrawals',
    startsAt: addDays(now, 1),
    endsAt: sanctionEndsAt(now, null),
  } as const;
  const at = (days: number) => {
    const effects = effectsInForce([delist, freeze], addDays(now, days));
    return [effects.stopsSales, effects.stopsWithdrawals, effects.stopsListings];
  };
  assert.deepEqual(at(-0.001), [false, false, false]);
  assert.deepEqual(at(0), [true, false, false]);
  assert.deepEqual(at(2.999), [true, true, false]);
  assert.deepEqual(at(3), [false, true, false]);
  assert.deepEqual(at(10_000), [false, true, false]);
});

const severities = fc.constantFrom<Severity>('minor', 'moderate', 'major');

test('another violation never lightens a sanction, and time alone never worsens one', () => {
  const list = fc.array(fc.tuple(severities, fc.nat(400)), { maxLength: 10 });
  const rank = (points: number) => policy.governance.thresholds.filter((row) => row.points <= points).length;
  fc.assert(
    fc.property(list, severities, fc.nat(400), fc.nat(400), (rows, severity, daysAgo, later) => {
      const past = rows.map(([each, ago]) => violation(each, ago));
      const before = pointsInForce(past, now, policy);
      assert.ok(rank(pointsInForce([...past, violation(severity, daysAgo)], now, policy)) >= rank(before));
      assert.ok(pointsInForce(past, addDays(now, later), policy) <= before);
    }),
  );
});

test('whether it spreads is the same for the plain form, and what spreads never outlasts the original', () => {
  const ppm = fc.integer({ min: 0, max: 1_000_000 });
  const days = fc.option(fc.integer({ min: 1, max: 3_650 }));
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.boolean(),
      severities,
      days,
      ppm,
      (goods, conduct, severity, length, share) => {
        const own = { governance: { ...policy.governance, spreadDurationPpm: share } };
        const found = spreads({ days: length, severity, hasSameGoods: goods, hasSameConduct: conduct }, own);
        const plain = spreadShare(goods, conduct, severity === 'major', spreadRules(own));
        assert.equal(found.length > 0, plain > 0);
        for (const decision of found) {
          assert.ok(decision.days >= 1 && decision.days <= (length ?? own.governance.pointsLapseDays));
          for (const field of decision.fields) assert.notEqual(explain(field), null);
        }
      },
    ),
  );
});
