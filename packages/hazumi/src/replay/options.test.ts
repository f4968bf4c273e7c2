import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { readReplayOptions } from './options.ts';

describe('the options of a replay', () => {
  it('are paths from where the person is', () => {
    const given = ['../orders', '--data', 'there', '--limit', '20', '--fresh'];
    assert.deepEqual(readReplayOptions(given, { INIT_CWD: '/home/somebody' }), {
      source: '/home/orders',
      dataFolder: '/home/somebody/there',
      limit: 20,
      fresh: true,
    });
  });

  it('go beside the market that npm start runs, unless told', () => {
    const home = resolve(import.meta.dirname, '../../../../.hazumi');
    assert.equal(readReplayOptions(['/orders'], {}).dataFolder, `${home}/replay`);
    assert.equal(readReplayOptions(['/orders'], { HAZUMI_DATA: '/data' }).dataFolder, '/data/replay');
  });

  for (const given of [
    [],
    ['--fresh'],
    ['a', 'b'],
    ['a', '--limit', '0'],
    ['a', '--limit'],
    ['a', '--data'],
    ['a', '-x'],
  ]) {
    it(`refuse [${given}]`, () => {
      assert.throws(() => readReplayOptions(given, {}), {
        name: 'StartProblem',
        message: /npm run replay -- FOLDER/,
      });
    });
  }
});
