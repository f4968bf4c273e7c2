import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Problem } from '../kernel/problem.ts';
import { memoryStorage } from '../testing/doubles.ts';
import { type TestMarket, testMarket, testStart } from '../testing/market.ts';
import { mediaPath, registerMedia } from './media.routes.ts';
import { dropObject, keepObject } from './objects.ts';
import { type ObjectStorage, StorageFailure } from './storage.ts';

const hour = 3_600_000;
const picture = { bytes: Uint8Array.of(1, 2, 3), mediaType: 'image/webp' };

/** A storage that does what the test says before it does its work. */
function obedientStorage(): ObjectStorage & {
  before: (action: string, key: string) => Promise<void> | void;
} {
  const inner = memoryStorage();
  const storage = {
    before: (_action: string, _key: string): Promise<void> | void => undefined,
    async put(key: string, bytes: Uint8Array, mediaType: string) {
      await storage.before('put', key);
      await inner.put(key, bytes, mediaType);
    },
    async get(key: string) {
      await storage.before('get', key);
      return inner.get(key);
    },
    async remove(key: string) {
      await storage.before('remove', key);
      await inner.remove(key);
    },
  };
  return storage;
}

describe('media', () => {
  let market: TestMarket;
  const storage = obedientStorage();
  before(async () => {
    market = await testMarket({ areas: [registerMedia], parts: { storage } });
  });
  after(() => market.close());

  const get = (path: string, headers: Record<string, string> = {}) =>
    market.market.app.request(`http://market.test${path}`, { headers });
  const removals = async (): Promise<string[]> => {
    const { rows } = await market.handle.pool.query('select key from object_removal order by key');
    return rows.map((row) => row.key);
  };

  test('a public object is answered with its type and may be kept for ever', async () => {
    await storage.put('pictures/p/640.webp', picture.bytes, picture.mediaType);
    const answer = await get(mediaPath('pictures/p/640.webp'));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('content-type'), 'image/webp');
    assert.equal(answer.headers.get('content-length'), '3');
    assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.deepEqual(new Uint8Array(await answer.arrayBuffer()), picture.bytes);

    const etag = answer.headers.get('etag') ?? '';
    for (const tag of [etag, `"other", W/${etag}`, '*']) {
      const again = await get(mediaPath('pictures/p/640.webp'), { 'if-none-match': tag });
      assert.equal(again.status, 304);
      assert.equal(await again.text(), '');
      assert.equal(again.headers.get('etag'), etag);
    }
    assert.equal((await get(mediaPath('pictures/p/640.webp'), { 'if-none-match': '"other"' })).status, 200);
    const head = await market.market.app.request('http://market.test/media/pictures/p/640.webp', {
      method: 'HEAD',
    });
    assert.equal(head.status, 200);
    assert.equal(head.headers.get('content-type'), 'image/webp');
  });

  test('documents and everything else that is not public is not found, and the storage is not even asked', async (t) => {
    await storage.put('documents/l/d.pdf', Uint8Array.of(1), 'application/pdf');
    const asked: string[] = [];
    storage.before = (_action, key) => void asked.push(key);
    t.after(() => {
      storage.before = () => undefined;
    });
    for (const path of [
      '/media/documents/l/d.pdf',
      '/media/pictures/../documents/l/d.pdf',
      '/media/pictures/%2e%2e/documents/l/d.pdf',
      '/media/pictures/..%2fdocuments/l/d.pdf',
      '/media/pictures%2fp/640.webp',
      '/media//documents/l/d.pdf',
      '/media/pictures',
      '/media/',
      '/media/pictures/p/640.webp/',
    ]) {
      const answer = await get(path);
      assert.equal(answer.status, 404, path);
      assert.equal(((await answer.json()) as { code: string }).code, 'not_found');
    }
    assert.deepEqual(asked, []);
  });

  test('an object that is not there is not found; a storage that is away is a problem that passes', async (t) => {
    assert.equal((await get('/media/pictures/none.webp')).status, 404);
    storage.before = () => {
      throw new StorageFailure('read', new Error('the disk is gone'));
    };
    t.after(() => {
      storage.before = () => undefined;
    });
    const answer = await get(mediaPath('pictures/p/640.webp'));
    assert.equal(answer.status, 503);
    const body = await answer.text();
    assert.match(body, /"retry":true/);
    assert.doesNotMatch(body, /disk/);
  });

  describe('an object and its row', () => {
    const keep = (key: string, attach: () => Promise<unknown> = async () => 'row') =>
      keepObject(market.market, market.ctx(), { key, ...picture }, attach);

    test('come together', async () => {
      assert.equal(await keep('logos/a/1.webp'), 'row');
      assert.notEqual(await storage.get('logos/a/1.webp'), undefined);
      assert.deepEqual(await removals(), []);
    });

    test('neither stays where the row cannot be made', async () => {
      const refused = new Problem('state_conflict');
      await assert.rejects(
        keep('logos/a/2.webp', async () => {
          throw refused;
        }),
        refused,
      );
      assert.deepEqual(await removals(), ['logos/a/2.webp']);
      assert.equal(await market.sweep(), 1);
      assert.equal(await storage.get('logos/a/2.webp'), undefined);
      assert.deepEqual(await removals(), []);
    });

    test('no row is made where the storage does not take the object', async (t) => {
      storage.before = () => {
        throw new StorageFailure('keep', new Error('no space left'));
      };
      t.after(() => {
        storage.before = () => undefined;
      });
      let attached = false;
      await assert.rejects(
        keep('logos/a/3.webp', async () => {
          attached = true;
        }),
        (error: Problem) => error.code === 'unavailable',
      );
      assert.equal(attached, false);
      storage.before = () => undefined;
      await market.sweep();
      assert.deepEqual(await removals(), []);
    });

    test('an object whose process died before its row was made is gone after an hour', async () => {
      const db = market.market.db;
      // What is left when a process dies between the put and the row: the note, and the object.
      await db
        .transaction()
        .execute((tx) => dropObject(tx, { now: new Date(testStart.getTime() + hour) }, 'logos/a/4.webp'));
      await storage.put('logos/a/4.webp', picture.bytes, picture.mediaType);
      assert.equal(await market.sweep(), 0);
      assert.notEqual(await storage.get('logos/a/4.webp'), undefined);
      await market.clock.set(new Date(testStart.getTime() + hour));
      assert.equal(await market.sweep(), 1);
      assert.equal(await storage.get('logos/a/4.webp'), undefined);
    });

    test('an object that the sweep has claimed gets no row any more', async (t) => {
      storage.before = async (action) => {
        if (action !== 'put') return;
        storage.before = () => undefined;
        await market.clock.set(new Date(market.clock.now().getTime() + 2 * hour));
        await market.sweep();
      };
      t.after(() => {
        storage.before = () => undefined;
      });
      let attached = false;
      await assert.rejects(
        keep('logos/a/5.webp', async () => {
          attached = true;
        }),
        (error: Problem) => error.code === 'unavailable',
      );
      assert.equal(attached, false);
    });

    test('a storage that fails while it removes is asked again later', async () => {
      await storage.put('logos/a/6.webp', picture.bytes, picture.mediaType);
      await market.market.db.transaction().execute((tx) => dropObject(tx, market.ctx(), 'logos/a/6.webp'));
      storage.before = (action) => {
        if (action === 'remove') throw new StorageFailure('remove', new Error('away'));
      };
      await assert.rejects(market.sweep(), StorageFailure);
      storage.before = () => undefined;
      assert.deepEqual(await removals(), ['logos/a/6.webp']);
      assert.equal(await market.sweep(), 0);
      await market.clock.set(new Date(market.clock.now().getTime() + hour));
      assert.equal(await market.sweep(), 1);
      assert.equal(await storage.get('logos/a/6.webp'), undefined);
    });
  });
});
