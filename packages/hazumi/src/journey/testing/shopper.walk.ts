/** What a shopper does in the shop, by hand. */
import assert from 'node:assert/strict';
import type { Locale } from '@hazumi/contracts';
import { goodsWord } from './merchants.ts';
import { type Phone, settled } from './phone.ts';

export interface Buyer {
  name: string;
  email: string;
  password: string;
  address: Record<'phone' | 'region' | 'city' | 'street' | 'postalCode', string>;
}

export const buyers: Record<Locale, Buyer> = {
  'zh-CN': {
    name: '林溪',
    email: 'linxi@journey.example',
    password: 'jasmine tea at noon',
    address: {
      phone: '+86 138 1234 5678',
      region: '江西省',
      city: '景德镇市',
      street: '陶阳里 12 号',
      postalCode: '333000',
    },
  },
  ja: {
    name: '佐藤 葵',
    email: 'aoi@journey.example',
    password: 'matcha in the garden',
    address: {
      phone: '+81 90 1234 5678',
      region: '京都府',
      city: '京都市',
      street: '東山区清水 1-294',
      postalCode: '605-0862',
    },
  },
  en: {
    name: 'Alice Moore',
    email: 'alice@journey.example',
    password: 'earl grey by the sea',
    address: {
      phone: '+1 503 555 0100',
      region: 'Oregon',
      city: 'Portland',
      street: '12 River Road',
      postalCode: '97201',
    },
  },
};

/** Opens the link that the merchant gave, signs up on the way, and takes the coupon. */
export async function takeCoupon(phone: Phone, link: string, buyer: Buyer): Promise<void> {
  const { page, s } = phone;
  await page.goto(link);
  await phone.look('link');
  await phone.tap(page.getByRole('button', { name: s('link.agree') }));
  await page.getByRole('heading', { name: s('coupon.given') }).waitFor();
  await phone.look('coupon');
  await phone.tap(page.getByRole('button', { name: s('coupon.signIn') }));
  await page.getByRole('heading', { name: s('signIn.title') }).waitFor();
  await phone.look('sign-in');
  await phone.tap(page.locator('main').getByRole('link', { name: s('signUp.title') }));
  await page.getByRole('heading', { name: s('signUp.title') }).waitFor();
  await page.fill('[name=name]', buyer.name);
  await page.fill('[name=email]', buyer.email);
  await page.fill('[name=password]', buyer.password);
  await phone.look('sign-up');
  await phone.tap(page.getByRole('button', { name: s('signUp.submit') }));
  await page.getByRole('heading', { name: s('coupon.given') }).waitFor();
  await phone.tap(page.getByRole('button', { name: s('coupon.claim') }));
  await page.getByRole('heading', { name: s('coupon.mine') }).waitFor();
  await phone.look('my-coupons');
}

/** From the coupon to the store, its teapot, the checkout, the provider, and back. Answers what was paid, as the page says it. */
export async function buy(phone: Phone, buyer: Buyer, title: string): Promise<void> {
  const { page, s } = phone;
  await phone.tap(page.getByRole('link', { name: s('coupon.toStore') }).first());
  await phone.look('store');
  await phone.tap(page.getByRole('link', { name: title }).first());
  await page.getByRole('heading', { name: title }).waitFor();
  await phone.look('product');
  await phone.tap(page.getByRole('button', { name: s('product.buyNow') }));
  await page.getByRole('heading', { name: s('checkout.title') }).waitFor();
  await page.fill('[name=recipient]', buyer.name);
  for (const [name, value] of Object.entries(buyer.address)) await page.fill(`[name=${name}]`, value);
  await page.locator('[name=method][value=card]').check();
  await page.getByText(s('coupon.applied')).first().waitFor();
  await phone.look('checkout');
  await phone.tap(page.locator('.review button[type=submit]'));
  await page.waitForURL(/\/pay\//);
  // The provider's own page, in its own words.
  await phone.look('provider');
  await page.fill('[name=number]', '4242 4242 4242 4242');
  await page.fill('[name=expiry]', '12/34');
  await page.fill('[name=cvc]', '123');
  await phone.tap(page.locator('button.primary'));
  await page.getByRole('heading', { name: s('payment.paid.title') }).waitFor();
  await phone.look('paid');
}

/** Looks the order up, and says that it has arrived. */
export async function confirmReceipt(phone: Phone): Promise<void> {
  const { page, s } = phone;
  await page.goto(new URL('/orders', page.url()).href);
  await phone.look('orders');
  await phone.tap(page.locator('main a[href^="/orders/"]').first());
  await page.getByRole('button', { name: s('order.confirmReceipt') }).waitFor();
  await phone.look('order');
  await phone.tap(page.getByRole('button', { name: s('order.confirmReceipt') }));
  await page.locator('.flash').waitFor();
  await phone.look('order-complete');
}

/** Looks for teapots, and asks why these are shown in this order. Answers the place of a store's teapot, from 1. */
export async function search(phone: Phone, url: string, title: string): Promise<number> {
  const { page, s, locale } = phone;
  await page.goto(url);
  await settled(page);
  await phone.look('home');
  await page.fill('#q', goodsWord[locale]);
  await phone.tap(page.locator('.find button'));
  await page.waitForURL(/\/search\?/);
  const why = page.locator('details.why').first();
  await phone.tap(why.locator('summary'));
  await why.getByText(s('why.search')).waitFor();
  await phone.look('search');
  const titles = await page.locator('main .goods a').allInnerTexts();
  const names = [
    ...new Set(titles.map((one) => one.trim()).filter((one) => one.includes(goodsWord[locale]))),
  ];
  const place = names.indexOf(title) + 1;
  assert.ok(place > 0, `${title} is among ${names.join(', ')}`);
  return place;
}
