import { mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { blossom, decorate } from '../pattern.ts';
import { curve, round, roundRect, tag } from '../sheet.ts';
import { lines, shadow, turned } from '../solids.ts';
import { lying } from '../stage.ts';
import { barrel, lay, page } from './paper.ts';

export const desk = motif({
  shapes: ['case', 'scissors', 'ruler', 'tray', 'slats', 'clips', 'stamp'],
  stages: lying,
  draw(given, shape) {
    const { sheet, colour, accent, chance } = given;
    switch (shape) {
      case 'case': {
        shadow(sheet, 400, 500, 290, { flat: 0.4 });
        const outline = curve(
          '110 350, 150 318, 400 306, 650 318, 690 350, 700 470, 660 520, 400 530, 140 520, 100 470',
          true,
        );
        sheet.paint(
          tag('path', {
            d: outline,
            fill: sheet.down(shade(colour, 0.08), colour, shade(colour, -0.14)),
          }),
        );
        sheet.inside(outline, () => decorate(given, { left: 100, right: 700, top: 360, bottom: 540 }));
        lines(sheet, [curve('120 352, 400 338, 680 352')], { colour: shade(colour, -0.24), width: 12 });
        lines(sheet, [curve('120 352, 400 338, 680 352')], {
          colour: '#cfae6c',
          width: 6,
          dash: '5 5',
          cap: 'butt',
        });
        return sheet.paint(tag('path', { d: roundRect(628, 344, 22, 60, 8), fill: accent }));
      }
      case 'scissors':
        return sheet.within('rotate(28 400 400)', () => {
          for (const turn of [-9, 9]) {
            sheet.within(`rotate(${turn} 400 420)`, () => {
              sheet.paint(
                tag('path', {
                  d: 'M388 430L398 110L420 430Z',
                  fill: sheet.across('#9da2a6', '#eef0f1', '#8a8f93'),
                }),
              );
              const x = turn < 0 ? 454 : 346;
              lines(
                sheet,
                [
                  curve([
                    [400, 440],
                    [x, 520],
                    [x + (turn < 0 ? 46 : -46), 610],
                    [x, 680],
                    [x - (turn < 0 ? 46 : -46), 610],
                    [400, 450],
                  ]),
                ],
                { colour: shade(colour, -0.12), width: 36 },
              );
              lines(
                sheet,
                [
                  curve([
                    [400, 440],
                    [x, 520],
                    [x + (turn < 0 ? 46 : -46), 610],
                    [x, 680],
                    [x - (turn < 0 ? 46 : -46), 610],
                    [400, 450],
                  ]),
                ],
                { colour: shade(colour, 0.06), width: 18 },
              );
            });
          }
          sheet.paint(tag('circle', { cx: 403, cy: 424, r: 14, fill: accent }));
        });
      case 'ruler':
        lay(given, {
          x: 400,
          y: 340,
          width: 640,
          height: 90,
          turn: -10,
          colour: '#d9b27c',
          thick: 5,
          within: () =>
            lines(
              sheet,
              Array.from({ length: 32 }, (_, at) => `M${10 + at * 20} 0V${at % 5 === 0 ? 40 : 22}`),
              { colour: '#6b4a26', width: 2.4, cap: 'butt' },
            ),
        });
        return sheet.within('rotate(-10 400 520)', () =>
          sheet.paint(
            tag('path', {
              d: 'M180 640L520 640L180 430ZM230 610L400 610L230 506Z',
              'fill-rule': 'evenodd',
              fill: mix(colour, '#ffffff', 0.15),
              opacity: 0.78,
            }),
          ),
        );
      case 'tray': {
        shadow(sheet, 400, 520, 320, { flat: 0.5 });
        lay(given, { x: 400, y: 420, width: 600, height: 380, turn: -4, colour, thick: 16, radius: 16 });
        sheet.within('rotate(-4 400 420)', () => {
          for (const [x, y, w, h] of [
            [120, 250, 560, 96],
            [120, 362, 270, 224],
            [406, 362, 274, 104],
            [406, 482, 274, 104],
          ] as const)
            sheet.paint(
              tag('path', {
                d: roundRect(x, y, w, h, 10),
                fill: sheet.slant(shade(colour, -0.26), shade(colour, -0.08)),
              }),
            );
        });
        barrel(given, 390, 290, -4, 'pencil', accent, '#3b332b');
        for (let at = 0; at < 7; at += 1)
          sheet.paint(
            tag('circle', {
              cx: chance.between(440, 640),
              cy: chance.between(500, 550),
              r: 15,
              fill: mix(accent, '#e8d9b5', chance.next()),
            }),
          );
        return;
      }
      case 'slats': {
        lay(given, { x: 400, y: 420, width: 560, height: 340, turn: -4, colour, thick: 16, radius: 14 });
        sheet.within('rotate(-4 400 420)', () => {
          sheet.paint(tag('path', { d: roundRect(142, 272, 516, 296, 8), fill: shade(colour, -0.16) }));
          for (let at = 0; at < 9; at += 1) {
            const slat = roundRect(146 + at * 57, 276, 50, 288, 4);
            sheet.paint(
              tag('path', { d: slat, fill: sheet.slant(shade(colour, 0.07), shade(colour, -0.03)) }),
            );
          }
        });
        return;
      }
      case 'clips':
        for (let at = 0; at < 11; at += 1) {
          const [x, y] = [chance.between(180, 620), chance.between(200, 620)];
          const turn = chance.between(0, 360);
          const clip = 'M-18 46V-40a22 22 0 0 1 44 0V52a32 32 0 0 1 -64 0V-30';
          sheet.within(`translate(${round(x + 4)} ${round(y + 6)}) rotate(${round(turn)})`, () =>
            lines(sheet, [clip], { colour: '#15100c', width: 9, opacity: 0.16 }),
          );
          sheet.within(`translate(${round(x)} ${round(y)}) rotate(${round(turn)})`, () => {
            lines(sheet, [clip], {
              colour: at % 3 === 0 ? accent : at % 3 === 1 ? colour : '#c6a45c',
              width: 9,
            });
            lines(sheet, [clip], { colour: '#ffffff', width: 2.5, opacity: 0.5 });
          });
        }
        return;
      case 'stamp':
        lay(given, {
          x: 480,
          y: 470,
          width: 380,
          height: 430,
          turn: 8,
          colour: page,
          thick: 4,
          within: () => blossom({ ...given, colour: page }, 190, 130, 60),
        });
        shadow(sheet, 290, 520, 90, { flat: 0.5 });
        turned(sheet, {
          cx: 290,
          profile: '240 60, 280 70, 330 40, 400 34, 430 84, 500 90',
          tilt: 0.3,
          colour,
          finish: 'satin',
          top: { kind: 'closed' },
        });
        return sheet.paint(
          tag('path', { d: 'M200 500a90 27 0 0 0 180 0v16a90 27 0 0 1 -180 0Z', fill: accent }),
        );
    }
  },
});
