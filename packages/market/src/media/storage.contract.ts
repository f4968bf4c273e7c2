import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { type ObjectStorage, StorageFailure } from './storage.ts';

/** A storage under test, and a way to take its ground away: the folder becomes a file, the server stops. */
export interface StorageUnderTest {
  storage: ObjectStorage;
  breakDown(): Promise<void>;
  close(): Promise<void>;
}

/** What every object storage must do; each adapter runs it. */
export function storageContract(name: string, open: () => Promise<StorageUnderTest>): void {
  describe(`object storage: ${name}`, () => {
    let subject: StorageUnderTest;
    before(async () => {
      subject = await open();
    });
    after(() => subject.close());

    test('an object comes back byte for byte with its type', async () => {
      const bytes = new Uint8Array(randomBytes(300_000));
      await subject.storage.put('pictures/a/640.webp', bytes, 'image/webp');
      const found = await subject.storage.get('pictures/a/640.webp');
      assert.equal(found?.mediaType, 'image/webp');
      assert.ok(Buffer.from(bytes).equals(found.bytes), 'the bytes differ');
    });

    test('an object without bytes is an object', async () => {
      await subject.storage.put('pictures/empty/1.png', new Uint8Array(), 'image/png');
      assert.equal((await subject.storage.get('pictures/empty/1.png'))?.bytes.byteLength, 0);
    });

    test('a part of a larger buffer is kept without its neighbours', async () => {
      const whole = Uint8Array.from({ length: 100 }, (_, at) => at);
      await subject.storage.put('pictures/part/1.png', whole.subarray(10, 20), 'image/png');
      const found = await subject.storage.get('pictures/part/1.png');
      assert.deepEqual([...(found?.bytes ?? [])], [10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
    });

    test('what was never put, a folder, and a place below an object are absent', async () => {
      await subject.storage.put('pictures/b/1.png', Uint8Array.of(1), 'image/png');
      for (const key of ['pictures/none.png', 'pictures/b.png', 'pictures/b/1.png/2.png']) {
        assert.equal(await subject.storage.get(key), undefined, key);
      }
    });

    test('removing takes an object away, and once more does no harm', async () => {
      await subject.storage.put('documents/c.pdf', Uint8Array.of(1, 2), 'application/pdf');
      await subject.storage.remove('documents/c.pdf');
      await subject.storage.remove('documents/c.pdf');
      assert.equal(await subject.storage.get('documents/c.pdf'), undefined);
    });

    test('an object put by twenty at once is one whole object', async () => {
      const bytes = new Uint8Array(randomBytes(100_000));
      await Promise.all(
        Array.from({ length: 20 }, () =>
          subject.storage.put('pictures/d/deep/er/1.avif', bytes, 'image/avif'),
        ),
      );
      const found = await subject.storage.get('pictures/d/deep/er/1.avif');
      assert.ok(found !== undefined && Buffer.from(bytes).equals(found.bytes), 'the bytes differ');
    });

    const bad = [
      '',
      'x.png',
      '/pictures/x.png',
      'pictures/../x.png',
      'pictures/./x.png',
      'pictures//x.png',
      'pictures/x.png/',
      'pictures/.x.png',
      'pictures/x',
      'pictures/x.exe',
      'pictures/X.png',
      'pictures/x y.png',
      'pictures/%2e%2e/x.png',
      'pictures/x\u0000.png',
      '.unfinished/x.png',
      `pictures/${'x'.repeat(300)}.png`,
    ];
    for (const key of bad) {
      test(`${JSON.stringify(key.slice(0, 40))} is no key`, async () => {
        await assert.rejects(subject.storage.put(key, Uint8Array.of(1), 'image/png'), TypeError);
        await assert.rejects(subject.storage.get(key), TypeError);
        await assert.rejects(subject.storage.remove(key), TypeError);
      });
    }

    test('a key that ends like another type is refused', async () => {
      await assert.rejects(subject.storage.put('pictures/e.png', Uint8Array.of(1), 'image/webp'), TypeError);
      assert.equal(await subject.storage.get('pictures/e.png'), undefined);
    });

    test('a type that no object has is refused', async () => {
      await assert.rejects(subject.storage.put('pictures/e.html', Uint8Array.of(1), 'text/html'), TypeError);
    });

    test('a storage that is gone says so, and not that an object is absent', async () => {
      await subject.breakDown();
      await assert.rejects(
        subject.storage.put('pictures/f.png', Uint8Array.of(1), 'image/png'),
        StorageFailure,
      );
    });
  });
}
