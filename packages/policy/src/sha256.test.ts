import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { sha256Hex } from './sha256.ts';

test('known answers of FIPS 180-4', () => {
  assert.equal(sha256Hex(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  assert.equal(sha256Hex('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  assert.equal(
    sha256Hex('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'),
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  );
});

test('any text has the digest that OpenSSL gives it, at every length around a block', () => {
  const expected = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
  for (let length = 0; length <= 130; length++)
    assert.equal(sha256Hex('a'.repeat(length)), expected('a'.repeat(length)));
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      assert.equal(sha256Hex(text), expected(text));
    }),
  );
  assert.equal(sha256Hex('弾み車🛒é'), expected('弾み車🛒é'));
});

test('a lone surrogate counts as the replacement character', () => {
  assert.equal(sha256Hex('a\ud800'), sha256Hex('a\ufffd'));
});
