import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foreignIn } from './foreign.ts';

const reasons = (locale: 'zh-CN' | 'ja' | 'en', ...texts: string[]) =>
  foreignIn(locale, texts, ['竹里馆']).map((found) => found.split(':')[0]);

test('what a reader cannot read is found, whatever it is', () => {
  assert.deepEqual(reasons('en', 'Orders', '订单'), ['a text in zh-CN']);
  assert.deepEqual(reasons('en', 'Sold by 青山堂'), ['no English']);
  assert.deepEqual(reasons('ja', 'この店の注文は 3 件です', '这家店有 3 个订单'), [
    'a character of another language (这)',
  ]);
  assert.deepEqual(reasons('zh-CN', '这家店有 3 个订单', '3 件の注文'), ['Japanese']);
  assert.deepEqual(reasons('ja', 'Sandbox Pay', 'There are no orders yet'), ['English']);
  assert.deepEqual(reasons('zh-CN', 'traffic.pools.merit', 'notRelevant', '{count, plural}'), [
    'a key',
    'a code',
    'a text that lacks its argument',
  ]);
});

test('what people wrote themselves may be in any language', () => {
  assert.deepEqual(reasons('en', 'Sold by 竹里馆'), []);
});
