import { endpoints, type order } from '@hazumi/contracts';
import { setFlash } from '../http/flash.ts';
import { readPost } from '../http/form.ts';
import { answerOf, badForm, PageProblem } from '../http/problem.ts';
import { redirect, sendPage } from '../http/respond.ts';
import type { App, Shop } from '../http/shop.ts';
import { isNonce, newNonce } from '../http/tokens.ts';
import { createView, type View } from '../http/view.ts';
import type { Visitor } from '../http/visitor.ts';
import { AddressLines } from '../ui/address.tsx';
import { Field, PostForm } from '../ui/form.tsx';
import { Page } from '../ui/layout.tsx';
import { Crumbs, Notice, Time } from '../ui/parts.tsx';
import { Thumb } from '../ui/picture.tsx';
import { Progress, Timeline } from './order.timeline.tsx';
import { StateTag } from './orders.tsx';

export type Order = (typeof order)['_output'];

/** `/orders/<id>`: one order with what happened to it and what the shopper may do now. */
export function registerOrder(app: App, shop: Shop): void {
  app.get('/orders/:orderId', async (c) => {
    const visitor = c.get('visitor');
    const { orderId } = c.req.param();
    const value = answerOf(await visitor.api(endpoints.getMyOrder, { params: { orderId } }));
    return show(shop, visitor, value);
  });

  app.post('/orders/:orderId/cancel', async (c) => {
    const visitor = c.get('visitor');
    const { orderId } = c.req.param();
    const fields = await readPost(c, shop);
    const key = fields.text('key');
    if (!isNonce(key)) throw badForm();
    const reason = fields.text('reason').replaceAll(/\s+/gu, ' ').slice(0, 200);
    const cancelled = await visitor.api(endpoints.cancelMyOrder, {
      params: { orderId },
      body: { reason },
      idempotencyKey: `cancel-${key}`,
    });
    if (cancelled.ok) {
      setFlash(visitor, 'orderCancelled');
      return redirect(visitor, `/orders/${orderId}`);
    }
    return explain(shop, visitor, orderId, cancelled);
  });

  app.post('/orders/:orderId/receipt', async (c) => {
    const visitor = c.get('visitor');
    const { orderId } = c.req.param();
    await readPost(c, shop);
    const confirmed = await visitor.api(endpoints.confirmReceipt, { params: { orderId } });
    if (confirmed.ok) {
      setFlash(visitor, 'receiptConfirmed');
      return redirect(visitor, `/orders/${orderId}`);
    }
    return explain(shop, visitor, orderId, confirmed);
  });
}

/** The order as it is now, with why the action was refused: the store may have shipped it a moment ago. */
async function explain(
  shop: Shop,
  visitor: Visitor,
  orderId: string,
  refused: { status: number; problem: ConstructorParameters<typeof PageProblem>[1] },
): Promise<Response> {
  if (refused.problem.code !== 'state_conflict') throw new PageProblem(refused.status, refused.problem);
  const value = answerOf(await visitor.api(endpoints.getMyOrder, { params: { orderId } }));
  return show(shop, visitor, value, refused.problem.title);
}

function show(shop: Shop, visitor: Visitor, value: Order, refusal?: string): Promise<Response> {
  const view = createView(shop, visitor.locale, `/orders/${value.id}`);
  return sendPage(
    shop,
    visitor,
    <OrderPage view={view} order={value} refusal={refusal} />,
    refusal === undefined ? 200 : 409,
  );
}

function OrderPage({ view, order, refusal }: { view: View; order: Order; refusal: string | undefined }) {
  const { t } = view;
  const money = (amountMinor: number) => view.money(amountMinor, order.currency);
  return (
    <Page view={view} title={t('order.number', { number: order.number })} place="orders">
      <Crumbs view={view} crumbs={[{ href: '/orders', name: t('orders.title') }]} />
      <header class="page-head">
        <h1>{t('order.number', { number: order.number })}</h1>
        <StateTag view={view} state={order.state} />
      </header>
      {refusal === undefined ? null : (
        <div role="alert">
          <Notice kind="bad">
            <p>{refusal}</p>
            <p>{t('order.refusedHint')}</p>
          </Notice>
        </div>
      )}
      <Progress view={view} order={order} />
      <div class="with-side">
        <div>
          <section aria-labelledby="lines">
            <h2 id="lines">
              <a href={`/stores/${order.storeSlug}`} lang={view.langOf(order.storeName)}>
                {view.text(order.storeName)}
              </a>
            </h2>
            <ul class="lines">
              {order.lines.map((line) => (
                <OrderLine view={view} line={line} currency={order.currency} />
              ))}
            </ul>
          </section>
          <Shipments view={view} order={order} />
          <Timeline view={view} order={order} />
        </div>
        <aside class="side" aria-label={t('order.side')}>
          <Actions view={view} order={order} />
          <div class="panel">
            <dl class="sums">
              <div>
                <dt>{t('sum.goods')}</dt>
                <dd>{money(order.goodsMinor + order.discountMinor)}</dd>
              </div>
              {order.discountMinor === 0 ? null : (
                <div>
                  <dt>{t('coupon.applied')}</dt>
                  <dd>{money(-order.discountMinor)}</dd>
                </div>
              )}
              <div>
                <dt>{t('sum.freight')}</dt>
                <dd>{order.freightMinor === 0 ? t('sum.free') : money(order.freightMinor)}</dd>
              </div>
              <div class="total">
                <dt>{t('sum.total')}</dt>
                <dd>{money(order.totalMinor)}</dd>
              </div>
              {order.taxMinor === 0 ? null : (
                <div class="small">
                  <dt>{t('sum.tax')}</dt>
                  <dd>{money(order.taxMinor)}</dd>
                </div>
              )}
              {order.refundedMinor === 0 ? null : (
                <div>
                  <dt>{t('sum.refunded')}</dt>
                  <dd>{money(order.refundedMinor)}</dd>
                </div>
              )}
            </dl>
            <Refunds view={view} order={order} />
          </div>
          <div class="panel">
            <h2>{t('order.address')}</h2>
            <AddressLines view={view} address={order.address} />
            {order.note === null ? null : (
              <>
                <h2>{t('checkout.note')}</h2>
                <p class="prose">{order.note}</p>
              </>
            )}
          </div>
        </aside>
      </div>
    </Page>
  );
}

function OrderLine(props: { view: View; line: Order['lines'][number]; currency: string }) {
  const { view, line, currency } = props;
  const { t } = view;
  const options = line.options.map((option) => view.text(option)).join(t('list.separator'));
  return (
    <li class="line">
      <Thumb url={line.pictureUrl} />
      <div class="line-what">
        <p class="line-title">
          <a href={`/products/${line.productId}?sku=${line.skuId}`} lang={view.langOf(line.title)}>
            {view.text(line.title)}
          </a>
        </p>
        {options === '' ? null : <p class="small">{options}</p>}
        <p class="small">
          {t('checkout.pieces', {
            quantity: line.quantity,
            price: view.money(line.unitPriceMinor, currency),
          })}
          {line.refundedMinor === 0
            ? null
            : ` · ${t('order.lineRefunded', { amount: view.money(line.refundedMinor, currency) })}`}
        </p>
      </div>
      {/* Before coupons, which are a row of their own among the sums: what is shown adds up. */}
      <p class="line-sum">{view.money(line.goodsMinor + line.discountMinor, currency)}</p>
    </li>
  );
}

function Actions({ view, order }: { view: View; order: Order }) {
  const { t } = view;
  const { actions } = order;
  if (!actions.some((action) => action === 'pay' || action === 'cancel' || action === 'confirmReceipt'))
    return null;
  return (
    <div class="panel actions">
      {actions.includes('pay') ? (
        <>
          {order.expiresAt === null ? null : (
            <p class="small">{t('order.payUntil', { until: view.time(order.expiresAt) })}</p>
          )}
          <a class="button strong block" href={`/checkouts/${order.checkoutId}`}>
            {t('order.pay')}
          </a>
        </>
      ) : null}
      {actions.includes('confirmReceipt') ? (
        <PostForm action={`/orders/${order.id}/receipt`}>
          <p class="small">{t('order.receiptText')}</p>
          <button type="submit" class="button strong block">
            {t('order.confirmReceipt')}
          </button>
        </PostForm>
      ) : null}
      {actions.includes('cancel') ? (
        <details class="confirm">
          <summary>{t('order.cancel')}</summary>
          <PostForm action={`/orders/${order.id}/cancel`} idempotencyKey={newNonce()}>
            <p class="small">{order.paidAt === null ? t('order.cancelUnpaid') : t('order.cancelPaid')}</p>
            <Field
              name="reason"
              label={t('order.cancelReason')}
              optional={t('form.optional')}
              maxlength={200}
            />
            <button type="submit" class="button danger">
              {t('order.cancelNow')}
            </button>
          </PostForm>
        </details>
      ) : null}
    </div>
  );
}

function Refunds({ view, order }: { view: View; order: Order }) {
  const { t } = view;
  if (order.refunds.length === 0) return null;
  return (
    <ul class="rows small">
      {order.refunds.map((refund) => (
        <li>
          <span>
            {t(`order.refund.${refund.state}`)} ·{' '}
            <Time view={view} at={refund.settledAt ?? refund.createdAt} day />
          </span>
          <span class="amount">{view.money(refund.amountMinor, order.currency)}</span>
        </li>
      ))}
    </ul>
  );
}

function Shipments({ view, order }: { view: View; order: Order }) {
  const { t } = view;
  if (order.shipments.length === 0) return null;
  return (
    <section aria-labelledby="shipments">
      <h2 id="shipments">{t('order.shipments')}</h2>
      <ul class="rows">
        {order.shipments.map((shipment) => (
          <li>
            <span>
              {shipment.carrier} <span class="code">{shipment.trackingNumber}</span>
              <span class="small">
                {' '}
                {t('nav.pieces', { pieces: shipment.lines.reduce((sum, line) => sum + line.quantity, 0) })}
              </span>
            </span>
            <span class="small">
              {shipment.deliveredAt === null ? (
                <>
                  {t('order.shippedAt')} <Time view={view} at={shipment.shippedAt} />
                </>
              ) : (
                <>
                  {t('order.deliveredAt')} <Time view={view} at={shipment.deliveredAt} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
