/**
 * The market's story: on its first start a market gets forty stores of twelve businesses and ninety days of trade, told through its own
 * services with the clock set, so that whatever is seen of it came about as it would have.
 */
import type { Progress as Shown } from '../start.progress.ts';
import { leaveCarts } from './acting/carts.ts';
import { fillStores, hangPictures } from './acting/goods.ts';
import { tellDays } from './acting/history.ts';
import { registerBusinesses } from './acting/licences.ts';
import { makeLinks } from './acting/links.ts';
import { letNewcomersKnock, newcomersJoining } from './acting/newcomers.ts';
import { fillAddressBooks, gather } from './acting/people.ts';
import { setUpSecondFactor } from './acting/second-factor.ts';
import { openStores } from './acting/stores.ts';
import { openWorld, type World } from './acting/world.ts';
import { keepSecondFactor, secondFactorOf, seedLogins, seedPassword } from './logins.ts';
import type { SeedOptions, SeedResult } from './options.ts';
import { tellStory } from './plan/acts.ts';
import { type Progress, takeUp } from './progress.ts';
import { businesses } from './story/story.ts';

export type { SeedLogin, SeedOptions, SeedResult } from './options.ts';

/**
 * Seeds a market that is empty, goes on where a seed was broken off, and does nothing to one that is seeded or that people have made
 * their own. The server may serve meanwhile, but its own rounds (`quietSweeps`) must rest until this resolves: by the machine's time,
 * everything that the story begins is long overdue.
 *
 * Whether it is done is noted in the table `seed.telling` of the market's database.
 *
 * @param onProgress hears of each step: stage, done, total
 * @throws the reason of `signal` when it fires; whatever else it throws is a fault, and the next seed goes on from there
 */
export async function seed(options: SeedOptions, onProgress: (progress: Shown) => void): Promise<SeedResult> {
  const world = await openWorld(options, options.now);
  try {
    const { number = 1, scale = 1, now: until } = options;
    const progress = await takeUp(world.composition, { number, scale, until });
    if (progress === undefined) return { logins: [], seededUntil: null, actsLeftOut: 0 };
    try {
      const isTold = progress.telling.completedAt !== null;
      const actsLeftOut = isTold ? 0 : await tell(options, world, progress, onProgress);
      const logins = seedLogins(options.dataFolder, options.secret);
      return { logins, seededUntil: progress.telling.until, actsLeftOut };
    } finally {
      await progress.release();
    }
  } finally {
    await world.close();
  }
}

async function tell(
  options: SeedOptions,
  world: World,
  progress: Progress,
  onProgress: (progress: Shown) => void,
): Promise<number> {
  const { telling } = progress;
  const told = (stage: string) => (done: number, total: number) => onProgress({ stage, done, total });
  world.number = telling.number;
  world.isRetelling = telling.parts.includes('goods');
  const story = tellStory({
    seed: telling.number,
    now: telling.until,
    scale: telling.scale,
    businesses,
    rules: rulesOf(world),
  });
  const cast = await gather(world, story, businesses, newcomersJoining(story), seedPassword(options.secret));
  const isNew = (part: string): boolean => !telling.parts.includes(part);
  if (isNew('operator')) {
    const password = seedPassword(options.secret);
    for (const [role, email] of secondFactorOf) {
      await setUpSecondFactor(world, { email, password }, (factor) =>
        keepSecondFactor(options.dataFolder, role, factor),
      );
    }
    await progress.partDone('operator');
  }
  const licences = await registerBusinesses(world, cast, businesses, story.span.start);
  const stores = await openStores(world, cast, licences, story);
  const goods = await fillStores(world, stores, story, told('Goods'));
  if (isNew('goods')) await progress.partDone('goods');
  if (isNew('pictures')) {
    await hangPictures(world, stores, story, goods, options.pixels ?? 640, told('Pictures'));
    await fillAddressBooks(world, story, cast);
    await progress.partDone('pictures');
  }
  await world.provider.keepQuiet(true);
  const links = await makeLinks(world, stores, story);
  const scene = { world, cast, stores, goods, story, links, open: new Map(), leftOut: 0 };
  await tellDays(scene, story, progress, told('Days of trade'));
  await letNewcomersKnock(world, story, cast);
  await leaveCarts(world, story, cast, goods);
  await world.provider.keepQuiet(false);
  await world.provider.setClock(null);
  await progress.completed(options.now);
  return scene.leftOut;
}

/** The story is in time for the rules that hold in this market. */
function rulesOf(world: World): Parameters<typeof tellStory>[0]['rules'] {
  const { market } = world.composition;
  const { orders } = market.policy.at(market.clock.now()).document;
  return {
    unpaidMinutes: orders.unpaidExpiryMinutes,
    slipDays: orders.slipValidityDays,
    autoCompleteDays: orders.autoCompleteDaysAfterDelivery,
  };
}
