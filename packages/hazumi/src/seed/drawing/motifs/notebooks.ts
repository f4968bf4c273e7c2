import { type Colour, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { roundRect, tag } from '../sheet.ts';
import { boxed, lines, shadow } from '../solids.ts';
import { lying } from '../stage.ts';
import { lay, page, ruled } from './paper.ts';

export const notebook = motif({
  shapes: ['single', 'stack', 'open', 'ring', 'pocket', 'planner'],
  stages: lying,
  draw(pen, shape) {
    const { sheet, colour, accent, chance } = pen;
    const cover = (w: number, h: number, tone = colour): void => {
      decorate({ ...pen, colour: tone }, { left: 0, right: w, top: 0, bottom: h });
      sheet.paint(
        tag('rect', { x: 0, y: 0, width: w * 0.09, height: h, fill: '#000000', opacity: 0.12 }),
        tag('rect', { x: w * 0.09, y: 0, width: 2, height: h, fill: '#ffffff', opacity: 0.2 }),
      );
      if (pen.pattern !== 'plain')
        sheet.paint(
          tag('path', { d: roundRect(w * 0.28, h * 0.2, w * 0.5, h * 0.17, 4), fill: page, opacity: 0.95 }),
        );
    };
    switch (shape) {
      case 'single':
        lay(pen, {
          x: 400,
          y: 410,
          width: 380,
          height: 530,
          turn: chance.between(-9, 6),
          colour,
          thick: 12,
          within: () => cover(380, 530),
        });
        return void sheet.within('rotate(4 400 400)', () =>
          sheet.paint(tag('path', { d: 'M470 640v74l10 -12l10 12v-74Z', fill: accent })),
        );
      case 'pocket':
        for (const [x, y, turn, tone] of [
          [270, 420, -12, shade(colour, 0.08)],
          [410, 400, -2, colour],
          [550, 420, 9, mix(colour, accent, 0.6)],
        ] as const)
          lay(pen, {
            x,
            y,
            width: 230,
            height: 350,
            turn,
            colour: tone,
            thick: 5,
            radius: 12,
            within: () => cover(230, 350, tone),
          });
        return;
      case 'stack':
        for (let at = 0; at < 5; at += 1) {
          const tone = [colour, mix(colour, accent, 0.5), accent, shade(colour, 0.12), shade(colour, -0.08)][
            at
          ] as Colour;
          const y = 600 - at * 54;
          const x = 190 + chance.between(-16, 16);
          if (at === 0) shadow(sheet, 420, 640, 280, { flat: 0.2 });
          boxed(sheet, {
            x,
            y: y - 10,
            width: 400,
            height: 46,
            depth: 130,
            colour: page,
            top: tone,
            onTop: () =>
              decorate(
                { ...pen, colour: tone, accent: shade(tone, 0.14) },
                { left: x, right: x + 480, top: y - 70, bottom: y },
              ),
          });
          sheet.paint(
            tag('path', { d: roundRect(x - 4, y - 14, 408, 10, 3), fill: tone }),
            tag('path', { d: roundRect(x - 4, y + 32, 408, 10, 3), fill: shade(tone, -0.08) }),
          );
        }
        return;
      case 'open': {
        lay(pen, {
          x: 400,
          y: 420,
          width: 620,
          height: 420,
          turn: -4,
          colour,
          thick: 12,
          within: () => undefined,
        });
        sheet.within('rotate(-4 400 420)', () => {
          for (const [x, light] of [
            [102, 0.02],
            [402, 0],
          ] as const) {
            sheet.paint(
              tag('path', {
                d: roundRect(x, 220, 296, 396, 4),
                fill:
                  x < 200
                    ? sheet.across([0, shade(page, light)], [0.85, page], [1, shade(page, -0.12)])
                    : sheet.across([0, shade(page, -0.14)], [0.14, page], [1, shade(page, -0.02)]),
              }),
            );
            sheet.within(`translate(${x} 220)`, () =>
              lines(
                sheet,
                pen.pattern === 'check' || pen.pattern === 'dots'
                  ? [
                      ...ruled(296, 396, 22),
                      ...Array.from({ length: 11 }, (_, at) => `M${38 + at * 22} 46V356`),
                    ]
                  : ruled(296, 396, 24),
                { colour: mix(colour, '#8ea3b5', 0.6), width: 1.4, opacity: 0.6 },
              ),
            );
          }
          sheet.paint(tag('path', { d: 'M640 216v150l12 -14l12 14v-150Z', fill: accent }));
        });
        return;
      }
      case 'ring':
        lay(pen, {
          x: 400,
          y: 430,
          width: 390,
          height: 500,
          turn: -5,
          colour,
          thick: 10,
          within: () => cover(390, 500),
        });
        sheet.within('rotate(-5 400 430)', () => {
          for (let at = 0; at < 15; at += 1) {
            const x = 226 + at * 25;
            lines(sheet, [`M${x} 204C${x - 4} 160 ${x + 14} 156 ${x + 12} 200`], {
              colour: '#9b9a94',
              width: 5,
            });
            sheet.paint(tag('circle', { cx: x + 4, cy: 206, r: 5, fill: '#2a2622' }));
          }
        });
        return;
      case 'planner':
        lay(pen, {
          x: 400,
          y: 410,
          width: 370,
          height: 500,
          turn: 5,
          colour,
          thick: 14,
          radius: 18,
          within: () => cover(370, 500),
        });
        return sheet.within('rotate(5 400 410)', () => {
          sheet.paint(
            tag('path', { d: roundRect(540, 372, 74, 66, 14), fill: shade(colour, -0.07) }),
            tag('circle', {
              cx: 562,
              cy: 405,
              r: 13,
              fill: sheet.slant('#f1e6c8', '#a98b4a'),
            }),
            tag('path', {
              d: roundRect(586, 200, 18, 400, 9),
              fill: sheet.across(shade(accent, 0.1), shade(accent, -0.14)),
            }),
          );
        });
    }
  },
});
