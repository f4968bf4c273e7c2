import type { View } from '../http/view.ts';
import { AddressFields, AddressLines } from '../ui/address.tsx';
import { FaultSummary, Field, PostForm } from '../ui/form.tsx';
import { AlertIcon } from '../ui/icons.tsx';
import { Page } from '../ui/layout.tsx';
import { Empty, Notice } from '../ui/parts.tsx';
import { Thumb } from '../ui/picture.tsx';
import { writeLine } from './checkout.form.ts';
import type { Change, PlanLine } from './checkout.plan.ts';
import { type CheckoutForm, sourceQuery } from './checkout.tsx';
import { PaymentChoice } from './payment.choice.tsx';

/** The checkout on one page. Its one form holds what the shopper sees, so that this is what is ordered, or nothing. */
export function CheckoutPage({ view, form }: { view: View; form: CheckoutForm }) {
  const { t } = view;
  const { plan, buyer, values, faults } = form;
  const isFaulty = Object.keys(faults).length > 0;
  const title = isFaulty ? t('form.errorTitle', { title: t('checkout.title') }) : t('checkout.title');
  const lines = plan.orders.flatMap((order) => order.lines);
  return (
    <Page view={view} title={title} place="cart" focused>
      <h1>{t('checkout.title')}</h1>
      {isFaulty ? <FaultSummary view={view} faults={faults} message={form.message} /> : null}
      {form.changes.length > 0 || (form.message !== undefined && !isFaulty) ? (
        <div class="notice notice-warning" role="alert">
          <AlertIcon />
          <div>
            <p>
              <b>{form.message ?? t('checkout.changed')}</b>
            </p>
            <Changes view={view} changes={form.changes} currency={plan.currency} />
          </div>
        </div>
      ) : null}
      <PostForm action="/checkout" class="with-side checkout" idempotencyKey={form.key}>
        <input type="hidden" name="source" value={sourceQuery(plan.source)} />
        <input type="hidden" name="currency" value={plan.currency} />
        <input type="hidden" name="total" value={String(plan.totalMinor)} />
        <input type="hidden" name="methods" value={plan.methods.join(' ')} />
        {plan.couponClaimIds.map((claimId) => (
          <input type="hidden" name="coupon" value={claimId} />
        ))}
        {lines.map((line) => (
          <input type="hidden" name="line" value={writeLine(line)} />
        ))}
        <div>
          <Contact view={view} form={form} />
          <section class="step" aria-labelledby="where">
            <h2 id="where">{t('checkout.address')}</h2>
            <AddressChoice view={view} form={form} />
          </section>
          <section class="step" aria-labelledby="how">
            <h2 id="how">{t('checkout.payment')}</h2>
            <PaymentChoice
              view={view}
              methods={plan.methods}
              currency={plan.currency}
              dueMinor={plan.totalMinor}
              balanceMinor={buyer.name === undefined ? undefined : (buyer.balances.get(plan.currency) ?? 0)}
              values={values}
              faults={faults}
            />
          </section>
          <section class="step" aria-labelledby="note">
            <h2 id="note">{t('checkout.note')}</h2>
            <Field
              name="note"
              label={t('checkout.noteLabel')}
              optional={t('form.optional')}
              value={values.note}
              maxlength={300}
            />
          </section>
        </div>
        <Review view={view} form={form} />
      </PostForm>
    </Page>
  );
}

function Contact({ view, form }: { view: View; form: CheckoutForm }) {
  const { t } = view;
  if (form.buyer.name !== undefined) return null;
  return (
    <section class="step" aria-labelledby="contact">
      <h2 id="contact">{t('checkout.contact')}</h2>
      <p class="small">
        {t('checkout.guest')}{' '}
        <a href={`/sign-in?next=${encodeURIComponent(view.here)}`}>{t('checkout.signIn')}</a>
      </p>
      <Field
        name="email"
        type="email"
        label={t('form.email')}
        hint={t('checkout.emailHint')}
        value={form.values.email}
        fault={form.faults.email}
        autocomplete="email"
        inputmode="email"
        maxlength={254}
        required
      />
    </section>
  );
}

/** The book's addresses, and the fields of a new one, which the style sheet hides while another is chosen. */
function AddressChoice({ view, form }: { view: View; form: CheckoutForm }) {
  const { t } = view;
  const { buyer, values, faults } = form;
  const chosen = values.addressId ?? 'new';
  if (buyer.addresses.length === 0) {
    return (
      <>
        <input type="hidden" name="addressId" value="new" />
        <AddressFields view={view} values={values} faults={faults} />
        {buyer.name === undefined ? null : <KeepAddress view={view} form={form} />}
      </>
    );
  }
  return (
    <div class="address-choice">
      <fieldset class="options">
        <legend class="hidden">{t('checkout.address')}</legend>
        {buyer.addresses.map((entry) => (
          <label class="option">
            <input type="radio" name="addressId" value={entry.id} checked={entry.id === chosen} />
            <AddressLines view={view} address={entry.address} />
          </label>
        ))}
        <label class="option">
          <input type="radio" name="addressId" value="new" checked={chosen === 'new'} data-new />
          <b>{t('checkout.newAddress')}</b>
        </label>
      </fieldset>
      <div class="new-address">
        <AddressFields view={view} values={values} faults={faults} isOptional />
        <KeepAddress view={view} form={form} />
      </div>
    </div>
  );
}

function KeepAddress({ view, form }: { view: View; form: CheckoutForm }) {
  return (
    <label class="check">
      <input type="checkbox" name="keepAddress" value="1" checked={form.values.keepAddress === '1'} />
      {view.t('checkout.keepAddress')}
    </label>
  );
}

/** What is ordered, from whom, for how much: beside the form, and last in it. */
function Review({ view, form }: { view: View; form: CheckoutForm }) {
  const { t } = view;
  const { plan } = form;
  const money = (amountMinor: number) => view.money(amountMinor, plan.currency);
  const total = money(plan.totalMinor);
  const taxMinor = plan.orders.reduce((sum, order) => sum + order.taxMinor, 0);
  return (
    <section class="side panel review" aria-labelledby="review">
      <h2 id="review">{t('checkout.review')}</h2>
      {plan.orders.map((order) => (
        <div class="review-store">
          <h3 lang={view.langOf(order.storeName)}>{view.text(order.storeName)}</h3>
          <ul>
            {order.lines.map((line) => (
              <ReviewLine view={view} line={line} currency={plan.currency} />
            ))}
          </ul>
          <dl class="sums">
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
          </dl>
        </div>
      ))}
      <dl class="sums">
        <div class="total">
          <dt>{t('sum.total')}</dt>
          <dd>{total}</dd>
        </div>
        {taxMinor === 0 ? null : (
          <div class="small">
            <dt>{t('sum.tax')}</dt>
            <dd>{money(taxMinor)}</dd>
          </div>
        )}
      </dl>
      <button type="submit" class="button strong block">
        {form.changes.length > 0 ? t('checkout.placeChanged', { total }) : t('checkout.place', { total })}
      </button>
      {plan.orders.length > 1 ? <p class="small">{t('cart.oneOrderAStore')}</p> : null}
      {plan.leftOut === 0 ? null : (
        <Notice kind="info">
          {t('checkout.leftOut', { lines: plan.leftOut })} <a href="/cart">{t('checkout.toCart')}</a>
        </Notice>
      )}
    </section>
  );
}

function ReviewLine({ view, line, currency }: { view: View; line: PlanLine; currency: string }) {
  const { t } = view;
  const options = line.options.map((option) => view.text(option)).join(t('list.separator'));
  return (
    <li>
      <Thumb url={line.pictureUrl} />
      <div>
        <span class="clip" lang={view.langOf(line.title)}>
          {view.text(line.title)}
        </span>
        {options === '' ? null : <span class="small">{options}</span>}
        <span class="small">
          {t('checkout.pieces', {
            quantity: line.quantity,
            price: view.money(line.unitPriceMinor, currency),
          })}
        </span>
      </div>
      {/* Before coupons, which are a row of their own below: what is shown adds up. */}
      <span class="amount">{view.money(line.unitPriceMinor * line.quantity, currency)}</span>
    </li>
  );
}

function Changes({ view, changes, currency }: { view: View; changes: readonly Change[]; currency: string }) {
  const { t } = view;
  if (changes.length === 0) return null;
  const gone = changes.filter((change) => change.kind === 'gone').length;
  return (
    <ul>
      {changes.map((change) =>
        change.kind === 'gone' ? null : (
          <li>
            {change.kind === 'fewer'
              ? t('checkout.fewer', {
                  title: view.text(change.line.title),
                  before: change.before,
                  now: change.line.quantity,
                })
              : t('checkout.newPrice', {
                  title: view.text(change.line.title),
                  before: view.money(change.beforeMinor, currency),
                  now: view.money(change.line.unitPriceMinor, currency),
                })}
          </li>
        ),
      )}
      {gone === 0 ? null : <li>{t('checkout.gone', { lines: gone })}</li>}
    </ul>
  );
}

/** An item that was to be bought at once and cannot be had. */
export function NothingToBuy({ view, productId }: { view: View; productId: string }) {
  const { t } = view;
  return (
    <Page view={view} title={t('checkout.title')}>
      <h1>{t('checkout.title')}</h1>
      <Empty
        title={t('checkout.nothingTitle')}
        text={t('checkout.nothingText')}
        action={{ href: `/products/${productId}`, name: t('checkout.toGoods') }}
      />
    </Page>
  );
}
