import { type AnswerOf, endpoints } from '@hazumi/contracts';
import { readPost } from '../http/form.ts';
import { PageProblem } from '../http/problem.ts';
import { sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { createView, type View } from '../http/view.ts';
import { PostForm } from '../ui/form.tsx';
import { Facts, Notice, Time } from '../ui/parts.tsx';
import { Door } from './door.tsx';

type Preview = AnswerOf<typeof endpoints.previewInvitation>;
const path = '/invitation';

/** `/invitation?token=...`: what a merchant's invitation is to, and the button that accepts it. */
export function registerInvitation(app: App, shop: Shop): void {
  app.get(path, async (c) => {
    const visitor = c.get('visitor');
    const token = visitor.url.searchParams.get('token') ?? '';
    const view = createView(shop, visitor.locale, `${path}?${new URLSearchParams({ token })}`);
    const [preview, me] = await Promise.all([
      visitor.api(endpoints.previewInvitation, { body: { token } }),
      visitor.session === undefined ? undefined : visitor.api(endpoints.getMe),
    ]);
    if (!preview.ok) {
      if (!['link_expired', 'invalid_request'].includes(preview.problem.code)) {
        throw new PageProblem(preview.status, preview.problem);
      }
      return sendPage(shop, visitor, <GonePage view={view} />, 410);
    }
    const email = me?.ok ? me.value.email : undefined;
    return sendPage(
      shop,
      visitor,
      <InvitationPage view={view} preview={preview.value} secret={token} email={email} />,
    );
  });

  app.post(path, async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const view = createView(shop, visitor.locale, '/account');
    const accepted = await visitor.api(endpoints.acceptInvitation, {
      body: { token: fields.text('secret') },
    });
    if (accepted.ok)
      return sendPage(shop, visitor, <WelcomePage view={view} name={accepted.value.legalName} />);
    if (accepted.problem.code !== 'link_expired') throw new PageProblem(accepted.status, accepted.problem);
    return sendPage(shop, visitor, <GonePage view={view} />, 410);
  });
}

function InvitationPage(props: { view: View; preview: Preview; secret: string; email: string | undefined }) {
  const { view, preview, email } = props;
  const { t } = view;
  const query = new URLSearchParams({ next: view.here }).toString();
  const isTheirs = email !== undefined && email.toLowerCase() === preview.email.toLowerCase();
  return (
    <Door view={view} title={t('invitation.title', { name: preview.storeName ?? preview.legalName })}>
      <Facts
        rows={[
          [t('store.legalName'), preview.legalName],
          ...(preview.storeName === null ? [] : [[t('invitation.store'), preview.storeName] as const]),
          [t('invitation.role'), t(`invitation.roles.${preview.role}`)],
          [t('invitation.for'), preview.email],
          [t('invitation.until'), <Time view={view} at={preview.expiresAt} />],
        ]}
      />
      {isTheirs ? (
        <PostForm action={path}>
          <input type="hidden" name="secret" value={props.secret} />
          <button type="submit" class="button strong block">
            {t('invitation.accept')}
          </button>
        </PostForm>
      ) : (
        <>
          <Notice kind="info">
            {email === undefined
              ? t('invitation.signIn', { email: preview.email })
              : t('invitation.other', { email: preview.email, yours: email })}
          </Notice>
          <div class="buttons">
            <a class="button strong" href={`/sign-in?${query}`}>
              {t('signIn.title')}
            </a>
            <a class="button" href={`/sign-up?${query}`}>
              {t('signUp.title')}
            </a>
          </div>
        </>
      )}
    </Door>
  );
}

function WelcomePage({ view, name }: { view: View; name: string }) {
  const { t } = view;
  const { merchantPath } = view.shop.options;
  return (
    <Door view={view} title={t('invitation.doneTitle')}>
      <Notice kind="good">{t('invitation.done', { name })}</Notice>
      {merchantPath === undefined ? null : (
        <a class="button strong block" href={merchantPath}>
          {t('invitation.toConsole')}
        </a>
      )}
    </Door>
  );
}

function GonePage({ view }: { view: View }) {
  const { t } = view;
  return (
    <Door view={view} title={t('mail.expiredTitle')}>
      <Notice kind="warning">{t('invitation.gone')}</Notice>
    </Door>
  );
}
