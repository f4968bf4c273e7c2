import type { Clock } from './clock.ts';

export interface Limit {
  /** requests that may come at once */
  burst: number;
  /** requests a minute in the long run */
  perMinute: number;
}

export interface LimitAnswer {
  allowed: boolean;
  /** requests left now */
  remaining: number;
  /** seconds until the bucket is full again, or (when refused) until the next request may come */
  resetSeconds: number;
}

/**
 * Token buckets in this process, by group and caller. They protect the process; limits that must hold across processes (sign-in)
 * are kept in the database by their area. Time is the machine's: a market whose clock stands still must not lock people out.
 */
export function rateLimiter(clock: Clock, maxCallers = 50_000) {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return function take(group: string, caller: string, limit: Limit): LimitAnswer {
    const now = clock.now().getTime();
    const perMillisecond = limit.perMinute / 60_000;
    const name = `${group} ${caller}`;
    const bucket = buckets.get(name) ?? { tokens: limit.burst, at: now };
    bucket.tokens = Math.min(limit.burst, bucket.tokens + Math.max(0, now - bucket.at) * perMillisecond);
    bucket.at = now;
    const allowed = bucket.tokens >= 1;
    if (allowed) bucket.tokens -= 1;
    // Insertion order is age: the callers not seen for longest go first.
    buckets.delete(name);
    buckets.set(name, bucket);
    if (buckets.size > maxCallers) buckets.delete(buckets.keys().next().value as string);
    const missing = allowed ? limit.burst - bucket.tokens : 1 - bucket.tokens;
    return {
      allowed,
      remaining: Math.floor(bucket.tokens),
      resetSeconds: Math.ceil(missing / perMillisecond / 1000),
    };
  };
}
