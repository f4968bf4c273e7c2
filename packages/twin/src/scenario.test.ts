import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultDocument } from '@hazumi/policy';
import { defaultParameters, outsideCalibration, PARAMETERS, parameterNames } from './parameters.ts';
import { parseScenario, scenario, scenarioDigest } from './scenario.ts';

test('an empty file is the default policy and the default parameters', () => {
  const { policy, parameters, cuts } = scenario({});
  assert.deepEqual(policy, defaultDocument);
  assert.deepEqual(parameters, defaultParameters);
  assert.deepEqual(cuts, []);
  assert.deepEqual(outsideCalibration(parameters), [], 'the defaults lie inside the calibrated range');
});

test('an impossible policy is refused with its field and the policy’s own reason', () => {
  const parsed = parseScenario({ policy: { allotment: { meritSharePpm: 900_000 } } });
  assert.deepEqual(parsed, {
    ok: false,
    faults: [{ path: '/policy/allotment', reason: 'The four pools must sum to exactly 100 %.' }],
  });
  const unknown = parseScenario({ policy: { fees: { standardPpmm: 1 } } });
  assert.equal(unknown.ok, false);
  assert.equal(!unknown.ok && unknown.faults[0]?.path, '/policy/fees/standardPpmm');
});

test('parameters outside their range, unknown fields and a market that is too large are refused by name', () => {
  const path = (input: unknown): string | undefined => {
    const parsed = parseScenario(input);
    return parsed.ok ? undefined : parsed.faults[0]?.path;
  };
  assert.equal(path({ parameters: { marginShare: 1.5 } }), '/parameters/marginShare');
  assert.equal(path({ parameters: { marginShare: Number.NaN } }), '/parameters/marginShare');
  assert.equal(path({ days: 0 }), '/days');
  assert.equal(path({ cuts: ['everything'] }), '/cuts/0');
  assert.equal(path({ size: { principals: 1_000_000, storesPerPrincipal: 30 } }), '/size');
  assert.equal(path({ colour: 'red' }), '/');
  assert.equal(path([]), '/');
  assert.throws(() => scenario({ days: -1 }), /\/days/);
});

test('a scenario that leaves the calibrated range says where', () => {
  const { parameters } = scenario({ parameters: { abilitySpread: 3 } });
  assert.deepEqual(
    outsideCalibration(parameters).map(({ name, value, range }) => ({ name, value, range })),
    [{ name: 'abilitySpread', value: 3, range: PARAMETERS.abilitySpread.calibrated }],
  );
});

test('the digest counts everything that a run depends on, and not the name', () => {
  const digest = scenarioDigest(scenario({}));
  assert.equal(scenarioDigest(scenario({ name: 'Other' })), digest);
  assert.notEqual(scenarioDigest(scenario({ seed: 2 })), digest);
  assert.notEqual(scenarioDigest(scenario({ parameters: { trustLift: 0 } })), digest);
  assert.notEqual(scenarioDigest(scenario({ policy: { fees: { standardPpm: 30_000 } } })), digest);
});

test('every parameter says its unit, a range that holds its default, its basis and its source in three languages', () => {
  for (const name of parameterNames) {
    const { default: value, range, calibrated, source, label, basis } = PARAMETERS[name];
    assert.ok(value >= range[0] && value <= range[1], name);
    if (calibrated !== null) {
      assert.ok(calibrated[0] >= range[0] && calibrated[1] <= range[1], `${name}: ${calibrated}`);
      assert.ok(value >= calibrated[0] && value <= calibrated[1], `${name}: ${value}`);
    }
    assert.equal(calibrated === null, basis === 'treatment', name);
    assert.match(source, /\.$|[a-z)]$/, name);
    for (const locale of ['zh-CN', 'ja', 'en'] as const) assert.ok(label[locale].length > 0, name);
  }
});
