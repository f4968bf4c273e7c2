import type { Locale } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';

export interface MailText {
  subject: string;
  text: string;
}

/** Mail is written in the transaction that causes it, and sent by a sweep: a mail is never about something that did not happen. */
export interface Mailer {
  enqueue(
    tx: Tx,
    ctx: Ctx,
    mail: { to: string; locale: Locale; template: string; text: MailText },
  ): Promise<void>;
}
