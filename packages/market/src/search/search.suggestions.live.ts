import type { Db } from '../kernel/database.ts';
import { readSuggestions, type Suggestions } from './search.suggestions.ts';

const goodForMs = 10 * 60_000;

export interface LiveSuggestions {
  /** undefined until they were made; asking begins that, and makes them anew where they are old */
  current(): Suggestions | undefined;
  /** makes them now */
  rebuild(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The suggestions of this process. They may be some minutes old: whether each still finds goods is asked of the index when it is shown.
 *
 * @param now milliseconds of a clock that only goes on
 */
export function liveSuggestions(
  db: Db,
  now: () => number,
  onError: (error: unknown) => void,
): LiveSuggestions {
  const stop = new AbortController();
  let made: { suggestions: Suggestions; at: number } | undefined;
  let making: Promise<void> | undefined;

  async function make(): Promise<void> {
    const suggestions = await readSuggestions(db, stop.signal);
    if (!stop.signal.aborted) made = { suggestions, at: now() };
  }
  function rebuild(): Promise<void> {
    making ??= make().finally(() => {
      making = undefined;
    });
    return making;
  }

  return {
    current() {
      if (!stop.signal.aborted && (made === undefined || made.at + goodForMs < now()))
        rebuild().catch(onError);
      return made?.suggestions;
    },
    rebuild,
    async close() {
      stop.abort();
      await making?.catch(() => {});
    },
  };
}
