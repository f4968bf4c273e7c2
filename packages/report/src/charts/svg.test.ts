import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plotSvg, widthOf, withLegend, wrap } from './svg.ts';

describe('lines of a label', () => {
  test('break between words, and anywhere between wide letters', () => {
    assert.deepEqual(wrap('Private sales on the platform and outside', 150), [
      'Private sales on the',
      'platform and outside',
    ]);
    const lines = wrap('プラットフォーム上のプライベート販売の総額、内外合計', 150);
    assert.ok(lines.length > 1);
    for (const line of lines) assert.ok(widthOf(line) <= 150 + 12, line);
    assert.equal(lines.join(''), 'プラットフォーム上のプライベート販売の総額、内外合計');
  });

  test('never begin with a closing mark', () => {
    for (let limit = 40; limit < 200; limit += 3) {
      for (const line of wrap('曝光供给固定，一家所得即他家所失。平台（不变）、商家', limit)) {
        assert.doesNotMatch(line, /^[，。、）]/, `${limit}`);
      }
    }
  });

  test('lose no letter of mixed text', () => {
    const text = 'E*（有效店铺，无门槛形式）of 12,345 stores';
    for (const limit of [30, 80, 200]) {
      assert.equal(wrap(text, limit).join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
    }
    assert.deepEqual(wrap('', 100), ['']);
  });
});

describe('an SVG', () => {
  test('has no style sheet and no long fractions, but text as it was given', () => {
    const svg = plotSvg({
      height: 40,
      title: undefined,
      marks: [],
      x: { domain: [0, 3], label: '0.123456', axis: 'bottom' },
    });
    assert.doesNotMatch(svg, /<style/);
    assert.doesNotMatch(svg.replaceAll(/>[^<]*</g, '><'), /\d\.\d{3,}/);
    assert.match(svg, /0\.123456/);
  });

  test('with a legend is as high as both, and its names are escaped', () => {
    const plot = plotSvg({ height: 40, marks: [], x: { domain: [0, 1] } });
    const svg = withLegend([{ name: 'a < b', colour: 'red', shape: 'dot' }], plot, 'en');
    assert.match(svg, /viewBox="0 0 400 62"/);
    assert.match(svg, /a &lt; b/);
  });
});
