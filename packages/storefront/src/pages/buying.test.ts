import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { formOf, PlainBrowser, textOf } from '../testing/browser.ts';
import { FakeProblem } from '../testing/fake.api.ts';
import { paymentOrigin } from '../testing/fake.trade.ts';
import { createTestShop, type TestShop } from '../testing/shop.ts';
import { signIn } from '../testing/shoppers.ts';

let shop: TestShop;
beforeEach(() => {
  shop = createTestShop();
});

const address = {
  recipient: 'Lin Yi',
  phone: '+86 138 0000 0000',
  country: 'CN',
  region: 'Jiangxi',
  city: 'Jingdezhen',
  street: 'Taoyangli 12',
  postalCode: '333000',
};
const productPath = (index: number) => `/products/${shop.shelf.products[index]?.id}`;
const skuOf = (index: number) => {
  const sku = shop.shelf.products[index]?.skus[0];
  assert.ok(sku !== undefined);
  return sku;
};
async function fillCart(browser: PlainBrowser, index: number, quantity: number) {
  const added = await browser.send(formOf(await browser.get(productPath(index)), '/cart/lines'), {
    quantity: String(quantity),
  });
  assert.equal(added.status, 200);
  return added;
}

describe('a guest without scripts', () => {
  test('finds, puts into the cart, orders, pays and sees the orders', async () => {
    const browser = new PlainBrowser(shop);
    const added = await fillCart(browser, 2, 2);
    assert.match(textOf(added.html), /2 pieces added to the cart/);
    assert.equal(added.path, `${productPath(2)}?sku=${skuOf(2).id}`);
    assert.doesNotMatch((await browser.get(productPath(2))).html, /class="flash/, 'it is said once');
    await fillCart(browser, 3, 1);

    const cart = await browser.get('/cart');
    assert.match(textOf(cart.html), /Total CN¥139\.00/);
    const checkout = await browser.get('/checkout?currency=CNY');
    assert.match(textOf(checkout.html), /Order and pay CN¥139\.00/);
    const sent = await browser.send(formOf(checkout, '/checkout'), {
      ...address,
      email: 'lin@example.com',
      method: 'card',
      note: 'Please\n  ring twice',
    });
    assert.equal(sent.left?.startsWith(`${paymentOrigin}/pay/`), true, 'goes on to the provider');
    assert.equal(shop.trade.orders.length, 2, 'an order a store');
    assert.equal((await browser.get('/cart')).html.includes('class="lines"'), false, 'the cart is empty');

    const [placed] = shop.trade.checkouts;
    const back = await browser.get(`/checkouts/${placed?.checkout.id}/return`);
    assert.match(textOf(back.html), /It is paid/);
    assert.equal(placed?.checkout.state, 'paid');
    const again = await browser.get(`/checkouts/${placed?.checkout.id}/return`);
    assert.match(textOf(again.html), /It is paid/, 'coming back twice is no harm');

    const orders = await browser.get('/orders');
    assert.equal([...orders.html.matchAll(/class="order-row"/g)].length, 2);
    const order = await browser.get(`/orders/${shop.trade.orders[0]?.order.id}`);
    assert.match(textOf(order.html), /Please ring twice/);
    const stranger = await new PlainBrowser(shop).get(`/orders/${shop.trade.orders[0]?.order.id}`);
    assert.equal(stranger.path.startsWith('/sign-in?next='), true, "another browser doesn't see them");
  });

  test('is told at each field what is missing, and keeps what was typed', async () => {
    const browser = new PlainBrowser(shop);
    await fillCart(browser, 2, 1);
    const checkout = await browser.get('/checkout?currency=CNY');
    const refused = await browser.send(formOf(checkout, '/checkout'), {
      ...address,
      street: '',
      phone: 'call me',
      email: 'nobody',
      method: 'card',
    });
    assert.equal(refused.status, 422);
    assert.match(textOf(refused.html), /Please check 3 fields/);
    assert.match(
      refused.html,
      /id="f-street"[^>]*aria-invalid="true" aria-describedby="f-street-hint f-street-fault"/,
    );
    assert.match(refused.html, /value="Lin Yi"/);
    assert.match(refused.html, /<title>Please check: Checkout/);
    assert.equal(shop.trade.orders.length, 0, 'nothing was ordered');
    const mended = await browser.send(formOf(refused, '/checkout'), {
      street: address.street,
      phone: address.phone,
      email: 'lin@example.com',
    });
    assert.ok(mended.left !== undefined);
    assert.equal(shop.trade.orders.length, 1);
  });

  test('orders once with a double click', async () => {
    const browser = new PlainBrowser(shop);
    await fillCart(browser, 2, 1);
    const form = formOf(await browser.get('/checkout?currency=CNY'), '/checkout');
    const values = { ...address, email: 'lin@example.com', method: 'card' };
    const [first, second] = await Promise.all([browser.send(form, values), browser.send(form, values)]);
    assert.equal(shop.trade.orders.length, 1);
    assert.equal(shop.trade.checkouts[0]?.checkout.payments.length, 1, 'and pays once');
    assert.equal(first.left, second.left);
  });

  test('buys at once without a cart', async () => {
    const browser = new PlainBrowser(shop);
    const form = { ...formOf(await browser.get(productPath(4)), '/cart/lines'), action: '/buy-now' };
    const checkout = await browser.send(form, { quantity: '2' });
    assert.match(checkout.path, /^\/checkout\?product=prd_/);
    assert.match(textOf(checkout.html), /Order and pay CN¥256\.00/);
    const sent = await browser.send(formOf(checkout, '/checkout'), {
      ...address,
      email: 'lin@example.com',
      method: 'slip',
    });
    assert.ok(sent.left !== undefined);
    assert.equal(shop.trade.orders[0]?.order.pieces, 2);
  });

  test('goes on as a guest where a session has ended', async () => {
    const browser = new PlainBrowser(shop);
    browser.cookies.set('session', 'long-gone');
    const added = await fillCart(browser, 2, 1);
    assert.match(textOf(added.html), /Added to the cart/);
    assert.ok(browser.cookies.has('guest'));
  });
});

describe('what changes while a shopper orders', () => {
  test('a price: nothing is ordered, both prices are shown, one click takes the new one', async () => {
    const { browser } = signIn(shop);
    await fillCart(browser, 2, 2);
    const checkout = await browser.get('/checkout?currency=CNY');
    skuOf(2).priceMinor += 100;
    const refused = await browser.send(formOf(checkout, '/checkout'), { method: 'card' });
    assert.equal(refused.status, 422);
    assert.equal(shop.trade.orders.length, 0);
    const text = textOf(refused.html);
    assert.match(text, /Nothing has been ordered yet/);
    assert.match(text, /Linen kitchen towel: now CN¥40\.00 instead of CN¥39\.00/);
    assert.match(text, /Order with these changes · CN¥88\.00/);
    const taken = await browser.send(formOf(refused, '/checkout'));
    assert.ok(taken.left !== undefined);
    assert.equal(shop.trade.orders[0]?.order.totalMinor, 8800);
  });

  test('the stock: fewer pieces are offered, and a line that is gone is left out', async () => {
    const { browser } = signIn(shop);
    await fillCart(browser, 2, 5);
    await fillCart(browser, 4, 1);
    const checkout = await browser.get('/checkout?currency=CNY');
    skuOf(2).availability = { inStock: true, left: 3 };
    skuOf(4).availability = { inStock: false, left: 0 };
    const refused = await browser.send(formOf(checkout, '/checkout'), { method: 'card' });
    const text = textOf(refused.html);
    assert.match(text, /Linen kitchen towel: 3 instead of 5/);
    assert.match(text, /One line is sold out and was left out/);
    assert.ok((await browser.send(formOf(refused, '/checkout'))).left !== undefined);
    assert.equal(shop.trade.orders.length, 1);
    assert.equal(shop.trade.orders[0]?.order.pieces, 3);
  });

  test('all of it gone: an item says so, a cart shows why', async () => {
    const { browser } = signIn(shop);
    const form = { ...formOf(await browser.get(productPath(4)), '/cart/lines'), action: '/buy-now' };
    const checkout = await browser.send(form);
    skuOf(4).availability = { inStock: false, left: 0 };
    const gone = await browser.send(formOf(checkout, '/checkout'), { method: 'card' });
    assert.equal(gone.status, 409);
    assert.match(textOf(gone.html), /cannot be bought right now/);
    assert.equal(shop.trade.orders.length, 0);
  });

  test('a line that another tab put into the cart is not ordered unseen', async () => {
    const { browser } = signIn(shop);
    await fillCart(browser, 2, 1);
    const checkout = await browser.get('/checkout?currency=CNY');
    await fillCart(browser, 4, 1);
    skuOf(2).priceMinor += 100;
    const refused = await browser.send(formOf(checkout, '/checkout'), { method: 'card' });
    assert.doesNotMatch(textOf(refused.html), /Wuyi/);
    await browser.send(formOf(refused, '/checkout'));
    assert.equal(shop.trade.orders.length, 1);
    assert.match(textOf((await browser.get('/cart')).html), /Wuyi/);
  });

  test('in the cart: each line says what is the matter and settles with one click', async () => {
    const { browser } = signIn(shop);
    await fillCart(browser, 2, 5);
    skuOf(2).availability = { inStock: true, left: 2 };
    skuOf(2).priceMinor += 100;
    const cart = await browser.get('/cart');
    const text = textOf(cart.html);
    assert.match(text, /The price has changed from CN¥39\.00 to CN¥40\.00/);
    assert.match(text, /Only 2 are left/);
    const settled = await browser.send(formOf(cart, '/cart/lines/cln_*'));
    assert.match(textOf(settled.html), /The cart is up to date/);
    assert.doesNotMatch(settled.html, /line-notice/);
  });
});

describe('paying', () => {
  async function order(values: Record<string, string>) {
    const { browser, person } = signIn(shop);
    await fillCart(browser, 4, 1);
    const checkout = await browser.get('/checkout?currency=CNY');
    const sent = await browser.send(formOf(checkout, '/checkout'), values);
    const placed = shop.trade.checkouts[0]?.checkout;
    return { browser, person, sent, placed, page: `/checkouts/${placed?.id}` };
  }

  test('from the balance ends on the thank-you page at once', async () => {
    const { sent, placed, person } = await order({ method: 'balance' });
    assert.match(textOf(sent.html), /It is paid/);
    assert.equal(placed?.state, 'paid');
    assert.equal(person.balanceMinor, 20000 - 12800);
  });

  test('in parts: the named amounts, and the rest by the method chosen', async () => {
    const { browser, placed, sent, page } = await order({
      method: 'card',
      'part-balance': '28.00',
      'part-voucher': '50',
      'part-card': '999',
    });
    const asked = placed?.payments.map(({ method, amountMinor }) => [method, amountMinor]);
    assert.deepEqual(asked, [
      ['voucher', 5000],
      ['balance', 2800],
      ['card', 5000],
    ]);
    assert.equal(sent.path, page, 'two pages to visit: ours lists both');
    assert.match(textOf(sent.html), /Waiting for your payment/);
    assert.equal([...sent.html.matchAll(/href="https:\/\/pay\.example/g)].length, 2);
    assert.match(textOf((await browser.get(`${page}/return`)).html), /It is paid/);
  });

  test('in parts that exceed the total, or cannot be read, orders nothing', async () => {
    const wrong: Record<string, string>[] = [
      { 'part-voucher': '200' },
      { 'part-voucher': 'much' },
      { 'part-balance': '200.01' },
    ];
    for (const parts of wrong) {
      const { sent } = await order({ method: 'card', ...parts });
      assert.equal(sent.status, 422);
      assert.equal(shop.trade.orders.length, 0);
    }
  });

  test('from a balance that is too low orders nothing', async () => {
    const { browser, person } = signIn(shop);
    person.balanceMinor = 100;
    await fillCart(browser, 4, 1);
    const sent = await browser.send(formOf(await browser.get('/checkout?currency=CNY'), '/checkout'), {
      method: 'balance',
    });
    assert.equal(sent.status, 422);
    assert.equal(shop.trade.orders.length, 0);
  });

  test('that was declined leaves the orders and offers another way', async () => {
    const { browser, placed, page } = await order({ method: 'card' });
    shop.trade.outcome = 'failed';
    const failed = await browser.get(`${page}/return`);
    assert.match(textOf(failed.html), /The payment did not go through/);
    shop.trade.outcome = 'captured';
    const second = await browser.send(formOf(failed, `${page}/payments`), { method: 'balance' });
    assert.match(textOf(second.html), /It is paid/);
    assert.deepEqual(
      placed?.payments.map((payment) => payment.state),
      ['failed', 'captured'],
    );
  });

  test('while the provider is away keeps the orders and says so', async () => {
    shop.fake.failOnce('payCheckout', new FakeProblem('provider_unavailable'));
    const { sent } = await order({ method: 'card' });
    assert.match(textOf(sent.html), /does not answer at the moment/);
    assert.equal(shop.trade.orders.length, 1);
  });

  test('coming back while the provider cannot be asked shows how it stood', async () => {
    const { browser, page } = await order({ method: 'card' });
    shop.fake.failOnce('finalizeCheckout', new FakeProblem('provider_unavailable'));
    const back = await browser.get(`${page}/return`);
    assert.equal(back.status, 200);
    assert.match(textOf(back.html), /Waiting for your payment/);
  });

  test('whose time is over says that the goods are released', async () => {
    const { browser, placed, page } = await order({ method: 'slip' });
    shop.trade.outcome = 'expired';
    await browser.get(`${page}/return`);
    assert.ok(placed !== undefined);
    placed.state = 'cancelled';
    placed.remainingMinor = 0;
    assert.match(textOf((await browser.get(page)).html), /The time to pay is over/);
  });

  test('given up cancels the orders', async () => {
    const { browser, placed, page } = await order({ method: 'slip' });
    const after = await browser.send(formOf(await browser.get(page), `${page}/cancel`));
    assert.match(textOf(after.html), /These orders are cancelled/);
    assert.equal(placed?.state, 'cancelled');
  });

  test('never leads to a page that our policy does not name', async () => {
    const other = createTestShop({ paymentOrigins: ['https://elsewhere.example'] });
    shop = other;
    const { sent, page } = await order({ method: 'card' });
    assert.equal(sent.left, undefined);
    assert.equal(sent.path, page, 'a link on our own page does it');
    assert.match(sent.html, /href="https:\/\/pay\.example/);
  });
});

describe('an order', () => {
  test('can be cancelled with a reason, and shows what happened', async () => {
    const { browser } = signIn(shop);
    await fillCart(browser, 4, 1);
    await browser.send(formOf(await browser.get('/checkout?currency=CNY'), '/checkout'), {
      method: 'balance',
    });
    const path = `/orders/${shop.trade.orders[0]?.order.id}`;
    const open = await browser.get(path);
    assert.match(textOf(open.html), /The order is paid; the store has been told/);
    const after = await browser.send(formOf(open, `${path}/cancel`), { reason: 'Bought it twice' });
    assert.match(textOf(after.html), /The order was cancelled\. Bought it twice/);
    const late = await browser.send(formOf(open, `${path}/cancel`));
    assert.equal(late.status, 409);
    assert.match(textOf(late.html), /Its present state does not allow this/);
  });
});
