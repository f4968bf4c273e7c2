import type { AnswerOf, endpoints } from '@hazumi/contracts';
import type { View } from '../http/view.ts';
import { PostForm } from './form.tsx';

export type CouponData = AnswerOf<typeof endpoints.previewCoupon>;

/** What it takes off, in a line: '¥3.00 off from ¥20.00'. */
export function couponOffer({ t, money, locale }: View, { shape, currency }: CouponData): string {
  const percent = (ppm: number) =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(ppm / 1_000_000);
  switch (shape.kind) {
    case 'amountOff':
      return t('coupon.amountOff', { amount: money(shape.amountMinor, currency) });
    case 'percentOff': {
      const text = t('coupon.percentOff', { percent: percent(shape.sharePpm) });
      return shape.capMinor === null
        ? text
        : t('coupon.upTo', { text, amount: money(shape.capMinor, currency) });
    }
    case 'items':
      return t('coupon.items', { percent: percent(shape.sharePpm), pieces: shape.pieces });
    case 'threshold':
      return t('coupon.threshold', {
        amount: money(shape.amountMinor, currency),
        from: money(shape.fromMinor, currency),
      });
  }
}

/** A coupon in words: what it takes off, of what, and for how long. */
export function CouponText({ view, coupon }: { view: View; coupon: CouponData }) {
  const { t } = view;
  const { validity } = coupon;
  return (
    <>
      <b>{couponOffer(view, coupon)}</b>
      <span lang={view.langOf(coupon.names)}>{view.text(coupon.names)}</span>
      <span class="small">
        {coupon.productIds === null
          ? t('coupon.allGoods', { store: view.text(coupon.storeName) })
          : t('coupon.someGoods')}
      </span>
      <span class="small">
        {validity.kind === 'fromClaim'
          ? t('coupon.days', { days: validity.days })
          : t('coupon.until', { until: view.day(validity.until) })}
      </span>
    </>
  );
}

/** The public coupons of a store, each with the button that takes it. */
export function CouponList({ view, coupons }: { view: View; coupons: readonly CouponData[] }) {
  const { t } = view;
  return (
    <ul class="coupons">
      {coupons.map((coupon) => (
        <li class="coupon">
          <div>
            <CouponText view={view} coupon={coupon} />
          </div>
          <PostForm action="/coupons" next={view.here}>
            <input type="hidden" name="coupon" value={coupon.id} />
            <button
              type="submit"
              class="button"
              aria-label={t('coupon.claimNamed', { name: view.text(coupon.names) })}
            >
              {t('coupon.claim')}
            </button>
          </PostForm>
        </li>
      ))}
    </ul>
  );
}
