/** The two clocks of a replay, the market's and its payment provider's, which always stand at one instant. */
import { endpoints } from '@hazumi/contracts';
import type { Caller } from './api.ts';
import type { ReplayMarket } from './market.ts';

export interface ReplayClock {
  /** milliseconds since 1970 */
  now(): number;
  /** Sets both clocks forward and lets what falls due happen; an instant that is past already changes nothing. */
  advance(to: number): Promise<void>;
  /** Lets what is due now happen. */
  settle(): Promise<void>;
}

/** Reads where the market's clock stands, and sets the provider's beside it. */
export async function openReplayClock(
  { api, sandbox }: Pick<ReplayMarket, 'api' | 'sandbox'>,
  operator: Caller,
): Promise<ReplayClock> {
  const { value } = await api(endpoints.getMarket);
  let now = Date.parse(value.now);
  await set(now);
  return {
    now: () => now,
    async advance(to) {
      if (to <= now) return;
      await set(to);
      now = to;
    },
    settle: () => set(now),
  };

  async function set(to: number): Promise<void> {
    await Promise.all([
      sandbox.setClock(to),
      api(endpoints.setClock, { body: { now: new Date(to).toISOString() } }, operator),
    ]);
  }
}
