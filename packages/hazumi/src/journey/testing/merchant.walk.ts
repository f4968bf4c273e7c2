/** What a merchant does in the console, by hand. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Account } from './accounts.ts';
import { type Phone, settled } from './phone.ts';

/** Comes to a page of the console, and signs in where the session is over, with a code where somebody has a second factor. */
export async function enter(
  phone: Phone,
  url: string,
  path: string,
  account: Account & { code?: () => string },
): Promise<void> {
  const { page, t } = phone;
  await page.goto(`${url}/console${path}`);
  await settled(page);
  if (!page.url().includes('/sign-in')) return;
  await phone.look('sign-in');
  await phone.field('/email').fill(account.email);
  await phone.field('/password').fill(account.password);
  await phone.tap(page.getByRole('button', { name: t('signIn.submit'), exact: true }));
  if (account.code !== undefined) {
    await phone.field('/code').waitFor();
    await phone.look('second-step');
    await phone.field('/code').fill(account.code());
    await phone.tap(page.getByRole('button', { name: t('signIn.submit'), exact: true }));
  }
  await page.waitForURL((at) => !at.pathname.includes('/sign-in'));
  await settled(page);
}

/** From the list of stores to the one that the walk is about. */
export async function openStore(phone: Phone, storeName: string): Promise<void> {
  const { page, t } = phone;
  await phone.look('stores');
  await phone.tap(page.getByRole('link', { name: storeName, exact: true }));
  await page.getByRole('heading', { name: t('nav.goods'), exact: true }).waitFor();
}

/** Makes a hidden coupon that takes an amount off, and a link to it; answers the link, as it is copied. */
export async function makeHiddenCoupon(phone: Phone, off: string): Promise<string> {
  const { page, t, given } = phone;
  const names = { 'zh-CN': '老客专享', ja: '常連さまへ', en: 'For our regulars' };
  const group = { 'zh-CN': '茶友群', ja: 'お茶の会', en: 'Tea friends' };
  given.push(...Object.values(names), ...Object.values(group));
  const name = names[phone.locale];
  await phone.open(t('nav.coupons'));
  await phone.look('coupons-empty');
  await phone.tap(page.getByRole('button', { name: t('coupons.make') }).first());
  await phone.field('/name').fill(name);
  await phone.field('/kind').selectOption('amountOff');
  await phone.field('/amount').fill(off);
  await phone.field('/days').fill('30');
  await phone.look('coupon-form');
  await phone.tap(page.getByRole('dialog').getByRole('button', { name: t('coupons.make') }));
  await phone.told(t('coupons.made', { name }));
  await phone.look('coupons');
  const cells = await phone.cells(t('nav.coupons'), name);
  assert.equal(cells[t('coupons.visibility')], t('coupons.visible.hidden'));
  await phone.tap(page.getByRole('button', { name: t('coupons.linkNamed', { name }) }));
  await phone.field('/labels').fill(group[phone.locale]);
  await phone.look('link-form');
  await phone.tap(page.getByRole('dialog').getByRole('button', { name: t('links.make') }));
  await phone.told(t('links.made', { count: 1 }));

  await phone.open(t('nav.links'));
  await phone.look('links');
  const row = page
    .getByRole('table', { name: t('nav.links') })
    .getByRole('row')
    .filter({ hasText: group[phone.locale] });
  await phone.tap(row.getByRole('button', { name: t('common.copy') }));
  await row.getByRole('button', { name: t('common.copied') }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    phone.tap(row.getByRole('button', { name: t('links.qr') })),
  ]);
  const png = await readFile(await download.path());
  assert.deepEqual([...png.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47], 'the QR code is a picture');
  return link;
}

/** Finds the order that waits, sees what brought it, ships it, and records that it was delivered. Answers its number. */
export async function shipOrder(phone: Phone, buyer: string): Promise<string> {
  const { page, t } = phone;
  await phone.open(t('nav.storeOrders'));
  await phone.look('orders');
  const link = page
    .getByRole('table', { name: t('orders.title') })
    .getByRole('link')
    .first();
  const number = (await link.innerText()).trim();
  await phone.tap(link);
  await page.getByRole('heading', { name: t('source.title') }).waitFor();
  await page.getByText(buyer).first().waitFor();
  await page.getByText(t('source.class.private'), { exact: true }).waitFor();
  await page.getByText(t('source.decided')).waitFor();
  await page.getByText(t('source.about', { version: '1' })).waitFor();
  await phone.look('order');
  await phone.tap(page.getByRole('button', { name: t('order.ship') }));
  const tracking = `SF${number.replaceAll(/\D/g, '')}`;
  await phone.field('/carrier').fill('SF Express');
  await phone.field('/trackingNumber').fill(tracking);
  await phone.look('ship-form');
  await phone.tap(page.getByRole('dialog').getByRole('button', { name: t('order.ship') }));
  await phone.told(t('order.shippedTold'));
  await phone.look('order-shipped');
  // The carrier's scan at the door, which the shop's own program would send.
  await phone.tap(page.getByRole('button', { name: t('order.deliver') }));
  await phone.told(t('order.deliveredTold'));
  return number;
}
