import { mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { type Box, decorate } from '../pattern.ts';
import { curve, type Point, polygon, roundRect, tag } from '../sheet.ts';
import { boxed, leafPath, type Pen, shadow } from '../solids.ts';
import { ground, standing } from '../stage.ts';
import { label } from './labels.ts';

export const box = motif({
  shapes: ['ribbon', 'sleeve', 'open', 'stack', 'drawer', 'wrapped'],
  stages: standing,
  draw(pen, shape) {
    const { sheet, colour, accent } = pen;
    switch (shape) {
      case 'ribbon':
      case 'wrapped': {
        shadow(sheet, 440, ground - 2, 230, { flat: 0.2 });
        const face: Box = { left: 210, right: 530, top: 410, bottom: 612 };
        boxed(sheet, {
          x: 210,
          y: 410,
          width: 320,
          height: 202,
          depth: 150,
          colour,
          onFront: () => decorate(pen, face),
          onTop: () => decorate(pen, { left: 210, right: 620, top: 340, bottom: 412 }),
        });
        const tone = shape === 'ribbon' ? accent : shade(accent, 0.05);
        sheet.paint(
          tag('path', {
            d: polygon('344 410, 426 347, 468 347, 386 410'),
            fill: shade(tone, 0.05),
          }),
          tag('rect', { x: 344, y: 410, width: 42, height: 202, fill: tone }),
        );
        if (shape === 'wrapped') return knot(pen, 405, 380, 1.2);
        return bow(pen, 405, 378);
      }
      case 'sleeve': {
        shadow(sheet, 440, ground - 2, 240, { flat: 0.2 });
        boxed(sheet, {
          x: 200,
          y: 470,
          width: 340,
          height: 142,
          depth: 170,
          colour: shade(mix(colour, '#f4ece0', 0.72), 0),
        });
        boxed(sheet, {
          x: 262,
          y: 466,
          width: 214,
          height: 148,
          depth: 172,
          colour,
          onFront: () => decorate(pen, { left: 262, right: 476, top: 466, bottom: 614 }),
          onTop: () => decorate(pen, { left: 262, right: 580, top: 390, bottom: 468 }),
        });
        return label(pen, 316, 494, 106, 94);
      }
      case 'drawer':
        shadow(sheet, 440, ground - 2, 230, { flat: 0.2 });
        boxed(sheet, {
          x: 230,
          y: 380,
          width: 300,
          height: 232,
          depth: 140,
          colour,
          onFront: () => decorate(pen, { left: 230, right: 530, top: 380, bottom: 612 }),
        });
        sheet.paint(
          tag('rect', { x: 244, y: 500, width: 272, height: 100, fill: shade(colour, -0.1) }),
          tag('rect', { x: 250, y: 506, width: 260, height: 88, fill: shade(colour, 0.02) }),
          tag('circle', { cx: 380, cy: 550, r: 15, fill: accent }),
        );
        return label(pen, 330, 396, 100, 88);
      case 'stack':
        for (const [y, width, tone] of [
          [512, 360, colour],
          [412, 300, mix(colour, accent, 0.5)],
          [332, 240, accent],
        ] as const) {
          const x = 390 - width / 2;
          if (y === 512) shadow(sheet, 440, ground - 4, 240, { flat: 0.2 });
          boxed(sheet, {
            x,
            y,
            width,
            height: y === 512 ? 100 : y === 412 ? 86 : 66,
            depth: width * 0.32,
            colour: tone,
            onFront: () =>
              decorate(
                { ...pen, colour: tone, accent: tone === accent ? colour : accent },
                { left: x, right: x + width, top: y, bottom: y + 100 },
              ),
          });
        }
        return bow(pen, 434, 312);
      case 'open':
        return openBox(pen);
    }
  },
});

function openBox(pen: Pen): void {
  const { sheet, colour, accent, chance } = pen;
  shadow(sheet, 430, 600, 280, { flat: 0.3 });
  const lid = polygon('170 380, 300 218, 664 218, 600 380');
  sheet.paint(
    tag('path', {
      d: lid,
      fill: sheet.slant(shade(colour, 0.03), shade(colour, -0.08)),
    }),
  );
  sheet.inside(lid, () => decorate(pen, { left: 170, right: 664, top: 218, bottom: 380 }));
  const tray = polygon('150 400, 600 400, 660 600, 110 600');
  sheet.paint(
    tag('path', { d: tray, fill: shade(colour, -0.2) }),
    tag('path', {
      d: polygon('110 600, 660 600, 656 650, 114 650'),
      fill: sheet.down(colour, shade(colour, -0.1)),
    }),
    tag('path', {
      d: polygon('600 400, 660 600, 656 650, 612 420'),
      fill: shade(colour, -0.12),
    }),
  );
  const columns = chance.whole(3, 4);
  for (let row = 0; row < 2; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const spread = row === 0 ? 0.9 : 1.02;
      const x = 385 + (column - (columns - 1) / 2) * (440 / columns) * spread;
      const y = row === 0 ? 452 : 546;
      const r = (columns === 3 ? 62 : 48) * (row === 0 ? 0.9 : 1);
      const tone = (row + column) % 2 === 0 ? accent : mix(accent, '#f7efe2', 0.55);
      sheet.paint(
        tag('ellipse', { cx: x + 6, cy: y + 8, rx: r * 1.06, ry: r * 0.62, fill: '#000000', opacity: 0.28 }),
        tag('ellipse', {
          cx: x,
          cy: y,
          rx: r,
          ry: r * 0.6,
          fill: sheet.slant(shade(tone, 0.1), shade(tone, -0.12)),
        }),
        tag('ellipse', {
          cx: x - 2,
          cy: y - 5,
          rx: r * 0.74,
          ry: r * 0.42,
          fill: sheet.slant(shade(tone, 0.02), shade(tone, 0.12)),
        }),
      );
    }
  }
}

function bow(pen: Pen, x: number, y: number): void {
  const { sheet, accent } = pen;
  for (const turn of [-1, 1]) {
    const points: Point[] = [
      [x, y],
      [x + turn * 46, y - 58],
      [x + turn * 104, y - 46],
      [x + turn * 84, y + 2],
      [x, y],
    ];
    sheet.paint(
      tag('path', {
        d: curve(points),
        fill: sheet.slant(shade(accent, 0.1), shade(accent, -0.1)),
      }),
    );
    sheet.paint(
      tag('path', {
        d: curve([
          [x, y],
          [x + turn * 40, y + 44],
          [x + turn * 66, y + 84],
        ]),
        fill: 'none',
        stroke: shade(accent, turn < 0 ? 0.02 : -0.07),
        'stroke-width': 20,
        'stroke-linecap': 'butt',
      }),
    );
  }
  sheet.paint(tag('path', { d: roundRect(x - 19, y - 22, 38, 44, 13), fill: shade(accent, 0.03) }));
}

/** The knot of a wrapping cloth. */
function knot(pen: Pen, x: number, y: number, size: number): void {
  const { sheet, accent } = pen;
  for (const [turn, tone] of [
    [-34, 0.06],
    [34, -0.06],
    [-80, -0.02],
    [80, -0.1],
  ] as const) {
    sheet.paint(
      tag('path', {
        d: leafPath(130 * size, 62 * size),
        transform: `translate(${x} ${y}) rotate(${turn - 90})`,
        fill: shade(accent, tone as number),
      }),
    );
  }
  sheet.paint(tag('ellipse', { cx: x, cy: y - 6, rx: 30 * size, ry: 24 * size, fill: shade(accent, 0.02) }));
}
