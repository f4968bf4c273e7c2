import type { World } from './world.ts';

/**
 * The market does, at an instant of the story, what is due by then; returns how much it found. Only this composition's own round is
 * made, and only by its name: the server's rounds rest while the past is told.
 */
export function runSweep(world: World, name: string, at: number): Promise<number> {
  const { market } = world.composition;
  const sweep = market.sweeps.find((one) => one.name === name);
  if (sweep === undefined) throw new Error(`the market has no round called ${name}`);
  return world.clock.at(at, () => sweep.run(market.newCtx({ actor: { kind: 'system', name } })));
}

/** What has fallen due in the course of a day and is not asked for at its very moment: what is counted first, then what follows from it. */
const daily = [
  'identityChecks',
  'closingStores',
  'payments under way',
  'ledger roll-up',
  'touch counts',
  'principals',
  'incentive',
  'measures.days',
  'experiments',
  'allotment',
];

export async function runDailySweeps(world: World, at: number): Promise<void> {
  for (const name of daily) await runSweep(world, name, at);
}

/** All that is due by then. */
export function runAllSweeps(world: World, at: number): Promise<number> {
  return world.clock.at(at, () => world.composition.sweepUntilIdle());
}
