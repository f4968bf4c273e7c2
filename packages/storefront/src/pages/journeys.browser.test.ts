import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { browserMissing, openBrowser, phone } from '../testing/chromium.ts';
import { serve, serveProvider } from '../testing/serve.ts';
import { createTestShop, type TestShop } from '../testing/shop.ts';

describe('a shopper in a browser', { skip: browserMissing }, () => {
  let browser: Browser;
  let shop: TestShop;
  let server: Awaited<ReturnType<typeof serve>>;
  let provider: Awaited<ReturnType<typeof serveProvider>>;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser?.close());
  beforeEach(async () => {
    provider = await serveProvider();
    shop = createTestShop({ paymentOrigins: [provider.url] });
    shop.trade.provider = provider.url;
    server = await serve(shop);
    complaints = [];
  });
  afterEach(async () => {
    await context.close();
    await server.close();
    await provider.close();
    assert.deepEqual(complaints, [], 'the console');
  });

  async function open(options: { scripts: boolean }): Promise<void> {
    context = await browser.newContext({ locale: 'en', viewport: phone, javaScriptEnabled: options.scripts });
    page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(server.url);
  }

  const fields: Record<string, string> = {
    email: 'lin@example.com',
    recipient: 'Lin Yi',
    phone: '+86 138 0000 0000',
    city: 'Jingdezhen',
    street: 'Taoyangli 12',
  };

  test('is suggested what goods are called, by keyboard and pointer, and searches without too', async () => {
    await open({ scripts: true });
    const field = page.getByRole('combobox', { name: 'What are you looking for?' });
    const options = page.getByRole('option');
    await field.pressSequentially('Li');
    await options.first().waitFor();
    assert.deepEqual(await options.allTextContents(), ['Linen kitchen towel']);
    assert.equal(await field.getAttribute('aria-expanded'), 'true');
    // What was chosen stands in the field; one step further is what was typed.
    await field.press('ArrowDown');
    assert.equal(await field.inputValue(), 'Linen kitchen towel');
    const active = await field.getAttribute('aria-activedescendant');
    assert.equal(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true');
    await field.press('ArrowDown');
    assert.equal(await field.inputValue(), 'Li');
    assert.equal(await field.getAttribute('aria-activedescendant'), null);
    await field.press('ArrowUp');
    await field.press('Escape');
    assert.deepEqual([await field.inputValue(), await field.getAttribute('aria-expanded')], ['Li', 'false']);
    await field.pressSequentially('n');
    await options.first().waitFor();
    await field.press('ArrowDown');
    await field.press('Enter');
    await page.waitForURL(/q=Linen\+kitchen\+towel/);
    assert.equal(await page.getByRole('listbox').count(), 0);

    await field.fill('Brass');
    await options.first().waitFor();
    await options.first().click();
    await page.waitForURL(/q=Brass\+bookmark/);
    // Without a choice the form searches for what was typed.
    await field.fill('Beech l');
    await options.first().waitFor();
    await field.press('Enter');
    await page.waitForURL(/q=Beech\+l$/);
    await field.fill('zzz');
    await field.press('Enter');
    await page.waitForURL(/q=zzz/);
  });

  test('buys without scripts, and our policy lets the form end at the provider', async () => {
    await open({ scripts: false });
    await page.fill('#q', 'linen');
    await page.click('.find button');
    assert.equal(
      await page.textContent('.empty-title'),
      'Nothing found',
      'the double takes letters as they are',
    );
    await page.fill('#q', 'Linen');
    await page.click('.find button');
    await page.click('.goods a');
    await page.fill('#quantity', '2');
    await page.click('text=Add to cart');
    assert.match((await page.textContent('.flash')) ?? '', /2 pieces added to the cart/);
    await page.click('.flash a');
    await page.click('text=Go to checkout');
    for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
    await page.click('text=Order and pay');
    await page.waitForURL(`${provider.url}/**`);
    assert.equal(await page.textContent('h1'), 'Pay here');
    await page.goto(`${server.url}/checkouts/${shop.trade.checkouts[0]?.checkout.id}/return`);
    assert.equal(await page.textContent('h1'), 'Thank you. It is paid.');
  });

  test('buys with the keyboard alone', async () => {
    await open({ scripts: true });
    /** Presses Tab until something with this text or name has the focus. */
    const reach = async (wanted: string) => {
      for (let presses = 0; presses < 120; presses += 1) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate(() => {
          const focused = document.activeElement;
          return focused === null ? '' : (focused.getAttribute('name') ?? focused.textContent?.trim() ?? '');
        });
        if (at === wanted) return;
      }
      assert.fail(`Tab never reaches ${wanted}`);
    };
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(
      await page.evaluate(() => document.activeElement?.id),
      'main',
      'the first link skips to the content',
    );
    await reach('Linen kitchen towel');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.buy');
    await reach('quantity');
    await page.keyboard.press('ArrowUp');
    await reach('Add to cart');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.flash');
    await reach('View cart');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.cart-store');
    await reach('Go to checkout');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.checkout');
    for (const [name, value] of Object.entries(fields)) {
      await reach(name);
      await page.keyboard.type(value);
    }
    await reach('Order and pay CN¥86.00');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${provider.url}/**`);
    assert.equal(shop.trade.orders[0]?.order.pieces, 2);
  });

  test('chooses a variant in place: price and address change, the focus stays', async () => {
    await open({ scripts: true });
    const product = shop.shelf.products[0];
    await page.goto(`${server.url}/products/${product?.id}`);
    await page.evaluate(() => {
      (window as unknown as { stayed: boolean }).stayed = true;
    });
    await page.click('.chips >> text=1.2 L');
    await page.waitForSelector('.chips [aria-current] >> text=1.2 L');
    assert.match((await page.textContent('.offer-price')) ?? '', /288\.00/);
    assert.equal(new URL(page.url()).searchParams.get('sku'), product?.skus[1]?.id);
    assert.equal(await page.evaluate(() => (window as unknown as { stayed?: boolean }).stayed), true);
    assert.match((await page.evaluate(() => document.activeElement?.textContent)) ?? '', /1\.2 L/);
    await page.click('.stepper button:last-child');
    await page.click('text=Add to cart');
    await page.waitForSelector('.flash');
    const [entries] = [...shop.trade.carts.values()];
    assert.deepEqual(
      entries?.map((entry) => [entry.skuId, entry.quantity]),
      [[product?.skus[1]?.id, 2]],
    );
  });

  test('settles on a number in the cart, which sends itself', async () => {
    await open({ scripts: true });
    await page.goto(`${server.url}/products/${shop.shelf.products[2]?.id}`);
    await page.click('text=Add to cart');
    await page.waitForSelector('.flash');
    await page.goto(`${server.url}/cart`);
    for (let clicks = 0; clicks < 3; clicks += 1) await page.click('.stepper button:last-child');
    await page.waitForSelector('.flash');
    const [entries] = [...shop.trade.carts.values()];
    assert.equal(entries?.[0]?.quantity, 4);
    assert.equal(
      shop.fake.calls.filter((call) => call.id === 'changeCartLine').length,
      1,
      'once, not at each click',
    );
  });

  test('waits for a payment, and the page says by itself when it has come', async () => {
    await open({ scripts: true });
    await page.goto(`${server.url}/products/${shop.shelf.products[2]?.id}`);
    await page.click('text=Buy now');
    for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
    await page.click('text=Order and pay');
    await page.waitForURL(`${provider.url}/**`);
    const placed = shop.trade.checkouts[0]?.checkout;
    await page.goto(`${server.url}/checkouts/${placed?.id}`);
    assert.equal(await page.textContent('h1'), 'Waiting for your payment');
    // A webhook, seen from here: the checkout is paid without the browser having done anything.
    Object.assign(placed ?? {}, { state: 'paid', remainingMinor: 0, pendingMinor: 0 });
    await page.waitForSelector('h1 >> text=It is paid');
  });

  test('opens and closes the languages with the keyboard', async () => {
    await open({ scripts: true });
    await page.focus('.languages summary');
    await page.keyboard.press('Enter');
    assert.equal(await page.isVisible('.languages ul'), true);
    await page.keyboard.press('Escape');
    assert.equal(await page.isVisible('.languages ul'), false);
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'SUMMARY');
  });
});
