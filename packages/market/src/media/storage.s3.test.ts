import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { storageContract } from './storage.contract.ts';
import { openS3Storage } from './storage.s3.ts';

storageContract('S3', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'hazumi-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    vhostBuckets: false,
    configureBuckets: [{ name: 'hazumi' }],
  });
  const { port } = await server.run();
  let isRunning = true;
  const stop = async (): Promise<void> => {
    if (isRunning) await server.close();
    isRunning = false;
  };
  const storage = await openS3Storage({
    bucket: 'hazumi',
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${port}`,
    forcePathStyle: true,
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  });
  return {
    storage,
    async breakDown() {
      // Connections kept alive would keep the server up.
      storage.close();
      await stop();
    },
    async close() {
      await stop();
      await rm(directory, { recursive: true });
    },
  };
});
