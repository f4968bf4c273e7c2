import { LRUCache } from 'lru-cache';
import pg from 'pg';
import type { Clock } from '../kernel/clock.ts';
import { databaseTypes } from '../kernel/database.ts';
import type { IdSource } from '../kernel/ids.ts';
import type { Points } from '../kernel/points.ts';
import type { PolicyStore } from '../policy/policy.store.ts';
import { lockClaims } from './placement.coupons.ts';
import { decide, type Shelf } from './placement.decide.ts';
import { findAnswers, lockBalances, lockFacts, lockHeldStock } from './placement.facts.ts';
import { findTouches, touchesByStore } from './placement.source.ts';
import type { PlacedCheckout, Placement, Refusal } from './placement.types.ts';
import { type Accepted, writePlacements } from './placement.write.ts';

export type Outcome =
  | { kind: 'placed'; answer: string }
  /** an earlier request with this key and body was answered so */
  | { kind: 'replayed'; answer: string }
  | { kind: 'refused'; refusal: Refusal };

export interface PlacementQueue {
  place(placement: Placement): Promise<Outcome>;
  close(): Promise<void>;
}

interface Waiting {
  placement: Placement;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

interface Lane {
  waiting: Waiting[];
  isBusy: boolean;
  connection: Connection;
}

const mostTogether = 256;
const attempts = 5;

/**
 * The hot path. Wishes that wait at the same moment are placed together: one statement locks what they need, one pure function
 * decides them in the order in which they came, one statement writes those that stand, one commit makes them durable. Each gets
 * its own answer, and only after the commit.
 *
 * Nobody waits for a batch to fill: a lane takes whatever is waiting when it is free, so one shopper alone is a batch of one.
 * There are a few lanes, so that one can decide while another waits for the disk; a store's goods always go by the same one.
 *
 * A wish that makes the whole statement fail (a key that another process is writing at this moment, a fault nobody foresaw) does
 * not take its neighbours with it: they are undone together and tried again one by one.
 */
export function placementQueue(parts: {
  databaseUrl: string;
  clock: Clock;
  ids: IdSource;
  points: Points;
  policy: PolicyStore;
  answerOf(placement: Placement, placed: PlacedCheckout, now: Date): string;
  lanes?: number;
}): PlacementQueue {
  /** the store of a SKU never changes; learnt from what the batches read */
  const storeOfSku = new LRUCache<string, string>({ max: 100_000 });
  /** requests of this process under one key: the second waits for the first instead of for its row */
  const underway = new Map<string, { digest: Buffer; outcome: Promise<Outcome> }>();
  const lanes: Lane[] = Array.from({ length: parts.lanes ?? 2 }, () => ({
    waiting: [],
    isBusy: false,
    connection: connectionTo(parts.databaseUrl),
  }));
  let closing = false;

  /** Wishes for goods of one store go the same lane, so that lanes don't wait for each other's locks. */
  function laneOf(placement: Placement): Lane {
    const skuId = placement.lines[0]?.skuId ?? '';
    return lanes[numberOf(storeOfSku.get(skuId) ?? skuId) % lanes.length] as Lane;
  }

  async function run(lane: Lane): Promise<void> {
    if (lane.isBusy) return;
    lane.isBusy = true;
    while (lane.waiting.length > 0) {
      const batch = lane.waiting.splice(0, mostTogether);
      try {
        await placeTogether(lane.connection, batch);
      } catch (error) {
        if (batch.length === 1) batch[0]?.reject(error);
        else await placeApart(lane.connection, batch);
      }
    }
    lane.isBusy = false;
  }

  async function placeApart(connection: Connection, batch: readonly Waiting[]): Promise<void> {
    for (const one of batch) {
      await placeTogether(connection, [one]).catch((error: unknown) => one.reject(error));
    }
  }

  /** Retries what a rival caused; everything else of a failed batch is the caller's to sort out. */
  async function placeTogether(connection: Connection, batch: readonly Waiting[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await transact(await connection.open(), batch);
      } catch (error) {
        const code = (error as { code?: string }).code;
        const rival = code === '40P01' || code === '40001' || isKeyTaken(error);
        await connection.recover(error);
        // A single wish against a rival: the rival is done by now, so another look settles it.
        if (!rival || batch.length > 1 || attempt >= attempts) throw error;
      }
    }
  }

  async function transact(client: pg.Client, batch: readonly Waiting[]): Promise<void> {
    const placements = batch.map((one) => one.placement);
    const now = parts.clock.now();
    const policy = parts.policy.at(now);
    const later = placements
      .filter((placement) => placement.pay === 'later')
      .map((placement) => placement.buyer);
    const expiredSince = new Date(
      now.getTime() - policy.document.hoarding.expiredOrdersWindowHours * 3_600_000,
    );
    const payers = placements.flatMap((placement) => (placement.pay === 'balance' && placement.userId) || []);
    const { attribution } = policy.document;
    const claimIds = [...new Set(placements.flatMap((placement) => placement.claimIds))];
    const visited = placements.flatMap(({ visitor, lines }) =>
      visitor === null ? [] : lines.map(({ skuId }) => ({ visitor, skuId })),
    );
    const reading = inOneWrite(client, () => [
      client.query('begin'),
      findAnswers(
        client,
        placements.map((placement) => placement.buyer),
        placements.map((placement) => placement.key.key),
      ),
      later.length === 0
        ? Promise.resolve(new Map())
        : lockHeldStock(client, [...new Set(later)], expiredSince),
      lockFacts(client, [
        ...new Set(placements.flatMap((placement) => placement.lines.map((line) => line.skuId))),
      ]),
      payers.length === 0 ? Promise.resolve({ rows: [] }) : lockBalances(client, [...new Set(payers)]),
      claimIds.length === 0 ? Promise.resolve({ rows: [] }) : lockClaims(client, claimIds),
      visited.length === 0
        ? Promise.resolve({ rows: [] })
        : findTouches(
            client,
            visited.map(({ visitor }) => visitor),
            visited.map(({ skuId }) => skuId),
            new Date(now.getTime() - attribution.windowDays * 86_400_000),
            attribution.pathTouches,
          ),
    ]);
    const [, answers, held, facts, balances, claims, touches] = await together(reading);
    for (const row of facts.rows) storeOfSku.set(row.skuId, row.storeId);
    const known = new Map(answers.rows.map((row) => [`${row.actor} ${row.key}`, row]));
    const shelf: Shelf = {
      skus: new Map(facts.rows.map((row) => [row.skuId, row])),
      balances: new Map(balances.rows.map((row) => [`${row.user_id} ${row.currency}`, row.amount_minor])),
      held,
      touches: touchesByStore(touches.rows),
      claims: new Map(claims.rows.map((row) => [row.id, row])),
    };
    const accepted: Accepted[] = [];
    const outcomes = batch.map(({ placement }): Outcome => {
      const earlier = known.get(`${placement.buyer} ${placement.key.key}`);
      if (earlier !== undefined) {
        return earlier.digest.equals(placement.key.digest)
          ? { kind: 'replayed', answer: earlier.answer }
          : { kind: 'refused', refusal: keyReused };
      }
      const decision = decide(placement, shelf, now, policy.document, parts.ids);
      if ('refused' in decision) return { kind: 'refused', refusal: decision.refused };
      const answer = parts.answerOf(placement, decision.placed, now);
      accepted.push({ placement, placed: decision.placed, answer });
      return { kind: 'placed', answer };
    });
    if (accepted.length === 0) await client.query('rollback');
    else {
      const write = () => writePlacements(client, parts.ids, now, policy.number, accepted);
      const committed = await writeAndCommit(client, write);
      if (committed.command !== 'COMMIT') throw new Error('the batch was rolled back');
      await parts.points.hit('placement.committed');
    }
    batch.forEach((one, at) => {
      one.resolve(outcomes[at] as Outcome);
    });
  }

  /** The rows and their commit travel together, unless something stops between them. */
  async function writeAndCommit(client: pg.Client, write: () => Promise<void>): Promise<pg.QueryResult> {
    const stopped = parts.points.hit('placement.written');
    if (stopped !== undefined) {
      await together([write(), stopped]);
      return client.query('commit');
    }
    const [, committed] = await together(inOneWrite(client, () => [write(), client.query('commit')]));
    return committed;
  }

  return {
    place(placement) {
      if (closing) return Promise.reject(new Error('the placement queue is closed'));
      const name = `${placement.buyer} ${placement.key.key}`;
      const first = underway.get(name);
      if (first !== undefined) {
        if (!first.digest.equals(placement.key.digest))
          return Promise.resolve({ kind: 'refused', refusal: keyReused });
        return first.outcome.then((outcome) =>
          outcome.kind === 'placed' ? { ...outcome, kind: 'replayed' } : outcome,
        );
      }
      const lane = laneOf(placement);
      const outcome = new Promise<Outcome>((resolve, reject) =>
        lane.waiting.push({ placement, resolve, reject }),
      );
      underway.set(name, { digest: placement.key.digest, outcome });
      const forget = () => void underway.delete(name);
      outcome.then(forget, forget);
      void run(lane);
      return outcome;
    },
    async close() {
      closing = true;
      await Promise.allSettled([...underway.values()].map((one) => one.outcome));
      await Promise.all(lanes.map((lane) => lane.connection.close()));
    },
  };
}

/** Some bits of a UUID's random part, as a number. */
const numberOf = (uuid: string): number => Number.parseInt(uuid.slice(-6), 16) || 0;

const keyReused: Refusal = {
  code: 'idempotency_key_reused',
  details: { pointer: '/headers/idempotency-key' },
};

function isKeyTaken(error: unknown): boolean {
  const fault = error as { code?: string; constraint?: string };
  return fault.code === '23505' && fault.constraint === 'idempotency_key_pkey';
}

/** Lets the queries that `send` begins leave in one packet: a call of the system and a waking of the database's process for all, not for each. */
function inOneWrite<const T extends readonly unknown[]>(client: pg.Client, send: () => T): T {
  const { stream } = (client as unknown as { connection: pg.Connection }).connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}

/** Waits for all, and only then fails with the first fault: nothing may run on behind a rollback. */
async function together<const T extends readonly unknown[]>(
  work: T,
): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }> {
  const settled = await Promise.allSettled(work);
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as never;
}

/**
 * Every query here finds its rows by key, whatever the values and however few rows a table has today: it is planned once, by index.
 * Planning a batch's query anew cost more than running it, and a plan made on a young market's empty tables would go on reading
 * them whole when they have grown.
 */
const planOnce = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'enable_bitmapscan=off',
  'jit=off',
  // A row that is read and thrown away costs as much as a page: else a store's whole shelf is read for one line of an order.
  'cpu_tuple_cost=1',
  'cpu_index_tuple_cost=1',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

interface Connection {
  open(): Promise<pg.Client>;
  /** after a fault: ends the transaction, or drops a connection that is broken */
  recover(error: unknown): Promise<void>;
  close(): Promise<void>;
}

/** A lane's own connection. Pipelined: the queries of a batch travel together and cost one round trip, not one each. */
function connectionTo(databaseUrl: string): Connection {
  let current: Promise<pg.Client> | undefined;
  const drop = async (): Promise<void> => {
    const client = current;
    current = undefined;
    await client?.then((open) => open.end()).catch(() => undefined);
  };
  return {
    open() {
      current ??= (async () => {
        const client = new pg.Client({
          connectionString: databaseUrl,
          pipeline: true,
          types: databaseTypes,
          connectionTimeoutMillis: 10_000,
          statement_timeout: 30_000,
          options: planOnce,
        } as pg.ClientConfig);
        // A connection that breaks between batches is replaced by the next one.
        client.on('error', () => void drop());
        await client.connect();
        return client;
      })().catch((error: unknown) => {
        current = undefined;
        throw error;
      });
      return current;
    },
    async recover() {
      try {
        await (await current)?.query('rollback');
      } catch {
        await drop();
      }
    },
    close: drop,
  };
}
