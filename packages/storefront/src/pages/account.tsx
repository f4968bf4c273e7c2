import { endpoints, type me } from '@hazumi/contracts';
import type { Child } from 'hono/jsx';
import { setFlash } from '../http/flash.ts';
import { readPost } from '../http/form.ts';
import { updateHint } from '../http/hint.ts';
import { answerOf, PageProblem } from '../http/problem.ts';
import { redirect, sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { createView, type View } from '../http/view.ts';
import type { Visitor } from '../http/visitor.ts';
import { FaultSummary, type Faults, PostForm } from '../ui/form.tsx';
import { ArrowIcon } from '../ui/icons.tsx';
import { Page } from '../ui/layout.tsx';
import { Crumbs, Empty, Notice } from '../ui/parts.tsx';

export type Me = (typeof me)['_output'];

const rooms = ['profile', 'addresses', 'balance', 'security'] as const;
export type Room = (typeof rooms)[number];

/** `/account`: who is signed in, and the ways to all that is theirs. */
export function registerAccount(app: App, shop: Shop): void {
  app.get('/account', async (c) => {
    const visitor = c.get('visitor');
    const view = createView(shop, visitor.locale, '/account');
    const asked = visitor.session === undefined ? undefined : await visitor.api(endpoints.getMe);
    if (asked !== undefined && !asked.ok && asked.status !== 401) {
      throw new PageProblem(asked.status, asked.problem);
    }
    if (!asked?.ok) return sendPage(shop, visitor, <StrangerPage view={view} />);
    // Another page may have shown an older name.
    updateHint(visitor, shop.tokens, { name: asked.value.name });
    return sendPage(shop, visitor, <AccountPage view={view} me={asked.value} />);
  });

  app.post('/account/verification', async (c) => {
    const visitor = c.get('visitor');
    await readPost(c, shop);
    answerOf(await visitor.api(endpoints.requestEmailVerification));
    setFlash(visitor, 'mailSent');
    return redirect(visitor, '/account');
  });
}

/** Who is signed in; nobody is sent to sign in and comes back. */
export async function readMe(visitor: Visitor): Promise<{ me: Me; version: number }> {
  const asked = await visitor.api(endpoints.getMe);
  const value = answerOf(asked);
  return { me: value, version: value.version };
}

/** A page of the account: the way back, a title, what is wrong. */
export function AccountRoom(props: {
  view: View;
  room: Room;
  /** the room's own name unless told */
  title?: string;
  faults?: Faults | undefined;
  message?: string | undefined;
  scripts?: readonly string[];
  children?: Child;
}) {
  const { view, room, faults = {} } = props;
  const { t } = view;
  const title = props.title ?? t(`account.${room}.title`);
  const isFaulty = props.message !== undefined || Object.keys(faults).length > 0;
  const crumbs = [{ href: '/account', name: t('nav.me') }];
  if (props.title !== undefined) crumbs.push({ href: `/account/${room}`, name: t(`account.${room}.title`) });
  return (
    <Page
      view={view}
      title={isFaulty ? t('form.errorTitle', { title }) : title}
      place="me"
      {...(props.scripts === undefined ? {} : { scripts: props.scripts })}
    >
      <Crumbs view={view} crumbs={crumbs} />
      <div class="account">
        <h1>{title}</h1>
        <FaultSummary view={view} faults={faults} message={props.message} />
        {props.children}
      </div>
    </Page>
  );
}

function AccountPage({ view, me }: { view: View; me: Me }) {
  const { t } = view;
  return (
    <Page view={view} title={t('nav.me')} place="me">
      <div class="account">
        <header class="page-head">
          <h1>{t('account.hello', { name: me.name })}</h1>
          <p class="small">{me.email}</p>
        </header>
        {me.emailVerified ? null : (
          <Notice kind="warning">
            <p>{t('account.notVerified', { email: me.email })}</p>
            <PostForm action="/account/verification">
              <button type="submit" class="button quiet small-button">
                {t('account.sendAgain')}
              </button>
            </PostForm>
          </Notice>
        )}
        <ul class="menu">
          <li>
            <a href="/orders">
              <span>
                <b>{t('orders.title')}</b>
                <span class="small">{t('account.ordersAbout')}</span>
              </span>
              <ArrowIcon />
            </a>
          </li>
          {rooms.map((room) => (
            <li>
              <a href={`/account/${room}`}>
                <span>
                  <b>{t(`account.${room}.title`)}</b>
                  <span class="small">{t(`account.${room}.about`)}</span>
                </span>
                <ArrowIcon />
              </a>
            </li>
          ))}
        </ul>
        <PostForm action="/sign-out">
          <button type="submit" class="button quiet">
            {t('account.signOut')}
          </button>
        </PostForm>
      </div>
    </Page>
  );
}

function StrangerPage({ view }: { view: View }) {
  const { t } = view;
  return (
    <Page view={view} title={t('nav.me')} place="me">
      <div class="account">
        <h1>{t('nav.me')}</h1>
        <Empty title={t('account.strangerTitle')} text={t('account.strangerText')}>
          <div class="buttons">
            <a class="button strong" href="/sign-in">
              {t('signIn.title')}
            </a>
            <a class="button" href="/sign-up">
              {t('signUp.title')}
            </a>
          </div>
        </Empty>
        <p class="small">
          <a href="/orders">{t('account.guestOrders')}</a>
        </p>
      </div>
    </Page>
  );
}
