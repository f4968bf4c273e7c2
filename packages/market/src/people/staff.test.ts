import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type AnswerOf, endpoints, fromPublicId, toPublicId } from '@hazumi/contracts';
import { type PeopleMarket, peopleMarket } from './people.testing.ts';
import { insertLicence, insertStore, joinStaff } from './staff.testing.ts';

describe('the staff of a licence', () => {
  let t: PeopleMarket;
  let licenceId: string;
  let licence: string;
  let run = 0;
  before(async () => {
    t = await peopleMarket();
  });
  beforeEach(async () => {
    licenceId = await insertLicence(t);
    licence = toPublicId('licence', licenceId);
    run += 1;
  });
  after(() => t.close());

  type As = { as: { authorization: string } };
  const problemOf = (answer: { ok: boolean; problem?: { code: string } }): string =>
    answer.problem?.code ?? 'ok';
  const mailOf = (name: string): string => `${name}-${run}@example.test`;
  const staffNow = async ({ as }: As): Promise<AnswerOf<typeof endpoints.listStaff>['data']> => {
    const answer = await t.call(endpoints.listStaff, { headers: as, params: { licenceId: licence } });
    assert.ok(answer.ok);
    return answer.value.data;
  };
  const roles = async (): Promise<string[]> => {
    const rows = await t.market.db
      .selectFrom('membership')
      .select('role')
      .where('licence_id', '=', licenceId)
      .execute();
    return rows.map(({ role }) => role).sort();
  };
  const invite = (
    by: As,
    email: string,
    role: 'owner' | 'manager' | 'clerk' | 'finance',
    more: { storeId?: string; locale?: 'en' | 'ja' | 'zh-CN' } = {},
  ) =>
    t.call(endpoints.inviteStaff, {
      headers: by.as,
      params: { licenceId: licence },
      body: { email, role, ...more },
    });
  const accept = (by: As, token: string) =>
    t.call(endpoints.acceptInvitation, { headers: by.as, body: { token } });
  const change = (by: As, membershipId: string, role: 'owner' | 'manager' | 'clerk' | 'finance') =>
    t.call(endpoints.changeStaff, {
      headers: by.as,
      params: { licenceId: licence, membershipId: toPublicId('membership', membershipId) },
      body: { role },
    });
  const remove = (by: As, membershipId: string) =>
    t.call(endpoints.removeStaff, {
      headers: by.as,
      params: { licenceId: licence, membershipId: toPublicId('membership', membershipId) },
    });

  it('invites by mail to a store; who accepts has the address, and that store alone', async () => {
    const owner = await joinStaff(t, mailOf('owner'), licenceId, 'owner');
    const storeId = await insertStore(t, licenceId, 'Tea House');
    const invited = await invite(owner, mailOf('clerk'), 'clerk', {
      storeId: toPublicId('store', storeId),
      locale: 'en',
    });
    assert.ok(invited.ok);
    assert.equal(invited.value.state, 'pending');
    const token = await t.linkTo(mailOf('clerk'));
    const preview = await t.call(endpoints.previewInvitation, {
      headers: { 'x-hazumi-locale': 'en' },
      body: { token },
    });
    assert.ok(preview.ok);
    assert.deepEqual(
      { ...preview.value, expiresAt: '' },
      {
        email: mailOf('clerk'),
        legalName: 'Hazumi Trading',
        country: 'CN',
        storeName: 'Tea House',
        role: 'clerk',
        expiresAt: '',
      },
    );
    const clerk = await t.join(mailOf('clerk'));
    const joined = await accept(clerk, token);
    assert.ok(joined.ok);
    assert.equal(joined.value.role, 'clerk');
    assert.equal(joined.value.storeId, toPublicId('store', storeId));
    const me = await t.call(endpoints.getMe, { headers: clerk.as });
    assert.ok(me.ok);
    assert.deepEqual(me.value.memberships, [joined.value]);
    assert.equal(me.value.emailVerified, true);
    assert.deepEqual(
      (await staffNow(owner)).map(({ email, role, storeId: at }) => [email, role, at]),
      [
        [mailOf('owner'), 'owner', null],
        [mailOf('clerk'), 'clerk', toPublicId('store', storeId)],
      ],
    );
    const list = await t.call(endpoints.listInvitations, {
      headers: owner.as,
      params: { licenceId: licence },
    });
    assert.ok(list.ok);
    assert.deepEqual(
      list.value.data.map(({ state }) => state),
      ['accepted'],
    );
    assert.equal(
      problemOf(await invite(owner, mailOf('clerk'), 'clerk', { storeId: toPublicId('store', storeId) })),
      'already_staff',
    );
  });

  it('makes one membership of an invitation that is accepted twenty times at once', async () => {
    const owner = await joinStaff(t, mailOf('owner'), licenceId, 'owner');
    await invite(owner, mailOf('twenty'), 'manager');
    const token = await t.linkTo(mailOf('twenty'));
    const manager = await t.join(mailOf('twenty'));
    const answers = await Promise.all(Array.from({ length: 20 }, () => accept(manager, token)));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    assert.equal(new Set(answers.map((answer) => (answer.ok ? answer.value.id : ''))).size, 1);
    assert.deepEqual(await roles(), ['manager', 'owner']);
    const { rows } = await t.handle.pool.query(
      `select count(*) from event where subject_id = $1 and type = 'licence.staffAdded'`,
      [licenceId],
    );
    assert.equal(rows[0].count, 2n);
  });

  it('is for nobody but the address that it was sent to', async () => {
    const owner = await joinStaff(t, mailOf('owner'), licenceId, 'owner');
    await invite(owner, mailOf('addressee'), 'manager');
    const token = await t.linkTo(mailOf('addressee'));
    const thief = await t.join(mailOf('thief'));
    assert.equal(problemOf(await accept(thief, token)), 'link_expired');
    assert.deepEqual(await roles(), ['owner']);
    const addressee = await t.join(mailOf('addressee'));
    assert.ok((await accept(addressee, token)).ok);
    assert.equal(problemOf(await accept(thief, token)), 'link_expired');
  });

  it('ends by time, by being taken back, by a newer one, and with its sender', async () => {
    const owner = await joinStaff(t, mailOf('owner'), licenceId, 'owner');
    const manager = await joinStaff(t, mailOf('manager'), licenceId, 'manager');
    const guest = await t.join(mailOf('guest'));

    await invite(owner, mailOf('guest'), 'clerk');
    const old = await t.linkTo(mailOf('guest'));
    const newer = await invite(owner, mailOf('guest'), 'finance');
    assert.ok(newer.ok);
    assert.equal(problemOf(await accept(guest, old)), 'link_expired');

    const revoke = () =>
      t.call(endpoints.revokeInvitation, {
        headers: owner.as,
        params: { licenceId: licence, invitationId: newer.value.id },
      });
    assert.equal((await revoke()).status, 204);
    assert.equal(problemOf(await revoke()), 'state_conflict');
    assert.equal(problemOf(await accept(guest, await t.linkTo(mailOf('guest')))), 'link_expired');

    await invite(manager, mailOf('guest'), 'clerk');
    const fromManager = await t.linkTo(mailOf('guest'));
    assert.equal((await remove(owner, manager.membershipId)).status, 204);
    assert.equal(problemOf(await accept(guest, fromManager)), 'link_expired');

    await invite(owner, mailOf('guest'), 'clerk');
    const late = await t.linkTo(mailOf('guest'));
    await t.machine.set(new Date(t.machine.now().getTime() + 7 * 86_400_000));
    assert.equal(problemOf(await accept(guest, late)), 'link_expired');
    assert.deepEqual(await roles(), ['owner']);
  });

  it('keeps owners among themselves', async () => {
    const owner = await joinStaff(t, mailOf('owner'), licenceId, 'owner');
    const second = await joinStaff(t, mailOf('second'), licenceId, 'owner');
    const manager = await joinStaff(t, mailOf('manager'), licenceId, 'manager');
    const clerk = await joinStaff(t, mailOf('clerk'), licenceId, 'clerk');
    for (const answer of [
      await change(manager, second.membershipId, 'clerk'),
      await change(manager, manager.membershipId, 'owner'),
      await remove(manager, second.membershipId),
      await invite(manager, mailOf('friend'), 'owner'),
      await change(clerk, manager.membershipId, 'finance'),
    ]) {
      assert.equal(problemOf(answer), 'forbidden');
    }
    assert.deepEqual(await roles(), ['clerk', 'manager', 'owner', 'owner']);
    assert.deepEqual(await t.mailsTo(mailOf('friend')), []);
    assert.ok((await change(manager, clerk.membershipId, 'finance')).ok);
    assert.ok((await change(owner, second.membershipId, 'manager')).ok);
    assert.deepEqual(await roles(), ['finance', 'manager', 'manager', 'owner']);
  });

  it('always has an owner, also when all of them leave at once', async () => {
    const owners = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => joinStaff(t, mailOf(name), licenceId, 'owner')),
    );
    const answers = await Promise.all(
      owners.map((owner) =>
        t.call(endpoints.leaveStaff, {
          headers: owner.as,
          params: { membershipId: toPublicId('membership', owner.membershipId) },
        }),
      ),
    );
    assert.deepEqual(answers.map(problemOf).sort(), ['last_owner', 'ok', 'ok', 'ok']);
    assert.deepEqual(await roles(), ['owner']);
  });

  it('always has an owner, also when they remove and demote each other at once', async () => {
    const a = await joinStaff(t, mailOf('a'), licenceId, 'owner');
    const b = await joinStaff(t, mailOf('b'), licenceId, 'owner');
    const answers = await Promise.all([
      remove(a, b.membershipId),
      change(b, a.membershipId, 'clerk'),
      change(a, a.membershipId, 'manager'),
      remove(b, b.membershipId),
    ]);
    assert.ok(answers.some(({ ok }) => ok));
    assert.ok((await roles()).includes('owner'));
    const alone = await joinStaff(t, mailOf('clerk'), licenceId, 'clerk');
    assert.equal(problemOf(await remove(alone, a.membershipId)), 'forbidden');
  });

  it('shows and changes nothing for strangers, and says not even that the licence is there', async () => {
    const owner = await joinStaff(t, mailOf('owner'), licenceId, 'owner');
    const clerk = await joinStaff(t, mailOf('clerk'), licenceId, 'clerk');
    const stranger = await joinStaff(t, mailOf('stranger'), await insertLicence(t, 'Another'), 'owner');
    const storeId = await insertStore(t, licenceId, 'Only store');
    const storeManager = await joinStaff(t, mailOf('store-manager'), licenceId, 'manager', storeId);
    const pending = await invite(owner, mailOf('pending'), 'clerk');
    assert.ok(pending.ok);
    const before = JSON.stringify([await roles(), await t.mailsTo(mailOf('x'))]);
    const all = (who: As) => [
      t.call(endpoints.listStaff, { headers: who.as, params: { licenceId: licence } }),
      t.call(endpoints.listInvitations, { headers: who.as, params: { licenceId: licence } }),
      invite(who, mailOf('x'), 'clerk'),
      change(who, clerk.membershipId, 'manager'),
      remove(who, clerk.membershipId),
      t.call(endpoints.revokeInvitation, {
        headers: who.as,
        params: { licenceId: licence, invitationId: pending.value.id },
      }),
    ];
    const codes = async (who: As): Promise<string[]> => (await Promise.all(all(who))).map(problemOf);
    assert.deepEqual(await codes(stranger), Array(6).fill('not_found'));
    assert.deepEqual(await codes(clerk), Array(6).fill('forbidden'));
    assert.deepEqual(await codes({ as: { authorization: '' } }), Array(6).fill('unauthenticated'));
    // Staff of one store: the licence as a whole is not theirs.
    assert.deepEqual(await codes(storeManager), Array(6).fill('not_found'));
    // Their own licence in the path, another's member in it.
    const mixed = await t.call(endpoints.removeStaff, {
      headers: stranger.as,
      params: {
        licenceId: toPublicId(
          'licence',
          (
            await t.market.db
              .selectFrom('membership')
              .select('licence_id')
              .where('id', '=', stranger.membershipId)
              .executeTakeFirstOrThrow()
          ).licence_id,
        ),
        membershipId: toPublicId('membership', clerk.membershipId),
      },
    });
    assert.equal(problemOf(mixed), 'not_found');
    assert.equal(
      problemOf(
        await t.call(endpoints.leaveStaff, {
          headers: stranger.as,
          params: { membershipId: toPublicId('membership', clerk.membershipId) },
        }),
      ),
      'not_found',
    );
    assert.equal(JSON.stringify([await roles(), await t.mailsTo(mailOf('x'))]), before);
  });

  it('invites to its own stores only', async () => {
    const owner = await joinStaff(t, mailOf('owner'), licenceId, 'owner');
    const foreign = await insertStore(t, await insertLicence(t, 'Another'), 'Foreign');
    const answer = await invite(owner, mailOf('x'), 'clerk', { storeId: toPublicId('store', foreign) });
    assert.equal(problemOf(answer), 'not_found');
    const ownerOfStore = await invite(owner, mailOf('x'), 'owner', {
      storeId: toPublicId('store', await insertStore(t, licenceId, 'Own')),
    });
    assert.equal(problemOf(ownerOfStore), 'invalid_request');
    assert.deepEqual(await t.mailsTo(mailOf('x')), []);
  });

  it('takes a right away at once: the next request of somebody removed is a stranger’s', async () => {
    const owner = await joinStaff(t, mailOf('owner'), licenceId, 'owner');
    const manager = await joinStaff(t, mailOf('manager'), licenceId, 'manager');
    assert.equal((await staffNow(manager)).length, 2);
    await remove(owner, manager.membershipId);
    const answer = await t.call(endpoints.listStaff, { headers: manager.as, params: { licenceId: licence } });
    assert.equal(problemOf(answer), 'not_found');
  });

  it('lists page by page', async () => {
    const owner = await joinStaff(t, mailOf('owner'), licenceId, 'owner');
    for (const name of ['b', 'c', 'd', 'e']) await joinStaff(t, mailOf(name), licenceId, 'clerk');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const answer = await t.call(endpoints.listStaff, {
        headers: owner.as,
        params: { licenceId: licence },
        query: { limit: 2, ...(cursor === undefined ? {} : { cursor }) },
      });
      assert.ok(answer.ok);
      seen.push(...answer.value.data.map(({ email }) => email));
      cursor = answer.value.nextCursor ?? undefined;
    } while (cursor !== undefined);
    assert.deepEqual(seen, ['owner', 'b', 'c', 'd', 'e'].map(mailOf));
    assert.ok(fromPublicId('licence', licence) === licenceId);
  });
});
