import { type Colour, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { curve, type Point, polygon, round, roundRect, tag } from '../sheet.ts';
import { lines, shadow } from '../solids.ts';
import { lying } from '../stage.ts';

export const textile = motif({
  shapes: ['folded', 'pillow', 'scarf', 'throw', 'towels', 'robe', 'mask', 'fan'],
  stages: [...lying, 'sweep'],
  draw(pen, shape) {
    const { sheet, colour, accent, chance } = pen;
    const sheen = (c: Colour): string =>
      sheet.slant([0, shade(c, 0.1)], [0.35, shade(c, -0.02)], [0.6, shade(c, 0.07)], [1, shade(c, -0.12)]);
    switch (shape) {
      case 'folded':
      case 'towels': {
        shadow(sheet, 410, 620, 280, { flat: 0.2 });
        const count = shape === 'towels' ? 4 : 3;
        for (let at = 0; at < count; at += 1) {
          const tone = [colour, mix(colour, accent, 0.45), accent, shade(colour, 0.12)][at] as Colour;
          const thick = 330 / count;
          const y = 600 - at * thick * 0.92;
          const width = 520 - at * 14;
          const x = 400 - width / 2 + chance.between(-8, 8);
          const outline = roundRect(x, y - thick, width, thick, thick * 0.42);
          sheet.paint(
            tag('path', {
              d: outline,
              fill: sheet.down([0, shade(tone, 0.09)], [0.4, tone], [1, shade(tone, -0.17)]),
            }),
          );
          sheet.inside(outline, () => {
            if (at !== 1)
              decorate(
                { ...pen, colour: tone, accent: tone === accent ? shade(tone, -0.14) : shade(accent, 0.04) },
                { left: x, right: x + width, top: y - thick, bottom: y },
              );
            lines(
              sheet,
              [
                curve([
                  [x - 5, y - thick * 0.34],
                  [x + width * 0.4, y - thick * 0.28],
                  [x + width + 5, y - thick * 0.36],
                ]),
                curve([
                  [x - 5, y - thick * 0.64],
                  [x + width * 0.5, y - thick * 0.7],
                  [x + width * 0.86, y - thick * 0.62],
                ]),
              ],
              { colour: shade(tone, -0.18), width: 3, opacity: 0.5 },
            );
          });
        }
        if (shape === 'folded')
          sheet.paint(
            tag('path', { d: roundRect(356, 262, 76, 342, 4), fill: '#f6f0e2', opacity: 0.92 }),
            tag('circle', { cx: 394, cy: 420, r: 22, fill: mix(colour, accent, 0.5) }),
          );
        return;
      }
      case 'pillow': {
        shadow(sheet, 410, 600, 270, { flat: 0.2 });
        const outline = curve(
          '150 300, 270 280, 400 264, 530 280, 650 300, 668 430, 650 580, 530 606, 400 616, 270 606, 150 580, 132 430',
          true,
        );
        sheet.paint(
          tag('path', {
            d: outline,
            fill: sheet.outward(
              [
                [0, shade(colour, 0.08)],
                [0.6, colour],
                [1, shade(colour, -0.15)],
              ],
              [0.4, 0.38],
              0.7,
            ),
          }),
        );
        sheet.inside(outline, () => decorate(pen, { left: 130, right: 670, top: 270, bottom: 620 }));
        return lines(
          sheet,
          [
            curve('170 318, 230 360, 250 380'),
            curve('630 318, 580 356, 566 384'),
            curve('170 562, 220 530, 240 520'),
            curve('630 562, 576 530, 560 516'),
          ],
          { colour: shade(colour, -0.16), width: 5, opacity: 0.6 },
        );
      }
      case 'scarf': {
        const sweep: Point[][] = [];
        for (let at = 0; at < 6; at += 1)
          sweep.push([
            [90, 250 + at * 40],
            [250, 170 + at * 56],
            [430, 330 + at * 44],
            [560, 430 + at * 34],
            [720, 380 + at * 62],
          ]);
        const outline = `${curve(sweep[0] as Point[])}${curve([...(sweep[5] as Point[])].reverse(), false, 'L')}Z`;
        sheet.within('translate(14 24)', () =>
          sheet.paint(tag('path', { d: outline, fill: '#15100c', opacity: 0.16 })),
        );
        sheet.paint(tag('path', { d: outline, fill: sheen(colour) }));
        sheet.inside(outline, () => decorate(pen, { left: 90, right: 720, top: 170, bottom: 700 }));
        for (let at = 0; at < 5; at += 1) {
          const fold = `${curve(sweep[at] as Point[])}${curve([...(sweep[at + 1] as Point[])].reverse(), false, 'L')}Z`;
          sheet.paint(
            tag('path', {
              d: fold,
              fill: sheet.down([0, at % 2 ? '#000000' : '#ffffff', at % 2 ? 0.14 : 0.16], [1, '#000000', 0]),
            }),
          );
        }
        const fringe: string[] = [];
        for (let at = 0; at <= 20; at += 1)
          fringe.push(`M${720 - at * 0.2} ${380 + at * 15.5}l34 ${round(chance.between(-6, 6))}`);
        return lines(sheet, fringe, { colour: shade(colour, -0.06), width: 3 });
      }
      case 'throw': {
        shadow(sheet, 400, 640, 250, { flat: 0.12 });
        const outline = curve(
          '190 190, 300 168, 450 196, 590 170, 630 330, 600 520, 640 640, 500 664, 380 636, 250 668, 170 640, 210 480, 176 330',
          true,
        );
        sheet.paint(tag('path', { d: outline, fill: sheen(colour) }));
        sheet.inside(outline, () => {
          decorate(pen, { left: 160, right: 650, top: 160, bottom: 680 });
          for (const x of [250, 350, 470, 570])
            lines(
              sheet,
              [
                curve([
                  [x, 160],
                  [x + 30, 330],
                  [x - 24, 500],
                  [x + 16, 690],
                ]),
              ],
              { colour: '#000000', width: 22, opacity: 0.07 },
            );
          for (const x of [290, 410, 520])
            lines(
              sheet,
              [
                curve([
                  [x, 160],
                  [x + 26, 330],
                  [x - 22, 500],
                  [x + 14, 690],
                ]),
              ],
              { colour: '#ffffff', width: 18, opacity: 0.12 },
            );
        });
        return;
      }
      case 'robe': {
        const body = 'M300 190L400 240L500 190L570 250L556 690H244L230 250Z';
        for (const flip of [1, -1])
          sheet.within(flip === 1 ? '' : 'translate(800 0) scale(-1 1)', () =>
            sheet.paint(
              tag('path', {
                d: 'M300 192L230 246L140 480L226 520L286 360Z',
                fill: sheen(shade(colour, flip === 1 ? -0.02 : -0.07)),
              }),
            ),
          );
        sheet.paint(tag('path', { d: body, fill: sheen(colour) }));
        sheet.inside(body, () => decorate(pen, { left: 230, right: 570, top: 250, bottom: 690 }));
        sheet.paint(
          tag('path', {
            d: 'M300 190L340 182L420 430L380 690H340Z',
            fill: shade(accent, -0.02),
            opacity: 0.9,
          }),
          tag('path', { d: 'M500 190L460 182L396 380L410 440Z', fill: shade(accent, 0.04), opacity: 0.9 }),
          tag('path', { d: roundRect(236, 430, 330, 34, 6), fill: shade(accent, -0.08) }),
        );
        return;
      }
      case 'mask': {
        shadow(sheet, 400, 470, 250, { flat: 0.4 });
        lines(sheet, [curve('170 390, 90 480, 230 600, 570 600, 710 480, 630 390')], {
          colour: shade(colour, -0.14),
          width: 18,
        });
        const outline = curve(
          '160 380, 270 320, 400 344, 530 320, 640 380, 600 470, 480 494, 400 440, 320 494, 200 470',
          true,
        );
        sheet.paint(tag('path', { d: outline, fill: sheen(colour) }));
        sheet.inside(outline, () => decorate(pen, { left: 160, right: 640, top: 320, bottom: 500 }));
        return lines(sheet, [outline], { colour: shade(accent, -0.05), width: 7 });
      }
      case 'fan': {
        shadow(sheet, 400, 540, 250, { flat: 0.4 });
        for (let at = 0; at < 19; at += 1) {
          const a = Math.PI + (at / 19) * Math.PI;
          const b = Math.PI + ((at + 1) / 19) * Math.PI;
          const p = (turn: number, r: number): Point => [400 + Math.cos(turn) * r, 590 + Math.sin(turn) * r];
          sheet.paint(
            tag('path', {
              d: polygon([p(a, 140), p(a, 350), p(b, 350), p(b, 140)]),
              fill: shade(colour, at % 2 ? -0.06 : 0.05),
            }),
            tag('path', {
              d: polygon([p(a + 0.05, 0), p(a + 0.02, 146), p(a + 0.09, 146)]),
              fill: '#b58a58',
            }),
          );
        }
        sheet.inside('M50 590A350 350 0 0 1 750 590L540 590A140 140 0 0 0 260 590Z', () =>
          decorate(pen, { left: 80, right: 720, top: 240, bottom: 560 }),
        );
        return sheet.paint(tag('circle', { cx: 400, cy: 590, r: 15, fill: accent }));
      }
    }
  },
});
