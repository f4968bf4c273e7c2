/**
 * PostgreSQL ended as by a power cut while many buy, and started again: the server lives on, every order that was acknowledged is
 * there once, and every one that was not can be asked for again with its key.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createClient, endpoints, fromPublicId, toPublicId } from '@hazumi/contracts';
import { auditMarket, migrate, openDatabase } from '@hazumi/market';
import {
  type GivenSku,
  givenBalance,
  givenLicence,
  givenSku,
  givenStore,
  testAddress,
} from '@hazumi/market/testing';
import { insist, until } from '../chaos/patience.ts';
import { type ServerProcess, startServerProcess } from '../chaos/server.process.ts';
import { findPort } from '../ports.ts';
import { type PostgresCluster, startPostgres } from '../postgres.ts';
import { temporaryFolder } from '../testing/program.ts';
import { ids } from './testing/ids.ts';
import { freshKey, type Person, signUp } from './testing/people.ts';

const clients = 8;
const kills = 2;
/** orders acknowledged before each kill, and after the last */
const between = 40;

describe('PostgreSQL dies', () => {
  const folder = temporaryFolder();
  let cluster: PostgresCluster;
  let server: ServerProcess;
  const startCluster = () => startPostgres({ folder: join(folder.path, 'postgres'), durable: true });
  before(async () => {
    cluster = await startCluster();
    const admin = openDatabase(cluster.adminUrl, { connections: 1 });
    await admin.pool.query('create database market');
    await admin.close();
    await migrate(cluster.urlOf('market'));
    server = await startServerProcess({
      databaseUrl: cluster.urlOf('market'),
      port: await findPort(0),
      dataFolder: folder.path,
      sandbox: { url: 'http://127.0.0.1:9', apiKey: 'none', webhookSecret: 'whsec_bm9uZQ==' },
    });
  });
  after(async () => {
    await server.kill();
    await cluster.close();
    folder.remove();
  });

  test('under load: no acknowledged order is lost, none is doubled', async () => {
    const call = createClient({ baseUrl: server.url });
    const setUp = openDatabase(cluster.urlOf('market'), { connections: 2 });
    const storeId = await givenStore(setUp.db, ids, await givenLicence(setUp.db, ids));
    const skus: GivenSku[] = [];
    for (let at = 0; at < 3; at += 1)
      skus.push(await givenSku(setUp.db, ids, storeId, { available: 100_000 }));
    const shoppers: Person[] = [];
    for (let at = 0; at < clients; at += 1) {
      const person = await signUp(call, `shopper-${at}`);
      await givenBalance(setUp.db, ids, person.id, 1_000_000_000n);
      shoppers.push(person);
    }
    await setUp.close();

    /** checkouts by the key under which they were acknowledged */
    const acknowledged = new Map<string, string>();
    let sent = 0;
    let isOver = false;
    const buyAgainAndAgain = async (shopper: Person, client: number): Promise<void> => {
      for (let turn = 0; !isOver; turn += 1) {
        const skuId = toPublicId('sku', skus[(client + turn) % skus.length]?.skuId as string);
        const body = {
          lines: [{ skuId, quantity: 1, unitPriceMinor: 1_000 }],
          totalMinor: 1_000,
          currency: 'CNY',
          address: testAddress,
        };
        const idempotencyKey = freshKey();
        sent += 1;
        const answer = await insist(() =>
          call(endpoints.buyNow, { headers: shopper.as, body, idempotencyKey }),
        );
        assert.ok(answer.ok, JSON.stringify(answer));
        acknowledged.set(idempotencyKey, fromPublicId('checkout', answer.value.checkoutId) as string);
      }
    };
    const load = shoppers.map(buyAgainAndAgain);
    try {
      for (let kill = 1; kill <= kills; kill += 1) {
        const enough = acknowledged.size + between;
        await until(`${enough} orders`, async () => acknowledged.size >= enough, 120);
        await cluster.kill();
        cluster = await startCluster();
      }
      const enough = acknowledged.size + between;
      await until(`${enough} orders after the last start`, async () => acknowledged.size >= enough, 120);
    } finally {
      isOver = true;
    }
    await Promise.all(load);
    assert.ok(!server.isGone(), `the server died too: ${server.errors()}`);

    const { db, pool, close } = openDatabase(cluster.urlOf('market'), { connections: 2 });
    try {
      assert.equal(acknowledged.size, sent);
      const found = await pool.query<{ id: string; orders: bigint }>(
        'select c.id, (select count(*) from orders where checkout_id = c.id) as orders from checkout c',
      );
      const orders = new Map(found.rows.map((row) => [row.id, row.orders]));
      for (const id of acknowledged.values())
        assert.equal(orders.get(id), 1n, `order ${id} was acknowledged`);
      // Each key has one answer, so as many checkouts as keys means that none was made twice.
      assert.equal(new Set(acknowledged.values()).size, sent);
      assert.equal(orders.size, sent);
      assert.deepEqual(await auditMarket(db), []);
    } finally {
      await close();
    }
  });
});
