/** The market that is driven: one of its own, started afresh, with an operator who sets its clock. */
import { join } from 'node:path';
import type { Clock, DatabaseHandle } from '@hazumi/market';
import { openReplayClock, type ReplayClock } from '../replay/clock.ts';
import { openJournal } from '../replay/journal.ts';
import { openReplayMarket, type ReplayMarket } from '../replay/market.ts';
import { openOperator } from '../replay/operator.ts';

export interface DrivenMarket extends ReplayMarket {
  clock: ReplayClock;
  /** to read the market's own records; nothing is written past the API */
  pool: DatabaseHandle['pool'];
  /** what a view at each position of a page is worth, by the policy in force */
  positionWeightsPpm: readonly number[];
}

/**
 * Starts the market in an empty folder, its clock at `startsAt`.
 *
 * @throws StartProblem for what the person at the terminal can change
 */
export async function openDrivenMarket(options: {
  dataFolder: string;
  /** another database than the data folder's own */
  databaseUrl?: string;
  startsAt: Date;
  terminal: NodeJS.WritableStream;
  machine: Clock;
}): Promise<DrivenMarket> {
  const market = await openReplayMarket(options);
  try {
    const journal = openJournal(join(options.dataFolder, 'flywheel.jsonl'));
    try {
      const operator = await openOperator(market, journal, options.machine);
      const { policy } = market.composition.market;
      return {
        ...market,
        clock: await openReplayClock(market, operator.caller),
        pool: market.composition.handle.pool,
        positionWeightsPpm: policy.at(options.startsAt).document.allotment.positionWeightsPpm,
      };
    } finally {
      journal.close();
    }
  } catch (error) {
    await market.close();
    throw error;
  }
}
