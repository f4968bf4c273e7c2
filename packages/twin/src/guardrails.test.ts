import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gini, topShare } from './guardrails.ts';

test('the Gini coefficient of equal values is 0, and of one that holds all 1 - 1/n', () => {
  assert.ok(Math.abs(gini([3, 3, 3, 3])) < 1e-12);
  assert.ok(Math.abs(gini([0, 0, 0, 8]) - 0.75) < 1e-12);
  assert.ok(Number.isNaN(gini([])));
});

test('the top share takes at least one', () => {
  assert.equal(topShare([1, 1, 2], 0.01), 0.5);
  assert.equal(topShare([1, 1, 1, 1], 0.5), 0.5);
});
