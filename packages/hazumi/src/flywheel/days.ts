/** The driven market's days, one after the other: what the twin's people decide, done through the market's own doors. */
import type { Agents } from '@hazumi/twin';
import { inParallel } from '../replay/in-parallel.ts';
import type { Buying } from './buying.ts';
import type { DrivenMarket } from './drive.ts';
import type { Merchant, Merchants } from './merchants.ts';
import { keywordText } from './merchants.ts';
import type { Pages, Seen } from './pages.ts';
import type { Shopper } from './people.ts';
import { bookedOn, judgedLately, meritOn } from './records.ts';

const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
/** More at once only wait for each other: market, shoppers and merchants share a processor. */
const atOnce = 6;

/** What is done to a store in a day, as decided before anybody does it. */
interface Wishes {
  merchant: Merchant;
  contacts: Shopper[];
  clicks: { shopper: Shopper; text: string; href: string; productId: string }[];
  publicOrders: number;
  outsiders: Shopper[];
  outsideOrders: number;
}

export interface DayTotals {
  opened: number;
  closed: number;
  pages: number;
  /** in impressions of a first position, as the shoppers' pages showed them */
  exposure: number;
  clicks: number;
  visits: number;
  contactOrders: number;
  publicOrders: number;
  outsideOrders: number;
  tools: number;
}

export interface Course {
  agents: Agents;
  market: DrivenMarket;
  merchants: Merchants;
  shoppers: readonly Shopper[];
  pages: Pages;
  buying: Buying;
  /** a uniform of this run's own for what the twin does not decide: who it is that comes */
  chance(): number;
}

/** Lives through one day. `start` is its midnight. */
export async function liveDay(course: Course, day: number, start: number): Promise<DayTotals> {
  const { agents, market, merchants, buying } = course;
  const { clock } = market;
  // Yesterday is closed, today's exposure is allotted, a week that is over is reckoned.
  await clock.advance(start + 1.5 * hourMs);
  const opened = agents.open(day).filter((row) => merchants.of(row) === undefined);
  await openAll(course, opened);
  if (new Date(start).getUTCDay() === 1)
    await inParallel(merchants.all(), atOnce, (merchant) => merchants.readTerms(merchant));

  await clock.advance(start + 10 * hourMs);
  const { seen, pages, exposure } = await look(course);
  const wishes = merchants.all().map((merchant) => wish(course, day, merchant, seen));
  await inParallel(wishes, atOnce, (one) => arrive(course, one));

  await clock.advance(start + 16 * hourMs);
  await inParallel(wishes, atOnce, (one) => buy(course, day, one));
  await buying.handle(day);
  let tools = 0;
  await inParallel(merchants.all(), atOnce, async (merchant) => {
    const before = merchant.tools;
    await merchants.work(merchant, agents.spending(day, merchant.row, merchant.terms));
    tools += merchant.tools - before;
  });

  await learn(course, day, start);
  const leaving = agents.leaving(day).flatMap((row) => merchants.of(row) ?? []);
  for (const merchant of leaving) await merchants.close(merchant);
  agents.close(day, await meritOn(market.pool, new Date(start).toISOString().slice(0, 10)));
  const sum = (of: (one: Wishes) => number): number => wishes.reduce((total, one) => total + of(one), 0);
  return {
    opened: opened.length,
    closed: leaving.length,
    pages,
    exposure,
    clicks: sum(({ clicks }) => clicks.length),
    visits: sum(({ outsiders }) => outsiders.length),
    contactOrders: sum(({ contacts }) => contacts.length),
    publicOrders: sum(({ publicOrders }) => publicOrders),
    outsideOrders: sum(({ outsideOrders }) => outsideOrders),
    tools,
  };
}

/** Opens stores, for whoever has decided to: an application, the registry's answer, then the store with its goods. */
export async function openAll(
  { market, merchants }: Pick<Course, 'market' | 'merchants'>,
  rows: readonly number[],
  told: (done: number, total: number) => void = () => undefined,
): Promise<void> {
  if (rows.length === 0) return;
  let done = 0;
  await inParallel(rows, 4, (row) => merchants.apply(row));
  await market.clock.settle();
  await inParallel(rows, 4, async (row) => {
    await merchants.open(row);
    told(++done, rows.length);
  });
}

interface SeenBy extends Seen {
  shopper: Shopper;
  text: string;
}

/** Shoppers look for things until they have seen as much as there is in them today. Answers what they saw, by goods. */
async function look({
  agents,
  pages,
  shoppers,
  chance,
  market,
}: Course): Promise<{ seen: Map<string, SeenBy[]>; pages: number; exposure: number }> {
  const shares = agents.keywordShares();
  const seen = new Map<string, SeenBy[]>();
  const fullPage = market.positionWeightsPpm.reduce((sum, weight) => sum + weight, 0) / 1_000_000;
  const asked = Array.from({ length: Math.round(agents.supply / fullPage) }, () => ({
    shopper: pick(shoppers, chance()),
    text: keywordText(keywordAt(shares, chance())),
  }));
  let exposure = 0;
  await inParallel(asked, atOnce, async ({ shopper, text }) => {
    for (const found of await pages.search(shopper, text)) {
      exposure += found.weight;
      const known = seen.get(found.productId);
      if (known === undefined) seen.set(found.productId, [{ ...found, shopper, text }]);
      else known.push({ ...found, shopper, text });
    }
  });
  return { seen, pages: asked.length, exposure };
}

/** Decides for one store what its contacts, its viewers and people outside do today. */
function wish(
  { agents, shoppers, chance }: Course,
  day: number,
  merchant: Merchant,
  seen: ReadonlyMap<string, SeenBy[]>,
): Wishes {
  const { row, terms, goods } = merchant;
  const views = goods.flatMap(({ productId }) => seen.get(productId) ?? []);
  const contactOrders = agents.contactOrders(day, row, terms);
  const visitors = agents.visitors(
    day,
    row,
    views.reduce((sum, { weight }) => sum + weight, 0),
  );
  const [contacts, others] = circles(shoppers, row);
  const some = (from: readonly Shopper[], count: number): Shopper[] =>
    Array.from({ length: count }, () => pick(from, chance()));
  // Nobody clicks on what was not shown to them.
  const clicks = views.length === 0 ? 0 : visitors.clicks;
  return {
    merchant,
    contacts: some(contacts, contactOrders),
    clicks: Array.from({ length: clicks }, () => pick(views, chance())),
    publicOrders: Math.min(visitors.orders, clicks),
    outsiders: some(others, visitors.visits),
    outsideOrders: visitors.visitOrders,
  };
}

async function arrive({ pages }: Course, { merchant, contacts, clicks, outsiders }: Wishes): Promise<void> {
  for (const { shopper, text, href } of clicks) await pages.follow(shopper, text, href);
  for (const shopper of outsiders) await pages.arrive(shopper, merchant.posterToken);
  if (merchant.contactToken !== '')
    for (const shopper of contacts) await pages.arrive(shopper, merchant.contactToken);
}

async function buy({ agents, buying }: Course, day: number, wishes: Wishes): Promise<void> {
  const { merchant, contacts, clicks, publicOrders, outsiders, outsideOrders } = wishes;
  let nth = 0;
  const isGivenBack = (): boolean => agents.isGivenBack(day, merchant.row, nth++);
  const withCoupon = merchant.contactToken !== '';
  for (const shopper of contacts)
    await buying.buy(day, shopper, merchant, { withCoupon, isGivenBack: isGivenBack() });
  for (const { shopper, productId } of clicks.slice(0, publicOrders))
    await buying.buy(day, shopper, merchant, { productId, withCoupon: false, isGivenBack: isGivenBack() });
  for (const shopper of outsiders.slice(0, outsideOrders))
    await buying.buy(day, shopper, merchant, { withCoupon: false, isGivenBack: isGivenBack() });
}

/** Tells every merchant what the market's books and judgements say of its day. */
async function learn({ agents, market, merchants }: Course, day: number, start: number): Promise<void> {
  const booked = await bookedOn(market.pool, new Date(start), new Date(start + dayMs));
  const judged = await judgedLately(market.pool);
  for (const { row, storeUuid } of merchants.all()) {
    const own = booked.get(storeUuid) ?? { turnover: 0, fees: 0, received: 0, orders: 0 };
    agents.learn(row, { ...own, effectiveWeight: judged.get(storeUuid) ?? 0 }, day);
  }
}

/** A third of the shoppers are a merchant's contacts, the others strangers to it; each merchant has a third of its own. */
function circles(shoppers: readonly Shopper[], row: number): [Shopper[], Shopper[]] {
  const isContact = ({ number }: Shopper): boolean => mixed(number + 1, row + 1) % 3 === 0;
  const contacts = shoppers.filter(isContact);
  return [contacts.length > 0 ? contacts : [...shoppers], shoppers.filter((shopper) => !isContact(shopper))];
}

/** Two numbers as one that tells nothing of either. */
function mixed(one: number, other: number): number {
  const sum = Math.imul(one, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b);
  return Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d) >>> 7;
}

function pick<T>(from: readonly T[], uniform: number): T {
  const found = from[Math.min(from.length - 1, Math.floor(uniform * from.length))];
  if (found === undefined) throw new Error('nobody is there to be picked');
  return found;
}

function keywordAt(shares: Float64Array, uniform: number): number {
  let sum = 0;
  for (const [keyword, share] of shares.entries()) {
    sum += share;
    if (uniform < sum) return keyword;
  }
  return shares.length - 1;
}
