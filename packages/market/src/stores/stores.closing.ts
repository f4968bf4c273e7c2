import type { Sweep } from '../kernel/sweeps.ts';
import type { Market } from '../market.ts';
import { listClosable } from './stores.repository.ts';
import { finishClosing } from './stores.service.ts';

const batch = 50;

/** Closes the stores that are closing and whose last open order is done. Found by the index of closing stores and that of open orders. */
export function closingSweep(market: Pick<Market, 'db' | 'policy'>): Sweep {
  return {
    name: 'closingStores',
    everyMs: 5_000,
    async run(ctx) {
      let closed = 0;
      for (const storeId of await listClosable(market.db, batch)) {
        if (await finishClosing(market, ctx, storeId)) closed += 1;
      }
      return closed;
    },
  };
}
