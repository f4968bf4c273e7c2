import { type cart, endpoints } from '@hazumi/contracts';
import { updateHint } from '../http/hint.ts';
import { answerOf } from '../http/problem.ts';
import { sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { createView, type View } from '../http/view.ts';
import { Page } from '../ui/layout.tsx';
import { Empty, Notice } from '../ui/parts.tsx';
import { CartLine } from './cart.line.tsx';

export type Cart = (typeof cart)['_output'];

/** `/cart`: what is in it, by store, with what today says about each line. */
export function registerCart(app: App, shop: Shop): void {
  app.get('/cart', async (c) => {
    const visitor = c.get('visitor');
    const value = answerOf(await visitor.api(endpoints.getCart));
    updateHint(visitor, shop.tokens, { pieces: value.pieces });
    return sendPage(
      shop,
      visitor,
      <CartPage view={createView(shop, visitor.locale, '/cart')} cart={value} />,
    );
  });
}

function CartPage({ view, cart }: { view: View; cart: Cart }) {
  const { t } = view;
  if (cart.stores.length === 0) {
    return (
      <Page view={view} title={t('cart.title')} place="cart">
        <h1>{t('cart.title')}</h1>
        <Empty
          title={t('cart.emptyTitle')}
          text={t('cart.emptyText')}
          action={{ href: '/search', name: t('cart.emptyAction') }}
        />
      </Page>
    );
  }
  const blocked = cart.stores.flatMap((store) => store.lines).filter((line) => !line.purchasable).length;
  return (
    <Page view={view} title={t('cart.title')} place="cart">
      <header class="page-head">
        <h1>{t('cart.title')}</h1>
        <p class="small">{t('nav.pieces', { pieces: cart.pieces })}</p>
      </header>
      <div class="with-side">
        <div>
          {cart.stores.map((store) => (
            <section class="cart-store" aria-labelledby={`store-${store.storeId}`}>
              <h2 id={`store-${store.storeId}`}>
                <a href={`/stores/${store.slug}`} lang={view.langOf(store.name)}>
                  {view.text(store.name)}
                </a>
              </h2>
              <ul class="lines">
                {store.lines.map((line) => (
                  <CartLine view={view} line={line} currency={store.currency} />
                ))}
              </ul>
              <dl class="sums">
                <div>
                  <dt>{t('sum.goods')}</dt>
                  <dd>{view.money(store.goodsMinor, store.currency)}</dd>
                </div>
                <div>
                  <dt>{t('sum.freight')}</dt>
                  <dd>
                    {store.freightMinor === 0
                      ? t('sum.free')
                      : view.money(store.freightMinor, store.currency)}
                  </dd>
                </div>
              </dl>
            </section>
          ))}
        </div>
        <aside class="side" aria-label={t('cart.summary')}>
          {cart.totals.map((total) => (
            <div class="panel">
              <dl class="sums">
                <div>
                  <dt>{t('sum.goods')}</dt>
                  <dd>{view.money(total.goodsMinor, total.currency)}</dd>
                </div>
                <div>
                  <dt>{t('sum.freight')}</dt>
                  <dd>
                    {total.freightMinor === 0
                      ? t('sum.free')
                      : view.money(total.freightMinor, total.currency)}
                  </dd>
                </div>
                <div class="total">
                  <dt>{t('sum.total')}</dt>
                  <dd>{view.money(total.totalMinor, total.currency)}</dd>
                </div>
              </dl>
              <a class="button strong block" href={`/checkout?currency=${total.currency}`}>
                {cart.totals.length === 1
                  ? t('cart.checkout')
                  : t('cart.checkoutIn', { currency: total.currency })}
              </a>
            </div>
          ))}
          {cart.totals.length > 1 ? <Notice kind="info">{t('cart.currencies')}</Notice> : null}
          {cart.stores.length > 1 ? <p class="small">{t('cart.oneOrderAStore')}</p> : null}
          {blocked > 0 ? <Notice kind="warning">{t('cart.blocked', { lines: blocked })}</Notice> : null}
        </aside>
      </div>
    </Page>
  );
}
