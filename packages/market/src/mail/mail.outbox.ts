import type { Clock } from '../kernel/clock.ts';
import type { Mailer } from '../people/mailer.ts';

/** Writes mails into the table `mail`; `mailSweep` sends them, where there is a server to send through. */
export function mailOutbox(machineClock: Clock): Mailer {
  return {
    async enqueue(tx, ctx, { to, locale, template, text }) {
      await tx
        .insertInto('mail')
        .values({
          id: ctx.ids.next(ctx.now),
          recipient: to,
          locale,
          template,
          subject: text.subject,
          body: text.text,
          state: 'pending',
          last_error: null,
          created_at: ctx.now,
          next_attempt_at: machineClock.now(),
          sent_at: null,
        })
        .execute();
    },
  };
}
