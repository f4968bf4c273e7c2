import type { coupon, couponClaim } from '@hazumi/contracts';
import type { FakeApi } from './fake.api.ts';
import { FakeProblem, newId } from './fake.api.ts';
import type { Shelf } from './fake.catalogue.ts';
import type { People } from './fake.people.ts';

type Coupon = (typeof coupon)['_output'];
type Claim = (typeof couponClaim)['_output'];

/** The token that opens the double's one hidden coupon. */
export const couponToken = 'A'.repeat(16);

/** One public coupon of each shape at the first store, and a hidden one. Nobody takes one twice. */
export function installCoupons(fake: FakeApi, shelf: Shelf, people: People): void {
  const { handlers } = fake;
  const [store] = shelf.stores;
  if (store === undefined) throw new Error('the double needs a store');
  const make = (shape: Coupon['shape'], validity: Coupon['validity']): Coupon => ({
    id: newId('coupon'),
    storeId: store.id,
    storeSlug: store.slug,
    storeName: Object.fromEntries(Object.entries(store.texts).map(([locale, text]) => [locale, text.name])),
    names: { 'zh-CN': '春茶节', en: 'Spring tea' },
    currency: store.currency,
    shape,
    validity,
    productIds: null,
    perPerson: 1,
    isLeft: true,
  });
  const coupons = [
    make({ kind: 'threshold', fromMinor: 20_000, amountMinor: 3_000 }, { kind: 'fromClaim', days: 7 }),
    make(
      { kind: 'percentOff', sharePpm: 100_000, capMinor: 5_000 },
      { kind: 'range', from: '2026-05-01T00:00:00Z', until: '2026-06-01T00:00:00Z' },
    ),
    make({ kind: 'items', pieces: 3, sharePpm: 200_000 }, { kind: 'fromClaim', days: 1 }),
  ];
  const hidden = make({ kind: 'amountOff', amountMinor: 8_800 }, { kind: 'fromClaim', days: 30 });
  const claims: { session: string; claim: Claim }[] = [];

  handlers.listStoreCoupons = ({ params }) => ({ data: params.storeId === store.id ? coupons : [] });
  handlers.previewCoupon = ({ body }) => {
    if (body.token !== couponToken) throw new FakeProblem('not_found');
    return hidden;
  };
  handlers.claimCoupon = ({ body }, asker) => {
    const session = asker.session ?? '';
    if (!people.sessions.has(session)) throw new FakeProblem('unauthenticated');
    const found =
      'token' in body
        ? body.token === couponToken && hidden
        : coupons.find((one) => one.id === body.couponId);
    if (found === undefined || found === false) throw new FakeProblem('not_found');
    if (claims.some((one) => one.session === session && one.claim.coupon.id === found.id))
      throw new FakeProblem('coupon_limit');
    const claim: Claim = {
      id: newId('couponClaim'),
      coupon: found,
      state: 'usable',
      validFrom: '2026-05-01T00:00:00Z',
      validUntil: '2026-06-01T00:00:00Z',
      claimedAt: '2026-05-01T00:00:00Z',
      orderId: null,
    };
    claims.push({ session, claim });
    return claim;
  };
  handlers.listCouponClaims = (_input, asker) => ({
    data: claims.flatMap(({ session, claim }) => (session === asker.session ? claim : [])),
    nextCursor: null,
  });
}
