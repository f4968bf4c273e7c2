import { closeDays } from '../fraud/fraud.days.ts';
import { isDayOverdue } from '../fraud/fraud.repository.ts';
import type { Sweep } from '../kernel/sweeps.ts';
import type { Market } from '../market.ts';
import { clearDue } from './incentive.clearing.ts';
import { openMissed } from './incentive.opening.ts';
import { vestDue } from './incentive.vesting.ts';

/**
 * Closes the days that are over, decides about the orders whose return window is, and vests what is due, in this order: an order is judged
 * by what was known as its day ended.
 */
export function incentiveSweep(market: Market): Sweep {
  return {
    name: 'incentive',
    everyMs: 10_000,
    async run(ctx) {
      const closed = await closeDays(market, ctx);
      // Another process is closing a day: what it finds must be known before anything is decided.
      if (await isDayOverdue(market.db, ctx.now)) return closed;
      if (closed > 0) await openMissed(market, ctx);
      const cleared = await clearDue(market, ctx);
      return closed + cleared + (await vestDue(market, ctx));
    },
  };
}
