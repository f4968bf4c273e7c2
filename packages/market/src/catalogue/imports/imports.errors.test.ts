import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { locales } from '@hazumi/contracts';
import { messageOf, rowErrorCodes } from './imports.errors.ts';

test('each code that a row can be given has a message in each language', async () => {
  const sources = await Promise.all(
    ['imports.diff.ts', 'imports.work.ts', 'imports.columns.ts'].map((name) =>
      readFile(new URL(name, import.meta.url), 'utf8'),
    ),
  );
  const used = new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/(?:RowFault\(|\bfault\(|\bfault: )'(\w+)'/g)].map((match) => match[1] ?? ''),
    ),
  );
  assert.ok(used.size > 15, [...used].join(' '));
  for (const code of used) {
    assert.ok(rowErrorCodes.includes(code), code);
    for (const locale of locales) {
      const values = {
        max: 1,
        row: 2,
        currency: 'CNY',
        count: 1,
        code: 'X',
        from: 'draft',
        to: 'listed',
        problem: 'not_found',
        detail: 'd',
      };
      const message = messageOf({ code, column: 'price', values }, locale);
      assert.ok(
        message.length > 0 && message !== code && !message.includes('{'),
        `${code} ${locale}: ${message}`,
      );
    }
  }
  assert.deepEqual(
    rowErrorCodes.filter((code) => !used.has(code)),
    [],
  );
});

test('a message names the column as the reader sees it', () => {
  const error = { code: 'required', column: 'price', values: {} };
  assert.deepEqual(
    locales.map((locale) => messageOf(error, locale)),
    ['缺少“价格”', '「価格」を入力してください', '"Price" is missing'],
  );
  const moved = { code: 'transition', column: 'state', values: { from: 'listed', to: 'draft' } };
  assert.equal(messageOf(moved, 'zh-CN'), '不能从“在售”变为“草稿”');
});
