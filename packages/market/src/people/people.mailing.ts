import type { Locale } from '@hazumi/contracts';
import type { Ctx } from '../kernel/context.ts';
import type { Tx } from '../kernel/database.ts';
import { emailSubject, take } from './attempts.ts';
import { newSecret, sha256 } from './credentials.ts';
import { mailLink, type mailPaths, peopleMails } from './people.mails.ts';
import type { PeopleParts } from './people.parts.ts';
import type { PeopleTables } from './people.tables.ts';

type Purpose = PeopleTables['link_token']['purpose'];
const pageOf = {
  verifyEmail: 'verifyEmail',
  resetPassword: 'resetPassword',
  changeEmail: 'confirmEmail',
} as const satisfies Record<Purpose, keyof typeof mailPaths>;

/** Whether another mail about signing in may go to this address now; counted when asked. */
export function mayMail(parts: PeopleParts, ctx: Ctx, tx: Tx, email: string): Promise<boolean> {
  return take(tx, parts.machineClock.now(), {
    kind: 'mail',
    subject: emailSubject(email),
    limit: parts.policy.at(ctx.now).document.signIn.mailsPerHour,
    windowMs: 3_600_000,
  });
}

/** Writes a mail with a link that proves its reader has the address; a newer link makes the older one useless. */
export async function mailLinkTo(
  parts: PeopleParts,
  ctx: Ctx,
  tx: Tx,
  to: { purpose: Purpose; personId: string; email: string; locale: Locale; name: string },
): Promise<void> {
  const minutes = parts.policy.at(ctx.now).document.signIn.codeMinutes;
  const secret = newSecret();
  await tx
    .deleteFrom('link_token')
    .where('person_id', '=', to.personId)
    .where('purpose', '=', to.purpose)
    .execute();
  await tx
    .insertInto('link_token')
    .values({
      hash: sha256(secret),
      purpose: to.purpose,
      person_id: to.personId,
      email: to.email,
      expires_at: new Date(parts.machineClock.now().getTime() + minutes * 60_000),
    })
    .execute();
  const page = pageOf[to.purpose];
  const link = mailLink(parts.settings.publicUrl, page, secret);
  await parts.mailer.enqueue(tx, ctx, {
    to: to.email,
    locale: to.locale,
    template: page,
    text: peopleMails[page]({ link, minutes, name: to.name })[to.locale],
  });
}

/** Uses up a link: of two who come with it at once, one gets the row. */
export async function useLink(
  parts: PeopleParts,
  tx: Tx,
  purpose: Purpose,
  token: string,
): Promise<{ personId: string; email: string } | undefined> {
  const row = await tx
    .deleteFrom('link_token')
    .where('hash', '=', sha256(token))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', parts.machineClock.now())
    .returning(['person_id', 'email'])
    .executeTakeFirst();
  return row === undefined ? undefined : { personId: row.person_id, email: row.email };
}

/** Tells somebody what happened to their account. */
export async function mailNotice<
  T extends 'passwordChanged' | 'emailChanged' | 'secondFactorChanged' | 'passkeyAdded' | 'accountDeleted',
>(
  parts: PeopleParts,
  ctx: Ctx,
  tx: Tx,
  notice: T,
  to: { email: string; locale: Locale },
  facts: Parameters<(typeof peopleMails)[T]>[0],
): Promise<void> {
  const texts = (peopleMails[notice] as (facts: object) => ReturnType<(typeof peopleMails)[T]>)(facts);
  await parts.mailer.enqueue(tx, ctx, {
    to: to.email,
    locale: to.locale,
    template: notice,
    text: texts[to.locale],
  });
}
