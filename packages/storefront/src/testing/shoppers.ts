import { PlainBrowser } from './browser.ts';
import { openedAt } from './fake.catalogue.ts';
import { makePerson, type Person } from './fake.people.ts';
import type { TestShop } from './shop.ts';

/** A signed-in browser of a person who is new to the test double. */
export function signIn(
  shop: TestShop,
  more: Partial<Person['me']> = {},
  locale = 'en',
): { browser: PlainBrowser; person: Person } {
  const person = makePerson(`person-${shop.people.persons.length}@example.com`, 'Lin', more);
  shop.people.persons.push(person);
  const session = `session-of-${person.me.id}`;
  shop.people.sessions.set(session, person);
  const browser = new PlainBrowser(shop, { 'accept-language': locale });
  browser.cookies.set('session', session);
  return { browser, person };
}

/** Every page that a signed-in shopper with orders can open, by a name for it. */
export function everyPage(shop: TestShop, person: Person): Record<string, string> {
  const [many, few, , , , , , untranslated, , soldOut, , noPicture] = shop.shelf.products;
  placeOrders(shop, person);
  const [unpaid, shipped] = shop.trade.orders.map((one) => one.order.id);
  const checkoutId = shop.trade.checkouts[0]?.checkout.id;
  const item = `product=${few?.id}&sku=${few?.skus[0]?.id}&quantity=2`;
  return {
    home: '/',
    search: '/search',
    'search for words': '/search?q=茶',
    shopping: '/search?tab=shopping&sort=priceUp&min=20&max=abc',
    'search for stores': '/search?tab=stores&q=茶',
    'search for a store': '/search?tab=stores&q=山水',
    'search that finds a store alone': '/search?q=Pottery',
    merchants: '/search?tab=accounts',
    merchant: `/merchants/${shop.shelf.stores[0]?.licence.id}`,
    'search for nothing': '/search?q=zzz',
    category: '/categories/kitchen',
    stores: '/stores',
    store: '/stores/shanshui',
    product: `/products/${many?.id}`,
    'product with few left': `/products/${few?.id}`,
    'product in another language': `/products/${untranslated?.id}`,
    'sold-out product': `/products/${soldOut?.id}`,
    'product without picture': `/products/${noPicture?.id}`,
    about: '/about',
    'a link': '/l/AAAAAAAAAAAAAAAA',
    privacy: '/privacy',
    coupons: '/account/coupons',
    'a hidden coupon': `/coupons/${'A'.repeat(16)}`,
    cart: '/cart',
    'checkout of the cart': '/checkout?currency=CNY',
    'checkout of an item': `/checkout?${item}`,
    'payment to make': `/checkouts/${checkoutId}`,
    orders: '/orders',
    'orders in a state': '/orders?state=complete',
    'unpaid order': `/orders/${unpaid}`,
    'shipped order': `/orders/${shipped}`,
    account: '/account',
    profile: '/account/profile',
    addresses: '/account/addresses',
    'new address': '/account/addresses/new',
    'an address': `/account/addresses/${person.addresses[0]?.id}`,
    balance: '/account/balance',
    security: '/account/security',
    'sign-in': '/sign-in',
    'sign-up': '/sign-up',
    'forgotten password': '/account/forgot-password',
    'new password': `/account/reset-password?token=${'a'.repeat(43)}`,
    'verify e-mail': `/account/verify-email?token=${'a'.repeat(43)}`,
    'confirm e-mail': `/account/confirm-email?token=${'a'.repeat(43)}`,
    'old link': '/account/verify-email?token=x',
    invitation: `/invitation?token=${'a'.repeat(43)}`,
    'not there': '/nothing/here',
  };
}

/** A cart with every notice, an unpaid order and one that is on its way. */
function placeOrders(shop: TestShop, person: Person): void {
  const { products } = shop.shelf;
  const put = (index: number, quantity: number, raised = 0) => {
    const sku = products[index]?.skus[0];
    return {
      id: `cln_0000000000000000000000000${index}`,
      skuId: sku?.id ?? '',
      quantity,
      seenPriceMinor: (sku?.priceMinor ?? 0) - raised,
    };
  };
  shop.trade.carts.set(person.me.id, [put(0, 1, 500), put(1, 9), put(4, 2), put(9, 1)]);
  const asker = {
    session: `session-of-${person.me.id}`,
    guest: undefined,
    locale: 'en',
    setCookie() {},
  } as const;
  for (const index of [2, 3]) {
    const sku = products[index]?.skus[0];
    const line = { skuId: sku?.id ?? '', quantity: 2, unitPriceMinor: sku?.priceMinor ?? 0 };
    shop.fake.handlers.placeCheckout?.(
      {
        params: undefined,
        query: undefined,
        body: {
          lines: [line],
          totalMinor: line.unitPriceMinor * 2 + (line.unitPriceMinor * 2 >= 9900 ? 0 : 800),
          currency: 'CNY',
          address: person.addresses[0]?.address ?? ({} as never),
          cartLineIds: [],
          couponClaimIds: [],
        },
      },
      asker,
      new Headers({ 'idempotency-key': `order-${index}` }),
    );
  }
  const shipped = shop.trade.orders[1]?.order;
  if (shipped === undefined) return;
  Object.assign(shipped, {
    state: 'shipped',
    stateCode: 30,
    paidAt: openedAt,
    shippedAt: openedAt,
    refundedMinor: 100,
    actions: ['confirmReceipt'],
  });
  shipped.timeline.push(
    { type: 'order.paid', at: openedAt, data: {} },
    { type: 'payment.captured', at: openedAt, data: { capturedMinor: 9800, method: 'card' } },
    { type: 'order.shipped', at: openedAt, data: {} },
    { type: 'order.somethingNew', at: openedAt, data: {} },
  );
  shipped.shipments.push({
    id: 'shp_00000000000000000000000001',
    carrier: '顺丰速运',
    trackingNumber: 'SF1234567890',
    lines: [{ lineNo: 1, quantity: 2 }],
    shippedAt: openedAt,
    deliveredAt: null,
  });
  shipped.refunds.push({
    id: 'rfd_00000000000000000000000001',
    amountMinor: 100,
    state: 'succeeded',
    reason: 'x',
    createdAt: openedAt,
    settledAt: openedAt,
  });
}
