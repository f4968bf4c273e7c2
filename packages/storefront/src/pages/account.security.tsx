import { endpoints, type passkey, type session } from '@hazumi/contracts';
import { type Flash, setFlash } from '../http/flash.ts';
import { readPost } from '../http/form.ts';
import { answerOf, PageProblem } from '../http/problem.ts';
import { redirect, sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { createView, type View } from '../http/view.ts';
import type { Visitor } from '../http/visitor.ts';
import { type Faults, Field, PostForm } from '../ui/form.tsx';
import { Time } from '../ui/parts.tsx';
import { Passkeys, SecondFactor } from './account.factors.tsx';
import { AccountRoom, type Me, readMe } from './account.tsx';

const path = '/account/security';

export interface SecurityData {
  me: Me;
  sessions: readonly (typeof session)['_output'][];
  passkeys: readonly (typeof passkey)['_output'][];
}

/** `/account/security`: password, second factor, passkeys, and where one is signed in. */
export function registerSecurity(app: App, shop: Shop): void {
  app.get(path, (c) => showSecurity(shop, c.get('visitor'), {}));

  app.post('/account/password', async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const changed = await visitor.api(endpoints.changePassword, {
      body: { currentPassword: fields.secret('currentPassword'), newPassword: fields.secret('newPassword') },
    });
    if (changed.ok) return doneSecurity(visitor, 'passwordChanged');
    const { code, title } = changed.problem;
    const view = createView(shop, visitor.locale, path);
    switch (code) {
      case 'wrong_password':
        return showSecurity(shop, visitor, { currentPassword: title });
      case 'weak_password':
        return showSecurity(shop, visitor, { newPassword: title });
      case 'invalid_request':
        return showSecurity(shop, visitor, { newPassword: view.t('form.passwordHint') });
      case 'rate_limited':
        return showSecurity(shop, visitor, {}, title);
      default:
        throw new PageProblem(changed.status, changed.problem);
    }
  });

  app.post('/account/sessions/others', async (c) => {
    const visitor = c.get('visitor');
    await readPost(c, shop);
    const ended = await visitor.api(endpoints.revokeOtherSessions);
    if (!ended.ok) throw new PageProblem(ended.status, ended.problem);
    return doneSecurity(visitor, 'sessionsEnded');
  });

  app.post('/account/sessions/:sessionId', async (c) => {
    const visitor = c.get('visitor');
    await readPost(c, shop);
    const ended = await visitor.api(endpoints.revokeSession, {
      params: { sessionId: c.req.param('sessionId') },
    });
    if (!ended.ok && ended.status !== 404) throw new PageProblem(ended.status, ended.problem);
    return doneSecurity(visitor, 'sessionEnded');
  });
}

export function doneSecurity(visitor: Visitor, flash: Flash): Response {
  setFlash(visitor, flash);
  return redirect(visitor, path);
}

/** The page, with faults at their fields where a form of it was refused. */
export async function showSecurity(
  shop: Shop,
  visitor: Visitor,
  faults: Faults,
  message?: string,
): Promise<Response> {
  const [{ me }, sessions, passkeys] = await Promise.all([
    readMe(visitor),
    visitor.api(endpoints.listSessions),
    visitor.api(endpoints.listPasskeys),
  ]);
  const data = { me, sessions: answerOf(sessions).data, passkeys: answerOf(passkeys).data };
  const view = createView(shop, visitor.locale, path);
  const status = message === undefined && Object.keys(faults).length === 0 ? 200 : 422;
  return sendPage(
    shop,
    visitor,
    <SecurityPage view={view} data={data} faults={faults} message={message} />,
    status,
  );
}

function SecurityPage(props: {
  view: View;
  data: SecurityData;
  faults: Faults;
  message: string | undefined;
}) {
  const { view, data, faults } = props;
  const { t } = view;
  return (
    <AccountRoom view={view} room="security" faults={faults} message={props.message} scripts={['passkey.js']}>
      <section class="panel" aria-labelledby="password">
        <h2 id="password">{t('account.security.password')}</h2>
        <PostForm action="/account/password">
          <Field
            name="currentPassword"
            type="password"
            label={t('form.currentPassword')}
            fault={faults.currentPassword}
            autocomplete="current-password"
            maxlength={128}
            required
          />
          <Field
            name="newPassword"
            type="password"
            label={t('reset.password')}
            hint={t('form.passwordHint')}
            fault={faults.newPassword}
            autocomplete="new-password"
            minlength={10}
            maxlength={128}
            required
          />
          <button type="submit" class="button">
            {t('account.security.changePassword')}
          </button>
          <p class="small">{t('account.security.passwordText')}</p>
        </PostForm>
      </section>
      <SecondFactor view={view} me={data.me} faults={faults} />
      <Passkeys view={view} passkeys={data.passkeys} />
      <Sessions view={view} sessions={data.sessions} />
    </AccountRoom>
  );
}

function Sessions({ view, sessions }: { view: View; sessions: SecurityData['sessions'] }) {
  const { t } = view;
  return (
    <section class="panel" aria-labelledby="sessions">
      <h2 id="sessions">{t('account.security.sessions')}</h2>
      <ul class="rows">
        {sessions.map((session) => (
          <li>
            <span>
              {deviceOf(session.userAgent) ?? t('account.security.unknownDevice')}
              {session.isCurrent ? <span class="tag">{t('account.security.thisOne')}</span> : null}
              <span class="small block">
                {t('account.security.since')} <Time view={view} at={session.createdAt} />
                {session.address === null ? '' : ` · ${session.address}`}
              </span>
            </span>
            {session.isCurrent ? null : (
              <PostForm action={`/account/sessions/${session.id}`}>
                <button type="submit" class="link">
                  {t('account.security.end')}
                  <span class="hidden"> {deviceOf(session.userAgent) ?? ''}</span>
                </button>
              </PostForm>
            )}
          </li>
        ))}
      </ul>
      {sessions.length < 2 ? null : (
        <PostForm action="/account/sessions/others">
          <button type="submit" class="button quiet">
            {t('account.security.endOthers')}
          </button>
        </PostForm>
      )}
    </section>
  );
}

/** Browser and system as far as a User-Agent tells, for an owner to recognise; never for a decision. */
function deviceOf(agent: string | null): string | undefined {
  if (agent === null) return undefined;
  const find = (names: readonly (readonly [RegExp, string])[]) =>
    names.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = find([
    [/MicroMessenger/, 'WeChat'],
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]);
  const system = find([
    [/iPhone|iPad/, 'iOS'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  ]);
  const parts = [browser, system].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' · ');
}
