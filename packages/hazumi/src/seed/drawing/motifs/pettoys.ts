import { type Colour, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { curve, polygon, roundRect, tag } from '../sheet.ts';
import { lines, shadow } from '../solids.ts';
import { lying } from '../stage.ts';

const beech: Colour = '#d6ab74';

export const pettoy = motif({
  shapes: ['fish', 'leash', 'brush', 'bone', 'wand'],
  stages: lying,
  draw(pen, shape) {
    const { sheet, colour, accent } = pen;
    switch (shape) {
      case 'fish':
        for (const [y, tone, other] of [
          [350, colour, accent],
          [520, accent, colour],
        ] as const) {
          shadow(sheet, 400, y + 90, 190, { flat: 0.14, strength: 0.8 });
          const body = curve(
            [
              [190, y],
              [300, y - 86],
              [460, y - 60],
              [560, y],
              [460, y + 60],
              [300, y + 86],
            ],
            true,
          );
          sheet.paint(
            tag('path', {
              d: polygon([
                [536, y],
                [650, y - 76],
                [630, y],
                [650, y + 76],
              ]),
              fill: shade(other, -0.04),
            }),
            tag('path', {
              d: body,
              fill: sheet.down(shade(tone, 0.08), shade(tone, -0.14)),
            }),
          );
          sheet.inside(body, () =>
            decorate(
              { ...pen, colour: tone, accent: other, pattern: 'waves' },
              { left: 320, right: 560, top: y - 90, bottom: y + 90 },
            ),
          );
          sheet.paint(
            tag('circle', { cx: 256, cy: y - 16, r: 13, fill: '#2a2420' }),
            tag('circle', { cx: 252, cy: y - 20, r: 4, fill: '#ffffff' }),
          );
        }
        return;
      case 'leash': {
        const path = curve('190 250, 280 420, 460 300, 560 420, 420 560, 250 500, 300 620, 560 640');
        lines(sheet, [path], { colour: '#15100c', width: 34, opacity: 0.12 });
        lines(sheet, [path], { colour: shade(colour, -0.1), width: 25 });
        lines(sheet, [path], { colour: shade(accent, 0.04), width: 9, dash: '16 10', cap: 'butt' });
        lines(sheet, [curve('190 250, 130 200, 170 150, 240 180, 196 252')], {
          colour: shade(colour, -0.02),
          width: 22,
        });
        return lines(sheet, ['M560 640h40', curve('600 640, 640 610, 660 640, 640 670, 604 646')], {
          colour: '#b9932f',
          width: 13,
        });
      }
      case 'brush':
        return sheet.within('rotate(-32 400 430)', () => {
          shadow(sheet, 420, 500, 300, { flat: 0.14 });
          sheet.paint(
            tag('path', {
              d: roundRect(380, 400, 320, 66, 33),
              fill: sheet.down(shade(beech, 0.1), shade(beech, -0.14)),
            }),
            tag('path', {
              d: roundRect(110, 370, 310, 120, 50),
              fill: sheet.down(shade(colour, 0.08), shade(colour, -0.14)),
            }),
            tag('path', { d: roundRect(136, 390, 258, 80, 36), fill: shade(accent, 0.04) }),
          );
          for (let x = 160; x < 380; x += 22)
            for (let y = 404; y < 466; y += 18)
              sheet.paint(tag('circle', { cx: x, cy: y, r: 4, fill: '#6a6e70' }));
        });
      case 'bone':
        for (const [y, turn, tone] of [
          [370, -14, colour],
          [540, 8, accent],
        ] as const)
          sheet.within(`rotate(${turn} 400 ${y})`, () => {
            shadow(sheet, 400, y + 56, 220, { flat: 0.12, strength: 0.8 });
            const outline = `M270 ${y - 36}H530a52 52 0 1 1 74 36a52 52 0 1 1 -74 36H270a52 52 0 1 1 -74 -36a52 52 0 1 1 74 -36Z`;
            sheet.paint(
              tag('path', {
                d: outline,
                fill: sheet.down(shade(tone, 0.1), shade(tone, -0.14)),
              }),
            );
            sheet.inside(outline, () =>
              decorate(
                { ...pen, colour: tone, accent: tone === accent ? colour : accent },
                { left: 180, right: 620, top: y - 80, bottom: y + 80 },
              ),
            );
          });
        return;
      case 'wand':
        lines(sheet, ['M150 660L520 300'], { colour: shade(beech, -0.08), width: 17 });
        lines(sheet, ['M152 656L520 298'], { colour: shade(beech, 0.12), width: 5 });
        lines(sheet, [curve('520 300, 600 210, 640 330, 600 420')], { colour: '#e9e0ce', width: 4 });
        for (const [turn, tone] of [
          [60, colour],
          [90, accent],
          [120, mix(colour, accent, 0.5)],
          [75, shade(colour, 0.14)],
          [106, shade(accent, 0.12)],
        ] as const)
          sheet.paint(
            tag('path', {
              d: curve('0 0, 70 -26, 160 0, 70 26', true),
              transform: `translate(600 420) rotate(${turn})`,
              fill: tone,
              opacity: 0.92,
            }),
          );
        return sheet.paint(tag('circle', { cx: 600, cy: 420, r: 16, fill: '#d8b24a' }));
    }
  },
});
