import { type AnswerOf, type BodyInput, endpoints } from '@hazumi/contracts';
import { setFlash } from '../http/flash.ts';
import { localPath, readPost } from '../http/form.ts';
import { answerOf, PageProblem } from '../http/problem.ts';
import { redirect, sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { newNonce } from '../http/tokens.ts';
import { createView, type View } from '../http/view.ts';
import type { Visitor } from '../http/visitor.ts';
import { type CouponData, CouponText } from '../ui/coupon.tsx';
import { PostForm } from '../ui/form.tsx';
import { Page } from '../ui/layout.tsx';
import { Empty, Notice, Pager } from '../ui/parts.tsx';
import { Door } from './door.tsx';
import { GonePage } from './link.tsx';

type Claims = AnswerOf<typeof endpoints.listCouponClaims>;

/** `/coupons` takes one, `/coupons/<token>` shows the one of a link, `/account/coupons` those that one has. */
export function registerCoupons(app: App, shop: Shop): void {
  app.get('/coupons/:token', async (c) => {
    const visitor = c.get('visitor');
    const token = c.req.param('token');
    const view = createView(shop, visitor.locale, `/coupons/${encodeURIComponent(token)}`);
    const preview = await visitor.api(endpoints.previewCoupon, { body: { token: token.slice(0, 200) } });
    if (preview.ok)
      return sendPage(
        shop,
        visitor,
        <GivenPage
          view={view}
          coupon={preview.value}
          token={token}
          isSignedIn={visitor.session !== undefined}
        />,
      );
    if (preview.problem.code !== 'not_found')
      throw new PageProblem(preview.status, preview.problem, preview.headers.get('retry-after'));
    return sendPage(shop, visitor, <GonePage view={view} />, 410);
  });

  app.post('/coupons', async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    const next = localPath(fields.text('next'), '/account/coupons');
    const token = fields.text('opens').slice(0, 200);
    return take(visitor, token === '' ? { couponId: fields.text('coupon') } : { token }, next);
  });

  app.get('/account/coupons', async (c) => {
    const visitor = c.get('visitor');
    const here = '/account/coupons';
    if (visitor.session === undefined) return redirect(visitor, signInFor(here));
    const cursor = visitor.url.searchParams.get('cursor');
    const claims = await visitor.api(endpoints.listCouponClaims, {
      query: { limit: 20, ...(cursor === null ? {} : { cursor }) },
    });
    if (!claims.ok && claims.status === 401) return redirect(visitor, signInFor(here));
    const view = createView(shop, visitor.locale, here);
    return sendPage(shop, visitor, <MinePage view={view} claims={answerOf(claims)} />);
  });
}

const signInFor = (next: string): string => `/sign-in?${new URLSearchParams({ next })}`;

/** Takes a coupon for whoever is signed in; others sign in first, and come back to where the button is. */
async function take(
  visitor: Visitor,
  body: BodyInput<typeof endpoints.claimCoupon>,
  next: string,
): Promise<Response> {
  if (visitor.session === undefined) return redirect(visitor, signInFor(next));
  const claimed = await visitor.api(endpoints.claimCoupon, { body, idempotencyKey: `claim-${newNonce()}` });
  if (claimed.ok) {
    setFlash(visitor, 'couponTaken');
    return redirect(visitor, next.startsWith('/coupons/') ? '/account/coupons' : next);
  }
  switch (claimed.problem.code) {
    case 'unauthenticated':
      return redirect(visitor, signInFor(next));
    case 'coupon_limit':
    case 'not_found':
      setFlash(visitor, 'couponGone');
      return redirect(visitor, next);
    default:
      throw new PageProblem(claimed.status, claimed.problem, claimed.headers.get('retry-after'));
  }
}

function GivenPage(props: { view: View; coupon: CouponData; token: string; isSignedIn: boolean }) {
  const { view, coupon } = props;
  const { t } = view;
  return (
    <Door view={view} title={t('coupon.given')}>
      <div class="coupon">
        <div>
          <CouponText view={view} coupon={coupon} />
        </div>
      </div>
      {coupon.isLeft ? (
        <PostForm action="/coupons" next={view.here}>
          <input type="hidden" name="opens" value={props.token} />
          <button type="submit" class="button strong block">
            {t(props.isSignedIn ? 'coupon.claim' : 'coupon.signIn')}
          </button>
        </PostForm>
      ) : (
        <Notice kind="warning">{t('coupon.noneLeft')}</Notice>
      )}
      <a class="button block" href={`/stores/${coupon.storeSlug}`}>
        {t('coupon.toStore')}
      </a>
    </Door>
  );
}

function MinePage({ view, claims }: { view: View; claims: Claims }) {
  const { t } = view;
  return (
    <Page view={view} title={t('coupon.mine')} place="me">
      <header class="page-head">
        <h1>{t('coupon.mine')}</h1>
      </header>
      {claims.data.length === 0 ? (
        <Empty
          title={t('coupon.emptyTitle')}
          text={t('coupon.emptyText')}
          action={{ href: '/stores', name: t('link.toStores') }}
        />
      ) : (
        <>
          <ul class="coupons">
            {claims.data.map((claim) => (
              <li class="coupon">
                <div>
                  <CouponText view={view} coupon={claim.coupon} />
                </div>
                <div>
                  <span>{t(`coupon.state.${claim.state}`, { from: view.day(claim.validFrom) })}</span>
                  <span class="small">{t('coupon.until', { until: view.day(claim.validUntil) })}</span>
                  <a href={`/stores/${claim.coupon.storeSlug}`}>{t('coupon.toStore')}</a>
                </div>
              </li>
            ))}
          </ul>
          <Pager view={view} path="/account/coupons" query={{}} nextCursor={claims.nextCursor} />
        </>
      )}
    </Page>
  );
}
