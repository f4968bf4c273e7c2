/**
 * Step 8, continued: audits catch washers, and now and then an honest store breaks a major rule. A ban ends the store; to
 * its siblings it spreads as far as the policy lets it.
 */
import { spreadShare, stakeAgainstFraud } from '@hazumi/policy';
import { STREAM, uniforms } from '../random.ts';
import type { Run } from '../run-state.ts';
import { addTally, T } from '../tally.ts';
import { BANNED, entityOf, OPEN, PRINCIPAL_SLOT, WOULD_WASH } from '../world.ts';
import { takeBack } from './08-vesting.ts';
import { endStore } from './09-exit.ts';

const DRAW_AUDIT = 4;
const DRAW_ALARM = 5;
const pair = new Float64Array(2);

export function sanction(run: Run, day: number, block: number, from: number): void {
  const { slots, flags, state, openRows, openCount } = run.world;
  const { deciders } = run;
  const wouldWash = WOULD_WASH;
  const end = from + (openCount[block] as number);
  const lastDecider = from + (run.deciderCount[block] as number);
  let decider = from;
  let audited = -1;
  for (let at = from; at < end; at++) {
    const row = openRows[at] as number;
    if (((flags[row] as number) & wouldWash) !== 0) {
      const first = row - (row % slots);
      if (first !== audited) audit(run, day, block, first);
      audited = first;
    }
    if (decider === lastDecider || deciders[decider] !== row) continue;
    decider += 1;
    if (state[row] === OPEN) watch(run, day, block, row);
  }
}

/** An audit of a principal that is faking: what it finds is a matter of chance, as the deposit's stake assumes. */
function audit(run: Run, day: number, block: number, first: number): void {
  const { world, constants: c, rules } = run;
  let isFaking = false;
  for (let row = first; row < first + world.slots; row++)
    if (world.state[row] === OPEN && (world.fakeRate[row] as number) > 0) isFaking = true;
  if (!isFaking) return;
  const principal = Math.floor(first / world.slots);
  uniforms(c.seed, STREAM.days, entityOf(principal, PRINCIPAL_SLOT), day, DRAW_AUDIT, pair);
  if ((pair[0] as number) >= c.fraudAuditShare || (pair[1] as number) >= rules.caughtShare) return;
  for (let row = first; row < first + world.slots; row++) {
    if (world.state[row] !== OPEN) continue;
    if ((world.fakeRate[row] as number) > 0) ban(run, day, block, row);
    else spread(run, day, row);
  }
}

function watch(run: Run, day: number, block: number, row: number): void {
  const { world, constants: c } = run;
  uniforms(c.seed, STREAM.days, world.entity[row] as number, day, DRAW_ALARM, pair);
  if ((pair[0] as number) >= c.falseAlarmChance) return;
  ban(run, day, block, row);
  const first = row - (row % world.slots);
  for (let sibling = first; sibling < first + world.slots; sibling++)
    if (world.state[sibling] === OPEN) spread(run, day, sibling);
}

function ban(run: Run, day: number, block: number, row: number): void {
  const { world, rules } = run;
  const depositRules = rules.deposits[world.category[row] as number] as (typeof rules.deposits)[number];
  const stake = stakeAgainstFraud(world.pendingRebate[row] as number, depositRules);
  const taken = takeBack(run, row);
  const held = world.deposit[row] as number;
  const forfeited = Math.min(held, stake);
  world.deposit[row] = held - forfeited;
  world.sumProfit[row] = (world.sumProfit[row] as number) - forfeited;
  addTally(world, block, T.clawbacks, taken + forfeited);
  addTally(world, block, T.toPlatform, forfeited);
  addTally(world, block, T.bans, 1);
  endStore(run, day, block, row, BANNED);
}

/** A sibling is suspended for the share of an endless ban that the policy, or the experiment, lays on it. */
function spread({ world, constants: c, rules }: Run, day: number, row: number): void {
  const sameGoods = c.splitIsDistinct === 0;
  const share = c.bansSpreadBy >= 0 ? c.bansSpreadBy : spreadShare(sameGoods, false, true, rules.spread);
  const days = Math.round(share * rules.spread.endlessDays);
  world.sanctionedUntil[row] = Math.max(world.sanctionedUntil[row] as number, day + 1 + days);
}
