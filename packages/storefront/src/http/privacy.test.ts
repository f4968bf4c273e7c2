import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { formOf, PlainBrowser } from '../testing/browser.ts';
import { makePerson } from '../testing/fake.people.ts';
import { createTestShop, type TestShop } from '../testing/shop.ts';
import { fill, hole, toTemplate } from './template.ts';

/** A browser that is signed in as somebody with this name. */
function signedIn(shop: TestShop, name: string): PlainBrowser {
  const person = makePerson(`${name}@example.com`, name);
  shop.people.persons.push(person);
  shop.people.sessions.set(`session of ${name}`.replaceAll(' ', '-'), person);
  const browser = new PlainBrowser(shop);
  browser.cookies.set('session', `session-of-${name}`);
  return browser;
}

describe('pages that strangers share', () => {
  test('hold nothing of whoever asked first', async () => {
    const shop = createTestShop();
    const path = `/products/${shop.shelf.products[0]?.id}`;
    const alice = signedIn(shop, 'Alice');
    // Alice's request makes the page that is then kept.
    const first = await alice.get(path);
    assert.match(first.html, /Alice/);
    const stranger = new PlainBrowser(shop);
    const second = await stranger.get(path);
    assert.doesNotMatch(second.html, /Alice/);
    assert.equal(
      shop.fake.calls.filter((call) => call.id === 'getProduct').length,
      1,
      'the page was made once',
    );
    const bob = await signedIn(shop, 'Bob').get(path);
    assert.match(bob.html, /Bob/);
    assert.doesNotMatch(bob.html, /Alice/);
  });

  test('are made without any cookie of whoever asks', async () => {
    const shop = createTestShop();
    const alice = signedIn(shop, 'Alice');
    const paths = ['/', '/search?q=tea', '/stores', '/stores/shanshui', '/categories/tea', '/about'];
    for (const path of [...paths, `/products/${shop.shelf.products[0]?.id}`]) await alice.get(path);
    const personal = new Set(['getCart', 'getMe']);
    for (const call of shop.fake.calls) {
      if (personal.has(call.id)) assert.match(call.cookie ?? '', /session-of-Alice/);
      else assert.equal(call.cookie, null, call.id);
    }
  });

  test('give each browser its own form token, and the same one again', async () => {
    const shop = createTestShop();
    const path = `/products/${shop.shelf.products[0]?.id}`;
    const tokenOf = async (browser: PlainBrowser) =>
      new Map(formOf(await browser.get(path), '/cart/lines').fields).get('token');
    const [alice, bob] = [new PlainBrowser(shop), new PlainBrowser(shop)];
    const [first, second] = [await tokenOf(alice), await tokenOf(bob)];
    assert.notEqual(first, second);
    assert.equal(await tokenOf(alice), first);
  });

  test('count the pieces of the cart of whoever asks', async () => {
    const shop = createTestShop();
    const [alice, bob] = [signedIn(shop, 'Alice'), signedIn(shop, 'Bob')];
    const product = await alice.get(`/products/${shop.shelf.products[2]?.id}`);
    await alice.send(formOf(product, '/cart/lines'), { quantity: '7' });
    assert.match((await alice.get('/')).html, /class="count"[^>]*>.*?7/s);
    assert.doesNotMatch((await bob.get('/')).html, /class="count"/);
    assert.doesNotMatch((await new PlainBrowser(shop).get('/')).html, /class="count"/);
  });

  test('do not show the name of a session that another one followed in the same browser', async () => {
    const shop = createTestShop();
    const browser = signedIn(shop, 'Alice');
    assert.match((await browser.get('/')).html, /Alice/);
    // Another program of this browser (the console) signed in as somebody else.
    const other = signedIn(shop, 'Bob');
    browser.cookies.set('session', other.cookies.get('session') ?? '');
    const after = await browser.get('/');
    assert.doesNotMatch(after.html, /Alice/);
    assert.match(after.html, /Bob/);
    browser.cookies.delete('session');
    assert.doesNotMatch((await browser.get('/')).html, /Alice|Bob/);
  });

  test('take no name from a hint that we did not write', async () => {
    const shop = createTestShop();
    const browser = signedIn(shop, 'Alice');
    const forged = Buffer.from('<b>Mallory</b>').toString('base64url');
    browser.cookies.set('hint', `0123456789abcdef.5.${forged}`);
    const { html } = await browser.get('/');
    assert.doesNotMatch(html, /Mallory/);
  });

  test('tell proxies not to keep them, and answer 304 where the browser has the same', async () => {
    const shop = createTestShop();
    const browser = new PlainBrowser(shop);
    const first = await browser.get('/');
    assert.equal(first.headers.get('cache-control'), 'private, no-cache');
    assert.equal(first.headers.get('vary'), 'cookie, accept-language');
    const etag = first.headers.get('etag') ?? '';
    assert.match(etag, /^W\/"[\w-]{16}-[\w-]{16}"$/);
    const again = await browser.get('/', { 'if-none-match': etag });
    assert.equal(again.status, 304);
    assert.equal(again.html, '');
    // The same page for somebody else is another page.
    const alice = await signedIn(shop, 'Alice').get('/', { 'if-none-match': etag });
    assert.equal(alice.status, 200);
  });

  test('personal pages are kept by nobody', async () => {
    const shop = createTestShop();
    const alice = signedIn(shop, 'Alice');
    for (const path of ['/cart', '/orders', '/account', '/account/security', '/sign-in']) {
      assert.equal((await alice.get(path)).headers.get('cache-control'), 'private, no-store', path);
    }
  });
});

describe('a template', () => {
  test('is filled where its holes are, and only there', () => {
    const template = toTemplate(`<p>${hole('who')}</p><i>${hole('bag')}</i>${hole('who')}`);
    const bits = { theme: '', themes: '', token: '', flash: '', who: 'A', bag: 'B' };
    assert.equal(fill(template, bits), '<p>A</p><i>B</i>A');
  });

  test('has no holes that a text from outside could name', () => {
    for (const text of ['hole-token-', '{token}', '<!--hole:token-->']) {
      assert.deepEqual(toTemplate(`<p>${text}</p>`).at, []);
    }
  });
});
