/** Trade under random kills of server, payment provider and database; then silence, and a comparison of all that was promised. */

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Client, createClient, endpoints, fromPublicId, toPublicId } from '@hazumi/contracts';
import { openDatabase } from '@hazumi/market';
import { givenBalance, givenLicence, givenSku, givenStore, uuidv7Source } from '@hazumi/market/testing';
import { chanceOf } from '../seed/chance.ts';
import { type Acknowledged, type Credential, nothingYet } from './acknowledged.ts';
import { insist, until } from './patience.ts';
import { openPlace, type Place, type Victim, victims } from './place.ts';
import { follow, type Goods, giveUp, shop, type Trader } from './trade.ts';
import { judge } from './verdict.ts';

export interface ChaosReport {
  minutes: number;
  seed: number;
  kills: Record<Victim, number>;
  acknowledged: number;
  lost: number;
  doubled: number;
  faults: string[];
  trial_balance: number;
}

const people = 8;
const guests = 2;
const storeCount = 3;

export async function runChaos(options: {
  minutes: number;
  seed: number;
  /** one line of progress */
  say(line: string): void;
  /** settles when the run shall end before its time */
  stop?: Promise<void>;
}): Promise<ChaosReport> {
  const { minutes, seed, say } = options;
  const place = await openPlace(join(tmpdir(), `hazumi-chaos-${process.pid}`));
  try {
    const acknowledged = nothingYet();
    const call = createClient({ baseUrl: place.url });
    const { goods, sellers, shoppers } = await setUp(place, call);
    let isOver = false;
    const end = Promise.race([delay(minutes * 60_000), options.stop ?? new Promise(() => undefined)]).then(
      () => {
        isOver = true;
      },
    );
    say(
      `${shoppers.length} shoppers and ${sellers.size} sellers trade for ${minutes} minutes, seed ${seed}.`,
    );
    const load = shoppers.map(async ({ as, isGuest }, at) => {
      const chance = chanceOf(seed, `shopper ${at}`);
      const trader: Trader = { call, place, acknowledged, chance, goods, sellers };
      while (!isOver) await (chance.of(0.7) ? shop(trader, as, isGuest) : follow(trader));
    });
    const trade = Promise.all(load);
    const killing = killAgainAndAgain(place, seed, () => isOver, say, acknowledged);
    await Promise.race([end, trade, killing]);
    isOver = true;
    await killing;
    await trade;
    say('The load is over; waiting until nothing is under way any more.');
    await becomeQuiet(place, call, acknowledged);
    const { trialBalance, ...verdict } = await judge(place, acknowledged);
    say(`Answers: ${[...acknowledged.answers].map(([code, count]) => `${code} ${count}`).join(', ')}.`);
    return { minutes, seed, kills: place.kills, ...verdict, trial_balance: trialBalance };
  } finally {
    await place.close();
  }
}

interface Shopper {
  as: Credential;
  isGuest: boolean;
}

async function setUp(
  place: Place,
  call: Client,
): Promise<{ goods: Goods[]; sellers: Map<string, Credential>; shoppers: Shopper[] }> {
  const handle = openDatabase(place.databaseUrl, { connections: 2 });
  const ids = uuidv7Source();
  const join = async (name: string): Promise<{ id: string; as: Credential }> => {
    const body = { email: `${name}@example.test`, password: 'correct horse battery', name };
    const joined = await insist(() => call(endpoints.signUp, { body }));
    if (!joined.ok) throw new Error(`${name} cannot join: ${joined.problem.code}`);
    const id = fromPublicId('person', joined.value.me.id) as string;
    return { id, as: { authorization: `Bearer ${joined.value.token}` } };
  };
  try {
    const goods: Goods[] = [];
    const sellers = new Map<string, Credential>();
    for (let store = 0; store < storeCount; store += 1) {
      const licenceId = await givenLicence(handle.db, ids);
      const storeId = await givenStore(handle.db, ids, licenceId);
      // Some run out: refusals are a part of the load.
      for (const available of [100_000, 100_000, 60]) {
        const sku = await givenSku(handle.db, ids, storeId, { available });
        goods.push({ skuId: toPublicId('sku', sku.skuId), priceMinor: Number(sku.priceMinor) });
      }
      const owner = await join(`seller-${store}`);
      // Written past the services, so the server that remembers who this person is must be told.
      await handle.pool.query(
        `with made as (
           insert into membership (id, person_id, licence_id, role, created_at) values (gen_random_uuid(), $1, $2, 'owner', now()) returning person_id)
         select pg_notify('people_changed', person_id::text) from made`,
        [owner.id, licenceId],
      );
      sellers.set(toPublicId('store', storeId), owner.as);
    }
    const shoppers: Shopper[] = [];
    for (let at = 0; at < people; at += 1) {
      const { id, as } = await join(`shopper-${at}`);
      await givenBalance(handle.db, ids, id, 1_000_000_000n);
      shoppers.push({ as, isGuest: false });
    }
    for (let at = 0; at < guests; at += 1) {
      const begun = await insist(() => call(endpoints.startGuest));
      if (begun.ok) shoppers.push({ as: { 'x-guest-token': begun.value.token }, isGuest: true });
    }
    return { goods, sellers, shoppers };
  } finally {
    await handle.close();
  }
}

/** Each of the three in a random order, then again, with random pauses. */
async function killAgainAndAgain(
  place: Place,
  seed: number,
  isOver: () => boolean,
  say: (line: string) => void,
  acknowledged: Acknowledged,
): Promise<void> {
  const chance = chanceOf(seed, 'kills');
  while (!isOver()) {
    for (const victim of chance.shuffled([...victims, 'server' as const])) {
      const pause = performance.now() + chance.between(500, 5_000);
      while (!isOver() && performance.now() < pause) await delay(50);
      if (isOver()) return;
      await place.kill(victim, chance);
      say(`${victim} killed and started again; ${acknowledged.checkouts.size} orders acknowledged.`);
    }
  }
}

/** Everybody goes home: what is unpaid is given up, and what is under way comes to its end. */
async function becomeQuiet(place: Place, call: Client, acknowledged: Acknowledged): Promise<void> {
  await insist(() => place.callSandbox('POST', '/api/faults', {}));
  const handle = openDatabase(place.databaseUrl, { connections: 1 });
  try {
    const { rows } = await handle.pool.query<{ id: string }>(
      "select id::text from checkout where state = 'unpaid'",
    );
    for (const { id } of rows) {
      const publicId = toPublicId('checkout', id);
      const known = acknowledged.checkouts.get(publicId);
      if (known !== undefined) await giveUp({ call, acknowledged }, known.buyer, publicId);
    }
    await until(
      'payments and refunds are at their end',
      async () => {
        // A process that died at its work has it for a minute: here, that minute is over.
        await handle.pool.query(
          "update payment set next_check_at = now() where state in ('created', 'pending') and next_check_at > now()",
        );
        await handle.pool.query(
          "update refund set next_attempt_at = now() where state in ('created', 'pending') and next_attempt_at > now()",
        );
        await delay(500);
        const { rows: open } = await handle.pool.query<{ count: bigint }>(
          `select (select count(*) from payment where state in ('created', 'pending')) + (select count(*) from refund where state in ('created', 'pending'))
             + (select count(*) from checkout where state = 'unpaid') as count`,
        );
        return open[0]?.count === 0n;
      },
      180,
    );
  } finally {
    await handle.close();
  }
}
