import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints } from '@hazumi/contracts';
import type pg from 'pg';
import { freshKey, must } from './people.ts';
import { createWorld } from './world.ts';

/** Every row of every table, as text. */
async function everything(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
     where relkind = 'r' and relnamespace in ('public'::regnamespace, 'auth'::regnamespace) order by 1`,
  );
  const tables: string[] = [];
  for (const { name } of rows) {
    const all = await pool.query(`select t::text as row from ${name} t order by 1`);
    tables.push(`${name}\n${all.rows.map(({ row }) => row).join('\n')}`);
  }
  return tables.join('\n\n');
}

test('the log of changes sees rows come, change and go, and puts each of them back', async (t) => {
  const world = await createWorld();
  t.after(() => world.close());
  const { pool } = world.composition.handle;
  const before = await everything(pool);
  assert.deepEqual(await world.changes.read(), []);

  const { owner } = world.people;
  const params = { storeId: world.a1.storeId, orderId: world.a1.things.orderId as string };
  const refund = { headers: owner.as, params, body: { reason: 'a test' } };
  await must(world.call(endpoints.refundOrder, { ...refund, idempotencyKey: freshKey() }));
  await must(
    world.call(endpoints.removeCartLine, {
      headers: world.guest,
      params: { lineId: world.guests.lineId ?? '' },
    }),
  );

  const changes = await world.changes.read();
  const seen = new Set(changes.map(({ table, op }) => `${op} ${table}`));
  for (const wanted of ['INSERT ledger_entry', 'UPDATE orders', 'DELETE cart_line']) {
    assert.ok(seen.has(wanted), `${wanted} was not seen: ${[...seen].join(', ')}`);
  }
  assert.notEqual(await everything(pool), before);
  await world.changes.undo();
  assert.equal(await everything(pool), before);
  assert.deepEqual(await world.changes.read(), []);

  // What is rolled back is no change.
  const again = await world.call(endpoints.refundOrder, {
    ...refund,
    body: { reason: '' },
    idempotencyKey: freshKey(),
  });
  assert.equal(again.status, 422);
  assert.deepEqual(await world.changes.read(), []);
});
