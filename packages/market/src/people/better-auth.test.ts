import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getMigrations } from 'better-auth/db/migration';
import { pino } from 'pino';
import { systemClock } from '../kernel/clock.ts';
import { uuidv7Source } from '../kernel/ids.ts';
import { configureBetterAuth } from './better-auth.config.ts';
import { type PeopleMarket, peopleMarket } from './people.testing.ts';

describe('our tables for better-auth', () => {
  let t: PeopleMarket;
  before(async () => {
    t = await peopleMarket();
  });
  after(() => t.close());

  it('are what this version of it expects: it finds nothing to add', async () => {
    const auth = configureBetterAuth({
      db: t.market.db,
      log: pino({ level: 'silent' }),
      ids: uuidv7Source(),
      settings: t.market.settings,
      machineClock: systemClock,
      sessionMs: () => 0,
    });
    const { toBeCreated, toBeAdded } = await getMigrations(auth.options);
    assert.deepEqual(toBeCreated, []);
    assert.deepEqual(toBeAdded, []);
  });

  it('are reached by our endpoints only: none of its own is mounted', async () => {
    for (const path of [
      '/api/auth/ok',
      '/api/auth/get-session',
      '/auth/sign-in/email',
      '/api/auth/sign-up/email',
    ]) {
      assert.equal((await t.market.app.request(path)).status, 404, path);
      assert.equal((await t.market.app.request(path, { method: 'POST' })).status, 404, path);
    }
  });
});
