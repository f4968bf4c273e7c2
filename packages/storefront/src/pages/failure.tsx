import { PageProblem } from '../http/problem.ts';
import { redirect, sendPage } from '../http/respond.ts';
import type { PageContext, Shop } from '../http/shop.ts';
import { newNonce } from '../http/tokens.ts';
import { createView, type View } from '../http/view.ts';
import { Page } from '../ui/layout.tsx';

/** What a page that could not be shown says: by the problem's code where we know better words, else in the API's own. */
const known = [
  'not_found',
  'forbidden',
  'rate_limited',
  'unavailable',
  'stale_form',
  'malformed_body',
] as const;
type Known = (typeof known)[number] | 'broken' | 'unreachable' | 'other';

interface Failure {
  kind: Known;
  status: number;
  /** the API's title in the reader's language, where our own words do not fit */
  title: string | undefined;
  requestId: string;
  retryAfter: string | null;
}

/** Turns whatever stopped a page into a page. Somebody who must sign in is sent to do so, and comes back. */
export async function sendFailure(c: PageContext, shop: Shop, error: unknown): Promise<Response> {
  const visitor = c.get('visitor');
  if (error instanceof PageProblem && error.status === 401) {
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
    const next = isRead ? visitor.url.pathname + visitor.url.search : '/account';
    visitor.remove('hint');
    return redirect(visitor, `/sign-in?${new URLSearchParams({ next })}`);
  }
  const failure = failureOf(error);
  if (!(error instanceof PageProblem)) shop.options.onError(error, failure.requestId);
  const view = createView(shop, visitor.locale, c.req.method === 'GET' ? visitor.url.pathname : '/');
  const response = await sendPage(
    shop,
    visitor,
    <FailurePage view={view} failure={failure} />,
    failure.status,
  );
  const retryAfter = failure.retryAfter ?? (failure.status === 503 ? '10' : null);
  if (retryAfter !== null) response.headers.set('retry-after', retryAfter);
  return response;
}

function failureOf(error: unknown): Failure {
  if (error instanceof PageProblem) {
    const { problem, status, retryAfter } = error;
    const kind: Known =
      known.find((code) => code === problem.code) ??
      (status >= 500 ? 'broken' : status === 404 ? 'not_found' : 'other');
    const title = kind === 'other' && problem.title !== '' ? problem.title : undefined;
    return { kind, status, title, requestId: problem.requestId, retryAfter };
  }
  // `fetch` and its like reject with a TypeError where nothing answered; anything else is a bug of ours.
  const isUnreachable = error instanceof TypeError && /fetch|network|socket|connect/i.test(error.message);
  return {
    kind: isUnreachable ? 'unreachable' : 'broken',
    status: isUnreachable ? 503 : 500,
    title: undefined,
    requestId: newNonce(),
    retryAfter: null,
  };
}

function FailurePage({ view, failure }: { view: View; failure: Failure }) {
  const { t } = view;
  const title = failure.title ?? t(`failure.${failure.kind}.title`);
  return (
    <Page view={view} title={title}>
      <div class="failure">
        <p class="failure-status" aria-hidden="true">
          {String(failure.status)}
        </p>
        <h1>{title}</h1>
        <p>{t(`failure.${failure.kind}.text`)}</p>
        {failure.retryAfter !== null && /^\d+$/.test(failure.retryAfter) ? (
          <p>{t('failure.wait', { seconds: Number(failure.retryAfter) })}</p>
        ) : null}
        <div class="buttons">
          <a class="button" href="/">
            {t('nav.home')}
          </a>
          <a class="button quiet" href="/search">
            {t('nav.search')}
          </a>
        </div>
        {failure.requestId === '' || failure.status < 500 ? null : (
          <p class="small">{t('failure.id', { id: failure.requestId })}</p>
        )}
      </div>
    </Page>
  );
}
