import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { platformGates } from './platform-gates.ts';
import { Random } from './random.ts';
import { drawSaturation, estimateSaturation } from './saturation.ts';
import { drawSwitchbacks, estimateSwitchback, washOutWeeks } from './switchback.ts';

test('saturations are drawn evenly over clusters and exactly within them', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 40 }),
      fc.integer({ min: 1, max: 8 }),
      fc.nat(),
      (clusters, size, seed) => {
        const members = 4 * size;
        const cluster = Uint32Array.from({ length: clusters * members }, (_, m) => Math.floor(m / members));
        const treated = drawSaturation(cluster, clusters, seed);
        const byLevel = new Map<number, number>();
        for (let home = 0; home < clusters; home += 1) {
          const count = treated
            .subarray(home * members, (home + 1) * members)
            .reduce((sum, one) => sum + one, 0);
          byLevel.set(count / members, (byLevel.get(count / members) ?? 0) + 1);
        }
        const counts = [0, 0.25, 0.5, 0.75, 1].map((level) => byLevel.get(level) ?? 0);
        assert.equal(
          counts.reduce((sum, count) => sum + count, 0),
          clusters,
        );
        assert.ok(Math.max(...counts) - Math.min(...counts) <= 1);
      },
    ),
    { numRuns: 50 },
  );
});

test('without noise a prize of fixed size is seen to be one, exactly', () => {
  const cluster = Uint32Array.from({ length: 200 }, (_, m) => Math.floor(m / 10));
  const treated = drawSaturation(cluster, 20, 1);
  const outcome = Float64Array.from(treated, (own, m) => {
    const first = Math.floor(m / 10) * 10;
    const all = treated.subarray(first, first + 10).reduce((sum, one) => sum + one, 0);
    return 3 + 0.2 * own - 0.2 * ((all - own) / 9);
  });
  const data = { clusters: 20, cluster, treated, outcome, baseline: new Float64Array(200) };
  const { direct, spillover, factor } = estimateSaturation(data, { draws: 99, seed: 1, level: 0.9 });
  assert.ok(
    Math.abs(direct - 0.2) < 1e-6 && Math.abs(spillover + 0.2) < 1e-6 && Math.abs(factor.share) < 1e-5,
  );
  const nobody = { ...data, treated: new Uint8Array(200) };
  assert.throws(() => estimateSaturation(nobody, { draws: 99, seed: 1, level: 0.9 }), /nothing to compare/);
});

test('switchbacks: half of the categories are on in every week, a block stays as it is', () => {
  const on = drawSwitchbacks(10, 21, 4, 5);
  for (let week = 0; week < 21; week += 1) {
    let count = 0;
    for (let category = 0; category < 10; category += 1) {
      count += on[category * 21 + week] as number;
      if (week % 4 !== 0) assert.equal(on[category * 21 + week], on[category * 21 + week - 1]);
    }
    assert.equal(count, 5);
  }
});

test('the wash-out leaves a twentieth, and without it a slow rule seems weaker', () => {
  assert.equal(washOutWeeks(0.5), 5);
  assert.equal(washOutWeeks(0), 0);
  const [categories, weeks] = [20, 60];
  const on = drawSwitchbacks(categories, weeks, 10, 2);
  const random = new Random(1);
  const outcome = new Float64Array(categories * weeks);
  for (let category = 0; category < categories; category += 1) {
    let effect = 0.1 * (on[category * weeks] as number);
    for (let week = 0; week < weeks; week += 1) {
      const at = category * weeks + week;
      effect = 0.5 * effect + 0.05 * (on[at] as number);
      outcome[at] = category + Math.sin(week) + effect + 1e-4 * random.normal();
    }
  }
  const data = { categories, weeks, outcome, on };
  const washed = estimateSwitchback(data, { washOut: 5, level: 0.9 });
  assert.ok(Math.abs(washed.effect - 0.1) < 0.004, String(washed.effect));
  const hasty = estimateSwitchback(data, { washOut: 0, level: 0.9 });
  assert.ok(
    0.1 - hasty.effect > 3 * Math.abs(0.1 - washed.effect),
    `${hasty.effect} beside ${washed.effect}`,
  );
});

test('each gate of the platform runs and its trials have finite intervals', async () => {
  for (const gate of platformGates({ draws: 99 })) {
    for (const trial of await gate.run(3))
      assert.ok(trial.low < trial.high && Number.isFinite(trial.high - trial.low), gate.name);
  }
});
