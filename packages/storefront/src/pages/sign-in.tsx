import { endpoints, type signedIn } from '@hazumi/contracts';
import { setFlash } from '../http/flash.ts';
import { localPath, readPost } from '../http/form.ts';
import { PageProblem } from '../http/problem.ts';
import { redirect, sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { createView, type View } from '../http/view.ts';
import type { Visitor } from '../http/visitor.ts';
import { Field, PostForm, Select } from '../ui/form.tsx';
import { Door } from './door.tsx';

type SignedIn = (typeof signedIn)['_output'];

/** Why a sign-in or sign-up did not go through, as far as its form can say; anything else is a page of its own. */
const refusals = [
  'invalid_credentials',
  'rate_limited',
  'invalid_code',
  'challenge_expired',
  'passkey_refused',
];

/** `/sign-in` in one or two steps, and `/sign-out`. */
export function registerSignIn(app: App, shop: Shop): void {
  app.get('/sign-in', (c) => {
    const visitor = c.get('visitor');
    const next = localPath(visitor.url.searchParams.get('next'), '/account');
    return sendPage(shop, visitor, <SignInPage view={viewOf(shop, visitor, next)} next={next} email="" />);
  });

  app.post('/sign-in', async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const next = localPath(fields.text('next'), '/account');
    const view = viewOf(shop, visitor, next);
    const email = fields.text('email');
    const answer = await visitor.api(endpoints.signIn, {
      body: { email, password: fields.secret('password') },
    });
    if (!answer.ok) {
      const { code, title } = answer.problem;
      // An address without an @ and a wrong password are refused alike: neither says whether there is such an account.
      const isWrong = code === 'invalid_request' || code === 'invalid_credentials';
      if (!isWrong && !refusals.includes(code)) throw new PageProblem(answer.status, answer.problem);
      const message = isWrong ? view.t('signIn.wrong') : title;
      return sendPage(
        shop,
        visitor,
        <SignInPage view={view} next={next} email={email} message={message} />,
        401,
      );
    }
    if (answer.value.secondFactorRequired) {
      const { challenge } = answer.value;
      return sendPage(shop, visitor, <SecondFactorPage view={view} next={next} challenge={challenge} />);
    }
    return welcome(visitor, answer.value, next, 'signedIn');
  });

  app.post('/sign-in/second-factor', async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const next = localPath(fields.text('next'), '/account');
    const view = viewOf(shop, visitor, next);
    const challenge = fields.text('challenge');
    const answer = await visitor.api(endpoints.signInSecondFactor, {
      body: {
        challenge,
        kind: fields.text('kind') === 'backupCode' ? 'backupCode' : 'totp',
        code: fields.text('code').normalize('NFKC').replaceAll(/\s/gu, ''),
      },
    });
    if (answer.ok) return welcome(visitor, answer.value, next, 'signedIn');
    const { code, title } = answer.problem;
    if (code === 'challenge_expired') {
      return sendPage(shop, visitor, <SignInPage view={view} next={next} email="" message={title} />, 409);
    }
    if (code !== 'invalid_request' && !refusals.includes(code))
      throw new PageProblem(answer.status, answer.problem);
    const message = code === 'invalid_request' ? view.t('signIn.codeFault') : title;
    return sendPage(
      shop,
      visitor,
      <SecondFactorPage view={view} next={next} challenge={challenge} message={message} />,
      401,
    );
  });

  app.post('/sign-out', async (c) => {
    const visitor = c.get('visitor');
    await readPost(c, shop);
    await visitor.api(endpoints.signOut);
    visitor.remove('hint');
    setFlash(visitor, 'signedOut');
    return redirect(visitor, '/');
  });
}

function viewOf(shop: Shop, visitor: Visitor, next: string): View {
  return createView(shop, visitor.locale, `/sign-in?${new URLSearchParams({ next })}`);
}

/** Goes on as the person who has just signed in or up: in their language, with their name on the pages. */
export function welcome(
  visitor: Visitor,
  answer: SignedIn,
  next: string,
  flash: 'signedIn' | 'signedUp',
): Response {
  // The guest's cart is theirs now: the next page asks how many pieces that makes.
  visitor.remove('hint');
  if (flash === 'signedIn') visitor.remember('locale', answer.me.locale);
  setFlash(visitor, flash);
  return redirect(visitor, next);
}

function SignInPage(props: { view: View; next: string; email: string; message?: string }) {
  const { view, next } = props;
  const { t } = view;
  return (
    <Door view={view} title={t('signIn.title')} message={props.message} scripts={['passkey.js']}>
      <PostForm action="/sign-in" next={next}>
        <Field
          name="email"
          type="email"
          label={t('form.email')}
          value={props.email}
          autocomplete="username webauthn"
          inputmode="email"
          maxlength={254}
          required
        />
        <Field
          name="password"
          type="password"
          label={t('form.password')}
          autocomplete="current-password"
          maxlength={128}
          required
        />
        <button type="submit" class="button strong block">
          {t('signIn.submit')}
        </button>
      </PostForm>
      <div data-passkey-sign-in={next} hidden>
        <p class="or">{t('signIn.or')}</p>
        <button type="button" class="button block">
          {t('signIn.passkey')}
        </button>
        <p class="fault" role="alert" hidden>
          {t('signIn.passkeyFault')}
        </p>
      </div>
      <p class="small">
        <a href="/account/forgot-password">{t('signIn.forgot')}</a>
      </p>
      <p class="small">
        {t('signIn.noAccount')} <a href={`/sign-up?${new URLSearchParams({ next })}`}>{t('signUp.title')}</a>
      </p>
    </Door>
  );
}

function SecondFactorPage(props: { view: View; next: string; challenge: string; message?: string }) {
  const { view } = props;
  const { t } = view;
  return (
    <Door view={view} title={t('signIn.secondTitle')} message={props.message}>
      <p>{t('signIn.secondText')}</p>
      <PostForm action="/sign-in/second-factor" next={props.next}>
        <input type="hidden" name="challenge" value={props.challenge} />
        <Field
          name="code"
          label={t('signIn.code')}
          autocomplete="one-time-code"
          maxlength={32}
          required
          short
          autofocus
        />
        <Select
          name="kind"
          label={t('signIn.kind')}
          options={[
            ['totp', t('signIn.kinds.totp')],
            ['backupCode', t('signIn.kinds.backupCode')],
          ]}
          value="totp"
        />
        <button type="submit" class="button strong block">
          {t('signIn.secondSubmit')}
        </button>
      </PostForm>
    </Door>
  );
}
