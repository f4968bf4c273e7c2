import type { TestMarket } from '../testing/market.ts';
import { countTouches } from './touches.repository.ts';

/** Counts until nothing is left to count. A transaction that runs elsewhere on the same server holds the counts back until it ends. */
export async function countAll({ market, handle }: Pick<TestMarket, 'market' | 'handle'>): Promise<void> {
  for (;;) {
    await countTouches(market.db);
    const { rows } = await handle.pool.query<{ rest: number }>(
      'select count(*)::int as rest from touch where xid >= (select xid from touch_rollup)',
    );
    if (rows[0]?.rest === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
