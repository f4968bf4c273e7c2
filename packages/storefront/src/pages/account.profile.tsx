import { endpoints } from '@hazumi/contracts';
import { setFlash } from '../http/flash.ts';
import { readPost } from '../http/form.ts';
import { updateHint } from '../http/hint.ts';
import { answerOf, PageProblem } from '../http/problem.ts';
import { redirect, sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { createView, type View } from '../http/view.ts';
import { localeNamed, type Visitor } from '../http/visitor.ts';
import { type Faults, Field, PostForm, Select, type Values } from '../ui/form.tsx';
import { AccountRoom, type Me, readMe } from './account.tsx';

const path = '/account/profile';

/** `/account/profile`: name, language, address, one's data, and the way out. */
export function registerProfile(app: App, shop: Shop): void {
  app.get(path, async (c) => {
    const visitor = c.get('visitor');
    const { me } = await readMe(visitor);
    return show(shop, visitor, me, {});
  });

  app.post(path, async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const version = fields.integer('version', 1, Number.MAX_SAFE_INTEGER) ?? 1;
    const name = fields.text('name');
    const locale = localeNamed(fields.text('locale'));
    const changed = await visitor.api(endpoints.changeMe, {
      ifMatch: version,
      body: { name, ...(locale === undefined ? {} : { locale }) },
    });
    if (changed.ok) {
      updateHint(visitor, shop.tokens, { name: changed.value.name });
      visitor.remember('locale', changed.value.locale);
      setFlash(visitor, 'saved');
      return redirect(visitor, path);
    }
    return refuse(shop, visitor, changed, { invalid_request: 'name' }, { name });
  });

  app.post('/account/email', async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const email = fields.text('email').normalize('NFKC');
    const password = fields.secret('password');
    const asked = await visitor.api(endpoints.requestEmailChange, { body: { email, password } });
    if (asked.ok) {
      setFlash(visitor, 'mailSent');
      return redirect(visitor, path);
    }
    return refuse(
      shop,
      visitor,
      asked,
      { invalid_request: 'email', wrong_password: 'password', rate_limited: '' },
      { email },
    );
  });

  app.get('/account/export', async (c) => {
    const visitor = c.get('visitor');
    const data = answerOf(await visitor.api(endpoints.exportMe));
    return new Response(JSON.stringify(data, null, 2), {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="hazumi-my-data.json"',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  });

  app.post('/account/deletion', async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const deleted = await visitor.api(endpoints.deleteMe, { body: { password: fields.secret('goodbye') } });
    if (deleted.ok) {
      visitor.remove('hint');
      setFlash(visitor, 'accountDeleted');
      return redirect(visitor, '/');
    }
    return refuse(
      shop,
      visitor,
      deleted,
      { invalid_request: 'goodbye', wrong_password: 'goodbye', last_owner: '', rate_limited: '' },
      {},
    );
  });
}

/** Shows the page again with what was refused at its field (`''`: above the page); anything unexpected is a page of its own. */
async function refuse(
  shop: Shop,
  visitor: Visitor,
  refused: { status: number; problem: PageProblem['problem'] },
  fieldOf: Readonly<Record<string, string>>,
  values: Values,
): Promise<Response> {
  const { code, title } = refused.problem;
  const field = code === 'version_conflict' ? '' : fieldOf[code];
  if (field === undefined) throw new PageProblem(refused.status, refused.problem);
  const { me } = await readMe(visitor);
  const view = createView(shop, visitor.locale, path);
  const text =
    code !== 'invalid_request'
      ? title
      : field === 'email'
        ? view.t('form.emailFault')
        : view.t('form.fieldFault');
  return show(
    shop,
    visitor,
    me,
    field === '' ? {} : { [field]: text },
    values,
    field === '' ? title : undefined,
    refused.status,
  );
}

function show(
  shop: Shop,
  visitor: Visitor,
  me: Me,
  faults: Faults,
  values: Values = {},
  message?: string,
  status = 200,
): Promise<Response> {
  const view = createView(shop, visitor.locale, path);
  return sendPage(
    shop,
    visitor,
    <ProfilePage view={view} me={me} faults={faults} values={values} message={message} />,
    status,
  );
}

function ProfilePage(props: {
  view: View;
  me: Me;
  faults: Faults;
  values: Values;
  message: string | undefined;
}) {
  const { view, me, faults, values } = props;
  const { t } = view;
  return (
    <AccountRoom view={view} room="profile" faults={faults} message={props.message}>
      <PostForm action={path} class="panel">
        <input type="hidden" name="version" value={String(me.version)} />
        <Field
          name="name"
          label={t('form.name')}
          hint={t('form.nameHint')}
          value={values.name ?? me.name}
          fault={faults.name}
          autocomplete="name"
          maxlength={80}
          required
        />
        <Select
          name="locale"
          label={t('account.profile.locale')}
          options={[
            ['zh-CN', '简体中文'],
            ['ja', '日本語'],
            ['en', 'English'],
          ]}
          value={me.locale}
        />
        <button type="submit" class="button strong">
          {t('form.save')}
        </button>
      </PostForm>
      <section class="panel" aria-labelledby="email">
        <h2 id="email">{t('account.profile.email')}</h2>
        <p>{t('account.profile.emailNow', { email: me.email })}</p>
        <PostForm action="/account/email">
          <Field
            name="email"
            type="email"
            label={t('account.profile.newEmail')}
            hint={t('account.profile.newEmailHint')}
            value={values.email}
            fault={faults.email}
            autocomplete="email"
            inputmode="email"
            maxlength={254}
            required
          />
          <Field
            name="password"
            type="password"
            label={t('form.currentPassword')}
            fault={faults.password}
            autocomplete="current-password"
            maxlength={128}
            required
          />
          <button type="submit" class="button">
            {t('account.profile.changeEmail')}
          </button>
        </PostForm>
      </section>
      <section class="panel" aria-labelledby="data">
        <h2 id="data">{t('account.profile.data')}</h2>
        <p>{t('account.profile.dataText')}</p>
        <a class="button quiet" href="/account/export" download>
          {t('account.profile.export')}
        </a>
        <details class="confirm" open={faults.goodbye !== undefined}>
          <summary>{t('account.profile.delete')}</summary>
          <p>{t('account.profile.deleteText')}</p>
          <PostForm action="/account/deletion">
            <Field
              name="goodbye"
              type="password"
              label={t('form.currentPassword')}
              fault={faults.goodbye}
              autocomplete="current-password"
              maxlength={128}
              required
            />
            <button type="submit" class="button danger">
              {t('account.profile.deleteNow')}
            </button>
          </PostForm>
        </details>
      </section>
    </AccountRoom>
  );
}
