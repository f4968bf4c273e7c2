/**
 * The provider's time, in milliseconds since 1970: expiry, captures that come later, timestamps of webhooks.
 */
export interface Clock {
  now(): number;
  /** The instant at which it was made to stand, or null while it runs. */
  standsAt(): number | null;
  /** Makes it stand at an instant, or run again with the machine's time (null). */
  set(standsAt: number | null): void;
}

/**
 * A clock that runs until it is made to stand, as a merchant's test needs it: a slip that expires in three
 * days, or trade of another year. What has to do with the network (retries, slow answers) always runs with
 * the machine's time.
 */
export function settableClock(machine: () => number): Clock {
  let standing: number | null = null;
  return {
    now: () => standing ?? machine(),
    standsAt: () => standing,
    set(standsAt) {
      standing = standsAt;
    },
  };
}

/** The machine's time in milliseconds since 1970. */
export const machineTime = (): number => Date.now();
