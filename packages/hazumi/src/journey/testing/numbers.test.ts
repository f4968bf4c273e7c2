import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minorIn, numberIn, numbersIn } from './numbers.ts';

test('numbers are read as pages write them', () => {
  assert.deepEqual(numbersIn('120 → 1,150.5'), [120, 1150.5]);
  assert.deepEqual(numbersIn('-¥20.00'), [-20]);
  assert.deepEqual(numbersIn('CN¥18.40'), [18.4]);
  assert.equal(minorIn('¥6.13'), 613);
  assert.equal(numberIn('+12.3 a day'), 12.3);
  assert.throws(() => numberIn('nothing'), TypeError);
});
