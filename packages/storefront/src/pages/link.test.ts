import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVisitorShop } from '../testing/visits.ts';

test('whoever was never asked is asked before the link is used up', async () => {
  const { browser, fake } = createVisitorShop();
  const page = await browser.get('/l/AAAAAAAAAAAAAAAA');
  assert.equal(page.status, 200);
  assert.match(page.html, /name="consent" value="yes"/);
  assert.equal(fake.takeCounts().followLink, undefined);
});

for (const [choice, cookie] of [
  ['yes', /^v{43}$/],
  ['no', undefined],
] as const) {
  test(`a "${choice}" is kept, leads on, and is not asked again`, async () => {
    const { browser, fake, followed } = createVisitorShop();
    const page = await browser.get('/l/AAAAAAAAAAAAAAAA');
    const led = await browser.submit(page, { consent: choice });
    assert.equal(led.path, '/stores/shanshui');
    assert.equal(followed.length, 1);
    if (cookie === undefined) assert.equal(followed[0]?.visitor, undefined);
    else assert.match(followed[0]?.visitor ?? '', cookie);
    fake.takeCounts();
    const again = await browser.get('/l/AAAAAAAAAAAAAAAA');
    assert.equal(again.path, '/stores/shanshui');
    assert.equal(followed.length, 2);
  });
}

test('a link that opens nothing says so, whatever the reason', async () => {
  const { browser } = createVisitorShop();
  await browser.submit(await browser.get('/privacy'), { consent: 'no' });
  const page = await browser.get('/l/BBBBBBBBBBBBBBBB');
  assert.equal(page.status, 410);
});

test('an arrival at a store is noted with where it came from, of whoever agreed only', async () => {
  const { browser, noted } = createVisitorShop();
  await browser.get('/stores/shanshui', { referer: 'https://blog.example/cups' });
  assert.deepEqual(noted, []);
  await browser.submit(await browser.get('/privacy'), { consent: 'yes' });
  await browser.get('/stores/shanshui?utm_source=jd&utm_medium=cpc', {
    referer: 'https://blog.example/cups',
  });
  await browser.get('/stores/shanshui', { referer: 'http://shop.test/search?q=cup' });
  await browser.get('/stores/shanshui', { referer: 'http://shop.test/cart' });
  assert.deepEqual(noted, [
    {
      storeSlug: 'shanshui',
      surface: 'store',
      referrer: 'https://blog.example/cups',
      campaign: { source: 'jd', medium: 'cpc' },
      secondsAgo: 0,
    },
    { storeSlug: 'shanshui', surface: 'search', referrer: 'http://shop.test/search?q=cup', secondsAgo: 0 },
  ]);
});

test('what a link brings is not noted again as a visit from the page on which the link stood', async () => {
  const { browser, noted, followed } = createVisitorShop();
  await browser.submit(await browser.get('/privacy'), { consent: 'yes' });
  const led = await browser.get('/l/AAAAAAAAAAAAAAAA', { referer: 'https://mail.example/' });
  assert.equal(led.path, '/stores/shanshui');
  assert.deepEqual([followed.length, noted.length], [1, 0]);
  await browser.get('/stores/shanshui', { referer: 'https://mail.example/' });
  assert.equal(noted.length, 1);
});

test('taking the consent back deletes what was noted', async () => {
  const { browser, fake } = createVisitorShop();
  await browser.submit(await browser.get('/privacy'), { consent: 'yes' });
  fake.takeCounts();
  const page = await browser.submit(await browser.get('/privacy'), { consent: 'no' });
  assert.equal(fake.takeCounts().withdrawConsent, 1);
  assert.match(page.html, /name="consent" value="yes"/);
});
