import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proposalBody } from './lab-draft.ts';

test('a proposal begins when it is approved, or at a time of the reader', () => {
  assert.deepEqual(proposalBody({ startsAt: '' }), { ok: true, body: { startsAt: null } });
  const later = proposalBody({ startsAt: '2026-05-04T09:30' });
  assert.equal(later.ok && later.body.startsAt, new Date(2026, 4, 4, 9, 30).toISOString());
  assert.equal(proposalBody({ startsAt: 'soon' }).ok, false);
});
