import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, test } from 'node:test';
import { readClaimsCommand } from './options.ts';

describe('the options of npm run claims', () => {
  test('are a hundred seeds of every claim unless told otherwise', () => {
    const { seeds, sensitivitySeeds, workers, only, out, fresh } = readClaimsCommand([], {});
    assert.deepEqual(
      { seeds, sensitivitySeeds, only, fresh },
      { seeds: 100, sensitivitySeeds: 20, only: [], fresh: false },
    );
    assert.ok(workers >= 1);
    assert.equal(out, resolve(import.meta.dirname, '../../../../../.hazumi/reports'));
  });

  test('take paths from where the person is', () => {
    const given = [
      '--seeds',
      '200',
      '--workers',
      '3',
      '--only',
      'ban-risk,fake-sales',
      '--out',
      'there',
      '--fresh',
    ];
    assert.deepEqual(readClaimsCommand(given, { INIT_CWD: '/home/somebody' }), {
      seeds: 200,
      sensitivitySeeds: 20,
      workers: 3,
      only: ['ban-risk', 'fake-sales'],
      out: '/home/somebody/there',
      fresh: true,
    });
  });

  for (const [given, message] of [
    [['--seeds', '1'], /^--seeds takes a whole number from 2 to 100000, not 1\.$/],
    [['--seeds', '2.5'], /^--seeds takes a whole number/],
    [['--workers', '0'], /^--workers takes a whole number from 1/],
    [['--only', 'ban-risk,nothing'], /^There is no claim nothing; there are more-effective-stores, /],
    [['--loud'], /--loud.*npm run claims/],
    [['claims'], /npm run claims/],
  ] as const) {
    test(`refuse ${given.join(' ')} with one sentence`, () => {
      assert.throws(() => readClaimsCommand(given, {}), { name: 'StartProblem', message });
    });
  }
});
