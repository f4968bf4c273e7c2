import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { it } from 'node:test';
import fc from 'fast-check';
import { checkWebhook } from './standard-webhooks.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const signedAt = 1_614_265_330;
const body = Buffer.from('{"test": 2432232314}');
const right = {
  'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  'webhook-timestamp': String(signedAt),
  'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const rules = { secrets: [secret], now: new Date(signedAt * 1000), toleranceSeconds: 300 };
const wrong = { ok: false, reason: 'signature_wrong' };

const check = (
  headers: Record<string, string>,
  rawBody: Uint8Array = body,
  more: Partial<typeof rules> = {},
) => checkWebhook(new Headers({ ...right, ...headers }), rawBody, { ...rules, ...more });

it('takes the example that the libraries of Standard Webhooks are tested with', () => {
  assert.deepEqual(check({}), { ok: true, id: right['webhook-id'] });
});

it('refuses a body in which any one bit was changed', () => {
  fc.assert(
    fc.property(fc.nat({ max: body.length * 8 - 1 }), (bit) => {
      const changed = Buffer.from(body);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.deepEqual(check({}, changed), wrong);
    }),
  );
});

it('refuses every other signature, id, time and secret', () => {
  const other = fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('base64'));
  fc.assert(
    fc.property(other, (text) => {
      fc.pre(text !== right['webhook-signature'].slice(3));
      assert.deepEqual(check({ 'webhook-signature': `v1,${text}` }), wrong);
      assert.deepEqual(check({ 'webhook-id': `msg_${text}` }), wrong);
      assert.deepEqual(check({}, body, { secrets: [`whsec_${text}`] }), wrong);
    }),
  );
  assert.deepEqual(check({ 'webhook-timestamp': String(signedAt + 1) }), wrong);
  assert.deepEqual(check({}, body, { secrets: [] }), wrong);
});

it('finds the right signature among others, and the right secret while one is being changed', () => {
  const several = `v2,AAAA v1,AAAA ${right['webhook-signature']}`;
  assert.ok(check({ 'webhook-signature': several }).ok);
  assert.ok(check({}, body, { secrets: ['whsec_bmV3', secret] }).ok);
});

it('reads no signature of another version', () => {
  const digest = right['webhook-signature'].slice(3);
  for (const signature of [digest, `v1a,${digest}`, `v2,${digest}`, `V1,${digest}`]) {
    assert.deepEqual(check({ 'webhook-signature': signature }), wrong);
  }
});

it('keeps to the tolerance, to the second, either way', () => {
  const at = (seconds: number) => check({}, body, { now: new Date((signedAt + seconds) * 1000) });
  assert.ok(at(300).ok);
  assert.ok(at(-300).ok);
  assert.deepEqual(at(301), { ok: false, reason: 'timestamp_too_old' });
  assert.deepEqual(at(-301), { ok: false, reason: 'timestamp_too_new' });
});

it('refuses times that are none, even where they are signed', () => {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  for (const timestamp of ['soon', '1e9', '-5', '1614265330.5', '0x60', '9'.repeat(13)]) {
    const content = `${right['webhook-id']}.${timestamp}.${body}`;
    const signature = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
    const reading = check({ 'webhook-timestamp': timestamp, 'webhook-signature': signature });
    assert.deepEqual(reading, { ok: false, reason: 'timestamp_malformed' });
  }
});
