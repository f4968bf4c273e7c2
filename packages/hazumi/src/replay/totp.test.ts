import assert from 'node:assert/strict';
import { it } from 'node:test';
import { totpCode } from './totp.ts';

/** '12345678901234567890' in base32, the key of RFC 6238's examples. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

it("makes the codes of RFC 6238's appendix B, in six digits", () => {
  const codes = [59, 1_111_111_109, 1_111_111_111, 1_234_567_890, 2_000_000_000, 20_000_000_000].map(
    (seconds) => totpCode(secret, new Date(seconds * 1000)),
  );
  assert.deepEqual(codes, ['287082', '081804', '050471', '005924', '279037', '353130']);
  assert.throws(() => totpCode('1!', new Date(0)), {
    name: 'RangeError',
    message: 'a secret is written in base32',
  });
});
