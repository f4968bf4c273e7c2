import assert from 'node:assert/strict';
import test from 'node:test';
import { ordinarySettings, synthesize } from './synthetic.ts';
import { judgeGate, judgeParts, loopGates, type Trial } from './validation.ts';

const limits = { bias: 0.1, coverageMin: 0.85, coverageMax: 0.95 };
const trials = (count: number, covered: number, estimate: number): Trial[] =>
  Array.from({ length: count }, (_, k) => ({
    truth: 0.5,
    estimate,
    low: k < covered ? 0.4 : 0.55,
    high: 0.6,
    naive: 0.9,
  }));
const gate = { name: 'g', kind: 'gain', scale: 0.1 } as const;

test('a gate passes within bias and coverage, and says what it lacks', () => {
  const { passed, mean, coverage, naive } = judgeGate(gate, trials(100, 90, 0.52), limits);
  assert.deepEqual([passed, mean.toFixed(2), coverage, naive.toFixed(2)], [true, '0.52', 0.9, '0.90']);
  assert.deepEqual(judgeGate(gate, trials(100, 84, 0.44), limits).failures, [
    'bias -0.060',
    'coverage 0.840 too low',
  ]);
  assert.deepEqual(judgeGate(gate, trials(100, 96, 0.5), limits).failures, ['coverage 0.960 too high']);
  assert.ok(judgeGate({ ...gate, kind: 'weak' }, trials(100, 100, 3), limits).passed);
  assert.ok(!judgeGate({ ...gate, kind: 'weak' }, trials(100, 80, 0.5), limits).passed);
});

test('an estimate that is no number fails its gate', () => {
  assert.ok(!judgeGate(gate, trials(100, 90, Number.NaN), limits).passed);
});

test('parts of a gate are judged apart', () => {
  const both = [
    ...trials(10, 9, 0.5).map((trial) => ({ ...trial, part: 'a' })),
    ...trials(10, 5, 0.5).map((trial) => ({ ...trial, part: 'b' })),
  ];
  assert.deepEqual(
    judgeParts(gate, both, limits).map(({ name, runs, passed }) => [name, runs, passed]),
    [
      ['g: a', 10, true],
      ['g: b', 10, false],
    ],
  );
});

test('every gate has a name of its own and gives the same trials for the same seed', async () => {
  const gates = loopGates({ draws: 49 });
  assert.equal(new Set(gates.map(({ name }) => name)).size, gates.length);
  for (const name of [
    'gain .53',
    'seasonality',
    'wash contamination',
    'zero-sum supply',
    '20 % of logs missing',
    'wrong lag order',
    'weak nudges',
    'placebo links',
    'reversed time',
  ])
    assert.ok(
      gates.some((one) => one.name === name),
      name,
    );
  const small = gates.find(({ name }) => name === '300 merchants');
  assert.deepEqual(await small?.run(3), await small?.run(3));
});

test('synthetic panels: known truth, nudges of the given size, gaps as asked', () => {
  const { panel, gain, elasticities } = synthesize({ ...ordinarySettings, merchants: 50, missing: 0.2 }, 1);
  assert.ok(Math.abs(gain - 0.53) < 0.001);
  assert.equal(elasticities.length, 4);
  const { series, nudges } = panel.variables[1] as (typeof panel.variables)[number];
  const missing = series.filter(Number.isNaN).length / series.length;
  assert.ok(Math.abs(missing - 0.2) < 0.05);
  assert.ok(
    nudges.every((nudge, at) => (Number.isNaN(series[at]) ? Number.isNaN(nudge) : Math.abs(nudge) === 0.06)),
  );
});
