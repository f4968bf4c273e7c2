import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { locales } from '@hazumi/contracts';
import { PlainBrowser, textOf } from '../testing/browser.ts';
import { makePicture } from '../testing/fake.catalogue.ts';
import { createTestShop } from '../testing/shop.ts';
import { everyPage, signIn } from '../testing/shoppers.ts';

const expectedStatus: Record<string, number> = { 'not there': 404, 'old link': 410 };
const kilobyte = 1024;

/** Faults of a page's HTML that a browser forgives and a reader doesn't. */
function faultsOf(html: string, locale: string): string[] {
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string) => void (holds || faults.push(fault));
  expect(
    html.startsWith(`<!doctype html><html lang="${locale}" data-theme="auto">`),
    'does not begin as it should',
  );
  expect(/<title>[^<]+<\/title>/.test(html), 'has no title');
  expect([...html.matchAll(/<h1[ >]/g)].length === 1, 'has not one h1');
  expect([...html.matchAll(/<main[ >]/g)].length === 1, 'has not one main');
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id);
  const doubled = ids.filter((id, index) => ids.indexOf(id) !== index);
  expect(doubled.length === 0, `has ids twice: ${doubled}`);
  for (const [, name, references = ''] of html.matchAll(
    /\s(for|aria-labelledby|aria-describedby)="([^"]*)"/g,
  )) {
    for (const id of references.split(' '))
      expect(ids.includes(id), `${name} names ${id}, which is not there`);
  }
  for (const [image] of html.matchAll(/<img[^>]*>/g)) {
    expect(
      /\salt="/.test(image) && /\swidth="\d/.test(image) && /\sheight="\d/.test(image),
      `incomplete: ${image}`,
    );
  }
  for (const [form, attributes = ''] of html.matchAll(/<form([^>]*)>/g)) {
    if (!/method="post"/.test(attributes) || /action="\/theme"/.test(attributes)) continue;
    const body = html.slice(html.indexOf(form), html.indexOf('</form>', html.indexOf(form)));
    expect(/name="token" value="[\w-]{43}"/.test(body), `a form without its token: ${form}`);
  }
  expect(!/\sstyle="|\son\w+="|<script>|<style/.test(html), 'has something inline that our policy forbids');
  expect(!/undefined|\[object|NaN|hole[0-9a-f]{18}/.test(html), 'shows something unfinished');
  const keys = textOf(html).match(
    /\b(?:cart|checkout|order|pay|product|search|store|form|failure)\.[a-z]\w+/g,
  );
  expect(keys === null, `shows a key instead of a text: ${keys}`);
  return faults;
}

describe('every page', () => {
  for (const locale of locales) {
    test(`stands in ${locale}, valid and within 30 KB`, async () => {
      const shop = createTestShop();
      const { browser, person } = signIn(shop, {}, locale);
      for (const [name, path] of Object.entries(everyPage(shop, person))) {
        const page = await browser.get(path);
        assert.equal(page.status, expectedStatus[name] ?? 200, name);
        assert.deepEqual(faultsOf(page.html, locale), [], name);
        assert.ok(
          Buffer.byteLength(page.html) <= 30 * kilobyte,
          `${name}: ${Buffer.byteLength(page.html)} bytes`,
        );
      }
      assert.deepEqual(shop.errors, []);
    });
  }

  test('stays within 30 KB also where it is full: long titles, all places taken, many pictures and variants', async () => {
    const shop = createTestShop();
    const { browser } = signIn(shop, {}, 'ja');
    const [first, second] = shop.shelf.products;
    assert.ok(first !== undefined && second !== undefined);
    const long = {
      title: '手仕事の器と暮らしの道具をひとつずつ丁寧に仕上げました、'.repeat(2),
      description: 'あ'.repeat(1500),
    };
    const full = Array.from({ length: 120 }, (_, index) => ({
      ...second,
      id: second.id.slice(0, -3) + String(100 + index),
      texts: { ja: long },
      store: first.store,
    }));
    first.texts = { ja: long };
    first.pictures = Array.from({ length: 9 }, (_, at) => makePicture(`p0-${at}`));
    const colours = Array.from({ length: 16 }, (_, at) => ({ ja: `濃い藍色と生成りの縞 その${at}` }));
    const [sku] = first.skus;
    assert.ok(sku !== undefined);
    first.optionNames = [{ ja: '色' }];
    first.skus = colours.map((colour, at) => ({
      ...sku,
      id: sku.id.slice(0, -2) + (10 + at),
      options: [colour],
    }));
    shop.shelf.products.splice(0, shop.shelf.products.length, first, ...full);
    const paths = ['/', '/search', '/search?tab=shopping', '/search?tab=stores&q=器', '/stores/shanshui'];
    for (const path of [...paths, '/categories/kitchen', `/products/${first.id}`]) {
      const { html } = await browser.get(path);
      assert.ok(Buffer.byteLength(html) <= 30 * kilobyte, `${path}: ${Buffer.byteLength(html)} bytes`);
    }
  });

  test('sends the headers that keep others out', async () => {
    const shop = createTestShop({ secure: true });
    const page = await new PlainBrowser(shop).get('/');
    const policy = page.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self'/);
    assert.match(policy, /form-action 'self' https:\/\/pay\.example/);
    assert.doesNotMatch(policy, /unsafe|\*/);
    assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(page.headers.get('referrer-policy'), 'same-origin');
    assert.match(page.headers.get('strict-transport-security') ?? '', /max-age=/);
  });

  test('asks the API no more often than it must', async () => {
    const shop = createTestShop();
    const { browser, person } = signIn(shop);
    const pages = everyPage(shop, person);
    await browser.get('/about');
    const asked = async (name: string) => {
      shop.fake.takeCounts();
      await browser.get(pages[name] ?? '');
      return shop.fake.takeCounts();
    };
    assert.deepEqual(await asked('home'), { listCategories: 1, newestProducts: 1, listStores: 1 });
    assert.deepEqual(await asked('home'), {}, 'a page that is kept asks nothing');
    assert.deepEqual(await asked('product'), { getProduct: 1, getStore: 1, storeShelf: 1 });
    assert.deepEqual(await asked('cart'), { getCart: 1 });
    assert.deepEqual(await asked('orders'), { listMyOrders: 1 });
    assert.deepEqual(await asked('shipped order'), { getMyOrder: 1 });
    assert.deepEqual(await asked('checkout of the cart'), {
      getCart: 1,
      getMe: 1,
      listAddresses: 1,
      getBalance: 1,
      listCouponClaims: 1,
      quoteCheckout: 1,
    });
  });
});

describe('languages', () => {
  test('follow the address, then the cookie, then the browser', async () => {
    const shop = createTestShop();
    const browser = new PlainBrowser(shop, { 'accept-language': 'fr, ja;q=0.8' });
    assert.match((await browser.get('/')).html, /<html lang="ja"/);
    assert.match((await browser.get('/?lang=en')).html, /<html lang="en"/);
    assert.equal(browser.cookies.get('locale'), 'en');
    assert.match((await browser.get('/about')).html, /<html lang="en"/);
    assert.match((await browser.get('/?lang=xx')).html, /<html lang="en"/);
  });

  test('name each other for search engines, and keep the rest of the address', async () => {
    const shop = createTestShop();
    const { html } = await new PlainBrowser(shop).get('/search?q=茶&utm_source=x');
    assert.match(html, /hreflang="ja" href="http:\/\/shop\.test\/search\?q=%E8%8C%B6&amp;lang=ja"/);
    assert.match(html, /rel="canonical" href="http:\/\/shop\.test\/search\?q=%E8%8C%B6&amp;lang=en"/);
    assert.doesNotMatch(html, /utm_source/);
  });

  test('are named where a text has to stand in another one', async () => {
    const shop = createTestShop();
    const { html } = await new PlainBrowser(shop).get(`/products/${shop.shelf.products[7]?.id}`);
    assert.match(html, /<h1 lang="zh-CN">陶土花盆 小号<\/h1>/);
  });
});

test('the theme is a cookie of this browser, and every page says it', async () => {
  const shop = createTestShop();
  const browser = new PlainBrowser(shop);
  const form = { action: '/theme', method: 'post', fields: [['next', '/about'] as [string, string]] };
  const dark = await browser.send(form, { theme: 'dark' });
  assert.equal(dark.path, '/about');
  assert.match(dark.html, /data-theme="dark"/);
  assert.match(dark.html, /value="dark" aria-pressed="true"/);
  assert.match((await browser.send(form, { theme: 'pink' })).html, /data-theme="auto"/);
});

test('scripts and style sheet stay within their budgets', async () => {
  const shop = createTestShop();
  const page = await new PlainBrowser(shop).get('/sign-in');
  const sizes = { js: 0, css: 0 };
  for (const [, path = ''] of page.html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)) {
    const asset = await shop.storefront.app.request(path);
    assert.equal(asset.status, 200);
    assert.equal(asset.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    sizes[path.endsWith('js') ? 'js' : 'css'] += gzipSync(Buffer.from(await asset.arrayBuffer())).byteLength;
  }
  assert.ok(sizes.js > 0 && sizes.js <= 20 * kilobyte, `scripts: ${sizes.js}`);
  assert.ok(sizes.css > 0 && sizes.css <= 15 * kilobyte, `styles: ${sizes.css}`);
});
