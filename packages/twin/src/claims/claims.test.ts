import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { locales, reportFiles } from '@hazumi/report';
import { PARAMETERS } from '../parameters.ts';
import { parseScenario, scenario, scenarioDigest } from '../scenario.ts';
import { sensitiveEffect, sensitivityValues } from './claim.ts';
import { claimsMarket } from './market.ts';
import { claimsReport } from './report.ts';
import { judgeClaim, runClaims } from './run.ts';
import { claims } from './table.ts';

const market = { days: 40, size: { principals: 40, storesPerPrincipal: 1, keywords: 8, creators: 4 } };

describe('the table of claims', () => {
  test('has every row of the plan, in its order', () => {
    assert.deepEqual(
      claims.map(({ id }) => id),
      [
        'more-effective-stores',
        'private-to-public',
        'traffic-to-investment',
        'investment-to-external',
        'loop-feeds-itself',
        'floating-deposit',
        'private-incentive',
        'hidden-coupon',
        'alliance-admission',
        'stores-per-licence',
        'store-cluster',
        'ban-risk',
        'creator-assortments',
        'private-customers',
        'fake-sales',
      ],
    );
  });

  test('expects what the plan expects', () => {
    const expected = Object.fromEntries(
      claims.map(({ id, effects }) => [
        id,
        effects
          .map((effect) => `${effect.expected}${effect.isOpen ? '?' : ''}${effect.isAside ? '!' : ''}`)
          .join(' '),
      ]),
    );
    assert.deepEqual(expected, {
      'more-effective-stores': '+ 0',
      'private-to-public': '+ 0 - 0 +?!',
      'traffic-to-investment': '+ -',
      'investment-to-external': '+ + -',
      'loop-feeds-itself': '+? +? +?! +?! 0 0 0 0 0',
      'floating-deposit': '+ +?! +',
      'private-incentive': '+ + -',
      'hidden-coupon': '+ -',
      'alliance-admission': '+ + + + + +',
      'stores-per-licence': '0 0 + +',
      'store-cluster': '+ 0',
      'ban-risk': '+ + - +?!',
      'creator-assortments': '+ -',
      'private-customers': '+? -?!',
      'fake-sales': '0 +',
    });
  });

  for (const claim of claims) {
    test(`${claim.id} pairs scenarios that parse and differ, and says what it hangs on`, () => {
      const digests = Object.entries(claim.arms).map(([arm, file]) => {
        const parsed = parseScenario({ ...claimsMarket, ...file });
        assert.deepEqual(parsed.ok ? [] : parsed.faults, [], arm);
        return scenarioDigest(scenario({ ...claimsMarket, ...file }));
      });
      assert.ok(digests.length >= 2);
      // Merchant and platform are measured on one scenario: there the measure differs.
      const isSame = (a: string, b: string): boolean => claim.gains?.[a] === claim.gains?.[b];
      const arms = Object.keys(claim.arms);
      for (const [i, a] of arms.entries()) {
        for (const [j, b] of arms.entries()) {
          if (i < j && isSame(a, b)) assert.notEqual(digests[i], digests[j], `${a} and ${b}`);
        }
      }
      for (const { id, expected, margin, name } of claim.effects) {
        assert.equal(margin !== undefined, expected === '0', `${id}: a margin is for expecting nothing`);
        for (const locale of locales) assert.ok(name[locale].length > 0);
      }
      assert.ok(
        claim.effects.some(({ isAside }) => !isAside),
        'something counts',
      );
      const ids = claim.effects.map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length);
      assert.ok(ids.includes(sensitiveEffect(claim).id));
      const values = sensitivityValues(claim);
      const [low, high] = PARAMETERS[claim.sensitivity.parameter].range;
      assert.ok(values.length >= 2 && values.length <= 4);
      for (const value of values) assert.ok(value >= low && value <= high, `${value}`);
      for (const words of [claim.claim, claim.pair, claim.assumption]) {
        for (const locale of locales) assert.ok(words[locale].length > 5);
      }
    });
  }
});

describe('running claims', () => {
  const claim = claims.find(({ id }) => id === 'private-incentive');
  assert.ok(claim);

  test('gives the same numbers on one thread and on two, and a report of them', async () => {
    const options = { seeds: 3, sensitivitySeeds: 2, market };
    const alone = await runClaims([claim], { ...options, workers: 1 });
    const together = await runClaims([claim], { ...options, workers: 2 });
    assert.deepEqual(alone, together);
    const [result] = alone;
    assert.equal(result?.effects.length, 3);
    assert.equal(result?.effects[0]?.estimate.count, 3);
    assert.equal(result?.sensitivity.length, sensitivityValues(claim).length);
    for (const { low, mean, high } of result?.effects ?? []) assert.ok(low <= mean && mean <= high);
    const page = (reportFiles(claimsReport(alone, options))[0]?.text ?? '').replace(
      /<script>[\s\S]*<\/script>/,
      '',
    );
    assert.doesNotMatch(page, /NaN|undefined|\{\w+\}<\//);
    for (const locale of locales) assert.ok(page.includes(claim.claim[locale]));
  });

  test('goes on where it was stopped: what is finished is not run again, and is forgotten in the end', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hazumi-claims-'));
    const other = claims.find(({ id }) => id === 'hidden-coupon');
    assert.ok(other);
    const options = { seeds: 2, sensitivitySeeds: 2, workers: 1, folder, market };
    try {
      const stopping = new AbortController();
      const stopped = runClaims([claim, other], {
        ...options,
        signal: stopping.signal,
        onProgress: ({ index, done }) => {
          if (index === 1 && done === 1) stopping.abort(new Error('enough'));
        },
      });
      await assert.rejects(stopped, new Error('enough'));
      assert.deepEqual(await readdir(folder), ['private-incentive.json']);

      const kept = await readFile(join(folder, 'private-incentive.json'), 'utf8');
      const started: string[] = [];
      const results = await runClaims([claim, other], {
        ...options,
        onProgress: (progress) => started.push(progress.claim.id),
      });
      assert.deepEqual([...new Set(started)], ['hidden-coupon']);
      const { measurements } = JSON.parse(kept);
      assert.deepEqual(results[0], judgeClaim(claim, measurements.seeds, measurements.sensitivity));
      await assert.rejects(readdir(folder), { code: 'ENOENT' });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('takes nothing from a file that was kept under other seeds', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hazumi-claims-'));
    try {
      await writeFile(
        join(folder, 'private-incentive.json'),
        JSON.stringify({ key: 'other', measurements: {} }),
      );
      const results = await runClaims([claim], { seeds: 2, sensitivitySeeds: 2, workers: 1, folder, market });
      assert.equal(results[0]?.effects[0]?.estimate.count, 2);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
