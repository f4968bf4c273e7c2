import { endpoints } from '@hazumi/contracts';
import type { Act, Story } from '../plan/acts.ts';
import { dayMs, storyDays } from '../plan/calendar.ts';
import type { OpenCheckout, Progress } from '../progress.ts';
import { giveUp, Missing, pay, paySlip, place, type Scene, topUp } from './checkouts.ts';
import type { Told } from './goods.ts';
import { beginCounting } from './looks.ts';
import { handle } from './orders.ts';
import type { OpenedStore } from './stores.ts';
import { runAllSweeps, runDailySweeps, runSweep } from './sweeps.ts';
import { visit } from './visits.ts';
import { Refused } from './world.ts';

/** Acts under way at once: more than the processor needs, enough to hide the waits for disk and provider. */
const mostAtOnce = 6;

/**
 * Tells the days of the story one after the other. Within a day acts begin in order of time and a few run side by side, those of one
 * shopper one after the other. A day is over when all of it is done; then it is noted, and a seed that is killed goes on with the day
 * after. The day it was killed in is told again, every act under the same idempotency key as before.
 */
export async function tellDays(scene: Scene, story: Story, progress: Progress, told: Told): Promise<void> {
  const { world } = scene;
  const { telling } = progress;
  for (const [number, open] of Object.entries(telling.open)) scene.open.set(Number(number), open);
  const endCounting = await beginCounting(world.composition);
  const days = byDay(story);
  const lastActs = lastActOf(story);
  for (let day = telling.day; day < days.length; day += 1) {
    const dayStart = story.span.start + day * dayMs;
    // Never later than any act of the day, never so early that a payment begun yesterday would be undone.
    await world.provider.setClock(new Date(dayStart - 3_600_000));
    await tellDay(scene, days[day] as Act[]);
    await runDailySweeps(world, dayStart + dayMs);
    await progress.dayDone(day, stillOpen(scene, day, lastActs));
    world.isRetelling = false;
    told(day + 1, days.length);
  }
  await endCounting();
  await runAllSweeps(world, story.span.end);
}

/** Acts by day; the few before the first day (a balance filled for its first orders) belong to it. */
function byDay(story: Story): Act[][] {
  const days: Act[][] = Array.from({ length: storyDays }, () => []);
  for (const act of story.acts) {
    const day = Math.floor((act.at - story.span.start) / dayMs);
    days[Math.min(storyDays - 1, Math.max(0, day))]?.push(act);
  }
  return days;
}

/** The day of each checkout's last act. */
function lastActOf(story: Story): Map<number, number> {
  const last = new Map<number, number>();
  for (const act of story.acts) {
    if ('checkout' in act) last.set(act.checkout.number, Math.floor((act.at - story.span.start) / dayMs));
  }
  return last;
}

function stillOpen(
  scene: Scene,
  day: number,
  lastActs: ReadonlyMap<number, number>,
): Record<string, OpenCheckout> {
  for (const number of scene.open.keys()) if ((lastActs.get(number) ?? 0) <= day) scene.open.delete(number);
  return Object.fromEntries([...scene.open].map(([number, open]) => [String(number), open]));
}

async function tellDay(scene: Scene, acts: readonly Act[]): Promise<void> {
  const running = new Set<Promise<void>>();
  const tails = new Map<string, Promise<void>>();
  let placing: Promise<void> = Promise.resolve();
  const faults: unknown[] = [];
  for (const act of acts) {
    if (faults.length > 0) break;
    scene.world.pause();
    if (act.kind === 'store' || (act.kind === 'sweep' && act.settled)) await Promise.all(running);
    while (running.size >= mostAtOnce) await Promise.race(running);
    const thread = threadOf(act);
    const before = [tails.get(thread) ?? Promise.resolve()];
    // The market places orders that wait together at one instant, that of the first: here each has its own.
    if (act.kind === 'place') before.push(placing);
    const done = Promise.all(before)
      .then(() => scene.world.clock.at(act.at, () => perform(scene, act)))
      .catch((error: unknown) => void faults.push(error))
      .finally(() => running.delete(done));
    running.add(done);
    tails.set(thread, done);
    if (act.kind === 'place') placing = done;
  }
  await Promise.all(running);
  if (faults.length > 0) throw faults[0];
}

const threadOf = (act: Act): string => {
  if ('checkout' in act) return `shopper ${act.checkout.shopper.number}`;
  if (act.kind === 'visit') return `shopper ${act.visit.shopper.number}`;
  if (act.kind === 'topUp') return `shopper ${act.shopper.number}`;
  return act.kind === 'sweep' ? act.sweep : act.slug;
};

/**
 * Refusals that others can cause: the shop is open while its past is told, and whoever visits it may buy the last piece or ship an
 * order first. Such an act is left out, and so is what builds on it. On a day that is told again they also say that it was done before.
 */
const causedByOthers = new Set([
  'state_conflict',
  'out_of_stock',
  'not_purchasable',
  'price_changed',
  'total_changed',
  'balance_too_low',
  'already_paid',
  'checkout_expired',
  'not_found',
  'refund_too_large',
]);

async function perform(scene: Scene, act: Act): Promise<void> {
  try {
    await play(scene, act);
  } catch (error) {
    if (!(error instanceof Missing || (error instanceof Refused && causedByOthers.has(error.code))))
      throw error;
    if (scene.world.isRetelling) return;
    scene.leftOut += 1;
    scene.world.composition.market.log.warn(
      { act: act.kind, at: new Date(act.at), err: error },
      'an act of the story is left out',
    );
  }
}

async function play(scene: Scene, act: Act): Promise<void> {
  switch (act.kind) {
    case 'topUp':
      return topUp(scene, act);
    case 'visit':
      return visit(scene, act.visit);
    case 'place':
      return place(scene, act);
    case 'pay':
      return pay(scene, act);
    case 'paySlip':
      return paySlip(scene, act);
    case 'giveUp':
      return giveUp(scene, act);
    case 'sweep':
      return void (await runSweep(scene.world, act.sweep, act.at));
    case 'store':
      return govern(scene, act);
    default:
      return handle(scene, act);
  }
}

const lampNote = '吊灯页面标注的照度与检测报告不符，请更正后申请恢复。';
const silkNote = '请补充宋锦面料的产地证明。';

/** What operators and owners do to a store itself. */
async function govern(scene: Scene, { slug, action }: Extract<Act, { kind: 'store' }>): Promise<void> {
  const { world, cast } = scene;
  const { storeId, owner } = scene.stores.get(slug) as OpenedStore;
  const params = { storeId };
  const reason = 'misleadingInformation' as const;
  switch (action) {
    case 'suspend':
      return void (await world.ask(endpoints.suspendStore, cast.operator, {
        params,
        body: { reason, note: lampNote },
      }));
    case 'restrict':
      return void (await world.ask(endpoints.restrictStore, cast.operator, {
        params,
        body: { reason, note: silkNote },
      }));
    case 'reinstate':
      return void (await world.ask(endpoints.reinstateStore, cast.operator, {
        params,
        body: { note: '材料已核实。' },
      }));
    case 'close':
      return void (await world.ask(endpoints.closeStore, owner, { params }));
  }
}
