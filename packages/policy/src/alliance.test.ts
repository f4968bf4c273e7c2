import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  type AdmissionFacts,
  allianceAdmission,
  allianceRules,
  type MarginFacts,
  marginCheck,
  type PlanKind,
  planDecision,
  promotionEndsAt,
  rateAppliesAt,
} from './alliance.ts';
import { defaultDocument as policy } from './document.ts';
import { explain } from './explain.ts';

const admitted: AdmissionFacts = {
  score: 4.2,
  hasInsurance: true,
  isDepositInOrder: true,
  daysSinceMajorViolation: null,
  daysBelowClearOut: null,
};
const decide = (change: Partial<AdmissionFacts>) => allianceAdmission({ ...admitted, ...change }, policy);

test('a store with 4.2, insurance, deposit and a clean month is admitted', () => {
  assert.deepEqual(decide({}).isAdmitted, true);
  assert.equal(decide({ daysSinceMajorViolation: 30 }).isAdmitted, true);
});

const gaps: [Partial<AdmissionFacts>, string, string][] = [
  [{ score: 4.199 }, 'score', '/alliance/admissionScoreMilli'],
  [{ score: null }, 'score', '/alliance/admissionScoreMilli'],
  [{ hasInsurance: false }, 'insurance', '/alliance/insuranceRequired'],
  [{ isDepositInOrder: false }, 'deposit', '/alliance/depositInOrderRequired'],
  [{ daysSinceMajorViolation: 29 }, 'majorViolation', '/alliance/cleanDays'],
];
for (const [change, gap, field] of gaps)
  test(`what is missing for admission is named: ${JSON.stringify(change)}`, () => {
    const decision = decide(change);
    assert.equal(decision.isAdmitted, false);
    assert.deepEqual(decision.missing, [{ gap, field }]);
    assert.equal(decision.isClearedOut, false);
  });

test('a store is cleared out after seven days below 4.0, and one without a score is not', () => {
  assert.equal(decide({ score: 3.99, daysBelowClearOut: 6.9 }).isClearedOut, false);
  assert.equal(decide({ score: 3.99, daysBelowClearOut: 7 }).isClearedOut, true);
  assert.equal(decide({ score: 4, daysBelowClearOut: 7 }).isClearedOut, false);
  assert.equal(decide({ score: null, daysBelowClearOut: 7 }).isClearedOut, false);
  assert.deepEqual(decide({ score: 3.99, daysBelowClearOut: 7 }).fields, [
    '/alliance/admissionScoreMilli',
    '/alliance/clearOutScoreMilli',
    '/alliance/clearOutDays',
  ]);
});

test('a policy that asks for less admits more', () => {
  const lax = {
    ...policy,
    alliance: { ...policy.alliance, insuranceRequired: false, depositInOrderRequired: false },
  };
  assert.equal(
    allianceAdmission({ ...admitted, hasInsurance: false, isDepositInOrder: false }, lax).isAdmitted,
    true,
  );
});

const plan = (kind: PlanKind, creators = kind === 'open' ? 0 : 2, ratePpm = 200_000) => ({
  kind,
  creators,
  ratePpm,
});
const reason = (proposal: ReturnType<typeof plan>, running: PlanKind[], isAdmitted = true) => {
  const decision = planDecision(proposal, running, isAdmitted, policy);
  return decision.allowed ? 'allowed' : decision.reason;
};

test('open plans stand alone, targeted ones beside an open one, exclusive ones exclude both', () => {
  assert.equal(reason(plan('open'), []), 'allowed');
  assert.equal(reason(plan('targeted'), []), 'needsOpenPlan');
  assert.equal(reason(plan('targeted'), ['open']), 'allowed');
  assert.equal(reason(plan('exclusive'), []), 'allowed');
  assert.equal(reason(plan('exclusive'), ['exclusive']), 'allowed');
  for (const other of ['open', 'targeted'] as const) {
    assert.equal(reason(plan('exclusive'), [other]), 'excluded');
    assert.equal(reason(plan(other), ['exclusive']), 'excluded');
  }
});

test('a plan names creators or does not, as its kind says, at a rate within the bounds, from an admitted store', () => {
  assert.equal(reason(plan('open', 1), []), 'namesCreators');
  assert.equal(reason(plan('targeted', 0), ['open']), 'namesNoCreator');
  assert.equal(reason(plan('exclusive', 0), []), 'namesNoCreator');
  assert.equal(reason(plan('open', 0, 900_000), []), 'allowed');
  assert.equal(reason(plan('open', 0, 900_001), []), 'rateTooHigh');
  assert.equal(reason(plan('open', 0, -1), []), 'rateTooLow');
  assert.equal(reason(plan('open'), [], false), 'notAdmitted');
});

test('a rate changes the next day, and promotion info lasts 30', () => {
  const noon = new Date(Date.UTC(2026, 0, 1, 12));
  assert.equal(rateAppliesAt(noon, policy).toISOString(), '2026-01-02T12:00:00.000Z');
  assert.equal(promotionEndsAt(noon, policy).toISOString(), '2026-01-31T12:00:00.000Z');
});

const offer: MarginFacts = {
  priceMinor: 10_000n,
  costMinor: 4_000n,
  logisticsMinor: 800n,
  feePpm: 50_000,
  commissionPpm: 200_000,
  couponMinor: 0n,
};

test('the margin is what is left of the price when everybody is paid', () => {
  // 100 yuan less 5 fee, 20 commission, 5 reserve, 40 cost and 8 logistics.
  assert.deepEqual(marginCheck(offer, policy), {
    marginMinor: 2_200n,
    marginShare: 0.22,
    isBelowFloor: false,
    fields: ['/alliance/marginFloorPpm', '/coupons/afterSaleReservePpm'],
  });
  // With 20 off, the shares are of the 80 that are paid.
  assert.equal(marginCheck({ ...offer, couponMinor: 2_000n }, policy).marginMinor, 800n);
  const loss = marginCheck({ ...offer, costMinor: 7_000n }, policy);
  assert.deepEqual([loss.marginMinor, loss.isBelowFloor], [-800n, true]);
  assert.equal(marginCheck({ ...offer, priceMinor: 0n }, policy).marginShare, 0);
});

const score = fc.option(fc.double({ min: 0, max: 5, noNaN: true }));
const days = fc.option(fc.nat(60));
const facts: fc.Arbitrary<AdmissionFacts> = fc.record({
  score,
  hasInsurance: fc.boolean(),
  isDepositInOrder: fc.boolean(),
  daysSinceMajorViolation: days,
  daysBelowClearOut: days,
});

test('admitted is exactly who lacks nothing, nobody is admitted and cleared out, and the fields exist', () => {
  const rules = allianceRules(policy);
  fc.assert(
    fc.property(facts, (store) => {
      const decision = allianceAdmission(store, policy);
      assert.equal(decision.isAdmitted, decision.missing.length === 0);
      assert.ok(!(decision.isAdmitted && decision.isClearedOut));
      if (decision.isClearedOut) assert.ok((store.score ?? 5) < rules.clearOutScore);
      for (const field of decision.fields) assert.notEqual(explain(field), null, field);
    }),
  );
});

test('plans that are started one after another never leave an exclusive one beside another kind', () => {
  const kinds = fc.array(fc.constantFrom<PlanKind>('open', 'targeted', 'exclusive'), { maxLength: 8 });
  fc.assert(
    fc.property(kinds, (wanted) => {
      const running: PlanKind[] = [];
      for (const kind of wanted) if (reason(plan(kind), running) === 'allowed') running.push(kind);
      const exclusive = running.filter((kind) => kind === 'exclusive').length;
      assert.ok(exclusive === 0 || exclusive === running.length);
      assert.ok(!running.some((kind) => kind === 'targeted') || running.some((kind) => kind === 'open'));
    }),
  );
});
