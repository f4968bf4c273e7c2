import { shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { curve, roundRect, tag } from '../sheet.ts';
import { lines, shadow, turned } from '../solids.ts';
import { standing } from '../stage.ts';

export const camp = motif({
  shapes: ['pots', 'stove', 'lantern', 'mug', 'bottle', 'chair', 'sleepingbag', 'pad'],
  stages: standing,
  draw(pen, shape) {
    const { sheet, colour, accent } = pen;
    switch (shape) {
      case 'pots':
        shadow(sheet, 400, 618, 190);
        lines(sheet, [curve('540 470, 640 452, 700 470')], { colour: '#8b8f92', width: 15 });
        turned(sheet, {
          cx: 400,
          profile: '420 168, 592 164, 614 150',
          tilt: 0.22,
          colour,
          finish: 'metal',
          top: { kind: 'open' },
        });
        return sheet.within('translate(-6 -70) scale(0.98)', () => {
          turned(sheet, {
            cx: 410,
            profile: '446 60, 456 158, 472 172',
            tilt: 0.22,
            colour: shade(colour, 0.06),
            finish: 'metal',
            top: { kind: 'closed' },
          });
          turned(sheet, {
            cx: 410,
            profile: '420 26, 430 32, 448 22',
            tilt: 0.24,
            colour: accent,
            finish: 'satin',
            top: { kind: 'closed' },
          });
        });
      case 'stove':
        shadow(sheet, 400, 618, 120);
        turned(sheet, {
          cx: 400,
          profile: '490 100, 506 116, 596 116, 616 104',
          tilt: 0.2,
          colour,
          finish: 'satin',
          top: { kind: 'closed' },
          onSurface: (box) => decorate(pen, box),
        });
        sheet.paint(
          tag('path', {
            d: roundRect(378, 380, 44, 110, 8),
            fill: sheet.across([0, '#8e9295'], [0.4, '#e0e3e5'], [1, '#6d7174']),
          }),
        );
        turned(sheet, {
          cx: 400,
          profile: '350 66, 364 72, 384 44',
          tilt: 0.24,
          colour: '#9aa0a3',
          finish: 'metal',
          top: { kind: 'closed', colour: '#5f6467' },
        });
        lines(
          sheet,
          ['M400 366L270 330', 'M400 366L530 330', 'M400 372L430 342', 'M270 330v-16', 'M530 330v-16'],
          { colour: '#74797c', width: 11 },
        );
        for (let at = -2; at <= 2; at += 1)
          sheet.paint(
            tag('path', {
              d: `M${400 + at * 26 - 11} 344Q${400 + at * 26} ${270 + Math.abs(at) * 18} ${400 + at * 26 + 11} 344Z`,
              fill: at % 2 === 0 ? '#5aa0e0' : '#8cc6f2',
              opacity: 0.85,
            }),
          );
        return lines(sheet, [curve('422 440, 500 430, 520 446')], { colour: accent, width: 12 });
      case 'lantern':
        shadow(sheet, 400, 618, 116);
        sheet.paint(
          tag('circle', {
            cx: 400,
            cy: 440,
            r: 300,
            fill: sheet.outward([
              [0, '#ffdf98', 0.55],
              [0.4, '#ffdf98', 0.2],
              [1, '#ffdf98', 0],
            ]),
          }),
        );
        lines(sheet, [curve('290 330, 300 200, 400 150, 500 200, 510 330')], {
          colour: shade(accent, -0.1),
          width: 10,
        });
        turned(sheet, {
          cx: 400,
          profile: '560 104, 572 122, 604 122, 616 112',
          tilt: 0.18,
          colour,
          finish: 'satin',
          top: { kind: 'closed' },
        });
        turned(sheet, {
          cx: 400,
          profile: '330 86, 400 102, 500 102, 564 90',
          tilt: 0.18,
          colour: '#ffe9b8',
          finish: 'glass',
          top: { kind: 'none' },
          onSurface: () =>
            sheet.paint(
              tag('ellipse', {
                cx: 400,
                cy: 470,
                rx: 50,
                ry: 90,
                fill: sheet.outward([
                  [0, '#fffbe8'],
                  [1, '#ffe2a0', 0],
                ]),
              }),
            ),
        });
        turned(sheet, {
          cx: 400,
          profile: '270 34, 284 60, 320 98, 336 98',
          tilt: 0.18,
          colour,
          finish: 'satin',
          top: { kind: 'closed' },
        });
        return lines(sheet, ['M312 340V566', 'M488 340V566', 'M400 356V582'], {
          colour: shade(colour, -0.1),
          width: 7,
        });
      case 'mug':
        shadow(sheet, 400, 618, 130);
        lines(sheet, [curve('520 430, 610 420, 620 500, 528 560')], {
          colour: shade(colour, -0.16),
          width: 22,
        });
        turned(sheet, {
          cx: 400,
          profile: '370 142, 560 136, 612 124',
          tilt: 0.2,
          colour,
          finish: 'gloss',
          top: { kind: 'open', inside: '#f6f3ec', filledTo: '#4a2c1a', wall: 9 },
          onSurface: (box) => decorate(pen, box),
        });
        return lines(sheet, ['M259 370A142 28 0 0 0 541 370'], { colour: shade(accent, -0.04), width: 7 });
      case 'bottle':
        shadow(sheet, 400, 618, 84);
        turned(sheet, {
          cx: 400,
          profile: '300 52, 324 78, 360 88, 590 88, 614 80',
          tilt: 0.18,
          colour,
          finish: 'satin',
          top: { kind: 'none' },
          onSurface: (box) => decorate(pen, { ...box, top: box.top + 90 }),
        });
        turned(sheet, {
          cx: 400,
          profile: '228 46, 236 52, 306 52',
          straight: true,
          tilt: 0.18,
          colour: accent,
          finish: 'satin',
          top: { kind: 'closed' },
        });
        return lines(sheet, [curve('362 240, 372 180, 428 180, 438 240')], {
          colour: shade(accent, -0.12),
          width: 12,
        });
      case 'chair':
        shadow(sheet, 410, 628, 210, { flat: 0.16 });
        lines(
          sheet,
          [
            'M270 630L530 430',
            'M530 630L270 430',
            'M310 618L560 420',
            'M300 300L270 440',
            'M520 300L560 430',
          ],
          { colour: '#6b6f72', width: 13 },
        );
        sheet.paint(
          tag('path', {
            d: `${curve('290 250, 400 268, 520 250')}L560 440${curve(
              '560 440, 410 470, 262 440',
              false,
              'L',
            )}Z`,
            fill: sheet.across(shade(colour, 0.05), colour, shade(colour, -0.16)),
          }),
          tag('path', {
            d: `${curve('262 440, 410 470, 560 440')}L580 500${curve(
              '580 500, 410 540, 240 500',
              false,
              'L',
            )}Z`,
            fill: sheet.down(shade(colour, -0.04), shade(colour, 0.06)),
          }),
        );
        return sheet.paint(tag('path', { d: roundRect(330, 300, 150, 46, 10), fill: accent, opacity: 0.9 }));
      case 'sleepingbag': {
        shadow(sheet, 410, 600, 300, { flat: 0.14 });
        sheet.paint(
          tag('path', {
            d: roundRect(120, 360, 480, 240, 118),
            fill: sheet.down(shade(colour, 0.1), colour, shade(colour, -0.22)),
          }),
        );
        for (let x = 190; x < 520; x += 60)
          lines(
            sheet,
            [
              curve([
                [x, 364],
                [x - 26, 480],
                [x, 598],
              ]),
            ],
            { colour: shade(colour, -0.16), width: 5, opacity: 0.7 },
          );
        sheet.paint(
          tag('ellipse', {
            cx: 552,
            cy: 480,
            rx: 82,
            ry: 120,
            fill: sheet.slant(shade(accent, 0.08), shade(accent, -0.1)),
          }),
        );
        lines(sheet, [curve('560 400, 500 470, 560 556, 600 480, 548 440, 534 490, 566 510')], {
          colour: shade(accent, -0.2),
          width: 7,
        });
        return lines(sheet, ['M250 362V598', 'M420 362V598'], { colour: shade(accent, -0.05), width: 15 });
      }
      case 'pad':
        shadow(sheet, 400, 610, 270, { flat: 0.14 });
        sheet.paint(
          tag('path', {
            d: roundRect(150, 430, 440, 180, 88),
            fill: sheet.down(shade(colour, 0.12), colour, shade(colour, -0.2)),
          }),
          tag('ellipse', { cx: 546, cy: 520, rx: 62, ry: 90, fill: shade(colour, -0.06) }),
        );
        lines(sheet, [curve('546 452, 590 520, 546 586, 506 520, 546 480, 570 520, 546 550')], {
          colour: shade(accent, -0.05),
          width: 8,
        });
        return lines(sheet, ['M240 432V608', 'M440 432V608'], { colour: '#2c2b28', width: 13 });
    }
  },
});
