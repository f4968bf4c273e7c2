import assert from 'node:assert/strict';
import test from 'node:test';
import { linkDraft, linksBody } from './link-draft.ts';

const now = new Date('2026-05-04T00:00:00Z');

test('each line is a link; empty ones and repeats are none', () => {
  const made = linksBody(
    { ...linkDraft, labels: ' Group 1\n\nGroup 2\nGroup 1 ', maxUses: '１０', days: '7' },
    now,
  );
  assert.ok(made.ok);
  assert.deepEqual(made.body, {
    channel: 'group',
    target: { kind: 'store' },
    labels: ['Group 1', 'Group 2'],
    maxUses: 10,
    expiresAt: '2026-05-11T00:00:00.000Z',
  });
});

test('without a name, or with a limit that is no number, nothing is sent', () => {
  const refused = linksBody({ ...linkDraft, labels: ' \n ', maxUses: 'many' }, now);
  assert.ok(!refused.ok);
  assert.deepEqual([...refused.faults.keys()], ['/labels', '/maxUses']);
});

test("a fault of the third name is shown at the names' field", () => {
  const made = linksBody({ ...linkDraft, targetId: 'prd_x', labels: 'a' }, now);
  assert.ok(made.ok);
  assert.deepEqual(made.body.target, { kind: 'product', productId: 'prd_x' });
  assert.equal(made.draftPointer?.('/labels/2'), '/labels');
  assert.equal(made.draftPointer?.('/target/productId'), '/targetId');
});
