import { endpoints } from '@hazumi/contracts';
import { localPath, readPost } from '../http/form.ts';
import { PageProblem } from '../http/problem.ts';
import { sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { createView, type View } from '../http/view.ts';
import type { Visitor } from '../http/visitor.ts';
import { type Faults, Field, PostForm, type Values } from '../ui/form.tsx';
import { Door } from './door.tsx';
import { welcome } from './sign-in.tsx';

/** `/sign-up`: name, address, password; the cart and orders of the guest come along. */
export function registerSignUp(app: App, shop: Shop): void {
  app.get('/sign-up', (c) => {
    const visitor = c.get('visitor');
    const next = localPath(visitor.url.searchParams.get('next'), '/account');
    return sendPage(
      shop,
      visitor,
      <SignUpPage view={viewOf(shop, visitor, next)} next={next} values={{}} faults={{}} />,
    );
  });

  app.post('/sign-up', async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const next = localPath(fields.text('next'), '/account');
    const view = viewOf(shop, visitor, next);
    const values = { name: fields.text('name'), email: fields.text('email') };
    const answer = await visitor.api(endpoints.signUp, {
      body: { ...values, password: fields.secret('password'), locale: visitor.locale },
    });
    if (answer.ok) return welcome(visitor, answer.value, next, 'signedUp');
    const { code, title, errors = [] } = answer.problem;
    const faults = faultsOf(view, code, title, errors);
    if (faults === undefined) throw new PageProblem(answer.status, answer.problem);
    const message = Object.keys(faults).length === 0 ? title : undefined;
    return sendPage(
      shop,
      visitor,
      <SignUpPage view={view} next={next} values={values} faults={faults} message={message} />,
      422,
    );
  });
}

function viewOf(shop: Shop, visitor: Visitor, next: string): View {
  return createView(shop, visitor.locale, `/sign-up?${new URLSearchParams({ next })}`);
}

function faultsOf(
  view: View,
  code: string,
  title: string,
  errors: readonly { pointer: string }[],
): Faults | undefined {
  const { t } = view;
  switch (code) {
    case 'email_taken':
      return { email: title };
    case 'weak_password':
      return { password: title };
    case 'rate_limited':
      return {};
    case 'invalid_request': {
      const faults: Record<string, string> = {};
      for (const { pointer } of errors) {
        if (pointer === '/body/name') faults.name = t('form.missing', { field: t('form.name') });
        if (pointer === '/body/email') faults.email = t('form.emailFault');
        if (pointer === '/body/password') faults.password = t('form.passwordHint');
      }
      return faults;
    }
    default:
      return undefined;
  }
}

function SignUpPage(props: {
  view: View;
  next: string;
  values: Values;
  faults: Faults;
  message?: string | undefined;
}) {
  const { view, next, values, faults } = props;
  const { t } = view;
  return (
    <Door view={view} title={t('signUp.title')} faults={faults} message={props.message}>
      <PostForm action="/sign-up" next={next}>
        <Field
          name="name"
          label={t('form.name')}
          hint={t('form.nameHint')}
          value={values.name}
          fault={faults.name}
          autocomplete="name"
          maxlength={80}
          required
        />
        <Field
          name="email"
          type="email"
          label={t('form.email')}
          value={values.email}
          fault={faults.email}
          autocomplete="username"
          inputmode="email"
          maxlength={254}
          required
        />
        <Field
          name="password"
          type="password"
          label={t('form.password')}
          hint={t('form.passwordHint')}
          fault={faults.password}
          autocomplete="new-password"
          minlength={10}
          maxlength={128}
          required
        />
        <button type="submit" class="button strong block">
          {t('signUp.submit')}
        </button>
      </PostForm>
      <p class="small">{t('signUp.keeps')}</p>
      <p class="small">
        {t('signUp.hasAccount')} <a href={`/sign-in?${new URLSearchParams({ next })}`}>{t('signIn.title')}</a>
      </p>
    </Door>
  );
}
