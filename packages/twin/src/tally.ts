/** Sums of a day: each block adds up its own rows, and blocks are summed in their order, whoever worked on them. */
import { type SeriesName, seriesNames } from './result.ts';
import type { World } from './world.ts';

/** What is summed beside the series, for tomorrow's market. */
const OTHERS = [
  'abilityOpen',
  'abilityAdmitted',
  'creatorWeight',
  /** Real money from outside: what buyers paid, less what they got back. */
  'inflow',
  'toSuppliers',
  'toCreators',
  /** Fees less incentives, credits and losses borne. */
  'toPlatform',
  'merchantsMoney',
  'seenEffective',
  'seenVisits',
  'profitOpen',
  'refundWeight',
  'refundSum',
  'refundSquares',
  /** Kept private fees that entered merit today. */
  'meritFees',
  /** Merit as the allotment sees it: what a day's exposure is given for. */
  'meritToday',
  'impressionWorth',
] as const;

export type TallyName = SeriesName | (typeof OTHERS)[number];
const names: readonly TallyName[] = [...seriesNames, ...OTHERS];

export const TALLY_SIZE = names.length;
/** Where each sum stands within a block's tallies. */
export const T = Object.fromEntries(names.map((name, index) => [name, index])) as Readonly<
  Record<TallyName, number>
>;

export function clearTallies({ tallies, tallySize }: World, block: number): void {
  tallies.fill(0, block * tallySize, (block + 1) * tallySize);
}

/** Adds to one sum of a block. Steps keep sums in local variables and call this once a block. */
export function addTally(world: World, block: number, name: number, value: number): void {
  const at = block * world.tallySize + name;
  world.tallies[at] = (world.tallies[at] as number) + value;
}

/** All sums of the day, in order of block, into `out`. */
export function sumTallies({ tallies, tallySize, blocks }: World, out: Float64Array): void {
  out.fill(0);
  for (let block = 0; block < blocks; block++)
    for (let name = 0; name < tallySize; name++)
      out[name] = (out[name] as number) + (tallies[block * tallySize + name] as number);
}
