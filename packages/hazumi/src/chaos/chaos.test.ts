import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runChaos } from './run.ts';

test('some seconds of trade under kills lose nothing, double nothing and leave the books balanced', async () => {
  const said: string[] = [];
  const report = await runChaos({ minutes: 0.15, seed: 7, say: (line) => said.push(line) });
  assert.deepEqual(
    { lost: report.lost, doubled: report.doubled, faults: report.faults, trial: report.trial_balance },
    { lost: 0, doubled: 0, faults: [], trial: 0 },
    said.join('\n'),
  );
  assert.ok(report.acknowledged > 0, 'somebody traded');
  assert.ok(
    Object.values(report.kills).some((kills) => kills > 0),
    'something was killed',
  );
});
