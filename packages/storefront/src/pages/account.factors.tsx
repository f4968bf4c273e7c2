import { endpoints } from '@hazumi/contracts';
import { readPost } from '../http/form.ts';
import { PageProblem } from '../http/problem.ts';
import { sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { createView, type View } from '../http/view.ts';
import type { Visitor } from '../http/visitor.ts';
import { type Faults, Field, PostForm } from '../ui/form.tsx';
import { Notice, Time } from '../ui/parts.tsx';
import { doneSecurity, type SecurityData, showSecurity } from './account.security.tsx';
import { AccountRoom, type Me } from './account.tsx';

const path = '/account/second-factor';
type Refused = { status: number; problem: PageProblem['problem'] };

/** The forms of the second factor and of passkeys. Secrets are shown in the answer to a POST and nowhere again. */
export function registerFactors(app: App, shop: Shop): void {
  app.post(path, async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const started = await visitor.api(endpoints.startSecondFactor, {
      body: { password: fields.secret('factorPassword') },
    });
    if (!started.ok) return refuse(shop, visitor, started, 'factorPassword');
    const view = createView(shop, visitor.locale, '/account/security');
    return sendPage(shop, visitor, <SetUpPage view={view} setUp={started.value} />);
  });

  app.post(`${path}/confirmation`, async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const confirmed = await visitor.api(endpoints.confirmSecondFactor, {
      body: { code: codeIn(fields.text('code')) },
    });
    if (confirmed.ok) return doneSecurity(visitor, 'secondFactorOn');
    const { code, title } = confirmed.problem;
    if (code !== 'invalid_code' && code !== 'invalid_request') return refuse(shop, visitor, confirmed, '');
    const view = createView(shop, visitor.locale, '/account/security');
    // The same secret again: it is in the shopper's app already, and only they sent it.
    const setUp = {
      uri: /^otpauth:/.test(fields.text('uri')) ? fields.text('uri') : '',
      secret: fields.text('secret'),
      backupCodes: fields.text('backupCodes').split(' '),
    };
    const message = code === 'invalid_code' ? title : view.t('signIn.codeFault');
    return sendPage(shop, visitor, <SetUpPage view={view} setUp={setUp} message={message} />, 422);
  });

  app.post(`${path}/removal`, async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const removed = await visitor.api(endpoints.removeSecondFactor, {
      body: { password: fields.secret('factorPassword'), code: codeIn(fields.text('factorCode')) },
    });
    if (removed.ok) return doneSecurity(visitor, 'secondFactorOff');
    return refuse(
      shop,
      visitor,
      removed,
      removed.problem.code === 'wrong_password' ? 'factorPassword' : 'factorCode',
    );
  });

  app.post(`${path}/backup-codes`, async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const renewed = await visitor.api(endpoints.renewBackupCodes, {
      body: { password: fields.secret('renewPassword') },
    });
    if (!renewed.ok) return refuse(shop, visitor, renewed, 'renewPassword');
    const view = createView(shop, visitor.locale, '/account/security');
    return sendPage(shop, visitor, <CodesPage view={view} codes={renewed.value.backupCodes} />);
  });

  app.post('/account/passkeys/:passkeyId/remove', async (c) => {
    const visitor = c.get('visitor');
    await readPost(c, shop);
    const removed = await visitor.api(endpoints.removePasskey, {
      params: { passkeyId: c.req.param('passkeyId') },
    });
    if (!removed.ok && removed.status !== 404) throw new PageProblem(removed.status, removed.problem);
    return doneSecurity(visitor, 'passkeyRemoved');
  });
}

const codeIn = (text: string): string => text.normalize('NFKC').replaceAll(/\s/gu, '');

function refuse(shop: Shop, visitor: Visitor, refused: Refused, field: string): Promise<Response> {
  const { code, title } = refused.problem;
  const view = createView(shop, visitor.locale, '/account/security');
  if (code === 'rate_limited' || code === 'state_conflict' || field === '') {
    if (!['rate_limited', 'state_conflict'].includes(code))
      throw new PageProblem(refused.status, refused.problem);
    return showSecurity(shop, visitor, {}, title);
  }
  if (!['wrong_password', 'invalid_code', 'invalid_request'].includes(code)) {
    throw new PageProblem(refused.status, refused.problem);
  }
  return showSecurity(shop, visitor, {
    [field]: code === 'invalid_request' ? view.t('form.fieldFault') : title,
  });
}

/** On: turn it off or get new backup codes. Off: begin to set it up. */
export function SecondFactor({ view, me, faults }: { view: View; me: Me; faults: Faults }) {
  const { t } = view;
  const password = (name: string) => (
    <Field
      name={name}
      type="password"
      label={t('form.currentPassword')}
      fault={faults[name]}
      autocomplete="current-password"
      maxlength={128}
      required
    />
  );
  return (
    <section class="panel" aria-labelledby="second-factor">
      <h2 id="second-factor">{t('factor.title')}</h2>
      {me.operator?.code === 'second_factor_required' ? (
        <Notice kind="warning">{t('factor.operator')}</Notice>
      ) : null}
      {me.hasSecondFactor ? (
        <>
          <p>{t('factor.isOn')}</p>
          <details class="confirm" open={faults.renewPassword !== undefined}>
            <summary>{t('factor.renew')}</summary>
            <PostForm action={`${path}/backup-codes`}>
              {password('renewPassword')}
              <button type="submit" class="button">
                {t('factor.renewNow')}
              </button>
            </PostForm>
          </details>
          <details
            class="confirm"
            open={faults.factorPassword !== undefined || faults.factorCode !== undefined}
          >
            <summary>{t('factor.remove')}</summary>
            <PostForm action={`${path}/removal`}>
              {password('factorPassword')}
              <Field
                name="factorCode"
                label={t('signIn.code')}
                fault={faults.factorCode}
                autocomplete="one-time-code"
                maxlength={32}
                required
                short
              />
              <button type="submit" class="button danger">
                {t('factor.removeNow')}
              </button>
            </PostForm>
          </details>
        </>
      ) : (
        <PostForm action={path}>
          <p>{t('factor.text')}</p>
          {password('factorPassword')}
          <button type="submit" class="button">
            {t('factor.start')}
          </button>
        </PostForm>
      )}
    </section>
  );
}

interface SetUp {
  uri: string;
  secret: string;
  backupCodes: readonly string[];
}

function SetUpPage({ view, setUp, message }: { view: View; setUp: SetUp; message?: string }) {
  const { t } = view;
  return (
    <AccountRoom view={view} room="security" title={t('factor.setUp')} message={message}>
      <section class="panel">
        <h2>{t('factor.step1')}</h2>
        <p>{t('factor.step1Text')}</p>
        <p class="secret code">{setUp.secret.match(/.{1,4}/g)?.join(' ') ?? setUp.secret}</p>
        {setUp.uri === '' ? null : (
          <p>
            <a href={setUp.uri}>{t('factor.open')}</a>
          </p>
        )}
      </section>
      <section class="panel">
        <h2>{t('factor.step2')}</h2>
        <p>{t('factor.codesText')}</p>
        <Codes codes={setUp.backupCodes} />
      </section>
      <section class="panel">
        <h2>{t('factor.step3')}</h2>
        <PostForm action={`${path}/confirmation`}>
          <input type="hidden" name="uri" value={setUp.uri} />
          <input type="hidden" name="secret" value={setUp.secret} />
          <input type="hidden" name="backupCodes" value={setUp.backupCodes.join(' ')} />
          <Field
            name="code"
            label={t('signIn.code')}
            autocomplete="one-time-code"
            inputmode="numeric"
            maxlength={32}
            required
            short
          />
          <button type="submit" class="button strong">
            {t('factor.confirm')}
          </button>
        </PostForm>
      </section>
    </AccountRoom>
  );
}

function CodesPage({ view, codes }: { view: View; codes: readonly string[] }) {
  const { t } = view;
  return (
    <AccountRoom view={view} room="security" title={t('factor.newCodes')}>
      <section class="panel">
        <p>{t('factor.codesText')}</p>
        <Codes codes={codes} />
        <a class="button" href="/account/security">
          {t('factor.kept')}
        </a>
      </section>
    </AccountRoom>
  );
}

const Codes = ({ codes }: { codes: readonly string[] }) => (
  <ul class="codes">
    {codes.map((code) => (
      <li class="code">{code}</li>
    ))}
  </ul>
);

/** Passkeys need the browser's own dialogue, and so a script; the list and removal work without. */
export function Passkeys({ view, passkeys }: { view: View; passkeys: SecurityData['passkeys'] }) {
  const { t } = view;
  return (
    <section class="panel" aria-labelledby="passkeys">
      <h2 id="passkeys">{t('passkey.title')}</h2>
      <p>{t('passkey.text')}</p>
      {passkeys.length === 0 ? null : (
        <ul class="rows">
          {passkeys.map((passkey) => (
            <li>
              <span>
                {passkey.name}
                <span class="small block">
                  {t('passkey.since')} <Time view={view} at={passkey.createdAt} day />
                </span>
              </span>
              <PostForm action={`/account/passkeys/${passkey.id}/remove`}>
                <button type="submit" class="link">
                  {t('cart.remove')}
                  <span class="hidden"> {passkey.name}</span>
                </button>
              </PostForm>
            </li>
          ))}
        </ul>
      )}
      <form data-passkey-add hidden>
        <Field name="passkeyName" label={t('passkey.name')} maxlength={60} required short />
        <Field
          name="passkeyPassword"
          type="password"
          label={t('form.currentPassword')}
          autocomplete="current-password"
          maxlength={128}
          required
        />
        <button type="submit" class="button">
          {t('passkey.add')}
        </button>
        <p class="fault" role="alert" hidden>
          {t('passkey.fault')}
        </p>
      </form>
      <noscript>
        <p class="small">{t('passkey.noScript')}</p>
      </noscript>
    </section>
  );
}
