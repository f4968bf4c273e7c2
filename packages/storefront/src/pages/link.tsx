import { endpoints } from '@hazumi/contracts';
import { markLinked } from '../http/arrival.ts';
import { agree, consentOf, decline } from '../http/consent.ts';
import { readPost } from '../http/form.ts';
import { PageProblem } from '../http/problem.ts';
import { redirect, sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { createView, type View } from '../http/view.ts';
import type { Visitor } from '../http/visitor.ts';
import { PostForm } from '../ui/form.tsx';
import { Notice } from '../ui/parts.tsx';
import { Door } from './door.tsx';

/**
 * `/l/<token>`: a merchant's link. Whoever was asked before goes straight on; others are asked once whether their visits may be noted.
 * The question is put without looking at the token, so that the messenger that fetches a preview uses up nothing.
 */
export function registerLink(app: App, shop: Shop): void {
  app.get('/l/:token', async (c) => {
    const visitor = c.get('visitor');
    const token = c.req.param('token');
    if (consentOf(visitor) !== undefined) return goOn(shop, visitor, token);
    return sendPage(shop, visitor, <AskPage view={viewOf(shop, visitor, token)} />);
  });

  app.post('/l/:token', async (c) => {
    const visitor = c.get('visitor');
    const fields = await readPost(c, shop);
    if (fields.text('consent') === 'yes') await agree(visitor);
    else await decline(visitor);
    return goOn(shop, visitor, c.req.param('token'));
  });
}

async function goOn(shop: Shop, visitor: Visitor, token: string): Promise<Response> {
  const referrer = visitor.request.headers.get('referer');
  const isFromElsewhere = referrer !== null && !referrer.startsWith(shop.options.publicUrl);
  const followed = await visitor.api(endpoints.followLink, {
    body: {
      token: token.slice(0, 200),
      ...(isFromElsewhere ? { referrer: referrer.slice(0, 2000) } : {}),
      isPaid: /^(?:ads?|cp[acmv]|display|paid|ppc)/i.test(visitor.url.searchParams.get('utm_medium') ?? ''),
    },
  });
  if (followed.ok) {
    const { target, storeSlug } = followed.value;
    const to =
      target.kind === 'product'
        ? `/products/${target.productId}`
        : target.kind === 'coupon'
          ? `/coupons/${encodeURIComponent(token)}`
          : `/stores/${storeSlug}`;
    markLinked(visitor);
    return redirect(visitor, to, 303);
  }
  if (followed.problem.code !== 'not_found')
    throw new PageProblem(followed.status, followed.problem, followed.headers.get('retry-after'));
  return sendPage(shop, visitor, <GonePage view={viewOf(shop, visitor, token)} />, 410);
}

const viewOf = (shop: Shop, visitor: Visitor, token: string): View =>
  createView(shop, visitor.locale, `/l/${encodeURIComponent(token)}`);

function AskPage({ view }: { view: View }) {
  const { t } = view;
  return (
    <Door view={view} title={t('link.title')}>
      <p>{t('link.text')}</p>
      <PostForm action={view.here}>
        <div class="buttons">
          <button type="submit" class="button strong" name="consent" value="yes">
            {t('link.agree')}
          </button>
          <button type="submit" class="button" name="consent" value="no">
            {t('link.decline')}
          </button>
        </div>
      </PostForm>
      <p class="small">{t('link.why')}</p>
    </Door>
  );
}

export function GonePage({ view }: { view: View }) {
  const { t } = view;
  return (
    <Door view={view} title={t('link.goneTitle')}>
      <Notice kind="warning">{t('link.gone')}</Notice>
      <a class="button strong block" href="/stores">
        {t('link.toStores')}
      </a>
    </Door>
  );
}
