import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { PlainBrowser, textOf } from '../testing/browser.ts';
import { FakeProblem } from '../testing/fake.api.ts';
import { createTestShop, type TestShop } from '../testing/shop.ts';
import { signIn } from '../testing/shoppers.ts';

let shop: TestShop;
let browser: PlainBrowser;
beforeEach(() => {
  shop = createTestShop();
  browser = new PlainBrowser(shop);
});

describe('a page that cannot be shown', () => {
  test('says that it is not there, in a page of the shop', async () => {
    for (const path of [
      '/nothing',
      '/stores/nobody',
      '/products/prd_1',
      '/categories/none',
      '/assets/old.js',
    ]) {
      const page = await browser.get(path);
      assert.equal(page.status, 404, path);
      assert.match(textOf(page.html), /There is nothing here/, path);
    }
    assert.deepEqual(shop.errors, []);
  });

  test('says how long to wait', async () => {
    shop.fake.failOnce('searchProducts', new FakeProblem('rate_limited'));
    const page = await browser.get('/search?q=tea');
    assert.equal(page.status, 429);
    assert.equal(page.headers.get('retry-after'), '30');
    assert.match(textOf(page.html), /It works again in 30 seconds/);
    assert.equal((await browser.get('/search?q=tea')).status, 200, 'and is not kept');
  });

  test('says that the market is busy or away', async () => {
    shop.fake.failOnce('getCart', new FakeProblem('unavailable'));
    const { browser: lin } = signIn(shop);
    const busy = await lin.get('/cart');
    assert.equal(busy.status, 503);
    assert.ok(busy.headers.has('retry-after'));
    shop.fake.failOnce('listStores', new TypeError('fetch failed'));
    const away = await browser.get('/stores');
    assert.equal(away.status, 503);
    assert.match(textOf(away.html), /cannot be reached/);
  });

  test('tells nobody but the log what broke', async () => {
    shop.fake.failOnce('listStores', new Error('the secret of the database'));
    const page = await browser.get('/stores');
    assert.equal(page.status, 500);
    assert.doesNotMatch(page.html, /secret/);
    assert.equal((shop.errors[0] as Error).message, 'the secret of the database');
    assert.match(textOf(page.html), /please name [\w-]{22}/);
  });

  test('of a person asks strangers to sign in, and brings them back', async () => {
    for (const path of [
      '/account/addresses',
      '/account/security',
      '/orders/ord_01jd70000000000000000000zz',
    ]) {
      const page = await browser.get(path);
      assert.equal(page.path, `/sign-in?next=${encodeURIComponent(path)}`);
    }
  });
});

test('the number in the header is left out where the cart cannot be read, and the page stands', async () => {
  const { browser: lin } = signIn(shop);
  shop.fake.failOnce('getCart', new Error('away'));
  const page = await lin.get('/about');
  assert.equal(page.status, 200);
  assert.doesNotMatch(page.html, /class="count"/);
});
