import assert from 'node:assert/strict';
import test from 'node:test';
import { type GateResult, judgeGate, type Trial } from '@hazumi/flywheel';
import { reportFiles } from '@hazumi/report';
import { allGates, gateLimits } from './gates.ts';
import { validationReport } from './validate.report.ts';
import { tableHead, tableRow } from './validate.table.ts';
import { firstSeed, validate } from './validate.ts';

const good: GateResult = {
  name: 'gain .53',
  kind: 'gain',
  runs: 200,
  truth: 0.53,
  mean: 0.526,
  bias: -0.004,
  coverage: 0.9,
  naive: 0.88,
  width: 0.35,
  passed: true,
  failures: [],
};
const bad: GateResult = {
  ...good,
  name: 'weak nudges',
  kind: 'weak',
  coverage: 0.8,
  width: Number.POSITIVE_INFINITY,
  passed: false,
  failures: ['coverage 0.800 too low'],
};

test('a row says what a gate found, and why it failed', () => {
  assert.equal(
    tableRow(good),
    'gain .53                                0.530   0.526  -0.004    0.900   0.350   0.880     yes',
  );
  assert.equal(
    tableRow(bad),
    'weak nudges                             0.530   0.526       -    0.800  no end   0.880      NO  coverage 0.800 too low',
  );
  assert.equal(tableHead.split('\n')[0]?.length, tableRow(good).length);
});

test('the report names the gates that failed, in three languages', () => {
  const files = reportFiles(validationReport([good, bad], 200));
  const page = files.find(({ name }) => name === 'loop-validation.html')?.text ?? '';
  for (const text of [
    '1 of 2 gates failed: weak nudges.',
    '2 道关卡中有 1 道未通过：weak nudges。',
    '2 個のゲートのうち 1 個が不合格でした（weak nudges）。',
  ])
    assert.ok(page.includes(text), text);
  const csv = files.find(({ name }) => name === 'loop-validation.by-gate.csv')?.text ?? '';
  assert.match(csv, /^gate,truth,mean,bias,coverage,length,naive,passed/);
});

test('two workers give what the gates give by themselves; stopping judges no gate by half', async () => {
  const options = { runs: 3, workers: 2, only: 'saturation', onProgress: () => {}, onGate: () => {} };
  let stop = () => {};
  const stopped = new Promise<void>((settle) => {
    stop = settle;
  });
  const results = await validate({ ...options, stop: stopped, onProgress: (done) => done === 6 && stop() });
  assert.equal(results[0]?.name, 'saturation: the platform keeps 0 %');
  assert.equal(results[1]?.runs, 3);
  assert.ok(results.length === 2, 'the third gate was begun at most');
  const gate = allGates().find(({ name }) => name === results[0]?.name);
  assert.ok(gate);
  const first = firstSeed(gate.name);
  const trials = [0, 1, 2].map((run) => gate.run(first + run) as readonly Trial[]);
  assert.deepEqual(judgeGate(gate, trials.flat(), gateLimits), results[0]);
});
