/** Random scenarios for properties: any parameters, and policies at the ends of what a document may say. */
import fc from 'fast-check';
import { PARAMETERS, type ParameterName, parameterNames } from '../parameters.ts';
import { LINKS, type Scenario, type ScenarioFile, SHOCKED, scenario } from '../scenario.ts';

const PPM = 1_000_000;

/** Between the ends of the range, but not beyond twenty times the default: a market of nothing but one number tests little. */
function valueFor(name: ParameterName): fc.Arbitrary<number> {
  const { default: usual, range, unit } = PARAMETERS[name];
  const [low, high] = range;
  if (unit === 'flag') return fc.constantFrom(0, 1);
  if (name === 'splitStores') return fc.integer({ min: 1, max: 3 });
  const most = Math.min(high, Math.max(1, Math.abs(usual)) * 20);
  return fc.oneof(
    fc.constantFrom(low, most, usual),
    fc.double({ min: low, max: most, noNaN: true, noDefaultInfinity: true }),
  );
}

const parameters = fc
  .subarray(
    parameterNames.filter((name) => name !== 'addedOnDay'),
    { maxLength: 12 },
  )
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, valueFor(name)]))));

const ppm = fc.oneof(fc.constantFrom(0, PPM), fc.integer({ min: 0, max: PPM }));
const money = fc
  .oneof(fc.constantFrom(0, 1, 1e9), fc.integer({ min: 0, max: 1e9 }))
  .map((amountMinor) => ({ currency: 'CNY', amountMinor }));

/** Four shares that sum to one, often with nothing in some pool. */
const pools = fc
  .array(fc.oneof(fc.constant(0), fc.nat(100)), { minLength: 4, maxLength: 4 })
  .map((weights) => {
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    if (whole === 0) return [PPM, 0, 0, 0];
    const parts = weights.slice(1).map((weight) => Math.floor((weight * PPM) / whole));
    return [PPM - parts.reduce((sum, part) => sum + part, 0), ...parts];
  });

const policy = fc
  .record({
    pools,
    kappa: ppm,
    exponent: fc.constantFrom(0, 0.5, 2, 10),
    halfLife: fc.constantFrom(1, 14, 365),
    fee: fc.constantFrom(0, 50_000, 100_000),
    keptFee: fc.constantFrom(0, 10_000, 100_000),
    cap: money,
    vesting: fc.constantFrom([0], [30, 60, 90], [1], [365, 730]),
    hold: fc.constantFrom(0, 7, 180),
    withheld: ppm,
    required: money,
    score: fc.constantFrom(0, 4_200, 5_000),
    exclusion: ppm,
    positions: fc.constantFrom([PPM], [PPM, PPM, PPM], [PPM, 1]),
  })
  .map((numbers) => ({
    allotment: {
      organicSharePpm: numbers.pools[0],
      meritSharePpm: numbers.pools[1],
      newcomerSharePpm: numbers.pools[2],
      explorationSharePpm: numbers.pools[3],
      kappaPpm: numbers.kappa,
      organicExponent: numbers.exponent,
      meritHalfLifeDays: numbers.halfLife,
      positionWeightsPpm: numbers.positions,
    },
    fees: {
      standardPpm: numbers.fee,
      byCategoryPpm: {},
      firstStorePpm: Math.min(10_000, numbers.fee),
    },
    incentive: {
      keptFeePpm: numbers.keptFee,
      capPerLicenceAndMonth: numbers.cap,
      vestingDays: numbers.vesting,
    },
    settlement: { holdDaysAfterCompletion: numbers.hold },
    deposit: {
      withheldSharePpm: numbers.withheld,
      tiers: [
        { from: { currency: 'CNY', amountMinor: 0 }, required: { currency: 'CNY', amountMinor: 0 } },
        { from: { currency: 'CNY', amountMinor: 100 }, required: numbers.required },
      ],
    },
    alliance: { admissionScoreMilli: numbers.score, clearOutScoreMilli: 0 },
    fraud: { exclusionPpm: numbers.exclusion },
  }));

const links = fc.constantFrom(...LINKS);

const file = fc.record({
  seed: fc.nat(1_000_000),
  days: fc.integer({ min: 15, max: 45 }),
  size: fc.record({
    principals: fc.integer({ min: 2, max: 60 }),
    storesPerPrincipal: fc.integer({ min: 1, max: 3 }),
    keywords: fc.integer({ min: 1, max: 12 }),
    creators: fc.nat(20),
  }),
  policy,
  parameters,
  injections: fc.array(
    fc.record({
      link: links,
      share: fc.double({ min: -0.9, max: 10, noNaN: true }),
      treatedShare: fc.double({ min: 0, max: 1, noNaN: true }),
      fromDay: fc.nat(20),
    }),
    { maxLength: 2 },
  ),
  shocks: fc.array(
    fc.record({
      on: fc.constantFrom(...SHOCKED),
      fromDay: fc.nat(20),
      days: fc.nat(20),
      factor: fc.constantFrom(0, 0.5, 2, 100),
    }),
    { maxLength: 2 },
  ),
});

export const arbitraryScenario: fc.Arbitrary<Scenario> = file.map((one) => scenario(one as ScenarioFile));
