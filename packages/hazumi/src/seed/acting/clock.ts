import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '@hazumi/market';

/**
 * The clock of a story that is told in several threads at once. Each act has an instant of its own, which the market reads wherever
 * that act's request takes it; a parcel of last Tuesday and an order of Wednesday can be under way side by side, each in its own time.
 */
export interface StoryClock extends Clock {
  /** does something at an instant of the story */
  at<T>(instant: Date | number, work: () => Promise<T>): Promise<T>;
}

/** @param rest what the clock shows to whatever runs outside of any act */
export function storyClock(rest: Date): StoryClock {
  const instants = new AsyncLocalStorage<Date>();
  return {
    now: () => instants.getStore() ?? rest,
    at: (instant, work) => instants.run(new Date(instant), work),
  };
}
