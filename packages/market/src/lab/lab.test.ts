import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type BodyInput, fromPublicId, labEndpoints, policyEndpoints, toPublicId } from '@hazumi/contracts';
import { defaultDocument, digest } from '@hazumi/policy';
import type { Actor } from '../kernel/context.ts';
import { personActor, type TestMarket, testStart } from '../testing/market.ts';
import { givenLab, heldRunner, newKey } from './lab.testing.ts';

const operator = personActor('01900000-0000-7000-8000-000000000001', { operator: 'operator' });
const approver = personActor('01900000-0000-7000-8000-000000000002', { operator: 'approver' });
const secondApprover = personActor('01900000-0000-7000-8000-000000000003', { operator: 'approver' });
const auditor = personActor('01900000-0000-7000-8000-000000000004', { operator: 'auditor' });
const merchant = personActor('01900000-0000-7000-8000-000000000005');

describe('the policy lab', () => {
  let market: TestMarket;
  let close: () => Promise<void>;
  const runner = heldRunner();
  before(async () => {
    ({ market, close } = await givenLab(runner));
  });
  after(() => close());

  const create = (
    body: Partial<BodyInput<typeof labEndpoints.createPolicyDraft>> = {},
    as: Actor = operator,
  ) =>
    market.call(
      labEndpoints.createPolicyDraft,
      {
        body: {
          name: 'Lower fee',
          reason: 'to see',
          changes: [{ path: '/fees/standardPpm', value: 20_000 }],
          ...body,
        },
        idempotencyKey: newKey(),
      },
      as,
    );
  const draftOf = async (...given: Parameters<typeof create>) => {
    const made = await create(...given);
    assert.ok(made.ok, JSON.stringify(made));
    return made.value;
  };
  const read = async (draftId: string, as: Actor = operator) => {
    const found = await market.call(labEndpoints.getPolicyDraft, { params: { draftId } }, as);
    assert.ok(found.ok);
    return found.value;
  };
  const tried = async (draftId: string) => {
    const started = await market.call(
      labEndpoints.startLabRun,
      { params: { draftId }, body: {}, idempotencyKey: newKey() },
      operator,
    );
    assert.ok(started.ok, JSON.stringify(started));
    await market.sweep();
    return started.value.id;
  };
  const act = async (
    endpoint:
      | typeof labEndpoints.proposePolicyDraft
      | typeof labEndpoints.approvePolicyDraft
      | typeof labEndpoints.returnPolicyDraft,
    draftId: string,
    as: Actor,
    body: object = {},
  ) => {
    const { version } = await read(draftId);
    return market.call(endpoint, { params: { draftId }, body, ifMatch: version }, as);
  };
  const proposed = async (body?: Parameters<typeof create>[0]) => {
    const draft = await draftOf(body);
    await tried(draft.id);
    const answer = await act(labEndpoints.proposePolicyDraft, draft.id, operator);
    assert.ok(answer.ok, JSON.stringify(answer));
    return draft.id;
  };
  const newest = async (): Promise<number> => {
    const { rows } = await market.handle.pool.query('select max(number) as newest from policy_version');
    return rows[0].newest;
  };

  test('a draft is kept with what it changes, in the reader’s words, and changes nothing in force', async () => {
    const draft = await draftOf();
    assert.equal(draft.state, 'draft');
    assert.equal(draft.base, 1);
    assert.equal(draft.changeCount, 1);
    assert.equal(draft.rows[0]?.path, '/fees/standardPpm');
    assert.equal(draft.rows[0]?.afterText, '2%');
    assert.deepEqual(draft.hindrances, ['untried']);
    assert.equal(
      draft.digest,
      digest({ ...defaultDocument, fees: { ...defaultDocument.fees, standardPpm: 20_000 } }),
    );
    assert.equal(await newest(), 1);
  });

  test('a check tells changes and faults at their fields, and keeps nothing', async () => {
    const check = (value: unknown) =>
      market.call(
        labEndpoints.checkPolicyChanges,
        {
          body: { base: 1, changes: [{ path: '/stores/youngStoresPerLicence', value }] },
          headers: { 'x-hazumi-locale': 'ja' },
        },
        operator,
      );
    const sound = await check(12);
    assert.ok(sound.ok);
    assert.deepEqual([sound.value.rows.length, sound.value.faults], [1, []]);
    const wrong = await check(0);
    assert.ok(wrong.ok);
    assert.equal(wrong.value.faults[0]?.path, '/stores/youngStoresPerLicence');
    assert.match(wrong.value.faults[0]?.reason ?? '', /[ぁ-ん]/);
  });

  test('a draft that is not sound is refused at each fault, and not kept', async () => {
    const count = async () =>
      (await market.handle.pool.query('select count(*)::int as count from policy_draft')).rows[0].count;
    const before = await count();
    const refused = await create({ changes: [{ path: '/stores/storesPerLicence', value: 0 }] });
    assert.ok(!refused.ok);
    assert.equal(refused.problem.code, 'policy_invalid');
    assert.equal(refused.problem.pointer, '/body/changes/0/value');
    assert.equal(await count(), before);
  });

  test('an edit names the version that it saw; of ten at once one is saved', async () => {
    const draft = await draftOf();
    const edits = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        market.call(
          labEndpoints.editPolicyDraft,
          {
            params: { draftId: draft.id },
            body: { name: `Edit ${at}`, reason: 'again', base: 1, changes: [] },
            ifMatch: draft.version,
          },
          operator,
        ),
      ),
    );
    assert.equal(edits.filter(({ ok }) => ok).length, 1);
    for (const edit of edits) if (!edit.ok) assert.equal(edit.problem.code, 'version_conflict');
    const after = await read(draft.id);
    assert.equal(after.version, draft.version + 1);
    assert.deepEqual(after.hindrances, ['unchanged']);
  });

  test('another draft or an old version is a beginning', async () => {
    const first = await draftOf();
    const copy = await draftOf({ from: { draftId: first.id }, changes: [] });
    assert.equal(copy.digest, first.digest);
    const old = await draftOf({ from: { version: 1 }, changes: [] });
    assert.equal(old.digest, digest(defaultDocument));
  });

  test('limits of guardrails come before what they judge, not with it', async () => {
    const mixed = await draftOf({
      changes: [
        { path: '/fees/standardPpm', value: 20_000 },
        { path: '/guardrails/refundsMaxPpm', value: 900_000 },
      ],
    });
    assert.ok(mixed.hindrances.includes('limitsNotRegistered'));
    const started = await market.call(
      labEndpoints.startLabRun,
      { params: { draftId: mixed.id }, body: {}, idempotencyKey: newKey() },
      operator,
    );
    assert.ok(!started.ok);
    assert.equal(started.problem.code, 'draft_not_ready');
    const alone = await draftOf({ changes: [{ path: '/guardrails/refundsMaxPpm', value: 90_000 }] });
    assert.deepEqual(alone.hindrances, []);
  });

  test('what was not tried, or breaks a guardrail when tried, is not proposed', async () => {
    const draft = await draftOf();
    const untried = await act(labEndpoints.proposePolicyDraft, draft.id, operator);
    assert.ok(!untried.ok);
    assert.deepEqual(untried.problem.data, { hindrances: ['untried'] });
    runner.findings.guardrails = [{ ...runner.rail, breachBefore: 0.4, breachAfter: 0.9 }];
    await tried(draft.id);
    const breaking = await act(labEndpoints.proposePolicyDraft, draft.id, operator);
    assert.ok(!breaking.ok);
    assert.deepEqual(breaking.problem.data, { hindrances: ['guardrailBroken'] });
    // The model breaks it either way: that says nothing about the change.
    runner.findings.guardrails = [{ ...runner.rail, breachBefore: 0.8, breachAfter: 0.9 }];
    await tried(draft.id);
    assert.ok((await act(labEndpoints.proposePolicyDraft, draft.id, operator)).ok);
    assert.equal((await read(draft.id)).state, 'proposed');
    runner.findings.guardrails = [];
  });

  test('a run of an earlier form of the draft does not count', async () => {
    const draft = await draftOf();
    await tried(draft.id);
    const edited = await market.call(
      labEndpoints.editPolicyDraft,
      {
        params: { draftId: draft.id },
        body: {
          name: 'Other',
          reason: 'x',
          base: 1,
          changes: [{ path: '/fees/standardPpm', value: 30_000 }],
        },
        ifMatch: draft.version,
      },
      operator,
    );
    assert.ok(edited.ok);
    assert.deepEqual(edited.value.hindrances, ['untried']);
    assert.equal(edited.value.run, null);
  });

  test('a proposal is taken back or sent back with a note, and who agreed goes with it', async () => {
    const draftId = await proposed();
    const back = await act(labEndpoints.returnPolicyDraft, draftId, approver, { note: 'too much at once' });
    assert.ok(back.ok);
    assert.deepEqual(
      [back.value.state, back.value.proposal, back.value.returnedNote],
      ['draft', null, 'too much at once'],
    );
    assert.equal(await newest(), 1);
  });

  test('neither proposer nor author nor operator approves; an approver does, and it is a version', async () => {
    const startsAt = new Date(testStart.getTime() + 86_400_000).toISOString();
    const draft = await draftOf();
    await tried(draft.id);
    assert.ok((await act(labEndpoints.proposePolicyDraft, draft.id, approver, { startsAt })).ok);
    // The approver proposed it; the operator wrote it and is no approver.
    for (const who of [approver, operator]) {
      assert.equal((await read(draft.id, who)).mayApprove, false);
      const refused = await act(labEndpoints.approvePolicyDraft, draft.id, who);
      assert.ok(!refused.ok);
      assert.equal(refused.problem.code, 'another_approver_needed');
    }
    assert.equal(await newest(), 1);
    assert.equal((await read(draft.id, secondApprover)).mayApprove, true);
    const { version } = await read(draft.id);
    const at = { params: { draftId: draft.id }, body: { note: 'good' }, ifMatch: version };
    const both = await Promise.all([
      market.call(labEndpoints.approvePolicyDraft, at, secondApprover),
      market.call(labEndpoints.approvePolicyDraft, at, secondApprover),
    ]);
    assert.equal(both.filter(({ ok }) => ok).length, 1);
    const after = await read(draft.id);
    assert.deepEqual([after.state, after.policyVersion], ['approved', 2]);
    assert.equal(await newest(), 2);
    const made = await market.call(policyEndpoints.getPolicyVersion, { params: { number: 2 } }, operator);
    assert.ok(made.ok);
    assert.equal(made.value.digest, draft.digest);
    assert.equal(made.value.state, 'scheduled');
    assert.equal(made.value.startsAt, startsAt);
    assert.equal(made.value.author, '01900000-0000-7000-8000-000000000002@example.test');
    assert.deepEqual(made.value.approvedBy, ['01900000-0000-7000-8000-000000000003@example.test']);
  });

  test('a draft on an older version is outdated until it is saved on the newest', async () => {
    const base = await newest();
    const early = await draftOf({ changes: [{ path: '/stores/youngStoreDays', value: 11 }] });
    const approved = await proposed({ changes: [{ path: '/fees/standardPpm', value: 40_000 }] });
    assert.ok((await act(labEndpoints.approvePolicyDraft, approved, approver)).ok);
    assert.equal(await newest(), base + 1);
    const outdated = await read(early.id);
    assert.equal(outdated.isOutdated, true);
    assert.ok(outdated.hindrances.includes('outdated'));
    const saved = await market.call(
      labEndpoints.editPolicyDraft,
      {
        params: { draftId: early.id },
        body: {
          name: early.name,
          reason: early.reason,
          base: base + 1,
          changes: [{ path: '/stores/youngStoreDays', value: 11 }],
        },
        ifMatch: early.version,
      },
      operator,
    );
    assert.ok(saved.ok);
    assert.deepEqual([saved.value.isOutdated, saved.value.changeCount], [false, 1]);
    assert.equal((saved.value.document.fees as { standardPpm: number }).standardPpm, 40_000);
  });

  test('where the policy asks for three people, the second agreement makes the version', async () => {
    const three = await proposed({ changes: [{ path: '/governance/policyChangePeople', value: 3 }] });
    assert.ok((await act(labEndpoints.approvePolicyDraft, three, approver)).ok);
    const next = await proposed({ changes: [{ path: '/stores/youngStoreDays', value: 4 }] });
    const before = await newest();
    const one = await act(labEndpoints.approvePolicyDraft, next, approver);
    assert.ok(one.ok);
    assert.deepEqual([one.value.state, one.value.proposal?.approvals.length], ['proposed', 1]);
    const again = await act(labEndpoints.approvePolicyDraft, next, approver);
    assert.ok(!again.ok);
    assert.equal(await newest(), before);
    const two = await act(labEndpoints.approvePolicyDraft, next, secondApprover);
    assert.ok(two.ok);
    assert.equal(two.value.policyVersion, before + 1);
  });

  test('operators only: others find nothing, auditors read alone', async () => {
    const draft = await draftOf();
    for (const [as, code] of [
      [undefined, 'unauthenticated'],
      [merchant, 'not_found'],
      [auditor, 'forbidden'],
    ] as const) {
      const made = await market.call(
        labEndpoints.createPolicyDraft,
        { body: { name: 'x', reason: 'y' }, idempotencyKey: newKey() },
        as,
      );
      assert.ok(!made.ok);
      assert.equal(made.problem.code, code);
    }
    assert.equal((await read(draft.id, auditor)).id, draft.id);
    const hidden = await market.call(
      labEndpoints.getPolicyDraft,
      { params: { draftId: draft.id } },
      merchant,
    );
    assert.ok(!hidden.ok && hidden.status === 404);
    const missing = toPublicId('policyDraft', '01900000-0000-7000-8000-00000000ffff');
    const none = await market.call(labEndpoints.getPolicyDraft, { params: { draftId: missing } }, operator);
    assert.ok(!none.ok && none.status === 404);
    assert.ok(fromPublicId('policyDraft', draft.id));
  });
});
