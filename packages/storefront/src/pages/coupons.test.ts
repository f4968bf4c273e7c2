import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formOf, PlainBrowser, textOf } from '../testing/browser.ts';
import { couponToken } from '../testing/fake.coupons.ts';
import { createTestShop } from '../testing/shop.ts';
import { everyPage, signIn } from '../testing/shoppers.ts';

test('a store shows its coupons, and one is taken once', async () => {
  const shop = createTestShop();
  const { browser } = signIn(shop, {}, 'en');
  const page = await browser.get('/stores/shanshui');
  assert.match(textOf(page.html), /¥30.00 off from/);
  assert.match(textOf(page.html), /10% off, at most/);
  assert.match(textOf(page.html), /20% off from 3 pieces/);
  const taken = await browser.send(formOf(page, '/coupons'));
  assert.equal(taken.path, '/stores/shanshui');
  assert.match(textOf(taken.html), /Yours now/);
  const again = await browser.send(formOf(taken, '/coupons'));
  assert.match(textOf(again.html), /none left, or you have it already/);
  const mine = await browser.get('/account/coupons');
  assert.match(textOf(mine.html), /Spring tea .*Can be used/);
});

test('who is not signed in signs in first, and comes back', async () => {
  const browser = new PlainBrowser(createTestShop());
  const page = await browser.get('/stores/shanshui');
  const led = await browser.send(formOf(page, '/coupons'));
  assert.equal(led.path, '/sign-in?next=%2Fstores%2Fshanshui');
});

test('a hidden coupon is on no page but the one of its token', async () => {
  const shop = createTestShop();
  const { browser } = signIn(shop, {}, 'en');
  const store = await browser.get('/stores/shanshui');
  assert.doesNotMatch(textOf(store.html), /88.00/);
  const page = await browser.get(`/coupons/${couponToken}`);
  assert.match(textOf(page.html), /¥88.00 off/);
  assert.match(page.html, /<meta name="robots" content="noindex"/);
  const taken = await browser.send(formOf(page, '/coupons'));
  assert.equal(taken.path, '/account/coupons');
  const wrong = await browser.get('/coupons/BBBBBBBBBBBBBBBB');
  assert.equal(wrong.status, 410);
});

test('the checkout uses what the shopper has, and shows it', async () => {
  const shop = createTestShop();
  const { browser } = signIn(shop, {}, 'en');
  await browser.send(formOf(await browser.get('/stores/shanshui'), '/coupons'));
  const quote = shop.fake.handlers.quoteCheckout;
  const placed: string[][] = [];
  shop.fake.handlers.quoteCheckout = (input, asker, headers) => {
    const plain = quote?.(input, asker, headers);
    assert.ok(plain !== undefined);
    return {
      ...plain,
      orders: plain.orders.map((order) => ({ ...order, discountMinor: 3_000 })),
      coupons: input.body.couponClaimIds.map((claimId) => ({ claimId, discountMinor: 3_000, refused: null })),
    };
  };
  const place = shop.fake.handlers.placeCheckout;
  shop.fake.handlers.placeCheckout = (input, asker, headers) => {
    placed.push(input.body.couponClaimIds);
    if (place === undefined) throw new Error('no double');
    return place(input, asker, headers);
  };
  const product = shop.shelf.products.find((one) => one.skus[0]?.availability.inStock);
  const page = await browser.get(`/checkout?product=${product?.id}&sku=${product?.skus[0]?.id}&quantity=1`);
  assert.match(textOf(page.html), /Coupon -CN¥30\.00/);
  const hidden = [...page.html.matchAll(/name="coupon" value="(ccl_[^"]+)"/g)].map(([, id]) => id);
  assert.equal(hidden.length, 1);
  await browser.send(formOf(page, '/checkout'), { addressId: 'new' });
  // The order is refused for its address, or stands; either way it was asked with the coupon or not asked at all.
  for (const claims of placed) assert.deepEqual(claims, hidden);
});

test('what an order shows adds up: goods at their prices, less what a coupon took off', async () => {
  const shop = createTestShop();
  const { browser, person } = signIn(shop, {}, 'en');
  const { 'shipped order': path = '' } = everyPage(shop, person);
  const order = shop.trade.orders.find((one) => path.endsWith(one.order.id))?.order;
  const line = order?.lines[0];
  assert.ok(order !== undefined && line !== undefined);
  const money = (amountMinor: number) => (amountMinor / 100).toFixed(2);
  const [goodsMinor, atPriceMinor] = [order.goodsMinor, line.goodsMinor];
  // As the API tells it: what the coupon took off has gone from goods and totals already.
  const off = 500;
  for (const one of [order, line])
    Object.assign(one, { discountMinor: off, goodsMinor: one.goodsMinor - off });
  Object.assign(order, { totalMinor: order.totalMinor - off });
  const text = textOf((await browser.get(path)).html);
  assert.ok(text.includes(`Goods CN¥${money(goodsMinor)} Coupon -CN¥${money(off)}`), text);
  assert.ok(text.includes(`Total CN¥${money(order.totalMinor)}`), text);
  assert.ok(text.includes(`CN¥${money(atPriceMinor)}`), text);
});
