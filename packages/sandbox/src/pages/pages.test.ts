import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Locale, locales } from '../model.ts';
import { openWorld, type World } from '../testing/world.ts';
import { type Texts, texts } from './texts.ts';

const goodCard = { number: '4242 4242 4242 4242', expiry: '12/34', cvc: '123' };
const minutes = 60_000;

/** The address at the shop that a browser is sent back to. */
const shop = (paymentId: string, result: string): string =>
  `https://shop.test/return?order=7&payment=${paymentId}&result=${result}`;

async function page(world: World, more: Record<string, unknown> = {}): Promise<{ id: string; path: string }> {
  const { body: payment } = await world.create(more);
  assert.equal(payment.redirectUrl, `https://pay.test/pay/${payment.id}`);
  return { id: payment.id, path: `/pay/${payment.id}` };
}

const paymentOf = async (world: World, id: string) => (await world.api('GET', `/payments/${id}`)).body;

describe('paying by card', () => {
  it('captures and sends the shopper back to the shop', async () => {
    const world = await openWorld();
    const { id, path } = await page(world);
    const paid = await world.browse(`${path}/card`, goodCard);
    assert.deepEqual([paid.status, paid.location], [303, shop(id, 'captured')]);
    const payment = await paymentOf(world, id);
    assert.deepEqual(
      [payment.status, payment.cardLast4, payment.capturedAmountMinor],
      ['captured', '4242', 129_900],
    );
  });

  it('sent twice at once: captures once, and the second browser is shown how things stand', async () => {
    const world = await openWorld();
    const { id, path } = await page(world);
    const answers = await Promise.all([1, 2].map(() => world.browse(`${path}/card`, goodCard)));
    const locations = answers.map(({ location }) => location);
    assert.deepEqual(new Set(locations), new Set([shop(id, 'captured'), `${path}?lang=en`]));
    assert.match((await world.browse(path)).html, /Payment received/);
    assert.equal((await world.api('GET', '/events')).body.data.length, 1);
  });

  it('shows what instalments cost, and captures amount and interest', async () => {
    const world = await openWorld();
    const { id, path } = await page(world, { instalments: 6 });
    const { html } = await world.browse(path);
    assert.match(html, /<option value="3" >3 × CN¥433\.00, CN¥1,299\.00 in all \(no interest\)/);
    assert.match(
      html,
      /<option value="6" >6 × CN¥232\.74, CN¥1,396\.43 in all \(including CN¥97\.43 interest\)/,
    );
    assert.doesNotMatch(html, /<option value="7"/);
    await world.browse(`${path}/card`, { ...goodCard, instalments: '6' });
    const payment = await paymentOf(world, id);
    assert.deepEqual(
      [payment.instalments, payment.capturedAmountMinor, payment.interestMinor],
      [6, 139_643, 9_743],
    );
  });

  it('declines with the reason that belongs to the card', async () => {
    const declining: [string, string][] = [
      ['4000000000000002', 'card_declined'],
      ['4000000000009995', 'insufficient_funds'],
      ['4000000000000069', 'expired_card'],
      ['4000000000000127', 'incorrect_cvc'],
      ['4000000000009979', 'stolen_card'],
      ['4000000000000119', 'processing_error'],
    ];
    const world = await openWorld();
    for (const [number, reason] of declining) {
      const { id, path } = await page(world);
      const { location } = await world.browse(`${path}/card`, { ...goodCard, number });
      assert.equal(location, shop(id, 'failed'));
      assert.equal((await paymentOf(world, id)).failureCode, reason);
      const { html } = await world.browse(path);
      assert.ok(html.includes(texts.en.failures[reason as keyof Texts['failures']]));
    }
  });

  it('asks the bank in between, and takes yes and no for an answer', async () => {
    const world = await openWorld();
    const asked = { ...goodCard, number: '4000 0000 0000 3220', instalments: '2' };
    for (const answer of ['confirm', 'refuse']) {
      const { id, path } = await page(world, { instalments: 3 });
      const sent = await world.browse(`${path}/card`, asked);
      assert.equal(sent.location, `${path}?lang=en`);
      assert.equal((await paymentOf(world, id)).status, 'pending');
      assert.match((await world.browse(path)).html, /card ending in 3220/);
      const { location } = await world.browse(`${path}/bank`, { answer });
      const payment = await paymentOf(world, id);
      if (answer === 'confirm') {
        assert.equal(location, shop(id, 'captured'));
        assert.deepEqual([payment.instalments, payment.cardLast4], [2, '3220']);
      } else {
        assert.equal(location, shop(id, 'failed'));
        assert.equal(payment.failureCode, 'authentication_failed');
      }
    }
  });

  it('cannot be had by answering for a bank that never asked', async () => {
    const world = await openWorld();
    const { id, path } = await page(world);
    await world.browse(`${path}/bank`, { answer: 'confirm' });
    assert.equal((await paymentOf(world, id)).status, 'pending');
  });

  it('names each fault beside its field, keeps what may be kept, and does nothing', async () => {
    const world = await openWorld();
    const { id, path } = await page(world, { instalments: 3 });
    const { errors } = texts.en;
    const wrong: [Record<string, string>, string[]][] = [
      [{}, [errors.numberMissing, errors.expiryShape, errors.cvcShape]],
      [{ ...goodCard, number: '4242 4242 4242 4241' }, [errors.numberTypo]],
      [{ ...goodCard, number: '4111 1111 1111 1111' }, [errors.numberReal]],
      [{ ...goodCard, expiry: '12/25' }, [errors.expiryPast]],
      [{ ...goodCard, cvc: '12' }, [errors.cvcShape]],
      [{ ...goodCard, instalments: '4' }, [errors.instalments]],
      [{ ...goodCard, instalments: '1.5' }, [errors.instalments]],
    ];
    for (const [form, faults] of wrong) {
      const { status, html } = await world.browse(`${path}/card`, form);
      assert.equal(status, 422);
      for (const fault of faults)
        assert.equal(html.split(fault).length, 3, 'in the summary and at its field');
      assert.equal(html.match(/<li><a class="faults-link"/g)?.length, faults.length);
      assert.doesNotMatch(
        html,
        /value="4|id="(number|cvc)"[^>]*value=/,
        'neither number nor code comes back',
      );
    }
    const kept = await world.browse(`${path}/card`, { ...goodCard, cvc: '', instalments: '3' });
    assert.match(kept.html, /value="12\/34"/);
    assert.match(kept.html, /<option value="3" selected>/);
    assert.equal((await paymentOf(world, id)).status, 'pending');
    assert.deepEqual(world.sandbox.store.events, []);
  });

  it('keeps no card number anywhere', async () => {
    const world = await openWorld();
    const { path } = await page(world);
    await world.browse(`${path}/card`, goodCard);
    const { store } = world.sandbox;
    const kept = [...store.payments.values(), ...store.events, ...store.deliveries.values()]
      .flatMap((record) => Object.values(record))
      .join(' ');
    assert.doesNotMatch(kept, /4242 ?4242/);
  });
});

describe('paying with a slip', () => {
  it('shows the number, lets the shopper go, and takes the money at the counter', async () => {
    const world = await openWorld();
    const { id, path } = await page(world, { method: 'slip' });
    const { slipNumber } = await paymentOf(world, id);
    assert.match(slipNumber ?? '', /^\d{20}$/);
    const { html } = await world.browse(path);
    assert.ok(html.includes((slipNumber ?? '').replace(/(\d{5})(?=\d)/g, '$1 ')));
    assert.ok(html.includes(`href="${shop(id, 'pending').replaceAll('&', '&amp;')}"`));
    const counter = await world.browse(`${path}/counter`);
    assert.match(counter.html, /value="1299\.00"/);
    const paid = await world.browse(`${path}/counter`, { amount: '1,299.00' });
    assert.equal(paid.location, shop(id, 'captured'));
    assert.equal((await paymentOf(world, id)).capturedAmountMinor, 129_900);
  });

  it('takes another amount too, but nothing that is none', async () => {
    const world = await openWorld();
    const { id, path } = await page(world, { method: 'slip' });
    for (const amount of ['', '0', '-1', '1.234', 'ten', '1e3']) {
      const answer = await world.browse(`${path}/counter`, { amount });
      assert.equal(answer.status, 422, amount);
    }
    assert.equal((await paymentOf(world, id)).status, 'pending');
    await world.browse(`${path}/counter`, { amount: '1000' });
    assert.equal((await paymentOf(world, id)).capturedAmountMinor, 100_000);
  });

  it('is paid by itself after the time that was chosen', async () => {
    const world = await openWorld();
    const { id, path } = await page(world, { method: 'slip' });
    await world.browse(`${path}/later`, { delay: 'a week' });
    assert.equal(world.sandbox.store.payments.get(id)?.scheduled, null);
    await world.browse(`${path}/later`, { delay: 'minutes5' });
    assert.match((await world.browse(path)).html, /The slip will be paid at/);
    await world.pass(5 * minutes);
    assert.match((await world.browse(path)).html, /Payment received/);
  });

  it('expires', async () => {
    const world = await openWorld();
    const { id, path } = await page(world, { method: 'slip' });
    await world.pass(15 * minutes);
    const { html } = await world.browse(path);
    assert.ok(html.includes(texts.en.results.expired.title));
    assert.ok(html.includes(shop(id, 'expired').replaceAll('&', '&amp;')));
    assert.equal((await world.browse(`${path}/counter`, { amount: '1299' })).location, path);
    assert.equal((await paymentOf(world, id)).capturedAmountMinor, 0);
  });
});

describe('paying with a voucher', () => {
  it('redeems, declines or does not know a code', async () => {
    const world = await openWorld();
    const tries: [string, number, string][] = [
      [' happy-2026 ', 303, 'captured'],
      ['USED-2026', 303, 'failed'],
      ['EMPTY-2026', 303, 'failed'],
      ['GUESS-2026', 422, 'pending'],
      ['', 422, 'pending'],
    ];
    for (const [code, status, becomes] of tries) {
      const { id, path } = await page(world, { method: 'voucher' });
      assert.equal((await world.browse(`${path}/voucher`, { code })).status, status);
      assert.equal((await paymentOf(world, id)).status, becomes);
    }
  });
});

describe('every page', () => {
  it('lets the shopper cancel, and says so to the shop', async () => {
    const world = await openWorld();
    for (const method of ['card', 'slip', 'voucher']) {
      const { id, path } = await page(world, { method });
      const { location } = await world.browse(`${path}/cancel`, {});
      assert.equal(location, shop(id, 'cancelled'));
      assert.equal((await paymentOf(world, id)).failureCode, 'cancelled_by_shopper');
      assert.ok((await world.browse(path)).html.includes(texts.en.results.cancelled.title));
    }
  });

  it('does nothing for forms of another method', async () => {
    const world = await openWorld();
    const { id, path } = await page(world);
    for (const form of ['voucher', 'counter']) {
      const answer = await world.browse(`${path}/${form}`, { code: 'HAPPY-2026', amount: '1' });
      assert.equal(answer.location, path);
    }
    await world.browse(`${path}/later`, { delay: 'seconds10' });
    assert.equal((await world.browse(`${path}/counter`)).location, path);
    await world.pass(minutes);
    assert.equal((await paymentOf(world, id)).status, 'pending');
  });

  it('speaks the language of the payment, or the one that was chosen, also after a fault', async () => {
    const world = await openWorld();
    for (const locale of locales) {
      const { path } = await page(world, { locale });
      const text = texts[locale];
      const shown = await world.browse(path);
      assert.ok(shown.html.includes(`<html lang="${locale}">`));
      assert.ok(shown.html.includes(text.card.title) && shown.html.includes(text.sandboxBanner));
      const other = locale === 'ja' ? 'en' : 'ja';
      const faulty = await world.browse(`${path}/card?lang=${other}`, {});
      assert.ok(faulty.html.includes(texts[other].errors.numberMissing));
      assert.ok((await world.browse(`${path}?lang=tlh`)).html.includes(text.card.title));
    }
  });

  it('escapes what the shop and the shopper wrote', async () => {
    const world = await openWorld();
    const evil = '"><script>alert(1)</script>';
    const { path } = await page(world, { method: 'voucher', description: evil, reference: evil });
    const shown = await world.browse(path);
    const faulty = await world.browse(`${path}/voucher`, { code: evil });
    for (const { html } of [shown, faulty]) assert.doesNotMatch(html, /<script/);
    assert.ok(faulty.html.includes('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"'));
  });

  it('runs no script, can be framed by nobody and is kept by no cache', async () => {
    const world = await openWorld();
    const { path } = await page(world);
    const { headers, html } = await world.browse(path);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.match(policy, /form-action 'self' https:\/\/shop\.test(;|$)/, 'browsers hold the redirect to it');
    assert.equal(headers.get('cache-control'), 'no-store');
    const sheet = /href="(\/assets\/[^"]+)"/.exec(html)?.[1] ?? '';
    assert.equal((await world.browse(sheet)).headers.get('content-type'), 'text/css; charset=utf-8');
  });

  it('gives each field a label, and each id once', async () => {
    const world = await openWorld();
    const cards = await page(world, { instalments: 12 });
    const slips = await page(world, { method: 'slip' });
    const vouchers = await page(world, { method: 'voucher' });
    const pages = [
      await world.browse(cards.path),
      await world.browse(`${cards.path}/card`, {}),
      await world.browse(slips.path),
      await world.browse(`${slips.path}/counter`),
      await world.browse(vouchers.path),
    ];
    for (const { html } of pages) {
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
      assert.deepEqual(ids, [...new Set(ids)]);
      for (const [, id] of html.matchAll(/<(?:input|select) id="([^"]+)"/g)) {
        assert.ok(html.includes(`<label for="${id}">`), id);
      }
      for (const [, described] of html.matchAll(/aria-describedby="([^"]+)"/g)) {
        for (const id of (described ?? '').split(' ')) assert.ok(ids.includes(id), id);
      }
      assert.equal(html.match(/<h1/g)?.length, 1);
    }
  });

  it('says kindly that there is no such payment', async () => {
    const world = await openWorld();
    for (const path of ['/pay/pay_unknown', '/pay/pay_unknown/counter', '/pay/%3Cb%3E']) {
      const { status, html } = await world.browse(`${path}?lang=ja`);
      assert.equal(status, 404);
      assert.ok(html.includes(texts.ja.notFoundTitle));
      assert.doesNotMatch(html, /<b>/);
    }
  });
});

describe('the texts', () => {
  it('have the same keys in all languages, none of them empty or left in English', () => {
    const leaves = (value: unknown, path = ''): [string, string][] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, child]) => leaves(child, `${path}/${key}`))
        : [[path, typeof value === 'function' ? String(value(7, 'A', 'B')) : String(value)]];
    const english = new Map(leaves(texts.en));
    for (const locale of locales.filter((other): other is Exclude<Locale, 'en'> => other !== 'en')) {
      const own = new Map(leaves(texts[locale]));
      assert.deepEqual([...own.keys()], [...english.keys()]);
      for (const [key, text] of own) {
        assert.notEqual(text.trim(), '', key);
        assert.notEqual(text, english.get(key), key);
      }
    }
  });
});
