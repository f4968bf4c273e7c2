import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits for a condition, looking again and again; a failing look counts as not yet.
 *
 * @throws Error that names what did not come, with the last look's fault, after a minute
 */
export async function until(what: string, holds: () => Promise<boolean>, seconds = 60): Promise<void> {
  const end = performance.now() + seconds * 1_000;
  let fault: unknown;
  while (performance.now() < end) {
    try {
      if (await holds()) return;
      fault = undefined;
    } catch (error) {
      fault = error;
    }
    await delay(50);
  }
  throw new Error(`${what}: not after ${seconds} seconds`, { cause: fault });
}

/**
 * Asks until there is an answer that is no fault of the server's: as a client does that keeps its Idempotency-Key.
 *
 * @param ask one try; rejects where the connection broke
 */
export async function insist<T extends { status: number }>(ask: () => Promise<T>, seconds = 120): Promise<T> {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    let fault: unknown;
    try {
      const answer = await ask();
      if (answer.status < 500) return answer;
      fault = answer;
    } catch (error) {
      fault = error;
    }
    if (performance.now() > end) throw new Error(`no answer within ${seconds} seconds`, { cause: fault });
    await delay(50);
  }
}
