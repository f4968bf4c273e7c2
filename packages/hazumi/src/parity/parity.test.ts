import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { PolicyDocument } from '@hazumi/policy';
import { createWorld, type World } from '../guarantees/testing/world.ts';
import { readParityOptions } from './options.ts';
import { isEqual, parityReport, replayDays } from './parity.ts';
import { type Day, dayNamed, newestDays } from './records.ts';

const change =
  <G extends keyof PolicyDocument>(group: G, fields: Partial<PolicyDocument[G]>) =>
  (document: PolicyDocument): PolicyDocument => ({ ...document, [group]: { ...document[group], ...fields } });

describe('a live day through the twin', () => {
  let world: World;
  let day: Day;
  before(async () => {
    world = await createWorld();
    const { rows } = await world.composition.handle.pool.query<{ placed_at: Date }>(
      'select max(placed_at) as placed_at from orders',
    );
    assert.ok(rows[0]);
    day = dayNamed(rows[0].placed_at.toISOString().slice(0, 10));
    await givenVisitedOrder();
  });
  after(() => world.close());

  /** The first order of the day came by a private link, after an advertisement, as the market would have frozen it. */
  async function givenVisitedOrder(): Promise<void> {
    const touch = (minutes: number, source: string) => ({ minutes, surface: 'link', source, isPaid: false });
    await world.composition.handle.pool.query(
      `update orders o set source_class = 'private', source = 'group', source_path = jsonb_build_object(
          'touch', t.path -> 1, 'first', t.path -> 0, 'path', t.path)
        from (select id, (select jsonb_agg(jsonb_build_object('at', placed_at - make_interval(mins => (x ->> 'minutes')::int),
            'surface', x ->> 'surface', 'source', x ->> 'source', 'isPaid', false) order by (x ->> 'minutes')::int desc)
          from jsonb_array_elements($1::jsonb) x) as path from orders order by id limit 1) t where o.id = t.id`,
      [JSON.stringify([touch(10, 'group'), touch(60, 'ads')])],
    );
  }

  const replayed = (changed?: (document: PolicyDocument) => PolicyDocument) =>
    replayDays(world.composition.handle.pool, [day], changed);
  const differing = async (changed: (document: PolicyDocument) => PolicyDocument) => {
    const { replayed: all } = await replayed(changed);
    return new Set(all.filter(({ difference }) => difference !== null).map(({ kind }) => kind));
  };

  test('every decision that was recorded is made again, equal to the digest', async () => {
    const parity = await replayed();
    assert.ok(isEqual(parity), parityReport(parity, [day]));
    const kinds = new Set(parity.replayed.map(({ kind }) => kind));
    for (const kind of ['fee', 'lineTotals', 'attribution', 'unpaidTimer']) assert.ok(kinds.has(kind), kind);
    const last = JSON.parse(parityReport(parity, [day]).split('\n').at(-1) ?? '');
    assert.deepEqual(last, { decisions: parity.replayed.length, equal: parity.replayed.length });
  });

  test('a rule that is another on one side shows, in its own decisions alone', async () => {
    assert.deepEqual(
      await differing(change('fees', { standardPpm: 49_000, firstStorePpm: 11_000 })),
      new Set(['fee']),
    );
    assert.deepEqual(
      await differing(change('orders', { unpaidExpiryMinutes: 16 })),
      new Set(['unpaidTimer']),
    );
    assert.deepEqual(
      await differing(change('attribution', { sourceClasses: { group: 'public' } })),
      new Set(['attribution']),
    );
    const parity = await replayed(change('orders', { unpaidExpiryMinutes: 16 }));
    assert.equal(isEqual(parity), false);
    assert.match(parityReport(parity, [day]), /^Differs: unpaidTimer /m);
  });

  test('a day without decisions proves nothing', async () => {
    const empty = await replayDays(world.composition.handle.pool, [dayNamed('2020-01-01')]);
    assert.equal(isEqual(empty), false);
    // The day that is not over yet is not told by itself.
    assert.deepEqual(await newestDays(world.composition.handle.pool, 3), []);
  });
});

test('options are read, or refused in one sentence', () => {
  const options = readParityOptions(['--day', '2026-11-21', '--data', 'x'], {
    INIT_CWD: '/tmp',
    DATABASE_URL: 'postgres://nowhere',
  });
  assert.deepEqual(
    { day: options.day, folder: options.dataFolder, url: options.databaseUrl },
    { day: '2026-11-21', folder: '/tmp/x', url: undefined },
  );
  assert.throws(() => readParityOptions(['--day', 'soon'], {}), /--day takes a day/);
  assert.throws(() => readParityOptions(['--speed'], {}), /npm run parity/);
});
