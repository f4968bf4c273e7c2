import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { createPageCache, type Made, type PageCache } from './page-cache.ts';

let now = 0;
let made = 0;
let cache: PageCache<string>;

/** Makes `page <n>`, n counting up. */
const make = async (): Promise<Made<string>> => {
  made += 1;
  return { page: `page ${made}`, tags: ['product:1', 'store:1'], keep: true };
};
const settle = () => new Promise<void>((done) => setImmediate(done));

beforeEach(() => {
  now = 0;
  made = 0;
  cache = createPageCache({ freshMs: 100, staleMs: 400, maxPages: 3, now: () => now });
});

describe('the page cache', () => {
  test('answers a fresh page as it is', async () => {
    assert.equal(await cache.get('a', make), 'page 1');
    now = 99;
    assert.equal(await cache.get('a', make), 'page 1');
    assert.equal(made, 1);
  });

  test('answers a stale page at once and makes it anew behind the answer', async () => {
    await cache.get('a', make);
    now = 100;
    assert.equal(await cache.get('a', make), 'page 1');
    await settle();
    assert.equal(await cache.get('a', make), 'page 2');
    assert.equal(made, 2);
  });

  test('does not answer a page that is older than its bound', async () => {
    await cache.get('a', make);
    now = 500;
    assert.equal(await cache.get('a', make), 'page 2');
  });

  test('makes a page once, however many ask for it', async () => {
    const pages = await Promise.all(Array.from({ length: 50 }, () => cache.get('a', make)));
    assert.deepEqual(new Set(pages), new Set(['page 1']));
  });

  test('forgets what shows a thing that changed, and nothing else', async () => {
    await cache.get('a', make);
    await cache.get('b', async () => ({ page: 'other', tags: ['product:2'], keep: true }));
    cache.invalidate(['product:1']);
    assert.equal(await cache.get('a', make), 'page 2');
    assert.equal(await cache.get('b', make), 'other');
  });

  test('does not keep a page that was being made while the thing changed', async () => {
    let finish = (): void => undefined;
    const gate = new Promise<void>((open) => {
      finish = open;
    });
    const first = cache.get('a', async () => {
      await gate;
      return make();
    });
    cache.invalidate(['store:1']);
    finish();
    assert.equal(await first, 'page 1');
    assert.equal(cache.size, 0);
    assert.equal(await cache.get('a', make), 'page 2');
  });

  test('keeps a page that was being made while something else changed', async () => {
    const first = cache.get('a', make);
    cache.invalidate(['product:9']);
    await first;
    assert.equal(cache.size, 1);
  });

  test('answers a failure and keeps nothing; behind an answer, the old page stays for its time', async () => {
    const fail = () => Promise.reject(new Error('no'));
    await assert.rejects(cache.get('a', fail), /no/);
    assert.equal(cache.size, 0);
    await cache.get('a', make);
    now = 200;
    assert.equal(await cache.get('a', fail), 'page 1');
    await settle();
    assert.equal(await cache.get('a', fail), 'page 1');
    now = 600;
    await assert.rejects(cache.get('a', fail), /no/);
  });

  test('hands the old page to whoever makes the new one', async () => {
    await cache.get('a', make);
    now = 500;
    let before: string | undefined;
    await cache.get('a', async (previous) => {
      before = previous;
      return make();
    });
    assert.equal(before, 'page 1');
  });

  test('holds as many pages as it may, and drops the one not asked for longest', async () => {
    for (const key of ['a', 'b', 'c']) await cache.get(key, make);
    await cache.get('a', make);
    await cache.get('d', make);
    assert.equal(cache.size, 3);
    assert.equal(await cache.get('a', make), 'page 1');
    assert.equal(await cache.get('b', make), 'page 5');
  });
});
