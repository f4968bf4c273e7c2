import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { formOf, PlainBrowser, textOf } from '../testing/browser.ts';
import { FakeProblem } from '../testing/fake.api.ts';
import { goodCode, goodToken, oldToken, password } from '../testing/fake.people.ts';
import { createTestShop, type TestShop } from '../testing/shop.ts';
import { signIn } from '../testing/shoppers.ts';

let shop: TestShop;
beforeEach(() => {
  shop = createTestShop();
});

describe('signing in', () => {
  test('leads back to where it began, with the name on every page', async () => {
    const browser = new PlainBrowser(shop);
    const asked = await browser.get('/account/balance');
    assert.equal(asked.path, '/sign-in?next=%2Faccount%2Fbalance');
    const wrong = await browser.send(formOf(asked, '/sign-in'), { email: 'lin@example.com', password: 'no' });
    assert.equal(wrong.status, 401);
    assert.match(textOf(wrong.html), /E-mail address or password is not right/);
    assert.match(wrong.html, /value="lin@example\.com"/);
    assert.doesNotMatch(wrong.html, /value="no"/, 'a password is not sent back');
    const right = await browser.send(formOf(wrong, '/sign-in'), { email: 'lin@example.com', password });
    assert.equal(right.path, '/account/balance');
    assert.match((await browser.get('/')).html, /林一/);
    // The language of the account is the language of the pages from here on.
    assert.match((await browser.get('/')).html, /<html lang="zh-CN"/);
  });

  test('refuses an address that is none in the same words', async () => {
    const browser = new PlainBrowser(shop);
    const page = await browser.get('/sign-in');
    const texts = [];
    for (const email of ['nobody', 'nobody@example.com', 'lin@example.com']) {
      const refused = await browser.send(formOf(page, '/sign-in'), { email, password: 'wrong' });
      assert.equal(refused.status, 401);
      texts.push(textOf(refused.html.replaceAll(email, '')));
    }
    assert.equal(new Set(texts).size, 1);
  });

  test('with a second factor takes two steps', async () => {
    const { person } = signIn(shop, { hasSecondFactor: true });
    const browser = new PlainBrowser(shop);
    const page = await browser.get('/sign-in?next=/orders');
    const second = await browser.send(formOf(page, '/sign-in'), { email: person.me.email, password });
    assert.equal(browser.cookies.has('session'), false);
    const wrong = await browser.send(formOf(second, '/sign-in/second-factor'), { code: '000000' });
    assert.equal(wrong.status, 401);
    const done = await browser.send(formOf(wrong, '/sign-in/second-factor'), { code: ' 123 456 ' });
    assert.equal(done.path, '/orders');
    assert.equal(browser.cookies.has('session'), true);
  });

  test('never leads to another site', async () => {
    const browser = new PlainBrowser(shop);
    const page = await browser.get('/sign-in?next=https://evil.example');
    const done = await browser.send(formOf(page, '/sign-in'), {
      email: 'lin@example.com',
      password,
      next: '//evil.example',
    });
    assert.equal(done.path, '/account');
  });

  test('waits where it was tried too often', async () => {
    const browser = new PlainBrowser(shop);
    const page = await browser.get('/sign-in');
    shop.fake.failOnce('signIn', new FakeProblem('rate_limited'));
    const refused = await browser.send(formOf(page, '/sign-in'), { email: 'lin@example.com', password });
    assert.match(textOf(refused.html), /Too many requests/);
    assert.equal(browser.cookies.has('session'), false);
  });

  test('out ends the session', async () => {
    const { browser } = signIn(shop);
    const out = await browser.send(formOf(await browser.get('/account'), '/sign-out'));
    assert.equal(out.path, '/');
    assert.match(textOf(out.html), /You are signed out/);
    assert.equal(browser.cookies.has('session'), false);
    assert.equal((await browser.get('/account/profile')).path.startsWith('/sign-in'), true);
  });
});

test('signing up says at each field what is wrong, and then signs in', async () => {
  const browser = new PlainBrowser(shop);
  const page = await browser.get('/sign-up?next=/cart');
  const short = await browser.send(formOf(page, '/sign-up'), { name: '', email: 'x', password: 'short' });
  assert.equal(short.status, 422);
  assert.match(textOf(short.html), /Please check 3 fields/);
  const taken = await browser.send(formOf(short, '/sign-up'), {
    name: 'Kai',
    email: 'lin@example.com',
    password: 'long enough words',
  });
  assert.match(textOf(taken.html), /in use already/);
  const done = await browser.send(formOf(taken, '/sign-up'), {
    email: 'kai@example.com',
    password: 'long enough words',
  });
  assert.equal(done.path, '/cart');
  assert.match(textOf(done.html), /Your account is ready/);
});

describe('links from mails', () => {
  test('change nothing when they are opened, only when the button is pressed', async () => {
    const browser = new PlainBrowser(shop);
    for (const path of ['/account/verify-email', '/account/confirm-email']) {
      shop.fake.takeCounts();
      const page = await browser.get(`${path}?token=${goodToken}`);
      assert.deepEqual(shop.fake.takeCounts(), {});
      assert.equal((await browser.send(formOf(page, path))).path, '/account');
      const old = await browser.send(formOf(page, path), { secret: oldToken });
      assert.equal(old.status, 410);
      assert.match(textOf(old.html), /no longer works/);
    }
  });

  test('set a new password', async () => {
    const browser = new PlainBrowser(shop);
    const page = await browser.get(`/account/reset-password?token=${goodToken}`);
    const weak = await browser.send(formOf(page, '/account/reset-password'), { password: 'short' });
    assert.equal(weak.status, 422);
    const done = await browser.send(formOf(weak, '/account/reset-password'), {
      password: 'long enough words',
    });
    assert.equal(done.path, '/sign-in');
  });

  test('to a forgotten password say the same for every address', async () => {
    const browser = new PlainBrowser(shop);
    const page = await browser.get('/account/forgot-password');
    const texts = [];
    for (const email of ['lin@example.com', 'nobody@example.com']) {
      const sent = await browser.send(formOf(page, '/account/forgot-password'), { email });
      texts.push(textOf(sent.html).replaceAll(email, ''));
    }
    assert.equal(texts[0], texts[1]);
  });

  test('an invitation is accepted by whom it is for', async () => {
    const { browser } = signIn(shop, { email: 'lin@example.com' });
    const page = await browser.get(`/invitation?token=${goodToken}`);
    assert.match(textOf((await browser.send(formOf(page, '/invitation'))).html), /Welcome aboard/);
    const { browser: other } = signIn(shop, { email: 'kai@example.com' });
    const theirs = await other.get(`/invitation?token=${goodToken}`);
    assert.match(
      textOf(theirs.html),
      /This invitation is for lin@example\.com; you are signed in as kai@example\.com/,
    );
    assert.throws(() => formOf(theirs, '/invitation'));
  });
});

describe('the account', () => {
  test('saves the name, unless it was changed elsewhere meanwhile', async () => {
    const { browser, person } = signIn(shop);
    const page = await browser.get('/account/profile');
    const saved = await browser.send(formOf(page, '/account/profile'), { name: 'Lin Er', locale: 'ja' });
    assert.match(saved.html, /<html lang="ja"/);
    assert.equal(person.me.name, 'Lin Er');
    assert.match((await browser.get('/')).html, /Lin Er/);
    const late = await browser.send(formOf(page, '/account/profile'), { name: 'Lin San' });
    assert.equal(late.status, 412);
    assert.equal(person.me.name, 'Lin Er');
  });

  test('keeps addresses', async () => {
    const { browser, person } = signIn(shop);
    const page = await browser.get('/account/addresses/new');
    const refused = await browser.send(formOf(page, '/account/addresses/new'), { recipient: 'Kai' });
    assert.equal(refused.status, 422);
    assert.equal(person.addresses.length, 1);
    const fields = { phone: '１２３-４５６７', city: 'Kyoto', street: 'Gion 1', isDefault: '1' };
    const saved = await browser.send(formOf(refused, '/account/addresses/new'), fields);
    assert.equal(saved.path, '/account/addresses');
    assert.equal(person.addresses[1]?.address.phone, '123-4567', 'digits of full width are digits');
    assert.deepEqual(
      person.addresses.map((one) => one.isDefault),
      [false, true],
    );
    const removed = await browser.send(formOf(saved, `/account/addresses/${person.addresses[0]?.id}/remove`));
    assert.match(textOf(removed.html), /The address is removed/);
    assert.equal(person.addresses.length, 1);
    assert.equal((await browser.get('/account/addresses/adr_nothing')).status, 404);
  });

  test('tops the balance up, once with a double click', async () => {
    const { browser, person } = signIn(shop);
    const page = await browser.get('/account/balance');
    const refused = await browser.send(formOf(page, '/account/balance/top-ups'), { amount: 'lots' });
    assert.equal(refused.status, 422);
    const form = formOf(refused, '/account/balance/top-ups');
    const sent = await Promise.all([
      browser.send(form, { amount: '50' }),
      browser.send(form, { amount: '50' }),
    ]);
    assert.ok(sent.every((one) => one.left?.startsWith('https://pay.example/pay/')));
    assert.equal(shop.trade.topUps.length, 1);
    await browser.get('/account/balance/return');
    await browser.get('/account/balance/return');
    assert.equal(person.balanceMinor, 25000, 'counted once, however often one comes back');
  });

  test('turns a second factor on and off', async () => {
    const { browser, person } = signIn(shop);
    const page = await browser.get('/account/security');
    const wrong = await browser.send(formOf(page, '/account/second-factor'), { factorPassword: 'no' });
    assert.equal(wrong.status, 422);
    const setUp = await browser.send(formOf(wrong, '/account/second-factor'), { factorPassword: password });
    assert.match(textOf(setUp.html), /JBSW Y3DP EHPK 3PXP/);
    const missed = await browser.send(formOf(setUp, '/account/second-factor/confirmation'), {
      code: '000000',
    });
    assert.match(textOf(missed.html), /JBSW Y3DP EHPK 3PXP/, 'the same secret, which the app has already');
    const on = await browser.send(formOf(missed, '/account/second-factor/confirmation'), { code: goodCode });
    assert.match(textOf(on.html), /Two-step verification is on/);
    const off = await browser.send(formOf(on, '/account/second-factor/removal'), {
      factorPassword: password,
      factorCode: goodCode,
    });
    assert.match(textOf(off.html), /Two-step verification is off/);
    assert.equal(person.me.hasSecondFactor, false);
  });

  test('hands over its data, and ends', async () => {
    const { browser } = signIn(shop);
    const data = await browser.get('/account/export');
    assert.match(data.headers.get('content-disposition') ?? '', /attachment/);
    assert.equal(JSON.parse(data.html).me.name, 'Lin');
    const page = await browser.get('/account/profile');
    assert.equal((await browser.send(formOf(page, '/account/deletion'), { goodbye: 'no' })).status, 403);
    const gone = await browser.send(formOf(page, '/account/deletion'), { goodbye: password });
    assert.match(textOf(gone.html), /Your account is deleted/);
  });
});
