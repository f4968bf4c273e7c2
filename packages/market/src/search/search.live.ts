import { sql } from 'kysely';
import type { Db } from '../kernel/database.ts';
import { type Change, changesSince, eventPosition } from '../kernel/events.tail.ts';
import { pause } from '../kernel/pause.ts';
import { noPoints, type Points } from '../kernel/points.ts';
import {
  type GoodsIndex,
  readAllGoods,
  refreshCategories,
  refreshGoods,
  refreshStores,
} from './search.goods.ts';

/** How long after a turn the next one begins: what is committed is found after the first turn that begins behind it. */
export const followEveryMs = 250;

/** The index of this process, made from the tables and kept up by the events of all processes. */
export interface LiveGoods {
  /** undefined until it is made */
  readonly current: GoodsIndex | undefined;
  /** begins to make it; until then nothing is read */
  start(): void;
  /** waits until there is one; makes it where nobody does yet */
  ready(): Promise<void>;
  /** makes a new one aside and takes it in place of the old, which answers until then */
  rebuild(): Promise<void>;
  /** reads what changed now, instead of at the next turn */
  catchUp(): Promise<void>;
  /** what lives as long as this does */
  closesWithIt(part: { close(): Promise<void> }): void;
  close(): Promise<void>;
}

/**
 * Each process keeps an index of its own: nothing is shared, so nothing has to be agreed on, and a search asks no other program. A
 * position in the events is noted *before* the tables are read; what changed meanwhile is read again from there, and reading
 * something twice is harmless.
 */
export function liveGoods(db: Db, onError: (error: unknown) => void, points: Points = noPoints): LiveGoods {
  const stop = new AbortController();
  let current: { goods: GoodsIndex; position: string } | undefined;
  let running: Promise<void> | undefined;
  let turn: Promise<void> = Promise.resolve();
  const parts: { close(): Promise<void> }[] = [];

  async function make(): Promise<void> {
    const position = await eventPosition(db);
    const goods = await readAllGoods(db, stop.signal, points);
    if (stop.signal.aborted) return;
    const made = { goods, position };
    await follow(db, made);
    // A turn on the old one may be under way; the new one begins after it.
    turn = turn.then(() => {
      current = made;
    });
    await turn;
  }

  let making: Promise<void> | undefined;
  /** Whoever needs one while one is made waits for the same: two at once would take twice the memory. */
  function makeOnce(): Promise<void> {
    making ??= make().finally(() => {
      making = undefined;
    });
    return making;
  }

  function catchUp(): Promise<void> {
    turn = turn
      .catch(() => {})
      .then(async () => {
        if (current !== undefined) await follow(db, current);
      });
    return turn;
  }

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        if (current === undefined || current.goods.isWorn) void makeOnce().catch(onError);
        await catchUp();
        await points.hit('search.followed');
      } catch (error) {
        // The database is away; what changes meanwhile is read when it is back.
        onError(error);
      }
      await pause(followEveryMs, stop.signal);
    }
    await making?.catch(() => {});
  }

  return {
    get current() {
      return current?.goods;
    },
    start() {
      running ??= run();
    },
    async ready() {
      if (current === undefined) await makeOnce();
    },
    rebuild: make,
    catchUp,
    closesWithIt: (part) => void parts.push(part),
    async close() {
      stop.abort();
      for (const part of parts) await part.close();
      await running;
      await turn.catch(() => {});
    },
  };
}

/** Brings an index from its position to now. Where it breaks off, the position stays, and the next time begins there again. */
async function follow(db: Db, index: { goods: GoodsIndex; position: string }): Promise<void> {
  const { changes, until } = await changesSince(db, index.position);
  const idsOf = (type: string): string[] => [
    ...new Set(
      changes.filter((change: Change) => change.subjectType === type).map((change) => change.subjectId),
    ),
  ];
  const [products, stores, licences] = [idsOf('product'), idsOf('store'), idsOf('licence')];
  if (products.length > 0) await refreshGoods(db, index.goods, products);
  if (stores.length > 0) await refreshStores(db, index.goods, sql`s.id = any(${stores}::uuid[])`);
  if (licences.length > 0) await refreshStores(db, index.goods, sql`s.licence_id = any(${licences}::uuid[])`);
  if (changes.some((change) => change.subjectType === 'category')) await refreshCategories(db, index.goods);
  index.position = until;
}
