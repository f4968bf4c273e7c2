import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { licencesEndpoints as endpoints } from '@hazumi/contracts';
import { personActor, testStart } from '../testing/market.ts';
import { codeOf, type LicenceTest, licenceTest, newKey, newNumber, newPerson, operator } from './testing.ts';

const minute = 60_000;
const day = 86_400_000;

describe('licences', () => {
  let market: LicenceTest;
  before(async () => {
    market = await licenceTest();
  });
  after(() => market.close());

  const count = async (query: string, ...values: unknown[]): Promise<number> => {
    const { rows } = await market.handle.pool.query(`select count(*)::int as count from ${query}`, values);
    return rows[0].count;
  };

  test('registering makes a draft, and whoever registers its owner', async () => {
    const personId = await newPerson(market);
    const made = await market.call(
      endpoints.registerLicence,
      {
        body: {
          legalName: '  青叶商贸有限公司 ',
          country: 'CN',
          registrationNumber: '9131 0000-ma1k4bjl2x',
          contactEmail: 'Boss@Aoba.test',
          address: { city: '上海', street: '南京西路 1 号' },
        },
        idempotencyKey: newKey(),
      },
      personActor(personId),
    );
    assert.ok(made.ok);
    assert.equal(made.status, 201);
    const { id, createdAt, timeline, ...rest } = made.value;
    assert.deepEqual(rest, {
      legalName: '青叶商贸有限公司',
      country: 'CN',
      registrationNumber: '91310000MA1K4BJL2X',
      state: 'draft',
      reason: null,
      note: null,
      storeCount: 0,
      storeLimit: 30,
      version: 1,
      contactEmail: 'boss@aoba.test',
      address: { region: '', city: '上海', street: '南京西路 1 号', postalCode: '' },
      documents: [],
      check: null,
      actions: ['edit', 'addDocument', 'submit', 'openStore'],
    });
    assert.equal(createdAt, testStart.toISOString());
    assert.equal(timeline.at(-1)?.type, 'licence.registered');
    const mine = await market.call(endpoints.listMyLicences, {}, personActor(personId));
    assert.ok(mine.ok);
    assert.deepEqual(
      mine.value.data.map((licence) => ({ id: licence.id, role: licence.role, storeId: licence.storeId })),
      [{ id, role: 'owner', storeId: null }],
    );
  });

  test('the same key ten times at once registers one licence', async () => {
    const personId = await newPerson(market);
    const number = newNumber();
    const call = () =>
      market.call(
        endpoints.registerLicence,
        {
          body: {
            legalName: 'Once Ltd',
            country: 'JP',
            registrationNumber: number,
            contactEmail: 'once@example.test',
            address: { city: '東京', street: '1-1' },
          },
          idempotencyKey: 'licence-once',
        },
        personActor(personId),
      );
    const made = await Promise.all(Array.from({ length: 10 }, call));
    assert.equal(new Set(made.map((result) => result.ok && result.value.id)).size, 1);
    assert.equal(await count('licence where registration_number = $1', number), 1);
    assert.equal(await count('membership where person_id = $1', personId), 1);
  });

  test('a licence with a document passes its check, and its contact hears of it in its language', async () => {
    const owned = await market.draft();
    assert.equal((await market.upload(owned)).status, 201);
    const submitted = await market.submit(owned);
    assert.equal(submitted.state, 'checking');
    assert.equal(submitted.check?.state, 'pending');
    assert.deepEqual(submitted.actions, ['edit', 'openStore']);
    await market.sweep();
    const licence = await market.read(owned);
    assert.equal(licence.state, 'verified');
    assert.deepEqual(
      { ...licence.check, createdAt: null },
      {
        state: 'passed',
        registry: 'simulated',
        decidedBy: 'registry',
        reason: null,
        attempts: 1,
        nextAttemptAt: null,
        createdAt: null,
        decidedAt: testStart.toISOString(),
      },
    );
    assert.deepEqual(
      licence.timeline.map(({ type }) => type),
      [
        'licence.verified',
        'licence.submitted',
        'licence.documentAdded',
        'licence.staffAdded',
        'licence.registered',
      ],
    );
    const mail = market.mails.at(-1);
    assert.equal(mail?.to, 'owner@aoba.test');
    assert.equal(mail?.locale, 'zh-CN');
    assert.equal(mail?.template, 'licence.verified');
    assert.match(mail?.text.text ?? '', /Aoba Trading Ltd/);
  });

  for (const [word, reason] of [
    ['NOTFOUND', 'notFound'],
    ['NAMEMISMATCH', 'nameMismatch'],
    ['STRUCKOFF', 'struckOff'],
    ['REGISTRATIONEXPIRED', 'registrationExpired'],
  ] as const) {
    test(`a refusal says why (${reason}), and a corrected licence can be submitted again`, async () => {
      const owned = await market.draft({ registrationNumber: `SIM${word}1` });
      await market.upload(owned);
      await market.submit(owned);
      await market.sweep();
      const refused = await market.read(owned);
      assert.equal(refused.state, 'refused');
      assert.equal(refused.reason, reason);
      assert.equal(refused.check?.state, 'refused');
      assert.equal(refused.check?.reason, reason);
      assert.equal(market.mails.at(-1)?.template, 'licence.refused');

      const corrected = await market.call(
        endpoints.editLicence,
        {
          params: { licenceId: owned.id },
          body: { registrationNumber: newNumber() },
          ifMatch: refused.version,
        },
        owned.owner,
      );
      assert.ok(corrected.ok);
      await market.submit(owned);
      await market.sweep();
      assert.equal((await market.read(owned)).state, 'verified');
      assert.equal((await market.read(owned)).reason, null);
    });
  }

  test('a slow registry is asked again after five minutes, then ten, then twenty', async () => {
    const owned = await market.draft({ registrationNumber: 'SIMSLOW3A' });
    await market.upload(owned);
    await market.submit(owned);
    const start = market.clock.now().getTime();
    for (const [attempt, pause] of [
      [1, 5],
      [2, 10],
      [3, 20],
    ] as const) {
      assert.equal(await market.sweep(), 1);
      assert.equal(await market.sweep(), 0);
      const { check, state } = await market.read(owned);
      assert.equal(state, 'checking');
      assert.equal(check?.attempts, attempt);
      const next = market.clock.now().getTime() + pause * minute;
      assert.equal(check?.nextAttemptAt, new Date(next).toISOString());
      await market.clock.set(new Date(next));
    }
    await market.sweep();
    assert.equal((await market.read(owned)).state, 'verified');
    assert.equal(market.clock.now().getTime() - start, 35 * minute);
  });

  test('a registry that is down is asked again, and its refusal counts in the end', async () => {
    const owned = await market.draft({ registrationNumber: 'SIMDOWN1STRUCKOFF' });
    await market.upload(owned);
    await market.submit(owned);
    await market.sweep();
    assert.equal((await market.read(owned)).state, 'checking');
    await market.clock.set(new Date(market.clock.now().getTime() + 5 * minute));
    await market.sweep();
    assert.equal((await market.read(owned)).reason, 'struckOff');
  });

  test('a registry that keeps silent for three days hands the check to an operator', async () => {
    const owned = await market.draft({ registrationNumber: 'SIMSILENT1' });
    await market.upload(owned);
    await market.submit(owned);
    const start = market.clock.now().getTime();
    for (;;) {
      const { check } = await market.read(owned);
      if (check?.state !== 'pending') break;
      await market.sweep();
      const next = (await market.read(owned)).check?.nextAttemptAt;
      if (next != null) await market.clock.set(new Date(next));
    }
    const escalated = await market.read(owned);
    assert.equal(escalated.check?.state, 'escalated');
    assert.equal(escalated.state, 'checking');
    assert.ok(market.clock.now().getTime() - start >= 3 * day);
    assert.equal(await market.sweep(), 0);

    const waiting = await market.call(endpoints.listLicences, { query: { escalated: 'true' } }, operator);
    assert.ok(waiting.ok);
    assert.deepEqual(
      waiting.value.data.map((licence) => ({ id: licence.id, escalated: licence.escalated })),
      [{ id: owned.id, escalated: true }],
    );
    const decided = await market.call(
      endpoints.decideLicence,
      { params: { licenceId: owned.id }, body: { decision: 'verified', note: 'Seen on paper.' } },
      operator,
    );
    assert.ok(decided.ok);
    assert.equal(decided.value.state, 'verified');
    assert.equal(decided.value.check?.decidedBy, 'operator');
    const none = await market.call(endpoints.listLicences, { query: { escalated: 'true' } }, operator);
    assert.ok(none.ok);
    assert.deepEqual(none.value.data, []);
  });

  test('an operator refuses by hand with a reason and a note', async () => {
    const owned = await market.draft();
    await market.upload(owned);
    await market.submit(owned);
    const decided = await market.call(
      endpoints.decideLicence,
      {
        params: { licenceId: owned.id },
        body: { decision: 'refused', reason: 'documentUnreadable', note: '第二页看不清。' },
      },
      operator,
    );
    assert.ok(decided.ok);
    assert.equal(await market.sweep(), 0);
    const refused = await market.read(owned);
    assert.deepEqual(
      [refused.state, refused.reason, refused.note],
      ['refused', 'documentUnreadable', '第二页看不清。'],
    );
    assert.match(market.mails.at(-1)?.text.text ?? '', /证明文件无法辨认\n第二页看不清。/);
    const again = await market.call(
      endpoints.decideLicence,
      { params: { licenceId: owned.id }, body: { decision: 'verified' } },
      operator,
    );
    assert.equal(codeOf(again), 'state_conflict');
    assert.equal((await market.read(owned)).state, 'refused');
  });

  test('of two licences with one number, checked at once, one is verified', async () => {
    const number = newNumber();
    const rivals = [
      await market.draft({ registrationNumber: number }),
      await market.draft({ registrationNumber: number }),
    ];
    for (const owned of rivals) {
      await market.upload(owned);
      await market.submit(owned);
    }
    await market.sweep();
    const outcomes = await Promise.all(rivals.map(async (owned) => (await market.read(owned)).state));
    assert.deepEqual(outcomes.sort(), ['refused', 'verified']);
    const refused = (await Promise.all(rivals.map((owned) => market.read(owned)))).find(
      ({ state }) => state === 'refused',
    );
    assert.equal(refused?.reason, 'registrationNumberTaken');
    assert.equal(refused?.check?.reason, 'registrationNumberTaken');
  });

  test('an operator who verifies a number that is verified elsewhere is told so', async () => {
    const first = await market.verified();
    const { registrationNumber } = await market.read(first);
    const second = await market.draft({ registrationNumber });
    await market.upload(second);
    await market.submit(second);
    const decided = await market.call(
      endpoints.decideLicence,
      { params: { licenceId: second.id }, body: { decision: 'verified' } },
      operator,
    );
    assert.equal(codeOf(decided), 'registration_number_taken');
    const { state, check } = await market.read(second);
    assert.deepEqual([state, check?.state], ['checking', 'pending']);
    await market.sweep();
  });

  test('without its business licence nothing is submitted', async () => {
    const owned = await market.draft();
    await market.upload(owned, 'identity');
    const submitted = await market.call(
      endpoints.submitLicence,
      { params: { licenceId: owned.id } },
      owned.owner,
    );
    assert.equal(codeOf(submitted), 'document_missing');
    assert.equal((await market.read(owned)).state, 'draft');
    assert.equal(await count('identity_check where licence_id = $1', owned.uuid), 0);
  });

  test('ten submissions at once are one', async () => {
    const owned = await market.draft();
    await market.upload(owned);
    const submitted = await Promise.all(
      Array.from({ length: 10 }, () =>
        market.call(endpoints.submitLicence, { params: { licenceId: owned.id } }, owned.owner),
      ),
    );
    assert.equal(submitted.filter((result) => result.ok).length, 1);
    assert.ok(submitted.every((result) => result.ok || result.problem.code === 'state_conflict'));
    assert.equal(await count('identity_check where licence_id = $1', owned.uuid), 1);
    await market.sweep();
  });

  test('a licence is submitted five times in 24 hours, and then again when the first is a day old', async () => {
    const owned = await market.draft({ registrationNumber: 'SIMNOTFOUND5' });
    await market.upload(owned);
    for (let time = 0; time < 5; time += 1) {
      await market.submit(owned);
      await market.sweep();
      await market.clock.set(new Date(market.clock.now().getTime() + 60 * minute));
    }
    const refused = await market.call(
      endpoints.submitLicence,
      { params: { licenceId: owned.id } },
      owned.owner,
    );
    assert.equal(codeOf(refused), 'submission_limit');
    assert.equal(refused.headers.get('retry-after'), String(19 * 3600));
    assert.equal((await market.read(owned)).state, 'refused');
    await market.clock.set(new Date(market.clock.now().getTime() + 19 * 60 * minute));
    assert.equal((await market.submit(owned)).state, 'checking');
    await market.sweep();
  });

  test('an edit names the version it was made from; of ten at once one wins', async () => {
    const owned = await market.draft();
    const { version } = await market.read(owned);
    const edit = (legalName: string, ifMatch?: number) =>
      market.call(
        endpoints.editLicence,
        {
          params: { licenceId: owned.id },
          body: { legalName },
          ...(ifMatch === undefined ? {} : { ifMatch }),
        },
        owned.owner,
      );
    assert.equal(codeOf(await edit('No version')), 'precondition_required');
    const edits = await Promise.all(Array.from({ length: 10 }, (_, at) => edit(`Name ${at}`, version)));
    const won = edits.filter((result) => result.ok);
    assert.equal(won.length, 1);
    assert.ok(edits.every((result) => result.ok || result.problem.code === 'version_conflict'));
    const licence = await market.read(owned);
    assert.equal(licence.version, version + 1);
    assert.equal(won[0]?.ok && won[0].value.legalName, licence.legalName);
  });

  test('a verified licence keeps what was verified; its contact may change', async () => {
    const owned = await market.verified();
    const before = await market.read(owned);
    const renamed = await market.call(
      endpoints.editLicence,
      { params: { licenceId: owned.id }, body: { legalName: 'Another Ltd' }, ifMatch: before.version },
      owned.owner,
    );
    assert.equal(codeOf(renamed), 'state_conflict');
    assert.deepEqual(await market.read(owned), before);
    const moved = await market.call(
      endpoints.editLicence,
      { params: { licenceId: owned.id }, body: { contactEmail: 'new@aoba.test' }, ifMatch: before.version },
      owned.owner,
    );
    assert.ok(moved.ok);
    assert.equal(moved.value.contactEmail, 'new@aoba.test');
  });

  test('sanctions lead where the table of states says, each with its mail, and nowhere else', async () => {
    const owned = await market.verified();
    const params = { licenceId: owned.id };
    const sanction = { reason: 'fakeOrders', note: 'See case 12.' } as const;
    const steps = [
      ['suspendLicence', sanction, 'suspended'],
      ['suspendLicence', sanction, 'state_conflict'],
      ['reinstateLicence', {}, 'verified'],
      ['reinstateLicence', {}, 'state_conflict'],
      ['banLicence', sanction, 'banned'],
      ['suspendLicence', sanction, 'state_conflict'],
      ['reinstateLicence', {}, 'state_conflict'],
      ['banLicence', sanction, 'state_conflict'],
    ] as const;
    for (const [name, body, outcome] of steps) {
      const mails = market.mails.length;
      const before = await market.read(owned);
      const result = await market.call(endpoints[name], { params, body } as never, operator);
      if (outcome === 'state_conflict') {
        assert.equal(codeOf(result), outcome, name);
        assert.deepEqual(await market.read(owned), before);
        assert.equal(market.mails.length, mails);
      } else {
        assert.ok(result.ok, name);
        assert.equal((await market.read(owned)).state, outcome);
        assert.equal(market.mails.length, mails + 1);
      }
    }
    const banned = await market.read(owned);
    assert.deepEqual([banned.reason, banned.note, banned.actions], ['fakeOrders', 'See case 12.', []]);
  });

  test('a ban ends a check that is under way, and its answer changes nothing', async () => {
    const owned = await market.draft();
    await market.upload(owned);
    await market.submit(owned);
    const banned = await market.call(
      endpoints.banLicence,
      { params: { licenceId: owned.id }, body: { reason: 'identityDoubt' } },
      operator,
    );
    assert.ok(banned.ok);
    assert.equal(banned.value.check?.state, 'withdrawn');
    assert.equal(await market.sweep(), 0);
    assert.equal((await market.read(owned)).state, 'banned');
  });
});
