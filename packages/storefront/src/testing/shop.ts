import { buildAssets } from '../assets/build.ts';
import type { StorefrontOptions } from '../options.ts';
import { createStorefront, type Storefront } from '../storefront.ts';
import { FakeApi } from './fake.api.ts';
import { installCatalogue, makeShelf, type Shelf } from './fake.catalogue.ts';
import { installCoupons } from './fake.coupons.ts';
import { installPayments } from './fake.payments.ts';
import { installPeople, makePerson, type People } from './fake.people.ts';
import { installTrade, paymentOrigin, type Trade } from './fake.trade.ts';

const assets = await buildAssets();
export const origin = 'http://shop.test';

/** A storefront over the test double, with everything in reach that a test stages or looks at. */
export interface TestShop {
  fake: FakeApi;
  shelf: Shelf;
  people: People;
  trade: Trade;
  storefront: Storefront;
  clock: { now: number };
  errors: unknown[];
}

export function createTestShop(more: Partial<StorefrontOptions> = {}): TestShop {
  const fake = new FakeApi();
  const shelf = makeShelf();
  const people: People = {
    persons: [makePerson('lin@example.com', '林一')],
    sessions: new Map(),
    guests: new Set(),
  };
  const trade: Trade = {
    carts: new Map(),
    orders: [],
    checkouts: [],
    outcome: 'captured',
    provider: paymentOrigin,
    topUps: [],
    answered: new Map(),
  };
  installCatalogue(fake, shelf);
  installPeople(fake, people);
  installTrade(fake, shelf, people, trade);
  installCoupons(fake, shelf, people);
  installPayments(fake, people, trade);
  const clock = { now: 1_000_000 };
  const errors: unknown[] = [];
  const storefront = createStorefront({
    api: fake.api,
    publicUrl: origin,
    secure: false,
    secret: 'a secret of the tests',
    assets,
    now: () => clock.now,
    paymentOrigins: [paymentOrigin],
    onError: (error) => errors.push(error),
    ...more,
  });
  return { fake, shelf, people, trade, storefront, clock, errors };
}
