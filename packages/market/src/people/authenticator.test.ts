import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { endpoints } from '@hazumi/contracts';
import { inTransaction } from '../kernel/database.ts';
import type { LiveAuthenticator } from './authenticator.live.ts';
import { grantMembership } from './grants.ts';
import { type PeopleMarket, peopleMarket, recordQueries } from './people.testing.ts';

describe('finding out who asks', () => {
  let t: PeopleMarket;
  /** another process of the same market */
  let elsewhere: LiveAuthenticator;
  before(async () => {
    t = await peopleMarket();
    elsewhere = t.another().authenticator;
    await elsewhere.listening();
  });
  after(() => t.close());

  const kindOf = async (authenticator: LiveAuthenticator, as: { authorization: string }): Promise<string> =>
    (await authenticator.actorOf(new Headers(as))).kind;
  /** Waits until another process has heard: the notification is on its way, and nothing else tells of its arrival. */
  const eventually = async (wanted: string, ask: () => Promise<string>): Promise<void> => {
    for (let turn = 0; turn < 500; turn += 1) {
      if ((await ask()) === wanted) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.equal(await ask(), wanted);
  };

  it('asks the database once, and not again while it is warm', async () => {
    const { as } = await t.join('warm@example.test');
    // Signing up announced a change; its second of settling is over.
    await t.machine.set(new Date(t.machine.now().getTime() + 2_000));
    const queries = recordQueries(t.handle.pool);
    await Promise.all(Array.from({ length: 50 }, () => kindOf(elsewhere, as)));
    assert.equal(queries.length, 1, 'fifty requests at once share a query');
    for (let request = 0; request < 100; request += 1) assert.equal(await kindOf(elsewhere, as), 'person');
    assert.equal(queries.length, 1);
    await t.machine.set(new Date(t.machine.now().getTime() + 5_000));
    assert.equal(await kindOf(elsewhere, as), 'person');
    assert.equal(queries.length, 2, 'after five seconds it looks again');
  });

  it('asks nothing at all for tokens that are not ours', async () => {
    const queries = recordQueries(t.handle.pool);
    for (const token of ['x'.repeat(32), `${'x'.repeat(32)}.${'y'.repeat(43)}`, '%%%', 'a b']) {
      assert.equal(await kindOf(elsewhere, { authorization: `Bearer ${token}` }), 'nobody');
    }
    assert.deepEqual(queries, []);
  });

  it('lets an ended session be over here at once, and in other processes as soon as they hear', async () => {
    const { as } = await t.join('leaver@example.test');
    assert.equal(await kindOf(elsewhere, as), 'person');
    await t.call(endpoints.signOut, { headers: as });
    assert.equal(await kindOf(t.people.authenticator, as), 'nobody');
    await eventually('nobody', () => kindOf(elsewhere, as));
  });

  it('knows a new right by the time the change is answered', async () => {
    const { as, me } = await t.join('promoted@example.test');
    const seen = async (authenticator: LiveAuthenticator): Promise<number> => {
      const actor = await authenticator.actorOf(new Headers(as));
      return actor.kind === 'person' ? actor.memberships.length : -1;
    };
    assert.equal(await seen(t.people.authenticator), 0);
    assert.equal(await seen(elsewhere), 0);
    const ctx = t.ctx();
    const personId = (await t.people.identity.accountByEmail(t.market.db, me.email))?.personId ?? '';
    await inTransaction(t.market.db, async (tx) => {
      const licenceId = ctx.ids.next(ctx.now);
      await grantMembership(t.people, ctx, tx, { personId, licenceId, storeId: null, role: 'owner' });
      // A request that comes before the commit sees the old rights, and they are not remembered.
      assert.equal(await seen(t.people.authenticator), 0);
    });
    assert.equal(await seen(t.people.authenticator), 1);
    await eventually('1', async () => String(await seen(elsewhere)));
  });

  it('remembers for a second only while it cannot hear', async () => {
    const { as } = await t.join('deaf@example.test');
    // No url: this one never listens.
    const deaf = t.another({ listens: false }).authenticator;
    assert.equal(await kindOf(deaf, as), 'person');
    await t.call(endpoints.signOut, { headers: as });
    assert.equal(await kindOf(deaf, as), 'person', 'it has not heard');
    await t.machine.set(new Date(t.machine.now().getTime() + 1_000));
    assert.equal(await kindOf(deaf, as), 'nobody');
  });

  it('forgets everything when its listening connection breaks, and hears again after', async () => {
    const { as } = await t.join('broken@example.test');
    assert.equal(await kindOf(elsewhere, as), 'person');
    await t.market.db.deleteFrom('auth.session').execute();
    assert.equal(await kindOf(elsewhere, as), 'person', 'nobody announced it');
    const { rows } = await t.handle.pool.query(
      `select count(pg_terminate_backend(pid)) from pg_stat_activity where query like 'listen%' and datname = current_database()`,
    );
    assert.ok(rows.length === 1);
    await eventually('nobody', () => kindOf(elsewhere, as));
    await Promise.all([elsewhere.listening(), t.people.authenticator.listening()]);
  });

  it('takes a header before a cookie, and carries the guest beside the person', async () => {
    const one = await t.join('header@example.test');
    const two = await t.join('cookie-of@example.test');
    const guest = 'g'.repeat(43);
    const actor = await t.people.authenticator.actorOf(
      new Headers({ ...one.as, cookie: `session=${two.token}; guest=${guest}` }),
    );
    assert.ok(actor.kind === 'person');
    assert.equal(actor.email, 'header@example.test');
    assert.ok(actor.guestHash !== null);
    const alone = await t.people.authenticator.actorOf(new Headers({ 'x-guest-token': guest }));
    assert.deepEqual(alone, { kind: 'guest', guestHash: actor.guestHash });
    for (const token of ['short', 'x'.repeat(44), `${'x'.repeat(42)}!`]) {
      assert.deepEqual(await t.people.authenticator.actorOf(new Headers({ 'x-guest-token': token })), {
        kind: 'nobody',
      });
    }
  });

  it('ends with the session, thirty days on', async () => {
    const { as } = await t.join('old@example.test');
    await t.machine.set(new Date(t.machine.now().getTime() + 30 * 86_400_000 - 60_000));
    assert.equal(await kindOf(t.people.authenticator, as), 'person');
    await t.machine.set(new Date(t.machine.now().getTime() + 66_000));
    assert.equal(await kindOf(t.people.authenticator, as), 'nobody');
  });
});
