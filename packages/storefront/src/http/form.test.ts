import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { type Form, formOf, PlainBrowser, textOf } from '../testing/browser.ts';
import { createTestShop, origin, type TestShop } from '../testing/shop.ts';
import { localPath } from './form.ts';

let shop: TestShop;
let browser: PlainBrowser;
let form: Form;

beforeEach(async () => {
  shop = createTestShop();
  browser = new PlainBrowser(shop);
  form = formOf(await browser.get(`/products/${shop.shelf.products[2]?.id}`), '/cart/lines');
  shop.fake.takeCounts();
});

const changedNothing = () => {
  assert.equal(shop.trade.carts.size, 0);
  assert.deepEqual(shop.fake.takeCounts(), {});
};

describe('a posted form', () => {
  test('is taken from our own page', async () => {
    assert.equal((await browser.send(form)).status, 200);
    assert.equal(shop.trade.carts.size, 1);
  });

  test('is refused from another site, whatever it carries', async () => {
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      const refused = await browser.send(form, {}, headers);
      assert.equal(refused.status, 403, JSON.stringify(headers));
      assert.match(textOf(refused.html), /out of date/);
      changedNothing();
    }
  });

  test('is refused without its token, and with that of another browser', async () => {
    const other = new PlainBrowser(shop);
    const theirs = formOf(await other.get(`/products/${shop.shelf.products[2]?.id}`), '/cart/lines');
    shop.fake.takeCounts();
    const token = new Map(theirs.fields).get('token') ?? '';
    for (const value of ['', 'x'.repeat(43), token]) {
      assert.equal((await browser.send(form, { token: value })).status, 403);
      changedNothing();
    }
    browser.cookies.delete('form');
    assert.equal((await browser.send(form)).status, 403, 'and with a token but no cookie');
    changedNothing();
  });

  test('is refused where it is too large, or no form at all', async () => {
    assert.equal((await browser.send(form, { note: 'x'.repeat(70_000) })).status, 413);
    assert.equal((await browser.send(form, {}, { 'content-type': 'application/json' })).status, 400);
    assert.equal((await browser.send(form, { quantity: '-1' })).status, 400);
    assert.equal((await browser.send(form, { quantity: '1e3' })).status, 400);
    assert.equal((await browser.send(form, { sku: 'sku_1' })).status, 400);
    changedNothing();
  });

  test('is taken where the shop is reached by another name of its machine', async () => {
    const request = new Request('http://192.168.0.9:3000/theme', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://192.168.0.9:3000' },
      body: 'theme=dark',
    });
    assert.equal((await shop.storefront.app.fetch(request)).status, 303);
  });
});

test('a path to go on to is one of our own', () => {
  for (const path of ['/cart', '/search?q=a&b=c', '/orders/ord_1#x', '/%2F%2Fevil.example']) {
    assert.equal(localPath(path, '/'), path);
  }
  for (const path of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    'javascript:alert(1)',
    'cart',
    '',
    '/\t/evil.example',
    '/\n//evil.example',
    undefined,
  ]) {
    const to = new URL(localPath(path, '/account'), origin);
    assert.equal(to.origin, origin, String(path));
  }
  assert.equal(localPath('//evil.example', '/account'), '/account');
});
