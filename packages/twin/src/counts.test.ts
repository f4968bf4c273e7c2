import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawCounts } from './counts.ts';
import { poisson, STREAM, uniforms } from './random.ts';
import type { World } from './world.ts';

test('drawing for a block gives what drawing one by one gives, and touches no other place', () => {
  const stores = 300;
  const from = 7;
  // Every other row is open, listed from place 7 on.
  const openRows = Int32Array.from({ length: from + stores }, (_, at) => (at < from ? -1 : 2 * (at - from)));
  const entity = Int32Array.from({ length: 2 * stores }, (_, row) => row * 32 + 1_000_000);
  const world = { entity, openRows } as unknown as World;
  const meanOf = (at: number, second: boolean): number => ((at * 37) % 101) / (second ? 3 : 20);
  const first = Float64Array.from({ length: stores + 1 }, (_, at) => meanOf(at, false));
  const second = Float64Array.from({ length: stores + 1 }, (_, at) => meanOf(at, true));
  drawCounts(world, 42, 300, 2, from, stores, first, second);
  const pair = new Float64Array(2);
  let sold = 0;
  for (let at = 0; at < stores; at++) {
    uniforms(42, STREAM.days, entity[2 * at] as number, 300, 2, pair);
    assert.equal(first[at], poisson(meanOf(at, false), pair[0] as number));
    assert.equal(second[at], poisson(meanOf(at, true), pair[1] as number));
    sold += second[at] as number;
  }
  assert.ok(sold > stores);
  assert.equal(first[stores], meanOf(stores, false));
  assert.equal(second[stores], meanOf(stores, true));
});
