import { type Colour, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { curve, polygon, roundRect, tag } from '../sheet.ts';
import { lines, shadow, turned } from '../solids.ts';
import { glow } from './glow.ts';

export const lamp = motif({
  shapes: ['mushroom', 'cone', 'globe', 'arc', 'paper', 'pendant', 'cluster', 'floor', 'clip', 'cube'],
  stages: ['ledge', 'sweep', 'arch', 'ledge', 'window'],
  draw(pen, shape) {
    const { sheet, colour, accent } = pen;
    const lit: Colour = '#fff1cf';
    const base = (x: number, radius: number, tone = accent): void => {
      shadow(sheet, x, 616, radius * 1.1);
      turned(sheet, {
        cx: x,
        profile: [
          [592, radius * 0.94],
          [600, radius],
          [612, radius],
        ],
        tilt: 0.2,
        colour: tone,
        finish: 'satin',
        top: { kind: 'closed' },
      });
    };
    const rod = (path: string, width = 14, tone = accent): void => {
      lines(sheet, [path], { colour: shade(tone, -0.14), width });
      lines(sheet, [path], { colour: shade(tone, 0.08), width: width * 0.4 });
    };
    switch (shape) {
      case 'mushroom':
        base(400, 112, colour);
        turned(sheet, {
          cx: 400,
          profile: '380 34, 480 36, 560 62, 596 96',
          tilt: 0.2,
          colour,
          finish: 'satin',
          top: { kind: 'none' },
        });
        glow(pen, 400, 430, 330);
        turned(sheet, {
          cx: 400,
          profile: '220 60, 246 138, 300 186, 360 204, 388 200',
          tilt: 0.16,
          colour,
          finish: 'satin',
          top: { kind: 'closed' },
          onSurface: (box) => decorate(pen, box),
        });
        return sheet.paint(tag('ellipse', { cx: 400, cy: 392, rx: 196, ry: 28, fill: lit }));
      case 'cone':
        base(400, 120);
        rod('M400 600V330');
        glow(pen, 400, 420, 340);
        turned(sheet, {
          cx: 400,
          profile: '220 92, 400 186',
          straight: true,
          tilt: 0.14,
          colour: mix(colour, lit, 0.25),
          top: { kind: 'open', inside: lit, wall: 4 },
          onSurface: (box) => {
            decorate(pen, box);
            sheet.paint(
              tag('rect', {
                x: box.left,
                y: box.top,
                width: box.right - box.left,
                height: box.bottom - box.top,
                fill: sheet.down([0, lit, 0.1], [1, lit, 0.6]),
              }),
            );
          },
        });
        return;
      case 'globe':
        base(400, 106);
        turned(sheet, {
          cx: 400,
          profile: '470 60, 520 44, 596 70',
          tilt: 0.2,
          colour: accent,
          finish: 'satin',
          top: { kind: 'closed' },
        });
        glow(pen, 400, 360, 340, 0.8);
        return sheet.paint(
          tag('circle', {
            cx: 400,
            cy: 360,
            r: 142,
            fill: sheet.outward(
              [
                [0, '#fffdf4'],
                [0.6, mix(lit, colour, 0.08)],
                [1, mix(lit, colour, 0.38)],
              ],
              [0.42, 0.4],
              0.62,
            ),
          }),
        );
      case 'arc': {
        base(250, 116);
        rod(curve('250 600, 240 380, 330 230, 470 210, 540 280'), 13);
        glow(pen, 540, 420, 280);
        sheet.paint(
          tag('path', {
            d: polygon('500 276, 580 276, 650 400, 430 400'),
            fill: sheet.across(
              [0, shade(colour, 0.04)],
              [0.4, shade(colour, 0.1)],
              [1, shade(colour, -0.16)],
            ),
          }),
          tag('ellipse', { cx: 540, cy: 400, rx: 110, ry: 20, fill: lit }),
        );
        return;
      }
      case 'paper':
        base(400, 90);
        glow(pen, 400, 400, 380, 0.75);
        turned(sheet, {
          cx: 400,
          profile: '210 66, 240 120, 330 168, 420 172, 520 132, 580 72',
          tilt: 0.14,
          colour: mix('#fff4dc', colour, 0.1),
          top: { kind: 'closed', colour: '#f3e2bd' },
          onSurface: (box) => {
            decorate({ ...pen, colour: '#fff4dc' }, box);
            for (let y = 232; y < 590; y += 24)
              lines(sheet, [`M220 ${y}Q400 ${y + 44} 580 ${y}`], {
                colour: '#c7a873',
                width: 3,
                opacity: 0.6,
              });
          },
        });
        return;
      case 'pendant':
        rod('M400 0V250', 5, '#3a3733');
        glow(pen, 400, 470, 360);
        turned(sheet, {
          cx: 400,
          profile: '236 26, 262 30, 280 60, 340 160, 420 222, 450 226',
          tilt: 0.15,
          colour,
          finish: 'satin',
          top: { kind: 'closed' },
          onSurface: (box) => decorate(pen, box),
        });
        return sheet.paint(
          tag('ellipse', { cx: 400, cy: 452, rx: 218, ry: 30, fill: lit }),
          tag('ellipse', { cx: 400, cy: 456, rx: 80, ry: 14, fill: '#ffffff' }),
        );
      case 'cluster':
        for (const [x, y, r] of [
          [250, 330, 86],
          [410, 440, 104],
          [560, 270, 74],
        ] as const) {
          rod(`M${x} 0V${y - r}`, 4, '#3a3733');
          glow(pen, x, y, r * 2.6, 0.6);
          sheet.paint(
            tag('circle', {
              cx: x,
              cy: y,
              r,
              fill: sheet.outward(
                [
                  [0, '#fffdf4', 0.95],
                  [0.5, mix(lit, colour, 0.2), 0.9],
                  [1, mix(colour, lit, 0.25), 0.92],
                ],
                [0.42, 0.4],
                0.62,
              ),
            }),
            tag('path', { d: roundRect(x - 18, y - r - 22, 36, 32, 6), fill: accent }),
          );
        }
        return;
      case 'floor':
        shadow(sheet, 400, 690, 130, { flat: 0.16 });
        for (const path of ['M400 380L290 690', 'M400 380L520 690', 'M400 380L420 676'])
          rod(path, 13, '#a87d50');
        glow(pen, 400, 300, 340);
        turned(sheet, {
          cx: 400,
          profile: '150 120, 380 176',
          straight: true,
          tilt: 0.13,
          colour: mix(colour, lit, 0.4),
          top: { kind: 'open', inside: lit, wall: 4 },
          onSurface: (box) => {
            decorate(pen, box);
            sheet.paint(
              tag('rect', {
                x: box.left,
                y: box.top,
                width: box.right - box.left,
                height: box.bottom - box.top,
                fill: sheet.down([0, lit, 0.15], [0.7, lit, 0.6], [1, lit, 0.35]),
              }),
            );
          },
        });
        return;
      case 'clip':
        shadow(sheet, 320, 616, 110);
        rod('M320 600L300 430L470 320', 13);
        sheet.paint(
          tag('circle', { cx: 300, cy: 430, r: 16, fill: shade(accent, 0.06) }),
          tag('path', {
            d: roundRect(250, 582, 140, 36, 12),
            fill: sheet.down(shade(accent, 0.1), shade(accent, -0.16)),
          }),
        );
        glow(pen, 570, 440, 260);
        return sheet.within('rotate(32 500 330)', () =>
          sheet.paint(
            tag('path', {
              d: curve('440 260, 520 240, 600 290, 630 380, 430 380', true),
              fill: sheet.slant(shade(colour, 0.1), shade(colour, -0.14)),
            }),
            tag('ellipse', { cx: 530, cy: 390, rx: 102, ry: 20, fill: lit }),
          ),
        );
      case 'cube':
        shadow(sheet, 410, 612, 150);
        glow(pen, 400, 470, 330, 0.8);
        sheet.paint(
          tag('path', {
            d: roundRect(270, 340, 220, 270, 16),
            fill: sheet.down('#fffaf0', mix(lit, colour, 0.25)),
          }),
          tag('path', {
            d: polygon('490 350, 550 310, 550 572, 490 610'),
            fill: mix(lit, colour, 0.4),
          }),
          tag('path', {
            d: polygon('272 346, 334 306, 550 306, 490 346'),
            fill: '#fffdf6',
          }),
        );
        lines(
          sheet,
          ['M272 344H490V608H272Z', 'M490 346L550 308V572L490 608', 'M380 344V608', 'M272 476H490'],
          { colour: shade(mix(accent, '#8a6238', 0.5), -0.05), width: 9 },
        );
    }
  },
});
