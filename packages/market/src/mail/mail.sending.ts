import { sql } from 'kysely';
import { createTransport } from 'nodemailer';
import type { Clock } from '../kernel/clock.ts';
import type { Db } from '../kernel/database.ts';
import type { Sweep } from '../kernel/sweeps.ts';

export interface OutgoingMail {
  id: string;
  recipient: string;
  locale: string;
  subject: string;
  body: string;
}

/** Hands a mail to the next server. Throws where that did not take it. */
export interface MailTransport {
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** @param url as nodemailer takes it: `smtp://user:password@host:587`, `smtps://...` */
export function smtpTransport(url: string, from: string): MailTransport {
  const transport = createTransport(url, { from });
  const domain = from.replace(/^.*@/, '').replace(/>$/, '');
  return {
    async send(mail) {
      await transport.sendMail({
        to: mail.recipient,
        subject: mail.subject,
        text: mail.body,
        messageId: `<${mail.id}@${domain}>`,
        headers: { 'content-language': mail.locale, 'auto-submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
}

const attempts = 12;
/** Longer than any server takes to answer: until then a mail belongs to whoever took it. */
const leaseMs = 10 * 60_000;

/** Half a minute, doubled each time, at most six hours: twelve attempts reach over a day. */
export const backoffMs = (attempt: number): number => Math.min(30_000 * 2 ** (attempt - 1), 6 * 3_600_000);

/**
 * Sends what is due. A mail is taken (its next attempt is put off) before the server is asked, outside any transaction: a process
 * that dies while sending sends it again later, under the same Message-ID. So a mail is sent at least once, never by two at once.
 */
export function mailSweep(db: Db, transport: MailTransport, machineClock: Clock, batch = 20): Sweep {
  return {
    name: 'mail',
    everyMs: 1_000,
    async run() {
      const taken = await take(db, machineClock.now(), batch);
      await Promise.all(taken.map((mail) => sendOne(db, transport, machineClock, mail)));
      return taken.length;
    },
  };
}

type Taken = OutgoingMail & { attempts: number };

async function take(db: Db, now: Date, batch: number): Promise<Taken[]> {
  const { rows } = await sql<Taken>`
    update mail set attempts = attempts + 1, next_attempt_at = ${new Date(now.getTime() + leaseMs)}
    where id in (
      select id from mail where state = 'pending' and next_attempt_at <= ${now}
      order by next_attempt_at limit ${batch} for update skip locked)
    returning id, recipient, locale, subject, body, attempts`.execute(db);
  return rows;
}

async function sendOne(db: Db, transport: MailTransport, machineClock: Clock, mail: Taken): Promise<void> {
  // `attempts` is the ticket: whoever took the mail after our lease ran out has another one, and the row is then theirs.
  const mine = db.updateTable('mail').where('id', '=', mail.id).where('attempts', '=', mail.attempts);
  try {
    await transport.send(mail);
  } catch (error) {
    const last_error = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    await mine
      .set(
        mail.attempts >= attempts
          ? { state: 'failed', last_error }
          : {
              next_attempt_at: new Date(machineClock.now().getTime() + backoffMs(mail.attempts)),
              last_error,
            },
      )
      .execute();
    return;
  }
  await mine.set({ state: 'sent', sent_at: machineClock.now(), last_error: null }).execute();
}
