import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { secretKey, signature } from './sign.ts';

it('signs the example that the libraries of Standard Webhooks are tested with', () => {
  const key = secretKey('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
  const signed = signature(key, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330, '{"test": 2432232314}');
  assert.equal(signed, 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

it('takes a secret without the prefix as its own bytes', () => {
  assert.deepEqual(secretKey('any text'), Buffer.from('any text'));
});

it('signs id, time and body, each of which changes the signature', () => {
  const key = secretKey('whsec_c2VjcmV0');
  const message = fc.record({ id: fc.stringMatching(/^[a-z]{1,9}$/), time: fc.nat(), body: fc.string() });
  fc.assert(
    fc.property(message, message, (one, other) => {
      const isSame = one.id === other.id && one.time === other.time && one.body === other.body;
      const signatures = [one, other].map(({ id, time, body }) => signature(key, id, time, body));
      assert.equal(signatures[0] === signatures[1], isSame);
    }),
  );
});
