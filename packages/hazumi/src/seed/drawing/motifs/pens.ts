import { type Colour, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { blossom } from '../pattern.ts';
import { curve, roundRect, tag } from '../sheet.ts';
import { boxed, lines, shadow, turned } from '../solids.ts';
import { lying, standing } from '../stage.ts';
import { barrel, lay, page, ruled } from './paper.ts';

export const pen = motif({
  shapes: ['fountain', 'ball', 'pencils', 'brush', 'markers', 'duo'],
  stages: lying,
  draw(given, shape) {
    const { colour, accent, chance } = given;
    const brass: Colour = '#c8a860';
    switch (shape) {
      case 'fountain':
        lay(given, {
          x: 400,
          y: 430,
          width: 470,
          height: 560,
          turn: 7,
          colour: page,
          thick: 4,
          within: () =>
            lines(given.sheet, ruled(470, 560, 34), { colour: '#b9c4cc', width: 1.5, opacity: 0.6 }),
        });
        return barrel(given, 410, 400, chance.between(-34, -20), 'fountain', colour, brass);
      case 'ball':
        for (let at = 0; at < 3; at += 1)
          barrel(
            given,
            400 + at * 8,
            280 + at * 120,
            -12 + at * 3,
            'ball',
            [colour, accent, mix(colour, page, 0.55)][at] as Colour,
            '#b9b6ae',
          );
        return;
      case 'pencils':
        for (let at = 0; at < 6; at += 1)
          barrel(
            given,
            400,
            210 + at * 76,
            chance.between(-3, 3),
            'pencil',
            mix(colour, accent, at / 5),
            shade(mix(accent, colour, at / 5), -0.2),
          );
        return;
      case 'brush':
        lay(given, {
          x: 430,
          y: 420,
          width: 430,
          height: 520,
          turn: -6,
          colour: page,
          thick: 3,
          within: () =>
            given.sheet.paint(
              tag('path', {
                d: curve('110 330, 190 200, 270 300, 330 180'),
                fill: 'none',
                stroke: '#2b2622',
                'stroke-width': 17,
                'stroke-linecap': 'round',
                opacity: 0.82,
              }),
            ),
        });
        return barrel(given, 370, 500, -28, 'brush', colour, accent);
      case 'markers':
        for (let at = 0; at < 5; at += 1)
          barrel(
            given,
            400,
            230 + at * 88,
            chance.between(-4, 4),
            'marker',
            shade(mix(colour, accent, at / 4), 0.04),
            mix(colour, accent, at / 4),
          );
        return;
      case 'duo':
        barrel(given, 390, 340, -18, 'fountain', colour, brass);
        return barrel(given, 420, 500, -18, 'ball', accent, brass);
    }
  },
});

export const ink = motif({
  shapes: ['bottle', 'set', 'pad'],
  stages: standing,
  draw(given, shape) {
    const { sheet, colour, accent } = given;
    const bottle = (x: number, tone: Colour, size: number): void =>
      sheet.within(`translate(${x} ${620 - 620 * size}) scale(${size})`, () => {
        shadow(sheet, 0, 618, 130);
        turned(sheet, {
          cx: 0,
          profile: '450 70, 468 124, 600 132, 616 120',
          tilt: 0.17,
          colour: tone,
          finish: 'glass',
          top: { kind: 'none' },
        });
        sheet.paint(
          tag('path', { d: roundRect(-78, 500, 156, 74, 5), fill: page }),
          tag('circle', { cx: 0, cy: 537, r: 20, fill: tone }),
        );
        turned(sheet, {
          cx: 0,
          profile: '384 62, 392 70, 454 70',
          straight: true,
          tilt: 0.2,
          colour: shade(accent, -0.02),
          finish: 'satin',
          top: { kind: 'closed' },
        });
      });
    if (shape === 'bottle') return bottle(400, colour, 1.1);
    if (shape === 'set') {
      bottle(200, mix(colour, accent, 0.7), 0.7);
      bottle(600, mix(colour, '#4a3a6a', 0.5), 0.7);
      return bottle(400, colour, 0.86);
    }
    shadow(sheet, 420, 612, 210, { flat: 0.2 });
    boxed(sheet, {
      x: 230,
      y: 520,
      width: 300,
      height: 92,
      depth: 150,
      colour: shade(accent, -0.05),
      top: colour,
    });
    return sheet.within('translate(120 -40)', () => {
      shadow(sheet, 470, 650, 60);
      boxed(sheet, { x: 420, y: 520, width: 96, height: 130, depth: 40, colour: '#c69a63' });
      blossom({ ...given, accent: shade(colour, -0.1) }, 468, 590, 26);
    });
  },
});
