import { type Colour, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { polygon, round, roundRect, tag } from '../sheet.ts';
import { shadow } from '../solids.ts';
import { lying } from '../stage.ts';
import { keycap } from './keycap.ts';

export const keycaps = motif({
  shapes: ['set', 'sculpted', 'tray', 'few'],
  stages: lying,
  draw(pen, shape) {
    const { sheet, chance, colour, accent } = pen;
    const palette = [colour, colour, shade(colour, -0.14), mix(colour, accent, 0.5), accent];
    if (shape === 'set' || shape === 'tray') {
      if (shape === 'tray') {
        shadow(sheet, 400, 440, 300, { flat: 0.9, strength: 0.6 });
        sheet.paint(tag('path', { d: roundRect(96, 156, 608, 520, 26), fill: '#26241f' }));
      }
      for (let row = 0; row < 7; row += 1) {
        for (let column = 0; column < 8; column += 1) {
          const wide = row === 6 && column > 1 && column < 6;
          if (wide && column > 2) continue;
          const at = (row * 3 + column * 5) % 11;
          const tone = at === 0 ? accent : row === 0 || column === 7 ? shade(colour, -0.14) : colour;
          if (shape === 'set')
            sheet.paint(
              tag('path', {
                d: roundRect(122 + column * 70, 180 + row * 66, wide ? 270 : 60, 58, 9),
                fill: '#15100c',
                opacity: 0.16,
              }),
            );
          keycap(pen, 116 + column * 71, 172 + row * 69, wide ? 278 : 64, 62, tone);
        }
      }
      return;
    }
    const few =
      shape === 'few'
        ? ([[400, 400, 230, 0]] as const)
        : ([
            [290, 300, 170, -12],
            [520, 330, 160, 9],
            [300, 540, 164, 6],
            [520, 560, 172, -8],
          ] as const);
    for (const [at, [x, y, size, turn]] of few.entries()) {
      const tone = palette[(at * 2 + 1) % palette.length] as Colour;
      sheet.within(`rotate(${turn} ${x} ${y})`, () => {
        shadow(sheet, x + 6, y + size * 0.3, size * 0.56, { flat: 0.62 });
        const half = size / 2;
        sheet.paint(
          tag('path', {
            d: roundRect(x - half, y - half, size, size, size * 0.12),
            fill: sheet.down(shade(tone, -0.04), shade(tone, -0.22)),
          }),
          tag('path', {
            d: roundRect(x - half * 0.7, y - half * 0.84, size * 0.7, size * 0.7, size * 0.12),
            fill: sheet.slant(shade(tone, 0.1), shade(tone, -0.02)),
          }),
          tag('ellipse', {
            cx: x,
            cy: y - half * 0.12,
            rx: size * 0.26,
            ry: size * 0.24,
            fill: sheet.slant(shade(tone, -0.06), shade(tone, 0.1)),
          }),
        );
        if (chance.of(0.9))
          sheet.inside(roundRect(x - half * 0.7, y - half * 0.84, size * 0.7, size * 0.7, size * 0.12), () =>
            decorate(
              { ...pen, colour: tone, accent: tone === accent ? colour : accent },
              { left: x - half * 0.7, right: x + half * 0.7, top: y - half * 0.84, bottom: y + half * 0.56 },
            ),
          );
      });
    }
  },
});

export const keyswitch = motif({
  shapes: ['one', 'row', 'pile'],
  stages: [...lying, 'sweep', 'ledge'],
  draw(pen, shape) {
    const { sheet, colour, accent, chance } = pen;
    const one = (x: number, y: number, size: number, turn: number): void => {
      sheet.within(
        `translate(${round(x)} ${round(y)}) rotate(${round(turn)}) scale(${round(size * 10) / 1000})`,
        () => {
          shadow(sheet, 0, 84, 96, { flat: 0.4, strength: 0.8 });
          sheet.paint(
            tag('path', {
              d: polygon('-82 20, 82 20, 70 92, -70 92'),
              fill: sheet.across([0, '#3b3d40'], [0.4, '#595c60'], [1, '#26282a']),
            }),
            tag('path', {
              d: roundRect(-92, -6, 184, 30, 8),
              fill: sheet.across(
                [0, shade(colour, -0.06)],
                [0.4, shade(colour, 0.08)],
                [1, shade(colour, -0.16)],
              ),
            }),
            tag('path', {
              d: polygon('-58 -78, 58 -78, 82 -4, -82 -4'),
              fill: sheet.across(
                [0, shade(colour, -0.02)],
                [0.35, shade(colour, 0.12)],
                [1, shade(colour, -0.14)],
              ),
              opacity: 0.92,
            }),
            tag('path', {
              d: roundRect(-16, -132, 32, 66, 5),
              fill: sheet.across(shade(accent, 0.06), shade(accent, -0.14)),
            }),
            tag('path', {
              d: roundRect(-38, -112, 76, 26, 5),
              fill: sheet.across(shade(accent, 0.08), shade(accent, -0.1)),
            }),
            tag('path', { d: 'M-30 92v34M28 92v26', stroke: '#c9a45c', 'stroke-width': 9 }),
          );
        },
      );
    };
    if (shape === 'one') return one(400, 420, 210, -6);
    if (shape === 'row') {
      for (const [at, x] of [180, 330, 480, 630].entries()) {
        one(x, 420 + (at % 2) * 30, 92, chance.between(-8, 8));
      }
      return;
    }
    for (let at = 0; at < 22; at += 1) {
      const turn = chance.between(0, Math.PI * 2);
      const far = Math.sqrt(chance.next());
      one(400 + Math.cos(turn) * far * 220, 420 + Math.sin(turn) * far * 200, 74, chance.between(-70, 70));
    }
  },
});
