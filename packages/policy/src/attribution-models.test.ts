import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {
  ATTRIBUTION_MODELS,
  attributionModels,
  type PathPattern,
  removalEffects,
} from './attribution-models.ts';

const path = (channels: string, conversions: number, nulls = 0): PathPattern => ({
  channels: [...channels],
  conversions,
  value: conversions * 10,
  nulls,
});

test('first and last give all to one channel, linear gives equal parts, a channel that comes twice gets two', () => {
  const { first, last, linear } = attributionModels([path('aab', 3), path('b', 1)]);
  assert.deepEqual(first, [
    { channel: 'a', conversions: 3, value: 30 },
    { channel: 'b', conversions: 1, value: 10 },
  ]);
  assert.deepEqual(last, [
    { channel: 'a', conversions: 0, value: 0 },
    { channel: 'b', conversions: 4, value: 40 },
  ]);
  assert.deepEqual(
    linear.map(({ conversions }) => conversions),
    [2, 2],
  );
});

test('Markov gives by what would be lost: worked out by hand', () => {
  // Half begin at a, half at b. From a, all go on to b; from b, two of four convert. Without a only b's own half converts: half of
  // the conversions is lost. Without b nothing converts.
  const paths = [path('ab', 1, 1), path('b', 1, 1)];
  assert.deepEqual(removalEffects(['a', 'b'], paths), [0.5, 1]);
  const { markov } = attributionModels(paths);
  assert.ok(Math.abs((markov[0]?.conversions ?? 0) - 2 / 3) < 1e-12);
  assert.ok(Math.abs((markov[1]?.conversions ?? 0) - 4 / 3) < 1e-12);
});

test('a path without channels, and a count that is none, are refused', () => {
  assert.throws(() => attributionModels([path('', 1)]), /at least one channel/);
  assert.throws(() => attributionModels([path('a', -1)]), /cannot count -1/);
  assert.throws(() => attributionModels([path('a', Number.NaN)]), /cannot count NaN/);
});

const patterns = fc.array(
  fc.record({
    channels: fc.array(fc.constantFrom(...'abcde'), { minLength: 1, maxLength: 6 }),
    conversions: fc.integer({ min: 0, max: 20 }),
    value: fc.integer({ min: 0, max: 1_000 }),
    nulls: fc.integer({ min: 0, max: 20 }),
  }),
  { minLength: 1, maxLength: 12 },
);

/** The chance of a conversion when `removed` leads nowhere, by walking the chain until what is left on the way is nothing. */
function convertsWithout(removed: string | null, paths: readonly PathPattern[]): number {
  const counts = new Map<string, Map<string, number>>();
  const count = (from: string, to: string, times: number) => {
    const row = counts.get(from) ?? new Map<string, number>();
    counts.set(from, row.set(to, (row.get(to) ?? 0) + times));
  };
  for (const { channels, conversions, nulls } of paths) {
    const steps = ['start', ...channels];
    for (let at = 1; at < steps.length; at += 1)
      count(steps[at - 1] ?? '', steps[at] ?? '', conversions + nulls);
    count(steps.at(-1) ?? '', 'converted', conversions);
    count(steps.at(-1) ?? '', 'lost', nulls);
  }
  let at = new Map([['start', 1]]);
  let converted = 0;
  for (let step = 0; step < 5_000 && at.size > 0; step += 1) {
    const next = new Map<string, number>();
    for (const [from, share] of at) {
      const row = [...(counts.get(from) ?? [])];
      const all = row.reduce((sum, [, times]) => sum + times, 0);
      for (const [to, times] of row) {
        if (all === 0 || to === 'lost' || to === removed) continue;
        const part = (share * times) / all;
        if (to === 'converted') converted += part;
        else if (part > 1e-14) next.set(to, (next.get(to) ?? 0) + part);
      }
    }
    at = next;
  }
  return converted;
}

test('a removal effect is what the walk loses when the channel leads nowhere', () => {
  fc.assert(
    fc.property(patterns, (paths) => {
      const channels = [...new Set(paths.flatMap((one) => one.channels))].sort();
      const all = convertsWithout(null, paths);
      removalEffects(channels, paths).forEach((effect, at) => {
        const expected = all === 0 ? 0 : 1 - convertsWithout(channels[at] ?? '', paths) / all;
        assert.ok(Math.abs(effect - expected) < 1e-8, `${channels[at]}: ${effect}, walked ${expected}`);
      });
    }),
    { numRuns: 60 },
  );
});

test('every model gives away all conversions and all value, and does not look at the order of the paths', () => {
  fc.assert(
    fc.property(patterns, (paths) => {
      const models = attributionModels(paths);
      const again = attributionModels([...paths].reverse());
      const conversions = paths.reduce((sum, one) => sum + one.conversions, 0);
      const value = paths.reduce((sum, one) => sum + one.value, 0);
      for (const model of ATTRIBUTION_MODELS) {
        const sum = models[model].reduce<readonly [number, number]>(
          (all, one) => [all[0] + one.conversions, all[1] + one.value],
          [0, 0],
        );
        if (model === 'markov' && conversions === 0) continue;
        assert.ok(Math.abs(sum[0] - conversions) < 1e-6, model);
        assert.ok(Math.abs(sum[1] - value) < 1e-6, model);
        models[model].forEach((one, at) => {
          assert.ok(Math.abs(one.conversions - (again[model][at]?.conversions ?? 0)) < 1e-6, model);
        });
      }
    }),
    { numRuns: 200 },
  );
});
