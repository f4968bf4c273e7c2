import { endpoints } from '@hazumi/contracts';
import { setFlash } from '../http/flash.ts';
import { readPost } from '../http/form.ts';
import { PageProblem } from '../http/problem.ts';
import { redirect, sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { createView, type View } from '../http/view.ts';
import type { Visitor } from '../http/visitor.ts';
import { type Faults, Field, PostForm } from '../ui/form.tsx';
import { Notice } from '../ui/parts.tsx';
import { Door } from './door.tsx';

/** The form of a secret from a mail. */
const isLinkToken = (text: string | null): text is string => text !== null && /^[\w-]{43}$/.test(text);

/**
 * The pages that mails link to. Opening one changes nothing, because mail programs open links, too, to look at them: a button
 * does it.
 */
export function registerMailLinks(app: App, shop: Shop): void {
  app.get('/account/forgot-password', (c) => {
    const visitor = c.get('visitor');
    return sendPage(shop, visitor, <ForgotPage view={viewOf(shop, visitor)} isSent={false} />);
  });

  app.post('/account/forgot-password', async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const view = viewOf(shop, visitor);
    const email = fields.text('email').normalize('NFKC');
    const asked = await visitor.api(endpoints.requestPasswordReset, { body: { email } });
    if (asked.ok) return sendPage(shop, visitor, <ForgotPage view={view} isSent email={email} />);
    if (asked.problem.code === 'invalid_request') {
      const fault = view.t('form.emailFault');
      return sendPage(
        shop,
        visitor,
        <ForgotPage view={view} isSent={false} email={email} fault={fault} />,
        422,
      );
    }
    throw new PageProblem(asked.status, asked.problem, asked.headers.get('retry-after'));
  });

  app.get('/account/reset-password', (c) => {
    const visitor = c.get('visitor');
    const view = viewOf(shop, visitor);
    const token = visitor.url.searchParams.get('token');
    if (!isLinkToken(token)) return sendPage(shop, visitor, <ExpiredPage view={view} />, 410);
    return sendPage(shop, visitor, <ResetPage view={view} secret={token} faults={{}} />);
  });

  app.post('/account/reset-password', async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const view = viewOf(shop, visitor);
    const secret = fields.text('secret');
    if (!isLinkToken(secret)) return sendPage(shop, visitor, <ExpiredPage view={view} />, 410);
    const password = fields.secret('password');
    const reset = await visitor.api(endpoints.resetPassword, { body: { token: secret, password } });
    if (reset.ok) {
      setFlash(visitor, 'passwordReset');
      return redirect(visitor, '/sign-in');
    }
    const { code, title } = reset.problem;
    if (code === 'link_expired') return sendPage(shop, visitor, <ExpiredPage view={view} />, 410);
    if (code !== 'weak_password' && code !== 'invalid_request')
      throw new PageProblem(reset.status, reset.problem);
    const faults = { password: code === 'weak_password' ? title : view.t('form.passwordHint') };
    return sendPage(shop, visitor, <ResetPage view={view} secret={secret} faults={faults} />, 422);
  });

  confirmation(app, shop, {
    path: '/account/verify-email',
    texts: 'verify',
    flash: 'emailVerified',
    send: (visitor, token) => visitor.api(endpoints.verifyEmail, { body: { token } }),
  });
  confirmation(app, shop, {
    path: '/account/confirm-email',
    texts: 'confirm',
    flash: 'emailChanged',
    send: (visitor, token) => visitor.api(endpoints.confirmEmailChange, { body: { token } }),
  });
}

interface Confirmation {
  path: string;
  texts: 'verify' | 'confirm';
  flash: 'emailVerified' | 'emailChanged';
  send(
    visitor: Visitor,
    token: string,
  ): Promise<{ ok: true } | { ok: false; status: number; problem: PageProblem['problem'] }>;
}

/** A page with one button that hands the secret of its link to the API. */
function confirmation(app: App, shop: Shop, { path, texts, flash, send }: Confirmation): void {
  app.get(path, (c) => {
    const visitor = c.get('visitor');
    const view = viewOf(shop, visitor);
    const token = visitor.url.searchParams.get('token');
    if (!isLinkToken(token)) return sendPage(shop, visitor, <ExpiredPage view={view} />, 410);
    return sendPage(shop, visitor, <ConfirmPage view={view} action={path} secret={token} texts={texts} />);
  });
  app.post(path, async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const view = viewOf(shop, visitor);
    const secret = fields.text('secret');
    if (!isLinkToken(secret)) return sendPage(shop, visitor, <ExpiredPage view={view} />, 410);
    const done = await send(visitor, secret);
    if (done.ok) {
      setFlash(visitor, flash);
      return redirect(visitor, '/account');
    }
    const { code, title } = done.problem;
    if (code === 'link_expired') return sendPage(shop, visitor, <ExpiredPage view={view} />, 410);
    if (code !== 'email_taken') throw new PageProblem(done.status, done.problem);
    return sendPage(shop, visitor, <ExpiredPage view={view} reason={title} />, 409);
  });
}

// The secret of the link is left out of what other pages may lead back to.
const viewOf = (shop: Shop, visitor: Visitor): View => createView(shop, visitor.locale, '/account');

function ForgotPage(props: { view: View; isSent: boolean; email?: string; fault?: string }) {
  const { view } = props;
  const { t } = view;
  return (
    <Door
      view={view}
      title={t('forgot.title')}
      faults={props.fault === undefined ? {} : { email: props.fault }}
    >
      {props.isSent ? (
        <div role="status">
          <Notice kind="good">{t('forgot.sent', { email: props.email ?? '' })}</Notice>
        </div>
      ) : (
        <>
          <p>{t('forgot.text')}</p>
          <PostForm action="/account/forgot-password">
            <Field
              name="email"
              type="email"
              label={t('form.email')}
              value={props.email}
              fault={props.fault}
              autocomplete="username"
              inputmode="email"
              maxlength={254}
              required
            />
            <button type="submit" class="button strong block">
              {t('forgot.submit')}
            </button>
          </PostForm>
        </>
      )}
      <p class="small">
        <a href="/sign-in">{t('forgot.back')}</a>
      </p>
    </Door>
  );
}

function ResetPage({ view, secret, faults }: { view: View; secret: string; faults: Faults }) {
  const { t } = view;
  return (
    <Door view={view} title={t('reset.title')} faults={faults}>
      <PostForm action="/account/reset-password">
        <input type="hidden" name="secret" value={secret} />
        <Field
          name="password"
          type="password"
          label={t('reset.password')}
          hint={t('form.passwordHint')}
          fault={faults.password}
          autocomplete="new-password"
          minlength={10}
          maxlength={128}
          required
        />
        <button type="submit" class="button strong block">
          {t('reset.submit')}
        </button>
      </PostForm>
      <p class="small">{t('reset.text')}</p>
    </Door>
  );
}

function ConfirmPage(props: { view: View; action: string; secret: string; texts: 'verify' | 'confirm' }) {
  const { view, texts } = props;
  const { t } = view;
  return (
    <Door view={view} title={t(`mail.${texts}.title`)}>
      <p>{t(`mail.${texts}.text`)}</p>
      <PostForm action={props.action}>
        <input type="hidden" name="secret" value={props.secret} />
        <button type="submit" class="button strong block">
          {t(`mail.${texts}.submit`)}
        </button>
      </PostForm>
    </Door>
  );
}

function ExpiredPage({ view, reason }: { view: View; reason?: string }) {
  const { t } = view;
  return (
    <Door view={view} title={t('mail.expiredTitle')}>
      <Notice kind="warning">{reason ?? t('mail.expiredText')}</Notice>
      <div class="buttons">
        <a class="button" href="/account">
          {t('nav.me')}
        </a>
        <a class="button quiet" href="/account/forgot-password">
          {t('forgot.title')}
        </a>
      </div>
    </Door>
  );
}
