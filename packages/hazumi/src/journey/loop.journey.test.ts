/**
 * The loop from end to end, on the pages, on a phone, in three languages: a merchant gives its own people a link; what they buy is
 * known as private; its fees become merit; merit brings public exposure; and whoever takes part can see why. Three merchants, three
 * shoppers and three sets of operators walk through one market, each in a language of their own. What they do, they do with a finger;
 * only the clock, and the crowd that makes up volume, go by the API.
 *
 * HAZUMI_SCREENSHOTS=<folder> keeps a picture of every page that somebody looked at.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Locale, locales } from '@hazumi/contracts';
import { systemClock } from '@hazumi/market';
import { auditMarket } from '@hazumi/market/testing';
import type { Browser } from 'playwright-core';
import { browserMissing, openBrowser } from '../testing/browser.ts';
import { temporaryFolder } from '../testing/program.ts';
import { type Crowd, gatherCrowd, passDays } from './testing/crowd.ts';
import { seeLedger, seePending, seeStanding, seeTraffic, seeVesting } from './testing/earnings.walk.ts';
import { type JourneyMarket, openJourneyMarket } from './testing/market.ts';
import { enter, makeHiddenCoupon, openStore, shipOrder } from './testing/merchant.walk.ts';
import { gatherMerchants, goodsWord, type Merchants, storeNames } from './testing/merchants.ts';
import {
  approveDraft,
  draftWords,
  proposeDraft,
  seeFlywheel,
  seeNorthStar,
} from './testing/operator.walk.ts';
import { givenOperator } from './testing/operators.ts';
import { openPhone, type Phone } from './testing/phone.ts';
import { buy, buyers, confirmReceipt, search, takeCoupon } from './testing/shopper.walk.ts';

const dayMs = 86_400_000;
/** A Monday, so that weeks are whole. */
const startsAt = new Date('2026-01-05T01:00:00Z');
/** Those who buy by the merchants' links beside the three that walk: enough for a store to be effective. */
const crowdSize = 6;

describe('the whole loop on the pages', { skip: browserMissing }, () => {
  let market: JourneyMarket;
  let browser: Browser;
  let merchants: Merchants;
  let crowd: Crowd;
  let folder: ReturnType<typeof temporaryFolder>;
  const phones = new Map<string, Phone>();
  const orderNumbers = new Map<Locale, string>();
  const versions = new Map<Locale, number>();

  before(async () => {
    folder = temporaryFolder();
    [market, browser] = await Promise.all([openJourneyMarket(startsAt), openBrowser()]);
    merchants = await gatherMerchants(market);
    crowd = await gatherCrowd(market, crowdSize);
  });
  after(async () => {
    await browser?.close();
    await market?.close();
    folder?.remove();
  });

  /** Somebody's phone, kept from one chapter to the next. */
  async function phoneOf(who: string, locale: Locale): Promise<Phone> {
    const known = phones.get(`${who} ${locale}`);
    if (known !== undefined) {
      await known.page.clock.setFixedTime(market.clock.now());
      return known;
    }
    // Searches are told as they were typed, in whatever language.
    const given = Object.values(goodsWord);
    const phone = await openPhone(browser, market.url, { locale, who, given, now: market.clock.now });
    phones.set(`${who} ${locale}`, phone);
    return phone;
  }
  /** The merchant's phone at its store; whoever was away for a month signs in again. */
  async function merchantAt(locale: Locale): Promise<Phone> {
    const phone = await phoneOf('merchant', locale);
    const { licenceId, storeId } = merchants.walking[locale];
    await enter(
      phone,
      market.url,
      `/licences/${licenceId}/stores/${storeId}/goods`,
      merchants.walking[locale],
    );
    return phone;
  }
  async function operatorAt(
    who: 'proposer' | 'approver' | 'watcher',
    locale: Locale,
    path: string,
  ): Promise<Phone> {
    const phone = await phoneOf(who, locale);
    phone.given.push(...Object.values(draftWords).flatMap((words) => Object.values(words)));
    // Whoever approves is no other operator with more rights: it is the one thing that an approver is for.
    const role = who === 'approver' ? 'approver' : 'operator';
    const operator = await givenOperator(market, `${who}-${locale.slice(0, 2)}`, locale, systemClock, role);
    await enter(phone, market.url, path, operator);
    return phone;
  }
  const titleOf = (locale: Locale): string => `${storeNames[locale][locale]} ${goodsWord[locale]}`;
  /** What an earlier chapter left behind; one that failed left nothing. */
  const from = <Value>(chapter: ReadonlyMap<Locale, Value>, locale: Locale): Value => {
    const found = chapter.get(locale);
    if (found === undefined) assert.fail('the chapter before did not come to its end');
    return found;
  };

  for (const locale of locales) {
    const buyer = buyers[locale];
    test(`a merchant gives its regulars a hidden coupon, and a shopper buys with it (${locale})`, async () => {
      const merchant = await phoneOf('merchant', locale);
      merchant.given.push(merchants.walking[locale].email, buyer.name);
      await enter(merchant, market.url, '/', merchants.walking[locale]);
      await openStore(merchant, storeNames[locale][locale]);
      const link = await makeHiddenCoupon(merchant, '20');

      const shopper = await phoneOf('shopper', locale);
      await takeCoupon(shopper, link, buyer);
      await buy(shopper, buyer, titleOf(locale));
      orderNumbers.set(locale, await shipOrder(merchant, buyer.name));
      await confirmReceipt(shopper);
      await seePending(merchant, from(orderNumbers, locale));
    });
  }

  test('others buy by links too; weeks pass, people look for teapots', async () => {
    const parcels = await crowd.buy(Object.values(merchants.walking));
    await passDays(market, 1, parcels.ship);
    await passDays(market, 2, () => Promise.resolve());
    await parcels.deliver();
    // The windows end. What is in stock is noted as a day ends, so the days by which the stores are judged are not skipped.
    await market.clock.advance(startsAt.getTime() + 24 * dayMs);
    await passDays(market, 9, () => Promise.resolve());
    // The first thirds vest while people look for teapots each day.
    await passDays(market, 14, (day) => crowd.look(day === 0 ? 24 : 8));
  });

  for (const locale of locales)
    test(`the merchant sees what its private sales earn, and why it is shown more (${locale})`, async () => {
      const merchant = await merchantAt(locale);
      await seeVesting(merchant, from(orderNumbers, locale), 1);
      await seeLedger(merchant);
      const own = join(folder.path, locale);
      mkdirSync(own);
      await seeTraffic(merchant, own);
      await seeStanding(merchant, storeNames[locale][locale]);
    });

  for (const locale of locales)
    test(`a shopper finds the store, and asks why it is shown (${locale})`, async () => {
      const place = await search(await phoneOf('shopper', locale), market.url, titleOf(locale));
      assert.ok(place <= 8);
    });

  for (const locale of locales)
    test(`operators try a change of the policy, and agree on it (${locale})`, async () => {
      await proposeDraft(await operatorAt('proposer', locale, '/operator/licences'));
      versions.set(locale, await approveDraft(await operatorAt('approver', locale, '/operator/licences')));
      await passDays(market, 1, () => crowd.look(8));
    });

  for (const locale of locales)
    test(`an operator sees whether the market thrives (${locale})`, async () => {
      const operator = await operatorAt('watcher', locale, '/operator/licences');
      await seeNorthStar(operator, from(versions, locale), locales.length);
      await seeFlywheel(operator);
    });

  test('months pass, and all has vested', async () => {
    await market.clock.advance(startsAt.getTime() + 102 * dayMs);
    for (const locale of locales) await seeVesting(await merchantAt(locale), from(orderNumbers, locale), 3);
    assert.deepEqual(await auditMarket(market.composition.market.db), []);
  });
});
