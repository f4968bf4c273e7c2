import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { chanceOf } from '../chance.ts';
import { businesses } from '../story/story.ts';
import { lightnessOf, mix, shade } from './colour.ts';
import { drawDocument, drawLogo } from './document.ts';
import { drawGoods } from './draw.ts';
import type { Motif } from './motif.ts';
import { motifs } from './motifs/index.ts';
import { rasterise } from './raster.ts';
import { pointsOf, Sheet } from './sheet.ts';

const catalogue = businesses.flatMap((business) =>
  business.stores.flatMap((store) =>
    store.goods.flatMap((goods) =>
      (goods.pictures === 2 ? (['whole', 'close'] as const) : (['whole'] as const)).map((view) => ({
        business,
        goods,
        view,
        name: `${store.slug} ${goods.code}`,
      })),
    ),
  ),
);

test('every picture of the catalogue can be drawn, and no two are alike', () => {
  const drawings = catalogue.map(({ goods, business, name, view }) => {
    const svg = drawGoods(goods.look, business, name, view, 640);
    assert.doesNotMatch(svg, /NaN|undefined|Infinity|<text/, name);
    return svg;
  });
  assert.equal(new Set(drawings).size, drawings.length);
});

test('the same goods are drawn the same again', () => {
  for (const { goods, business, name, view } of catalogue.slice(0, 40)) {
    assert.equal(
      drawGoods(goods.look, business, name, view, 640),
      drawGoods(goods.look, business, name, view, 640),
    );
  }
});

test('every shape of every motif paints something of its own', () => {
  for (const [name, motif] of Object.entries(motifs) as [string, Motif<string>][]) {
    const drawn = motif.shapes.map((shape) => {
      const sheet = new Sheet();
      const pen = {
        sheet,
        chance: chanceOf(1, 'motif'),
        colour: '#5d7f4e',
        accent: '#e8dcae',
        pattern: 'plain',
      } as const;
      motif.draw(pen, shape);
      const svg = sheet.toSvg(100);
      assert.doesNotMatch(svg, /NaN|undefined/, `${name}/${shape}`);
      assert.ok(svg.length > 500, `${name}/${shape} is hardly a drawing`);
      return svg;
    });
    assert.equal(new Set(drawn).size, motif.shapes.length, `two shapes of ${name} are one`);
  }
});

test('a drawing becomes a square picture without transparency', async () => {
  const [first] = catalogue;
  assert.ok(first);
  const svg = drawGoods(first.goods.look, first.business, first.name, 'whole', 320);
  const facts = await sharp(await rasterise(svg)).metadata();
  assert.deepEqual([facts.format, facts.width, facts.height, facts.hasAlpha], ['png', 320, 320, false]);
});

test('documents and signs differ from one to the next', () => {
  assert.notEqual(drawDocument('tea', 300), drawDocument('kyoto', 300));
  assert.notEqual(drawLogo('a', '#223344', '#eeddcc', 64), drawLogo('b', '#332244', '#eeddcc', 64));
});

test('shades go as far as asked in what the eye sees, and keep within what a display shows', () => {
  for (const colour of ['#b5623c', '#34507a', '#e8dcae'] as const) {
    assert.ok(Math.abs(lightnessOf(shade(colour, -0.1)) - (lightnessOf(colour) - 0.1)) < 0.02, colour);
    assert.match(shade(colour, 0.9), /^#[0-9a-f]{6}$/);
    assert.match(shade(colour, -0.9), /^#[0-9a-f]{6}$/);
    assert.equal(mix(colour, '#000000', 0), colour);
  }
});

test('points are read from text, and what are none is refused', () => {
  assert.deepEqual(pointsOf('1 2, 3.5 -4'), [
    [1, 2],
    [3.5, -4],
  ]);
  assert.throws(() => pointsOf('1 2, x'), /not a list of points/);
});
