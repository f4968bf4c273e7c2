import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { licencesEndpoints as endpoints } from '@hazumi/contracts';
import type { IdentityRegistry, RegistryAnswer, RegistryQuestion } from './registry.ts';
import { codeOf, type LicenceTest, licenceTest, newNumber, operator } from './testing.ts';

/** A registry that answers when the test says, and what it says. */
function heldRegistry() {
  const held: {
    question: RegistryQuestion;
    answer(answer: RegistryAnswer): void;
    fail(error: Error): void;
  }[] = [];
  let waiting: (() => void) | undefined;
  const registry: IdentityRegistry = {
    name: 'held',
    check: (question) =>
      new Promise((resolve, reject) => {
        held.push({ question, answer: resolve, fail: reject });
        waiting?.();
      }),
  };
  return {
    registry,
    /** the next question that is asked */
    async next() {
      if (held.length === 0) {
        await new Promise<void>((resolve) => {
          waiting = resolve;
        });
      }
      const first = held.shift();
      assert.ok(first !== undefined);
      return first;
    },
    get open() {
      return held.length;
    },
  };
}

describe('identity checks', () => {
  let market: LicenceTest;
  const held = heldRegistry();
  before(async () => {
    market = await licenceTest({ registry: held.registry });
  });
  after(() => market.close());

  const submitted = async () => {
    const owned = await market.draft();
    await market.upload(owned);
    await market.submit(owned);
    return owned;
  };

  test('the registry is asked outside any transaction', async () => {
    const owned = await submitted();
    const sweep = market.sweep();
    const asked = await held.next();
    const { rows } = await market.handle.pool.query(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and state like 'idle in transaction%'`,
    );
    assert.equal(rows[0].count, 0);
    assert.equal(asked.question.legalName, 'Aoba Trading Ltd');
    asked.answer({ kind: 'passed' });
    await sweep;
    assert.equal((await market.read(owned)).state, 'verified');
  });

  test('a late answer to an old question does not decide a licence that was submitted again', async () => {
    const owned = await submitted();
    const firstSweep = market.sweep();
    const late = await held.next();
    const refused = await market.call(
      endpoints.decideLicence,
      { params: { licenceId: owned.id }, body: { decision: 'refused', reason: 'nameMismatch' } },
      operator,
    );
    assert.ok(refused.ok);
    const edited = await market.call(
      endpoints.editLicence,
      {
        params: { licenceId: owned.id },
        body: { registrationNumber: newNumber() },
        ifMatch: refused.value.version,
      },
      owned.owner,
    );
    assert.ok(edited.ok);
    await market.submit(owned);
    late.answer({ kind: 'passed' });
    // The same sweep goes on to the new question.
    const fresh = await held.next();
    assert.equal((await market.read(owned)).state, 'checking');
    assert.notEqual(fresh.question.reference, late.question.reference);
    fresh.answer({ kind: 'refused', reason: 'notFound' });
    await firstSweep;
    assert.equal((await market.read(owned)).reason, 'notFound');
  });

  test('two processes that sweep at once ask once', async () => {
    const owned = await submitted();
    const sweeps = [market.sweep(), market.sweep(), market.sweep()];
    const asked = await held.next();
    asked.answer({ kind: 'passed' });
    await Promise.all(sweeps);
    assert.equal(held.open, 0);
    assert.equal((await market.read(owned)).check?.attempts, 1);
  });

  test('a question whose asker died is asked again under the same reference', async () => {
    const owned = await submitted();
    const neverAnswered = market.sweep();
    const lost = await held.next();
    const again = (await market.read(owned)).check?.nextAttemptAt;
    assert.ok(again != null);
    await market.clock.set(new Date(again));
    const other = market.sweep();
    const asked = await held.next();
    assert.equal(asked.question.reference, lost.question.reference);
    asked.answer({ kind: 'passed' });
    await other;
    const { state, check } = await market.read(owned);
    assert.deepEqual([state, check?.attempts], ['verified', 2]);
    // The first one was only slow: its answer comes to nothing.
    lost.answer({ kind: 'refused', reason: 'struckOff' });
    await neverAnswered;
    assert.equal((await market.read(owned)).state, 'verified');
  });

  test('an adapter that throws counts as no answer', async () => {
    const owned = await submitted();
    const sweep = market.sweep();
    (await held.next()).fail(new Error('a bug'));
    await sweep;
    const { state, check } = await market.read(owned);
    assert.deepEqual([state, check?.state, check?.attempts], ['checking', 'pending', 1]);
    const decided = await market.call(
      endpoints.decideLicence,
      { params: { licenceId: owned.id }, body: { decision: 'verified' } },
      operator,
    );
    assert.ok(decided.ok);
  });

  test('an operator and the registry deciding at once make one decision', async () => {
    for (let round = 0; round < 10; round += 1) {
      const owned = await submitted();
      const mails = market.mails.length;
      const sweep = market.sweep();
      const asked = await held.next();
      const deciding = market.call(
        endpoints.decideLicence,
        { params: { licenceId: owned.id }, body: { decision: 'refused', reason: 'documentMismatch' } },
        operator,
      );
      asked.answer({ kind: 'passed' });
      const [decided] = await Promise.all([deciding, sweep]);
      const { state, check, timeline } = await market.read(owned);
      if (decided.ok) assert.deepEqual([state, check?.decidedBy], ['refused', 'operator']);
      else
        assert.deepEqual(
          [codeOf(decided), state, check?.decidedBy],
          ['state_conflict', 'verified', 'registry'],
        );
      const decisions = timeline.filter(
        ({ type }) => type === 'licence.verified' || type === 'licence.refused',
      );
      assert.equal(decisions.length, 1);
      assert.equal(market.mails.length, mails + 1);
    }
  });
});
