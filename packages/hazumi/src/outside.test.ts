import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOutside } from './outside.ts';
import { StartProblem } from './start.problem.ts';

test('a market without settings keeps mails and files to itself', () => {
  assert.deepEqual(readOutside({}), { smtp: undefined, s3: undefined });
});

test('a mail server and a bucket are taken from the environment', () => {
  const outside = readOutside({
    SMTP_URL: 'smtp://mail.example:587',
    MAIL_FROM: 'shop@example.test',
    S3_BUCKET: 'goods',
    S3_ENDPOINT: 'http://127.0.0.1:9000',
    S3_ACCESS_KEY_ID: 'key',
    S3_SECRET_ACCESS_KEY: 'secret',
  });
  assert.deepEqual(outside.smtp, { url: 'smtp://mail.example:587', from: 'shop@example.test' });
  assert.deepEqual(outside.s3, {
    bucket: 'goods',
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:9000',
    forcePathStyle: true,
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
  });
});

test('half a setting is one clear sentence', () => {
  assert.throws(() => readOutside({ SMTP_URL: 'smtp://mail.example' }), StartProblem);
  assert.throws(() => readOutside({ S3_BUCKET: 'goods', S3_ACCESS_KEY_ID: 'key' }), StartProblem);
});
