import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressLines } from './address.ts';

test('an address is written as the reader of each language expects it', () => {
  const portland = { region: 'Oregon', city: 'Portland', street: '12 River Road', postalCode: '97201' };
  assert.deepEqual(addressLines('en', portland), ['12 River Road', 'Portland, Oregon 97201']);
  const kyoto = { region: '京都府', city: '京都市', street: '東山区清水 1-294', postalCode: '605-0862' };
  assert.deepEqual(addressLines('ja', kyoto), ['605-0862 京都府 京都市', '東山区清水 1-294']);
  assert.deepEqual(addressLines('zh-CN', { city: '上海市', street: '南京路 1 号' }), [
    '上海市',
    '南京路 1 号',
  ]);
  assert.deepEqual(addressLines('en', { city: 'Singapore', street: '' }), ['Singapore']);
});
