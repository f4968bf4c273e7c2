import { Problem } from '../kernel/problem.ts';

/**
 * Lets `atOnce` pieces of work run and `waiting` more wait; others are told to come again. Decoding and encoding keep a processor
 * busy for a second: without a bound, a few uploads would leave nothing for those who buy.
 */
export function oneOfFew(atOnce: number, waiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) {
      if (queue.length >= waiting) {
        throw new Problem('unavailable', {
          detail: 'Many pictures are being prepared; try again in a moment.',
          retryAfter: 5,
        });
      }
      // Whoever ends hands its place on, so nobody can slip in between.
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
