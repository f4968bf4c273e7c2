/**
 * Counts what was shown, apart from the requests that show it: in memory, and in one transaction every half second. What is counted is
 * written once: where a commit's answer was lost, its transaction is asked for before anything is sent again. A process that dies loses
 * what it had not written, half a second as a rule.
 */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import {
  claimPlace,
  type ImpressionBatch,
  isCommitted,
  leavePlace,
  renewPlace,
  writeBatch,
} from './impressions.repository.ts';

/** A place on an answered page. */
export interface ShownStore {
  storeId: string;
  /** undefined: the day's allotment does not know the store; it is then its own licence */
  principalId: string | undefined;
  /** from 1 */
  position: number;
  /** by the keyword's row; else the page followed relevance, or time */
  isAllotted: boolean;
  micro: number;
}

export interface ShownPage {
  day: string;
  keyword: string;
  policyVersion: number;
  isAllotted: boolean;
  stores: readonly ShownStore[];
}

export interface ImpressionCounter {
  /** under which number this process counts; undefined until it holds one */
  readonly place: number | undefined;
  page(page: ShownPage): void;
  search(day: string, query: string, categoryId: string | null): void;
  /** a page of a category that was shown */
  category(day: string, categoryId: string): void;
  /** a visit that came by a result: of goods by their id, or of a store by its slug */
  click(day: string, keyword: string, of: { productId: string } | { slug: string }): void;
  /** Takes a place, if this process holds none. */
  claim(): Promise<number>;
  /** Writes all that is counted until now, and makes sure that the place is still held. */
  flush(): Promise<void>;
  /** Writes what is left and gives the place back. */
  close(): Promise<void>;
}

/** For how long a place is held without a word; a process that died leaves it free after that. */
export const holdMs = 10_000;

export function impressionCounter(pool: pg.Pool, hold = holdMs): ImpressionCounter {
  const holder = randomUUID();
  let place: number | undefined;
  let heldAt = Number.NEGATIVE_INFINITY;
  let counted = emptyBatch();
  /** a batch that was sent and not answered, with its transaction where that is known */
  let sent: { batch: ImpressionBatch; xid: string | undefined } | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  /** One after the other: two batches of one process never overtake each other. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work);
    turn = next.catch(() => undefined);
    return next;
  }

  async function claim(): Promise<number> {
    if (place === undefined) {
      place = await claimPlace(pool, holder, hold);
      heldAt = performance.now();
    }
    return place;
  }

  async function flush(): Promise<void> {
    if (sent?.xid !== undefined && (await isCommitted(pool, sent.xid))) sent = undefined;
    while (sent !== undefined || !isEmpty(counted)) {
      if (sent === undefined) {
        sent = { batch: counted, xid: undefined };
        counted = emptyBatch();
      }
      const current = sent;
      const isHeld = await writeBatch(pool, current.batch, await claim(), holder, hold, (xid) => {
        current.xid = xid;
      });
      if (isHeld) {
        sent = undefined;
        heldAt = performance.now();
      } else place = undefined;
    }
    if (place === undefined || performance.now() - heldAt < hold / 5) return;
    if (await renewPlace(pool, place, holder, hold)) heldAt = performance.now();
    else place = undefined;
  }

  return {
    get place() {
      return place;
    },
    page({ day, keyword, policyVersion, isAllotted, stores }) {
      add(counted.pages, [day, keyword, isAllotted], 1, sum(stores));
      for (const one of stores)
        add(
          counted.stores,
          [day, keyword, one.isAllotted, one.storeId, one.position, one.principalId ?? null, policyVersion],
          1,
          one.micro,
        );
    },
    search(day, query, categoryId) {
      add(counted.searches, [day, query, categoryId], 1, 0);
    },
    category(day, categoryId) {
      add(counted.categories, [day, categoryId], 1, 0);
    },
    click(day, keyword, of) {
      const [productId, slug] = 'productId' in of ? [of.productId, null] : [null, of.slug];
      add(counted.clicks, [day, keyword, productId, slug], 1, 0);
    },
    claim: () => inTurn(claim),
    flush: () => inTurn(flush),
    close: () =>
      inTurn(async () => {
        await flush();
        if (place !== undefined) await leavePlace(pool, place, holder);
        place = undefined;
      }),
  };
}

const sum = (stores: readonly ShownStore[]): number => stores.reduce((whole, { micro }) => whole + micro, 0);

const emptyBatch = (): ImpressionBatch => ({
  pages: new Map(),
  stores: new Map(),
  searches: new Map(),
  categories: new Map(),
  clicks: new Map(),
});

const isEmpty = (batch: ImpressionBatch): boolean =>
  Object.values(batch).every((counts: ReadonlyMap<string, unknown>) => counts.size === 0);

function add(
  counts: Map<string, { key: readonly unknown[]; count: number; micro: number }>,
  key: readonly unknown[],
  count: number,
  micro: number,
): void {
  const name = JSON.stringify(key);
  const known = counts.get(name);
  if (known === undefined) counts.set(name, { key, count, micro });
  else {
    known.count += count;
    known.micro += micro;
  }
}
