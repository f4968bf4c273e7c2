import { type Colour, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { curve, polygon, roundRect, tag } from '../sheet.ts';
import { boxed, lines, shadow, turned } from '../solids.ts';
import { standing } from '../stage.ts';

const beech: Colour = '#d6ab74';

export const pet = motif({
  shapes: ['collar', 'bowl', 'bed', 'tree', 'ball', 'house', 'carrier', 'fountain'],
  stages: standing,
  draw(pen, shape) {
    const { sheet, colour, accent } = pen;
    switch (shape) {
      case 'collar':
        shadow(sheet, 400, 580, 190, { flat: 0.3 });
        sheet.paint(
          tag('path', {
            d: 'M200 470a200 96 0 0 1 400 0v44a200 96 0 0 0 -400 0Z',
            fill: shade(colour, -0.2),
          }),
          tag('path', {
            d: 'M200 470a200 96 0 0 0 400 0v50a200 96 0 0 1 -400 0Z',
            fill: sheet.across(
              [0, shade(colour, -0.1)],
              [0.35, shade(colour, 0.06)],
              [1, shade(colour, -0.14)],
            ),
          }),
        );
        sheet.inside('M200 470a200 96 0 0 0 400 0v50a200 96 0 0 1 -400 0Z', () =>
          decorate(pen, { left: 200, right: 600, top: 470, bottom: 620 }),
        );
        return sheet.paint(
          tag('path', { d: roundRect(368, 552, 64, 74, 12), fill: '#2e2c2a' }),
          tag('circle', {
            cx: 400,
            cy: 664,
            r: 34,
            fill: sheet.slant('#f3dca0', '#b58a3a'),
          }),
          tag('circle', { cx: 400, cy: 664, r: 9, fill: shade(accent, -0.1) }),
        );
      case 'bowl':
        shadow(sheet, 400, 618, 200);
        turned(sheet, {
          cx: 400,
          profile: '460 158, 590 206, 614 198',
          tilt: 0.22,
          colour,
          finish: 'gloss',
          top: { kind: 'open', inside: shade(colour, 0.04), wall: 14 },
          onSurface: (box) => decorate(pen, box),
        });
        for (let at = 0; at < 40; at += 1) {
          const turn = pen.chance.between(0, 6.3);
          const far = Math.sqrt(pen.chance.next());
          sheet.paint(
            tag('ellipse', {
              cx: 400 + Math.cos(turn) * far * 118,
              cy: 462 + Math.sin(turn) * far * 20,
              rx: 13,
              ry: 9,
              fill: shade('#9a6236', pen.chance.between(-0.06, 0.08)),
            }),
          );
        }
        return;
      case 'bed':
        shadow(sheet, 400, 606, 290, { flat: 0.2 });
        turned(sheet, {
          cx: 400,
          profile: '470 250, 500 286, 560 292, 600 266',
          tilt: 0.3,
          colour,
          top: { kind: 'open', inside: mix(accent, '#fff6e8', 0.3), wall: 44 },
          onSurface: (box) => decorate(pen, box),
        });
        return sheet.paint(
          tag('ellipse', {
            cx: 400,
            cy: 484,
            rx: 186,
            ry: 44,
            fill: sheet.slant(mix(accent, '#fff6e8', 0.25), mix(accent, '#fff6e8', 0.6)),
          }),
        );
      case 'tree': {
        shadow(sheet, 420, 640, 220, { flat: 0.16 });
        sheet.paint(
          tag('path', {
            d: polygon('190 640, 260 590, 640 590, 590 640'),
            fill: sheet.slant(shade(beech, 0.08), beech),
          }),
          tag('path', {
            d: polygon('190 640, 590 640, 590 662, 190 662'),
            fill: shade(beech, -0.12),
          }),
        );
        const post = (x: number, top: number, bottom: number): void => {
          const outline = roundRect(x - 26, top, 52, bottom - top, 8);
          sheet.paint(
            tag('path', {
              d: outline,
              fill: sheet.across([0, '#b99a6b'], [0.35, '#ddc397'], [1, '#8c6f44']),
            }),
          );
          lines(
            sheet,
            Array.from(
              { length: Math.floor((bottom - top) / 9) },
              (_, at) => `M${x - 26} ${top + at * 9 + 8}l52 -5`,
            ),
            { colour: '#8c6f44', width: 2, opacity: 0.5 },
          );
        };
        post(300, 330, 620);
        post(500, 210, 610);
        for (const [x, y, r] of [
          [300, 340, 120],
          [500, 210, 110],
        ] as const)
          turned(sheet, {
            cx: x,
            profile: [
              [y - 26, r],
              [y - 6, r + 8],
              [y + 14, r],
            ],
            tilt: 0.26,
            colour: colour,
            top: { kind: 'open', inside: accent, wall: 20 },
          });
        boxed(sheet, {
          x: 420,
          y: 440,
          width: 130,
          height: 120,
          depth: 60,
          colour: mix(colour, '#fff6e8', 0.35),
        });
        sheet.paint(tag('circle', { cx: 485, cy: 500, r: 38, fill: shade(colour, -0.32) }));
        lines(sheet, ['M220 350V430'], { colour: '#e8e0d0', width: 3 });
        return sheet.paint(tag('circle', { cx: 220, cy: 446, r: 22, fill: accent }));
      }
      case 'ball':
        for (const [x, y, r, tone] of [
          [300, 510, 106, colour],
          [510, 470, 84, accent],
          [460, 600, 62, mix(colour, accent, 0.5)],
        ] as const) {
          shadow(sheet, x, y + r * 0.92, r * 0.8);
          const outline = roundRect(x - r, y - r, 2 * r, 2 * r, r);
          sheet.paint(
            tag('path', {
              d: outline,
              fill: sheet.outward(
                [
                  [0, shade(tone, 0.13)],
                  [0.5, tone],
                  [1, shade(tone, -0.2)],
                ],
                [0.36, 0.32],
                0.76,
              ),
            }),
          );
          sheet.inside(outline, () =>
            lines(
              sheet,
              [
                curve([
                  [x - r, y - r * 0.2],
                  [x - r * 0.1, y - r * 0.36],
                  [x + r, y + r * 0.3],
                ]),
                curve([
                  [x - r * 0.4, y - r],
                  [x - r * 0.1, y],
                  [x - r * 0.5, y + r],
                ]),
                curve([
                  [x + r * 0.5, y - r],
                  [x + r * 0.4, y],
                  [x + r * 0.66, y + r],
                ]),
              ],
              { colour: shade(tone, 0.22), width: r * 0.07, opacity: 0.8 },
            ),
          );
        }
        return;
      case 'house':
        shadow(sheet, 430, 618, 230, { flat: 0.16 });
        boxed(sheet, {
          x: 230,
          y: 400,
          width: 300,
          height: 214,
          depth: 130,
          colour: mix(colour, '#fff6e8', 0.3),
          onFront: () => decorate(pen, { left: 230, right: 530, top: 400, bottom: 614 }),
        });
        sheet.paint(
          tag('path', {
            d: polygon('196 410, 380 250, 450 214, 630 340, 566 410, 380 300'),
            fill: shade(accent, -0.12),
          }),
          tag('path', {
            d: polygon('196 420, 380 250, 566 420, 530 420, 380 296, 230 420'),
            fill: sheet.slant(shade(accent, 0.1), accent),
          }),
          tag('path', {
            d: polygon('232 420, 380 296, 530 420'),
            fill: mix(colour, '#fff6e8', 0.38),
          }),
        );
        return sheet.paint(
          tag('path', { d: 'M320 614V520a60 60 0 0 1 120 0V614Z', fill: shade(colour, -0.34) }),
        );
      case 'carrier': {
        shadow(sheet, 410, 618, 230, { flat: 0.16 });
        lines(sheet, [curve('330 330, 350 240, 450 240, 470 330')], {
          colour: shade(accent, -0.1),
          width: 24,
        });
        const outline = roundRect(190, 320, 420, 296, 90);
        sheet.paint(
          tag('path', {
            d: outline,
            fill: sheet.across(
              [0, shade(colour, -0.06)],
              [0.3, shade(colour, 0.08)],
              [1, shade(colour, -0.16)],
            ),
          }),
        );
        sheet.inside(outline, () => decorate(pen, { left: 190, right: 610, top: 320, bottom: 616 }));
        sheet.paint(tag('path', { d: roundRect(270, 390, 260, 170, 60), fill: '#2e3335' }));
        return lines(
          sheet,
          Array.from({ length: 9 }, (_, at) => `M${290 + at * 27} 396V556`),
          { colour: '#5a6164', width: 3 },
        );
      }
      case 'fountain':
        shadow(sheet, 400, 618, 170);
        turned(sheet, {
          cx: 400,
          profile: '450 150, 500 176, 590 176, 614 164',
          tilt: 0.2,
          colour,
          finish: 'satin',
          top: { kind: 'open', filledTo: '#9fd0dc', wall: 12 },
          onSurface: (box) => decorate(pen, box),
        });
        turned(sheet, {
          cx: 400,
          profile: '396 24, 430 30, 456 40',
          tilt: 0.24,
          colour: accent,
          finish: 'satin',
          top: { kind: 'closed' },
        });
        return sheet.paint(
          tag('path', {
            d: 'M400 396Q350 330 318 450M400 396Q450 330 482 450M400 396Q400 340 400 396',
            fill: 'none',
            stroke: '#bfe3ec',
            'stroke-width': 8,
            opacity: 0.9,
          }),
        );
    }
  },
});
