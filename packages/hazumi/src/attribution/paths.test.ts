import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import test from 'node:test';
import { attributionModels } from '@hazumi/policy';
import { readPaths } from './paths.ts';

const file = resolve(import.meta.dirname, '../../../../../shared/data/attribution-paths/paths.csv');
const head = '"path","total_conversions","total_conversion_value","total_null"\n';

test('a path is read by the names in the header; a row that cannot be read is refused by its line', () => {
  assert.deepEqual(readPaths(`${head}"mail > search",2,3.5,6\n`), [
    { channels: ['mail', 'search'], conversions: 2, value: 3.5, nulls: 6 },
  ]);
  assert.throws(() => readPaths(`${head}"mail",1,1,1\n"mail > ",1,1,1\n`), /line 3: a channel has no name/);
  assert.throws(() => readPaths(`${head}"mail",,1,1\n`), /line 2: total_conversions is no amount/);
  assert.throws(() => readPaths('path,total_null\nmail,1\n'), /total_conversions/);
});

test('the published figures of the 10,000 paths', {
  skip: existsSync(file) ? false : `${file} is missing: the figures were not compared`,
}, () => {
  const models = attributionModels(readPaths(readFileSync(file, 'utf8')));
  const alpha = (name: keyof typeof models) =>
    models[name].find(({ channel }) => channel === 'alpha')?.conversions ?? 0;
  assert.equal(alpha('first'), 6308);
  assert.equal(alpha('last'), 8447);
  assert.equal(alpha('linear').toFixed(4), '7574.7186');
  // The package draws walks by chance and says "about 5357"; ours is the value that such draws scatter about.
  assert.ok(Math.abs(alpha('markov') / 5357 - 1) < 0.005, `${alpha('markov')}`);
});
