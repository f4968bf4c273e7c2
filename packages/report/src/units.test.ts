import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fill, same } from './texts.ts';
import { formatNumber, formatWithUnit, units } from './units.ts';

describe('numbers as people read them', () => {
  test('are scaled and rounded by their unit', () => {
    assert.equal(formatNumber(123_456, units.money, 'en'), '1,235');
    assert.equal(formatWithUnit(123_456, units.money, 'zh-CN'), '1,235 元');
    assert.equal(formatNumber(0.1234, units.share, 'ja'), '12.3%');
    assert.equal(formatNumber(0.000_001_234, { ...units.number, significant: 2 }, 'en'), '0.0000012');
  });

  test('are short on axes, each language in its own way', () => {
    const short = (locale: 'zh-CN' | 'ja' | 'en'): string =>
      formatNumber(1_230_000, units.count, locale, { compact: true });
    assert.deepEqual([short('zh-CN'), short('ja'), short('en')], ['123万', '123万', '1.2M']);
    assert.equal(formatNumber(9_999, units.count, 'en', { compact: true }), '9,999');
  });

  test('carry a sign where they are differences, but zero has none', () => {
    const signed = (value: number): string => formatNumber(value, units.share, 'en', { signed: true });
    assert.deepEqual([signed(0.05), signed(-0.05), signed(0), signed(-0.00001)], ['+5%', '-5%', '0%', '0%']);
  });

  test('that are none are a dash', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.equal(formatWithUnit(value, units.money, 'en'), '–');
    }
  });
});

describe('a text', () => {
  test('is filled in each language, with texts in their own', () => {
    const text = { 'zh-CN': '{what}：{count}', ja: '{what}は{count}', en: '{count} of {what}, {unknown}' };
    const filled = fill(text, { count: 3, what: { 'zh-CN': '店', ja: '店舗', en: 'stores' } });
    assert.deepEqual(filled, { 'zh-CN': '店：3', ja: '店舗は3', en: '3 of stores, {unknown}' });
  });

  test('that is filled with braces is not filled again', () => {
    assert.equal(fill(same('{a}{b}'), { a: '{b}', b: 'x' }).en, '{b}x');
  });
});
