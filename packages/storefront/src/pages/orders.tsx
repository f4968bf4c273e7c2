import { endpoints, type orderState, type orderSummary } from '@hazumi/contracts';
import { answerOf } from '../http/problem.ts';
import { sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { createView, type View } from '../http/view.ts';
import { Page } from '../ui/layout.tsx';
import { Empty, Pager, Time } from '../ui/parts.tsx';
import { Thumb } from '../ui/picture.tsx';

type Summary = (typeof orderSummary)['_output'];
export type OrderState = (typeof orderState)['_output'];

/** States that the list can be narrowed to: the ones in which somebody waits for something, and the end. */
const filters: readonly OrderState[] = ['unpaid', 'paid', 'shipped', 'complete'];

/** `/orders`: the shopper's orders over all stores, newest first; a guest sees those of its browser. */
export function registerOrders(app: App, shop: Shop): void {
  app.get('/orders', async (c) => {
    const visitor = c.get('visitor');
    const isKnown = visitor.session !== undefined || visitor.guest !== undefined;
    const state = filters.find((one) => one === visitor.url.searchParams.get('state'));
    const cursor = visitor.url.searchParams.get('cursor');
    const query: Record<string, string> = {
      ...(state === undefined ? {} : { state }),
      ...(cursor ? { cursor } : {}),
    };
    const search = new URLSearchParams(query).toString();
    const view = createView(shop, visitor.locale, search === '' ? '/orders' : `/orders?${search}`);
    const page = isKnown
      ? answerOf(
          await visitor.api(endpoints.listMyOrders, {
            query: { limit: 20, ...(state === undefined ? {} : { state }), ...(cursor ? { cursor } : {}) },
          }),
        )
      : { data: [], nextCursor: null };
    const isGuest = visitor.session === undefined;
    return sendPage(
      shop,
      visitor,
      <OrdersPage
        view={view}
        orders={page.data}
        nextCursor={page.nextCursor}
        state={state}
        query={query}
        isGuest={isGuest}
      />,
    );
  });
}

function OrdersPage(props: {
  view: View;
  orders: readonly Summary[];
  nextCursor: string | null;
  state: OrderState | undefined;
  query: Record<string, string>;
  isGuest: boolean;
}) {
  const { view, orders, state } = props;
  const { t } = view;
  return (
    <Page view={view} title={t('orders.title')} place="orders">
      <h1>{t('orders.title')}</h1>
      <nav class="tabs" aria-label={t('orders.filters')}>
        <a href="/orders" aria-current={state === undefined ? 'page' : undefined}>
          {t('orders.all')}
        </a>
        {filters.map((filter) => (
          <a href={`/orders?state=${filter}`} aria-current={filter === state ? 'page' : undefined}>
            {t(`order.state.${filter}`)}
          </a>
        ))}
      </nav>
      {orders.length === 0 ? (
        <Empty
          title={state === undefined ? t('orders.emptyTitle') : t('orders.noneTitle')}
          text={props.isGuest ? t('orders.emptyGuest') : t('orders.emptyText')}
          action={
            props.isGuest
              ? { href: '/sign-in?next=/orders', name: t('nav.signIn') }
              : { href: '/search', name: t('home.allGoods') }
          }
        />
      ) : (
        <>
          <ul class="order-list">
            {orders.map((order) => (
              <OrderRow view={view} order={order} />
            ))}
          </ul>
          <Pager view={view} path="/orders" query={props.query} nextCursor={props.nextCursor} />
        </>
      )}
    </Page>
  );
}

function OrderRow({ view, order }: { view: View; order: Summary }) {
  const { t } = view;
  return (
    <li class="order-row">
      <Thumb url={order.firstLine.pictureUrl} />
      <div>
        <p class="small">
          <span lang={view.langOf(order.storeName)}>{view.text(order.storeName)}</span>
          {' · '}
          <Time view={view} at={order.placedAt} day />
        </p>
        <h2>
          <a href={`/orders/${order.id}`} lang={view.langOf(order.firstLine.title)}>
            {view.text(order.firstLine.title)}
          </a>
        </h2>
        <p class="small">
          {t('nav.pieces', { pieces: order.pieces })}
          {' · '}
          {t('order.number', { number: order.number })}
        </p>
      </div>
      <div class="order-row-end">
        <StateTag view={view} state={order.state} />
        <b class="amount">{view.money(order.totalMinor, order.currency)}</b>
      </div>
    </li>
  );
}

export function StateTag({ view, state }: { view: View; state: OrderState }) {
  return <span class={`tag state-${state}`}>{view.t(`order.state.${state}`)}</span>;
}
