import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { locales } from '@hazumi/contracts';
import { SMTPServer } from 'smtp-server';
import { inTransaction } from '../kernel/database.ts';
import { peopleMails } from '../people/people.mails.ts';
import { type PeopleMarket, peopleMarket } from '../people/people.testing.ts';
import {
  backoffMs,
  type MailTransport,
  mailSweep,
  type OutgoingMail,
  smtpTransport,
} from './mail.sending.ts';

describe('mail', () => {
  let t: PeopleMarket;
  before(async () => {
    t = await peopleMarket();
  });
  after(() => t.close());

  const write = (to: string, subject = 'A subject'): Promise<void> =>
    inTransaction(t.market.db, (tx) =>
      t.market.mailer.enqueue(tx, t.ctx(), {
        to,
        locale: 'en',
        template: 'test',
        text: { subject, text: 'The text.' },
      }),
    );
  const stateOf = (to: string) =>
    t.market.db
      .selectFrom('mail')
      .select(['state', 'attempts', 'last_error'])
      .where('recipient', '=', to)
      .executeTakeFirstOrThrow();
  const later = (milliseconds: number) => t.machine.set(new Date(t.machine.now().getTime() + milliseconds));
  const sweepWith = (send: MailTransport['send']) => mailSweep(t.market.db, { send, close() {} }, t.machine);

  it('is not written where its cause is rolled back', async () => {
    await assert.rejects(
      inTransaction(t.market.db, async (tx) => {
        await t.market.mailer.enqueue(tx, t.ctx(), {
          to: 'nobody@example.test',
          locale: 'en',
          template: 'test',
          text: { subject: 'x', text: 'x' },
        });
        throw new Error('the cause failed');
      }),
      /the cause failed/,
    );
    assert.deepEqual(await t.mailsTo('nobody@example.test'), []);
  });

  it('goes through SMTP as it was written', async () => {
    const received: string[] = [];
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData(stream, _session, done) {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          received.push(Buffer.concat(parts).toString('utf8'));
          done();
        });
      },
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.server.address() as AddressInfo;
    const transport = smtpTransport(`smtp://127.0.0.1:${port}`, 'Hazumi <market@hazumi.test>');
    await write('reader@example.test', '请确认您的邮箱');
    assert.equal(await mailSweep(t.market.db, transport, t.machine).run(t.ctx()), 1);
    transport.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    assert.equal(received.length, 1);
    const [message] = received as [string];
    assert.match(message, /^From: Hazumi <market@hazumi\.test>\r$/m);
    assert.match(message, /^To: reader@example\.test\r$/m);
    assert.match(message, /^Message-ID: <[0-9a-f-]{36}@hazumi\.test>\r$/m);
    assert.match(message, /^Content-Language: en\r$/im);
    assert.ok(message.includes('The text.'));
    assert.deepEqual(await stateOf('reader@example.test'), { state: 'sent', attempts: 1, last_error: null });
  });

  it('is sent once by many senders at once', async () => {
    for (let at = 0; at < 30; at += 1) await write(`crowd-${at}@example.test`);
    const sent: string[] = [];
    const sweeps = Array.from({ length: 8 }, () => sweepWith(async (mail) => void sent.push(mail.recipient)));
    await Promise.all(sweeps.map((sweep) => sweep.run(t.ctx())));
    await sweepWith(async (mail) => void sent.push(mail.recipient)).run(t.ctx());
    assert.equal(sent.length, 30);
    assert.equal(new Set(sent).size, 30);
  });

  it('is tried again, later and later, and given up after twelve attempts', async () => {
    await write('away@example.test');
    const sweep = sweepWith(async () => {
      throw new Error('451 try again later');
    });
    for (let attempt = 1; attempt <= 12; attempt += 1) {
      assert.equal(await sweep.run(t.ctx()), 1);
      assert.equal(await sweep.run(t.ctx()), 0, 'not at once');
      assert.deepEqual(await stateOf('away@example.test'), {
        state: attempt < 12 ? 'pending' : 'failed',
        attempts: attempt,
        last_error: '451 try again later',
      });
      await later(backoffMs(attempt));
    }
    assert.equal(await sweep.run(t.ctx()), 0);
    assert.deepEqual([1, 2, 3, 11, 12].map(backoffMs), [30_000, 60_000, 120_000, 21_600_000, 21_600_000]);
  });

  it('is sent again under the same id where its sender died before noting it', async () => {
    await write('twice@example.test');
    const seen: OutgoingMail[] = [];
    // The process dies while the server has the mail: the first sweep never comes back.
    void sweepWith((mail) => {
      seen.push(mail);
      return new Promise(() => {});
    }).run(t.ctx());
    const other = sweepWith(async (mail) => void seen.push(mail));
    while (seen.length === 0) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(await other.run(t.ctx()), 0, 'it belongs to the first sender for ten minutes');
    await later(10 * 60_000);
    assert.equal(await other.run(t.ctx()), 1);
    assert.deepEqual(
      seen.map(({ recipient }) => recipient),
      ['twice@example.test', 'twice@example.test'],
    );
    assert.equal(seen[0]?.id, seen[1]?.id);
    assert.equal((await stateOf('twice@example.test')).state, 'sent');
  });

  it('is shown in development, with markup as text and links that work', async () => {
    await inTransaction(t.market.db, (tx) =>
      t.market.mailer.enqueue(tx, t.ctx(), {
        to: 'dev@example.test',
        locale: 'en',
        template: 'test',
        text: {
          subject: '<b>Bold</b>',
          text: 'Open http://market.test/a?token=x&y=1 <script>alert(1)</script>',
        },
      }),
    );
    const list = await (await t.market.app.request('/dev/mail')).text();
    assert.ok(list.includes('&lt;b&gt;Bold&lt;/b&gt;'));
    assert.ok(!list.includes('<b>Bold'));
    const path = /href="(\/dev\/mail\/mai_[0-9a-z]{26})">&lt;b&gt;Bold/.exec(list)?.[1] ?? '';
    const page = await t.market.app.request(path);
    assert.equal(page.status, 200);
    assert.equal(page.headers.get('cache-control'), 'no-store');
    const text = await page.text();
    assert.ok(text.includes('<a href="http://market.test/a?token=x&amp;y=1">'));
    assert.ok(!text.includes('<script>'));
    assert.equal((await t.market.app.request('/dev/mail/mai_00000000000000000000000000')).status, 404);
    assert.equal((await t.market.app.request('/dev/mail/x')).status, 404);
  });

  it('is not shown outside development', async () => {
    const live = await peopleMarket({ settings: { development: false } });
    try {
      assert.equal((await live.market.app.request('/dev/mail')).status, 404);
    } finally {
      await live.close();
    }
  });

  it('has the same texts in every language', () => {
    const facts = {
      link: 'http://market.test/x',
      minutes: 10,
      name: 'Mei',
      newEmail: 'new@example.test',
      isOn: true,
      passkeyName: 'Phone',
      days: 7,
      inviter: 'Aki',
      place: 'Tea House',
      role: 'clerk' as const,
    };
    for (const [name, template] of Object.entries(peopleMails)) {
      const texts = template(facts);
      assert.deepEqual(Object.keys(texts).sort(), [...locales].sort(), name);
      const subjects = locales.map((locale) => texts[locale].subject);
      assert.equal(new Set(subjects).size, 3, `${name} is translated`);
      const mentions = locales.map((locale) => texts[locale].text.includes(facts.link));
      assert.equal(new Set(mentions).size, 1, `${name} has its link in all languages or in none`);
    }
  });
});
