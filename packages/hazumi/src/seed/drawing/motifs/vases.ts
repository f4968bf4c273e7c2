import { mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { curve, tag } from '../sheet.ts';
import { lines, type Pen } from '../solids.ts';
import { standing } from '../stage.ts';
import { vessel } from './vessel.ts';

export const vase = motif({
  shapes: ['round', 'tall', 'bud', 'gourd', 'moon', 'bottleneck', 'dish'],
  stages: standing,
  draw(pen, shape) {
    const flowers = shape !== 'moon' && pen.chance.of(0.6);
    const mouth = { round: 300, tall: 210, bud: 330, gourd: 260, moon: 300, bottleneck: 280, dish: 520 }[
      shape
    ];
    if (flowers && shape !== 'dish') stems(pen, 400, mouth + 6);
    const narrow = { wall: 6, tilt: 0.2, inside: shade(pen.colour, -0.2) };
    switch (shape) {
      case 'round':
        return vessel(pen, 400, '300 70, 330 64, 380 130, 460 190, 550 170, 604 112, 618 104', narrow);
      case 'tall':
        return vessel(pen, 400, '210 92, 250 80, 380 112, 500 118, 590 88, 616 84', narrow);
      case 'bud':
        return vessel(pen, 400, '330 36, 380 28, 430 34, 490 92, 560 118, 606 86, 618 80', narrow);
      case 'gourd':
        return vessel(
          pen,
          400,
          '260 40, 290 44, 340 96, 390 84, 416 74, 470 140, 550 160, 608 104, 618 98',
          narrow,
        );
      case 'moon':
        return vessel(pen, 400, '290 78, 312 72, 360 160, 440 212, 530 200, 600 116, 618 98', narrow);
      case 'bottleneck':
        return vessel(pen, 400, '250 50, 280 34, 380 34, 440 110, 520 150, 600 124, 618 112', narrow);
      case 'dish':
        vessel(pen, 400, '530 270, 556 250, 588 170, 600 150, 614 152', {
          tilt: 0.24,
          wall: 10,
          inside: '#8fb0b0',
        });
        return ikebana(pen);
    }
  },
});

/** Branches with buds rise out of a vase. */
function stems(pen: Pen, x: number, y: number): void {
  const { sheet, chance } = pen;
  const wood = '#5c4636';
  for (let at = 0; at < 3; at += 1) {
    const lean = chance.between(-1, 1) * 130 + (at - 1) * 60;
    const height = Math.min(y - 40, chance.between(170, 270));
    const tip: [number, number] = [x + lean, y - height];
    const middle: [number, number] = [x + lean * 0.25, y - height * 0.5];
    lines(sheet, [curve([[x, y + 10], middle, tip])], { colour: wood, width: 4 });
    for (let bud = 0; bud < 7; bud += 1) {
      const share = 0.35 + (bud / 7) * 0.65;
      const bx = x + lean * share ** 1.6 + chance.between(-20, 20);
      const by = y - height * share + chance.between(-14, 14);
      const size = chance.between(7, 14);
      sheet.paint(
        tag('circle', { cx: bx, cy: by, r: size, fill: shade(pen.accent, chance.between(0.02, 0.16)) }),
        tag('circle', {
          cx: bx - size * 0.25,
          cy: by - size * 0.3,
          r: size * 0.45,
          fill: '#ffffff',
          opacity: 0.4,
        }),
      );
    }
  }
}

function ikebana(pen: Pen): void {
  const { sheet, chance } = pen;
  for (const [lean, height] of [
    [-160, 330],
    [70, 250],
    [180, 150],
  ] as const) {
    lines(
      sheet,
      [
        curve([
          [400, 528],
          [400 + lean * 0.2, 528 - height * 0.55],
          [400 + lean, 528 - height],
        ]),
      ],
      { colour: '#5e6b3f', width: 5 },
    );
    for (let at = 0; at < 5; at += 1) {
      const share = 0.5 + at * 0.12;
      sheet.paint(
        tag('circle', {
          cx: 400 + lean * share ** 1.7 + chance.between(-14, 14),
          cy: 528 - height * share,
          r: chance.between(9, 20),
          fill: shade(pen.accent, chance.between(-0.03, 0.14)),
        }),
      );
    }
  }
}

export const sake = motif({
  shapes: ['set', 'tokkuri', 'katakuchi'],
  stages: standing,
  draw(pen, shape) {
    if (shape === 'katakuchi') {
      pen.sheet.paint(tag('path', { d: 'M232 452L150 428L246 500Z', fill: shade(pen.colour, -0.06) }));
      vessel(pen, 400, '440 176, 490 172, 560 138, 598 92, 606 86, 618 88', { tilt: 0.24 });
    } else {
      const x = shape === 'set' ? 320 : 400;
      vessel(pen, x, '250 48, 282 34, 340 36, 410 96, 500 126, 580 116, 616 96', {
        wall: 7,
        inside: shade(pen.colour, -0.2),
      });
    }
    if (shape !== 'tokkuri') {
      pen.sheet.within('translate(258 190) scale(0.7)', () =>
        vessel(pen, 400, '470 110, 510 106, 570 84, 600 60, 616 62', { tilt: 0.26 }),
      );
      if (shape === 'set')
        pen.sheet.within('translate(140 232) scale(0.7)', () =>
          vessel(
            { ...pen, colour: mix(pen.colour, pen.accent, 0.3) },
            420,
            '470 110, 510 106, 570 84, 600 60, 616 62',
            { tilt: 0.26 },
          ),
        );
    }
  },
});
