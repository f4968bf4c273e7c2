import { type Colour, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { curve, polygon, roundRect, tag } from '../sheet.ts';
import { lines, shadow } from '../solids.ts';
import { standing } from '../stage.ts';

export const pack = motif({
  shapes: ['trek', 'day', 'roll', 'tote', 'sling', 'duffel'],
  stages: standing,
  draw(pen, shape) {
    const { sheet, colour, accent } = pen;
    const cloth = (c: Colour): string =>
      sheet.across([0, shade(c, -0.08)], [0.3, shade(c, 0.07)], [0.7, shade(c, -0.05)], [1, shade(c, -0.18)]);
    const strap = (path: string, width = 26): void => {
      lines(sheet, [path], { colour: shade(accent, -0.16), width });
      lines(sheet, [path], { colour: shade(accent, 0.02), width: width * 0.56 });
    };
    const buckle = (x: number, y: number): void =>
      sheet.paint(tag('path', { d: roundRect(x - 16, y - 11, 32, 22, 5), fill: '#2a2a28' }));
    shadow(sheet, 410, 620, 180, { flat: 0.18 });
    switch (shape) {
      case 'trek':
        sheet.paint(tag('path', { d: roundRect(286, 196, 228, 420, 56), fill: cloth(shade(colour, -0.08)) }));
        sheet.paint(tag('path', { d: roundRect(264, 262, 272, 356, 48), fill: cloth(colour) }));
        sheet.inside(roundRect(264, 262, 272, 356, 48), () =>
          decorate(pen, { left: 264, right: 536, top: 262, bottom: 618 }),
        );
        sheet.paint(
          tag('path', {
            d: curve('268 246, 290 180, 400 160, 510 180, 532 246, 520 300, 400 318, 280 300', true),
            fill: cloth(shade(colour, 0.05)),
          }),
          tag('path', { d: roundRect(300, 410, 200, 170, 30), fill: cloth(shade(colour, 0.03)) }),
          tag('path', { d: roundRect(224, 440, 54, 150, 24), fill: cloth(shade(colour, -0.06)) }),
          tag('path', { d: roundRect(522, 440, 54, 150, 24), fill: cloth(shade(colour, -0.12)) }),
        );
        for (const x of [340, 460]) strap(`M${x} 300V560`, 17);
        for (const x of [340, 460]) buckle(x, 384);
        return sheet.paint(
          tag('path', {
            d: roundRect(236, 118, 328, 66, 33),
            fill: sheet.down(shade(accent, 0.1), shade(accent, -0.14)),
          }),
        );
      case 'day':
        strap(curve('340 250, 400 190, 460 250'), 20);
        sheet.paint(tag('path', { d: roundRect(260, 240, 280, 380, 92), fill: cloth(colour) }));
        sheet.inside(roundRect(260, 240, 280, 380, 92), () =>
          decorate(pen, { left: 260, right: 540, top: 240, bottom: 620 }),
        );
        sheet.paint(tag('path', { d: roundRect(292, 430, 216, 160, 36), fill: cloth(shade(colour, 0.04)) }));
        lines(sheet, [curve('282 360, 400 330, 518 360'), 'M310 462H490'], {
          colour: shade(colour, -0.24),
          width: 5,
        });
        return sheet.paint(
          tag('path', { d: roundRect(480, 458, 12, 52, 6), fill: accent }),
          tag('path', { d: roundRect(366, 516, 68, 42, 5), fill: shade(accent, 0.02) }),
        );
      case 'roll':
        sheet.paint(
          tag('path', {
            d: `${curve('276 300, 262 460, 276 618')}L524 618${curve(
              '524 618, 538 460, 524 300',
              false,
              'L',
            )}Z`,
            fill: cloth(colour),
          }),
        );
        sheet.inside(roundRect(262, 290, 276, 330, 20), () =>
          decorate(pen, { left: 262, right: 538, top: 300, bottom: 618 }),
        );
        sheet.paint(
          tag('path', {
            d: roundRect(254, 230, 292, 82, 38),
            fill: sheet.down(shade(colour, 0.1), colour, shade(colour, -0.2)),
          }),
          tag('path', { d: roundRect(314, 456, 172, 120, 14), fill: cloth(shade(colour, -0.06)) }),
        );
        strap('M400 232V470', 24);
        return buckle(400, 400);
      case 'tote':
        lines(sheet, [curve('310 330, 330 190, 400 160, 470 190, 490 330')], {
          colour: shade(accent, -0.12),
          width: 22,
        });
        sheet.paint(
          tag('path', {
            d: polygon('232 320, 568 320, 540 620, 260 620'),
            fill: cloth(colour),
          }),
        );
        sheet.inside(polygon('232 320, 568 320, 540 620, 260 620'), () =>
          decorate(pen, { left: 232, right: 568, top: 360, bottom: 620 }),
        );
        lines(sheet, [curve('310 360, 326 210, 400 176, 474 210, 490 360')], {
          colour: shade(accent, 0.04),
          width: 18,
        });
        return lines(sheet, ['M240 344H560'], {
          colour: shade(colour, -0.2),
          width: 3,
          dash: '9 7',
          opacity: 0.8,
        });
      case 'sling':
        strap(curve('250 470, 180 300, 300 150, 520 170, 610 330, 560 450'), 26);
        sheet.paint(
          tag('path', {
            d: curve('230 470, 260 400, 400 376, 540 400, 572 470, 550 580, 400 612, 250 580', true),
            fill: cloth(colour),
          }),
        );
        sheet.inside(
          curve('230 470, 260 400, 400 376, 540 400, 572 470, 550 580, 400 612, 250 580', true),
          () => decorate(pen, { left: 230, right: 570, top: 376, bottom: 612 }),
        );
        lines(sheet, [curve('262 450, 400 424, 540 450')], { colour: shade(colour, -0.26), width: 6 });
        return sheet.paint(
          tag('path', { d: roundRect(300, 500, 200, 76, 20), fill: cloth(shade(colour, 0.05)) }),
        );
      case 'duffel':
        lines(sheet, [curve('300 420, 330 290, 400 260, 470 290, 500 420')], {
          colour: shade(accent, -0.14),
          width: 24,
        });
        sheet.paint(tag('path', { d: roundRect(130, 390, 540, 230, 100), fill: cloth(colour) }));
        sheet.inside(roundRect(130, 390, 540, 230, 100), () =>
          decorate(pen, { left: 130, right: 670, top: 390, bottom: 620 }),
        );
        for (const x of [288, 488]) strap(`M${x} 400V616`, 24);
        return lines(sheet, ['M190 410H610'], { colour: shade(colour, -0.28), width: 6 });
    }
  },
});
