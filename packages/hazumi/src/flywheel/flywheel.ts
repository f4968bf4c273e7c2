/**
 * The loop in the live market, from the first application to the estimate:
 *
 *   set up      a market of its own with an empty database; merchants who are open from the start, shoppers with money
 *   live        day by day the twin's people decide and act over HTTP, the clock is set, sweeps run, nudges are drawn and logged
 *   measure     the loop is estimated from the market's own records, as its operator's page does
 *   compare     beside it, what the twin knows to be true of the same people under the same policy
 */
import { type Clock, loopPanel, measurableLinks } from '@hazumi/market';
import { Agents, LINKS } from '@hazumi/twin';
import { clearDataFolder, prepareDataFolder } from '../data.ts';
import { measureLoop } from '../measures/measure-loop.ts';
import { chanceOf } from '../seed/chance.ts';
import { type ProgressOutput, progressPrinter } from '../start.progress.ts';
import { openBuying } from './buying.ts';
import { type Course, type DayTotals, dayMs, liveDay, openAll } from './days.ts';
import { type DrivenMarket, openDrivenMarket } from './drive.ts';
import { openMerchants } from './merchants.ts';
import type { FlywheelOptions } from './options.ts';
import { openPages } from './pages.ts';
import { gatherShoppers } from './people.ts';
import { exposureCounted, northStar, ordersByClass } from './records.ts';
import type { Measured, Story } from './report.ts';
import { flywheelScenario } from './scenario.ts';
import { truthOf } from './truth.ts';

/** A Monday, so that the market's weeks are whole; people come on the day before. */
const firstMidnight = Date.parse('2026-01-05T00:00:00Z');
/** Weeks at the start in which windows fill and people get to know each other; as many as the run can spare, at most these. */
const settlingWeeks = 8;
/** The twin's true gain is read from markets of this size, so that single orders do not decide it. */
const truthPrincipals = 800;
const truthSeeds = [900_001, 900_002, 900_003, 900_004, 900_005, 900_006];

/** Runs it all. @throws the signal's reason when it was stopped */
export async function runFlywheel(run: {
  options: FlywheelOptions;
  databaseUrl?: string;
  terminal: NodeJS.WritableStream & ProgressOutput;
  stopping: AbortSignal;
  machine: Clock;
  /** the twin's truth is asked of fewer people: for tests */
  truthPrincipals?: number;
}): Promise<Story> {
  const { options, terminal, stopping, machine } = run;
  await clearDataFolder(options.dataFolder);
  prepareDataFolder(options.dataFolder);
  const shown = progressPrinter(terminal);
  const scenario = flywheelScenario(options);
  const market = await openDrivenMarket({
    dataFolder: options.dataFolder,
    ...(run.databaseUrl === undefined ? {} : { databaseUrl: run.databaseUrl }),
    startsAt: new Date(firstMidnight - dayMs),
    terminal,
    machine,
  });
  try {
    const course = await setUp(market, new Agents(scenario), options, (progress) => {
      stopping.throwIfAborted();
      shown(progress);
    });
    const days: DayTotals[] = [];
    for (let day = 0; day < options.days; day += 1) {
      stopping.throwIfAborted();
      days.push(await liveDay(course, day, firstMidnight + day * dayMs));
      shown({ stage: 'Days', done: day + 1, total: options.days });
    }
    // The last day is closed, what its visitors left is written.
    await market.clock.advance(firstMidnight + options.days * dayMs + dayMs / 12);
    const story = await tell(market, options, days);
    const wide = flywheelScenario({ ...options, stores: run.truthPrincipals ?? truthPrincipals });
    shown({ stage: 'The twin’s truth', done: 0, total: 1 });
    const truth = await truthOf(wide, truthSeeds);
    shown({ stage: 'The twin’s truth', done: 1, total: 1 });
    return { ...story, truth, refusals: Object.fromEntries(course.buying.refusals) };
  } finally {
    await market.close();
  }
}

async function setUp(
  market: DrivenMarket,
  agents: Agents,
  { shoppers: count, seed }: FlywheelOptions,
  shown: ReturnType<typeof progressPrinter>,
): Promise<Course> {
  const shoppers = await gatherShoppers(market, count, (done, total) =>
    shown({ stage: 'Shoppers sign up', done, total }),
  );
  const merchants = await openMerchants(market, agents);
  await openAll({ market, merchants }, agents.openRows(), (done, total) =>
    shown({ stage: 'Merchants open their stores', done, total }),
  );
  const chance = chanceOf(seed, 'flywheel');
  return {
    agents,
    market,
    merchants,
    shoppers,
    pages: openPages(market, market.positionWeightsPpm),
    buying: openBuying(market),
    chance: () => chance.next(),
  };
}

/** Everything that the market's records say of the run. */
async function tell(
  market: DrivenMarket,
  options: FlywheelOptions,
  days: readonly DayTotals[],
): Promise<Omit<Story, 'truth' | 'refusals'>> {
  const { pool } = market;
  const iso = (day: number): string => new Date(firstMidnight + day * dayMs).toISOString().slice(0, 10);
  return {
    options,
    days,
    northStar: (await northStar(pool)).filter(({ day }) => day >= iso(0)),
    ordersByClass: await ordersByClass(pool),
    exposureCounted: await exposureCounted(pool, iso(0), iso(options.days)),
    measured: await measure(market, options.days),
  };
}

/** The loop from the market's own panel, as far as its weeks go. */
async function measure(market: DrivenMarket, days: number): Promise<Measured> {
  const { document } = market.composition.market.policy.at(new Date(market.clock.now()));
  const weeks = Math.floor(days / 7);
  const settling = Math.min(settlingWeeks, Math.floor(weeks / 3));
  const from = new Date(firstMidnight + settling * 7 * dayMs).toISOString().slice(0, 10);
  const panel = await loopPanel(market.composition.market.db, from, weeks - settling, document);
  const { experiments } = document;
  const level = experiments.intervalPpm / 1_000_000;
  const measured = {
    merchants: panel.merchants.length,
    weeks: panel.weeks,
    level,
    variables: panel.variables.map(({ name, isNudged, isRecorded }) => ({ name, isNudged, isRecorded })),
  };
  const names = measurableLinks(panel);
  if (panel.merchants.length < 2 || panel.weeks < 5 || names.length === 0)
    return { ...measured, links: [], gain: null };
  const { links, merchant } = measureLoop(panel, LINKS, names, {
    level,
    draws: experiments.bootstrapDraws,
    weakBelow: experiments.firstStageF,
  });
  return { ...measured, links, gain: merchant };
}
