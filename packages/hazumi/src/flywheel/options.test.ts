import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StartProblem } from '../start.problem.ts';
import { readFlywheelOptions } from './options.ts';

test('the options are read, with sizes that end within minutes where none are given', () => {
  const plain = readFlywheelOptions([], { HAZUMI_DATA: '/data' });
  assert.deepEqual(plain, { days: 180, seed: 7, stores: 30, shoppers: 60, dataFolder: '/data/flywheel' });
  const given = ['--days', '28', '--seed', '0', '--stores', '8', '--shoppers', '9', '--data', '/elsewhere'];
  assert.deepEqual(readFlywheelOptions(given, {}), {
    days: 28,
    seed: 0,
    stores: 8,
    shoppers: 9,
    dataFolder: '/elsewhere',
  });
});

test('what is not understood is refused in one sentence', () => {
  for (const given of [['--days'], ['--days', '7'], ['--days', 'x'], ['days', '28'], ['--policy', '1']])
    assert.throws(() => readFlywheelOptions(given, {}), StartProblem, given.join(' '));
});
