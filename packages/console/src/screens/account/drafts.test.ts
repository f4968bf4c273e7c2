import assert from 'node:assert/strict';
import test from 'node:test';
import { issuesOf } from '../../api/schemas.ts';
import { testId } from '../../testing/ids.ts';
import { emptyLicence, licenceEdit } from '../licence/licence-draft.ts';
import { decideBody, newDecision } from '../market-licences/decide-draft.ts';
import { inviteBody, inviteDraft } from '../staff/invite-draft.ts';
import { expiryAfter, keyBody, keyDraft } from './api-key.ts';
import { deviceOf } from './device.ts';

const from = new Date('2026-05-04T01:30:00Z');

test('an API key names its scopes and its end', () => {
  const none = keyBody(keyDraft, from);
  assert.deepEqual(!none.ok && [...none.faults.keys()], ['/scopes']);
  const made = keyBody({ ...keyDraft, name: 'ERP', scopes: ['orders'], days: '30' }, from);
  assert.ok(made.ok);
  assert.equal(made.body.expiresAt, '2026-06-03T01:30:00.000Z');
  assert.equal('licenceId' in made.body, false);
  assert.deepEqual(issuesOf('createApiKey', made.body), []);
  assert.equal(expiryAfter(from, 365), '2027-05-04T01:30:00.000Z');
});

test('a store has no owner of its own', () => {
  const draft = { ...inviteDraft('ja'), email: 'kei@example.com', role: 'owner' };
  assert.equal(inviteBody(draft).ok, true);
  const ofStore = inviteBody({ ...draft, storeId: testId('store', 1) });
  assert.deepEqual(!ofStore.ok && [...ofStore.faults.keys()], ['/role']);
});

test('a refusal has its reason', () => {
  assert.deepEqual(decideBody({ ...newDecision, reason: 'other' }), {
    ok: true,
    body: { decision: 'verified', note: '' },
  });
  const refused = decideBody({ ...newDecision, decision: 'refused' });
  assert.deepEqual(!refused.ok && [...refused.faults.keys()], ['/reason']);
});

test('a licence is corrected in the fields that differ', () => {
  const present = { ...emptyLicence('a@b.example', 'JP'), legalName: '青葉堂' };
  assert.equal(licenceEdit(present, present).ok, false);
  const moved = { ...present, address: { ...present.address, city: '台東区' } };
  const converted = licenceEdit(moved, present);
  assert.deepEqual(converted.ok && converted.body, { address: moved.address });
});

test('a device is called by what its owner knows', () => {
  assert.equal(
    deviceOf('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0'),
    'Edge · Windows',
  );
  assert.equal(
    deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1'),
    'Safari · iOS',
  );
  assert.equal(deviceOf('curl/8.5.0'), 'curl');
  assert.equal(deviceOf('x'), undefined);
  assert.equal(deviceOf(null), undefined);
});
