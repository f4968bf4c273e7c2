import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { defaultDocument, parseDocument } from '@hazumi/policy';
import { labRunner } from './lab.runner.ts';

const changed = parseDocument({ fees: { standardPpm: 10_000 } });
assert.ok(changed.ok);
const task = {
  size: 'quick',
  base: { name: 'v1', document: defaultDocument },
  draft: { name: "Fee 'low'", document: changed.document },
} as const;

describe('a run of the lab', () => {
  test('tells how far it is, what it came to in three languages, and answers a page', async () => {
    const shares: number[] = [];
    const { findings, page } = await labRunner().run(task, {
      signal: new AbortController().signal,
      onProgress: ({ share }) => shares.push(share),
    });
    assert.ok(shares.length > 3);
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
    const north = findings.outcomes.find(({ name }) => name === 'effectiveWeight');
    assert.ok(north);
    assert.notEqual(north.label.ja, north.label.en);
    const income = findings.outcomes.find(({ name }) => name === 'platformIncome');
    assert.match(income?.change.en ?? '', /^[-−]\d+.* \[/);
    assert.equal(income?.probabilityBetter, 0);
    assert.ok(findings.guardrails.length > 3);
    assert.deepEqual(findings.outside, []);
    assert.match(page, /^<!doctype html>/);
    assert.match(page, /npm run twin -- run draft\.json --against base\.json --seeds 8/);
  });

  test('ends its process when it is stopped, with the reason of whoever stopped it', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    await assert.rejects(
      labRunner().run(
        { ...task, size: 'thorough' },
        { signal: stop.signal, onProgress: () => stop.abort(reason) },
      ),
      reason,
    );
  });

  test('a policy against itself finds no difference', async () => {
    const { findings } = await labRunner().run(
      { ...task, draft: task.base },
      { signal: new AbortController().signal, onProgress: () => undefined },
    );
    for (const { probabilityBetter, before, after } of findings.outcomes) {
      assert.equal(probabilityBetter, null);
      assert.deepEqual(before, after);
    }
    for (const { breachBefore, breachAfter } of findings.guardrails) assert.equal(breachBefore, breachAfter);
  });
});
