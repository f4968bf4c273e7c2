import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runScenario } from './run.ts';
import { type Scenario, scenario } from './scenario.ts';

const folder = mkdtempSync(join(tmpdir(), 'twin-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Enough stores for several blocks, so that the work really is shared. */
const small: Scenario = scenario({
  seed: 11,
  days: 40,
  size: { principals: 900, storesPerPrincipal: 2, keywords: 40, creators: 20 },
  parameters: { splitShare: 0.2, splitStores: 2, washShare: 0.3, nudgeAmplitude: 0.1, priceCapIsOn: 0 },
});

test('a run has the same digest on 1, 2, 3 and 8 threads, and when it is run again', async () => {
  const { digest, series } = await runScenario(small);
  assert.match(digest, /^[0-9a-f]{64}$/);
  assert.ok((series.publicOrders[39] as number) > 0);
  for (const workers of [1, 2, 3, 8])
    assert.equal((await runScenario(small, { workers })).digest, digest, `${workers} threads`);
});

test('another seed, another day more or another policy is another run', async () => {
  const { digest } = await runScenario(small);
  const others: Scenario[] = [
    { ...small, seed: 12 },
    { ...small, days: 41 },
    { ...small, policy: { ...small.policy, fees: { ...small.policy.fees, standardPpm: 40_000 } } },
  ];
  for (const other of others) assert.notEqual((await runScenario(other)).digest, digest);
});

test('a cancelled run goes on from its checkpoint, with another number of threads, to the same digest', async () => {
  const checkpoint = join(folder, 'run.checkpoint');
  const whole = await runScenario(small);
  const controller = new AbortController();
  const reason = new Error('enough');
  const days: number[] = [];
  await assert.rejects(
    runScenario(small, {
      workers: 2,
      checkpoint,
      signal: controller.signal,
      onProgress: ({ day }) => {
        days.push(day);
        if (day === 17) controller.abort(reason);
      },
    }),
    reason,
  );
  assert.equal(days.at(-1), 17);
  assert.ok(existsSync(checkpoint));
  const seen: number[] = [];
  const resumed = await runScenario(small, {
    workers: 3,
    checkpoint,
    onProgress: ({ day }) => seen.push(day),
  });
  assert.equal(seen[0], 17, 'no day is run twice');
  assert.equal(resumed.digest, whole.digest);
  assert.deepEqual(resumed.series, whole.series);
  assert.equal(existsSync(checkpoint), false, 'a finished run leaves no checkpoint');
});

test('a checkpoint of another scenario, a cut-off one and a strange file are refused and left alone', async () => {
  const checkpoint = join(folder, 'other.checkpoint');
  const controller = new AbortController();
  await assert.rejects(
    runScenario(small, {
      checkpoint,
      signal: controller.signal,
      onProgress: ({ day }) => day === 5 && controller.abort(new Error('stop')),
    }),
    /stop/,
  );
  const saved = readFileSync(checkpoint);
  await assert.rejects(runScenario({ ...small, seed: 99 }, { checkpoint }), /another scenario/);
  assert.deepEqual(readFileSync(checkpoint), saved);
  writeFileSync(checkpoint, saved.subarray(0, saved.length - 100));
  await assert.rejects(runScenario(small, { checkpoint }), /incomplete/);
  writeFileSync(checkpoint, 'Dear diary');
  await assert.rejects(runScenario(small, { checkpoint }), /not a checkpoint/);
});

test('progress is told from the first day to the last', async () => {
  const days: number[] = [];
  await runScenario({ ...small, days: 12 }, { onProgress: ({ day }) => days.push(day) });
  assert.deepEqual(days, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});
