import { type Colour, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { type Box, decorate } from '../pattern.ts';
import { curve, polygon, round, roundRect, tag } from '../sheet.ts';
import { leafPath, lines, shadow, sprig, turned } from '../solids.ts';
import { standing } from '../stage.ts';
import { emblem, label } from './labels.ts';

const parchment: Colour = '#efe3cb';

export const teacake = motif({
  shapes: ['wrapped', 'bare', 'brick', 'minis', 'bamboo'],
  stages: ['ledge', 'wood', 'linen', 'sweep', 'flat'],
  draw(pen, shape) {
    const { sheet, chance, colour, accent } = pen;
    const dark = shade(mix(colour, '#3b2a1c', 0.6), -0.02);
    const leafy = (outline: string, box: Box): void => {
      sheet.inside(outline, () => {
        for (let at = 0; at < 150; at += 1) {
          const tone = mix(dark, chance.of(0.3) ? '#b08d57' : shade(dark, 0.1), chance.next() * 0.7);
          sheet.paint(
            tag('path', {
              d: leafPath(chance.between(34, 66), chance.between(9, 16)),
              transform: `translate(${round(chance.between(box.left, box.right))} ${round(chance.between(box.top, box.bottom))}) rotate(${round(chance.between(0, 360))})`,
              fill: tone,
            }),
          );
        }
      });
    };
    const disc = (x: number, y: number, r: number, wrapped: boolean): void => {
      shadow(sheet, x, y + r * 0.16, r, { flat: 0.96, strength: 0.8 });
      const outline = roundRect(x - r, y - r, 2 * r, 2 * r, r);
      sheet.paint(
        tag('path', {
          d: outline,
          fill: wrapped
            ? sheet.outward(
                [
                  [0, parchment],
                  [0.72, shade(parchment, -0.02)],
                  [1, shade(parchment, -0.16)],
                ],
                [0.42, 0.4],
                0.62,
              )
            : sheet.outward(
                [
                  [0, shade(dark, 0.06)],
                  [1, shade(dark, -0.08)],
                ],
                [0.4, 0.4],
                0.62,
              ),
        }),
      );
      if (!wrapped) {
        leafy(outline, { left: x - r, right: x + r, top: y - r, bottom: y + r });
        return;
      }
      sheet.inside(outline, () => {
        const folds: string[] = [];
        for (let at = 0; at < 26; at += 1) {
          const turn = (at / 26) * Math.PI * 2 + chance.between(-0.06, 0.06);
          folds.push(
            `M${round(x + Math.cos(turn) * r * 0.8)} ${round(y + Math.sin(turn) * r * 0.8)}L${round(x + Math.cos(turn) * r)} ${round(y + Math.sin(turn) * r)}`,
          );
        }
        lines(sheet, folds, { colour: shade(parchment, -0.24), width: 3, opacity: 0.35 });
      });
      sheet.paint(
        tag('circle', {
          cx: x,
          cy: y,
          r: r * 0.62,
          fill: 'none',
          stroke: accent,
          'stroke-width': r * 0.025,
          opacity: 0.8,
        }),
      );
      sheet.paint(
        tag('circle', {
          cx: x,
          cy: y,
          r: r * 0.55,
          fill: 'none',
          stroke: accent,
          'stroke-width': r * 0.01,
          opacity: 0.8,
        }),
      );
      emblem({ ...pen, accent: colour, colour: parchment }, x, y, r * 0.34);
    };
    switch (shape) {
      case 'wrapped':
        return disc(400, 430, 268, true);
      case 'bare':
        disc(300, 360, 200, true);
        return disc(500, 520, 210, false);
      case 'brick': {
        shadow(sheet, 400, 470, 260, { flat: 0.7, strength: 0.8 });
        const outline = roundRect(150, 300, 500, 300, 26);
        sheet.paint(tag('path', { d: outline, fill: dark }));
        leafy(outline, { left: 150, right: 650, top: 300, bottom: 600 });
        sheet.paint(
          tag('path', {
            d: roundRect(296, 296, 208, 308, 4),
            fill: sheet.across([0, shade(parchment, -0.06)], [0.4, parchment], [1, shade(parchment, -0.1)]),
          }),
        );
        return emblem({ ...pen, colour: parchment, accent: shade(accent, -0.05) }, 400, 450, 68);
      }
      case 'minis':
        for (const [x, y, wrapped] of [
          [250, 300, true],
          [480, 270, false],
          [600, 470, true],
          [370, 490, true],
          [210, 560, false],
          [520, 640, true],
        ] as const)
          disc(x, y, 96, wrapped);
        return;
      case 'bamboo': {
        shadow(sheet, 400, 590, 250, { flat: 0.3 });
        turned(sheet, {
          cx: 400,
          profile: '260 214, 300 222, 540 222, 590 206',
          tilt: 0.3,
          colour: '#c9a66b',
          top: { kind: 'closed', colour: '#b3894f' },
          onSurface: (box) => decorate({ ...pen, pattern: 'stripes', accent: '#a9804a' }, box),
        });
        for (const y of [340, 420, 500])
          lines(sheet, [`M178 ${y}Q400 ${y + 132} 622 ${y}`], { colour: '#7a5a30', width: 9 });
        return emblem({ ...pen, colour: '#c9a66b', accent: shade(accent, -0.1) }, 400, 268, 44);
      }
    }
  },
});

export const sachets = motif({
  shapes: ['pyramids', 'cup', 'envelopes'],
  stages: standing,
  draw(pen, shape) {
    const { sheet, colour, accent, chance } = pen;
    const pyramid = (x: number, y: number, size: number): void => {
      shadow(sheet, x, y, size * 0.66, { flat: 0.24, strength: 0.8 });
      const outline = polygon([
        [x - size * 0.62, y],
        [x - size * 0.08, y - size * 1.15],
        [x + size * 0.7, y - size * 0.1],
        [x + size * 0.12, y + size * 0.1],
      ]);
      sheet.paint(tag('path', { d: outline, fill: '#f6f2e8', opacity: 0.92 }));
      sheet.inside(outline, () => {
        for (let at = 0; at < 26; at += 1)
          sheet.paint(
            tag('path', {
              d: leafPath(size * 0.3, size * 0.08),
              transform: `translate(${round(x + chance.between(-0.6, 0.6) * size)} ${round(y - chance.between(-0.05, 0.55) * size)}) rotate(${round(chance.between(0, 360))})`,
              fill: mix(colour, chance.of(0.25) ? accent : shade(colour, -0.12), 0.8),
            }),
          );
        sheet.paint(
          tag('path', {
            d: polygon([
              [x - size * 0.08, y - size * 1.15],
              [x + size * 0.7, y - size * 0.1],
              [x + size * 0.12, y + size * 0.1],
            ]),
            fill: '#000000',
            opacity: 0.08,
          }),
        );
      });
      lines(
        sheet,
        [
          `M${round(x - size * 0.08)} ${round(y - size * 1.15)}L${round(x + size * 0.12)} ${round(y + size * 0.1)}`,
        ],
        { colour: '#cfc6b2', width: 2 },
      );
      lines(
        sheet,
        [
          curve([
            [x - size * 0.08, y - size * 1.15],
            [x + size * 0.3, y - size * 1.5],
            [x + size * 0.62, y - size * 1.2],
          ]),
        ],
        { colour: '#e4dccb', width: 3 },
      );
      sheet.paint(
        tag('path', {
          d: roundRect(x + size * 0.5, y - size * 1.3, size * 0.34, size * 0.34, 4),
          fill: accent,
          transform: `rotate(14 ${round(x + size * 0.66)} ${round(y - size)})`,
        }),
      );
    };
    if (shape === 'pyramids') {
      pyramid(270, 560, 130);
      pyramid(520, 540, 140);
      return pyramid(400, 630, 160);
    }
    if (shape === 'envelopes') {
      for (const [at, turn] of [
        [0, -16],
        [1, -3],
        [2, 10],
      ] as const) {
        sheet.within(`translate(${258 + at * 92} ${350 + at * 12}) rotate(${turn})`, () => {
          shadow(sheet, 82, 250, 84, { flat: 0.12, strength: 0.7 });
          const tone = [colour, mix(colour, accent, 0.5), accent][at] as Colour;
          sheet.paint(
            tag('path', {
              d: roundRect(0, 0, 164, 250, 6),
              fill: sheet.across([0, shade(tone, -0.03)], [0.4, shade(tone, 0.06)], [1, shade(tone, -0.08)]),
            }),
          );
          sheet.inside(roundRect(0, 0, 164, 250, 6), () =>
            decorate(
              { ...pen, colour: tone, accent: shade(tone, 0.12) },
              { left: 0, right: 164, top: 0, bottom: 250 },
            ),
          );
          label({ ...pen, colour: tone }, 36, 60, 92, 130);
        });
      }
      return;
    }
    shadow(sheet, 400, 628, 150);
    turned(sheet, {
      cx: 400,
      profile: '390 168, 450 160, 560 118, 606 82',
      tilt: 0.24,
      colour: '#f3eee4',
      finish: 'gloss',
      top: { kind: 'open', filledTo: mix(colour, '#c98a3a', 0.45) },
    });
    sheet.paint(tag('path', { d: roundRect(470, 470, 54, 62, 6), fill: accent }));
    lines(sheet, [curve('440 392, 490 410, 497 470')], { colour: '#e0d6c2', width: 3 });
    sprig(pen, { x: 150, y: 640, length: 120, turn: -14, leaves: 5, size: 62, colour });
  },
});
