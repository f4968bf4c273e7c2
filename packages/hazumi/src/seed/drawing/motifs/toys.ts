import { type Colour, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { curve, polygon, roundRect, tag } from '../sheet.ts';
import { boxed, lines, shadow, turned } from '../solids.ts';
import { standing } from '../stage.ts';

const beech: Colour = '#d6ab74';

export const toy = motif({
  shapes: [
    'blocks',
    'arch',
    'train',
    'rings',
    'bear',
    'bird',
    'whale',
    'rattle',
    'house',
    'top',
    'car',
    'abacus',
    'fox',
  ],
  stages: standing,
  draw(pen, shape) {
    const { sheet, colour, accent, chance } = pen;
    const grain = (left: number, top: number, width: number, height: number): void =>
      lines(
        sheet,
        [0.25, 0.5, 0.75].map((share) =>
          curve([
            [left, top + height * share],
            [left + width * 0.4, top + height * (share + chance.between(-0.06, 0.06))],
            [left + width, top + height * share],
          ]),
        ),
        { colour: '#7c5428', width: 2, opacity: 0.22 },
      );
    const block = (x: number, y: number, w: number, h: number, tone: Colour, depth = 44): void =>
      boxed(sheet, { x, y, width: w, height: h, depth, colour: tone, onFront: () => grain(x, y, w, h) });
    const wheel = (x: number, y: number, r: number): void => {
      sheet.paint(
        tag('circle', { cx: x + 4, cy: y + 4, r, fill: '#3a2614', opacity: 0.3 }),
        tag('circle', {
          cx: x,
          cy: y,
          r,
          fill: sheet.slant(shade(beech, 0.04), shade(beech, -0.16)),
        }),
        tag('circle', { cx: x, cy: y, r: r * 0.3, fill: accent }),
      );
    };
    const tones = [
      colour,
      beech,
      accent,
      mix(colour, beech, 0.5),
      mix(accent, beech, 0.5),
      shade(beech, 0.08),
    ];
    const figure = (outline: string, tone: Colour, box: readonly [number, number, number, number]): void => {
      sheet.within('translate(24 -14)', () =>
        sheet.paint(tag('path', { d: outline, fill: shade(tone, -0.2) })),
      );
      sheet.paint(
        tag('path', {
          d: outline,
          fill: sheet.slant(shade(tone, 0.08), shade(tone, -0.06)),
        }),
      );
      sheet.inside(outline, () => grain(...box));
    };
    switch (shape) {
      case 'blocks':
        shadow(sheet, 420, 616, 240, { flat: 0.16 });
        for (const [at, [x, y, w, h]] of (
          [
            [200, 520, 100, 96],
            [316, 520, 100, 96],
            [432, 520, 130, 96],
            [250, 416, 110, 100],
            [380, 434, 150, 82],
            [300, 330, 96, 84],
            [420, 350, 80, 80],
            [336, 262, 80, 66],
          ] as const
        ).entries())
          block(x, y, w, h, tones[at % tones.length] as Colour);
        return sheet.paint(
          tag('path', {
            d: polygon('326 262, 376 190, 426 262'),
            fill: accent,
          }),
          tag('path', {
            d: polygon('426 262, 376 190, 400 180, 450 244'),
            fill: shade(accent, -0.16),
          }),
        );
      case 'arch':
        shadow(sheet, 400, 616, 290, { flat: 0.14 });
        for (const [at, r] of [270, 222, 174, 126, 78].entries()) {
          const tone = tones[at] as Colour;
          sheet.paint(
            tag('path', {
              d: `M${400 - r} 616V${610 - r * 0.2}A${r} ${r} 0 0 1 ${400 + r} ${610 - r * 0.2}V616H${400 + r - 42}V${610 - r * 0.2}A${r - 42} ${r - 42} 0 0 0 ${400 - r + 42} ${610 - r * 0.2}V616Z`,
              transform: 'translate(16 -10)',
              fill: shade(tone, -0.18),
            }),
            tag('path', {
              d: `M${400 - r} 616V${610 - r * 0.2}A${r} ${r} 0 0 1 ${400 + r} ${610 - r * 0.2}V616H${400 + r - 42}V${610 - r * 0.2}A${r - 42} ${r - 42} 0 0 0 ${400 - r + 42} ${610 - r * 0.2}V616Z`,
              fill: sheet.slant(shade(tone, 0.08), shade(tone, -0.06)),
            }),
          );
        }
        return;
      case 'train':
        shadow(sheet, 420, 610, 310, { flat: 0.1 });
        block(110, 500, 150, 84, colour, 40);
        block(290, 500, 150, 84, accent, 40);
        block(470, 500, 200, 84, colour, 40);
        block(590, 410, 84, 92, mix(colour, beech, 0.4), 40);
        turned(sheet, {
          cx: 520,
          profile: '410 26, 430 18, 500 20',
          tilt: 0.2,
          colour: accent,
          top: { kind: 'closed' },
        });
        for (let at = 0; at < 3; at += 1)
          sheet.paint(
            tag('circle', {
              cx: 150 + at * 36,
              cy: 480 - (at % 2) * 20,
              r: 22,
              fill: tones[(at + 2) % 6] as Colour,
            }),
          );
        for (const x of [146, 226, 326, 406, 506, 570, 634]) wheel(x, 592, 28);
        return;
      case 'rings':
        shadow(sheet, 400, 618, 170);
        for (const [at, r] of [166, 146, 124, 100, 76].entries())
          turned(sheet, {
            cx: 400,
            profile: [
              [560 - at * 62, r * 0.86],
              [572 - at * 62, r],
              [602 - at * 62, r],
              [616 - at * 62, r * 0.9],
            ],
            tilt: 0.2,
            colour: tones[at] as Colour,
            finish: 'satin',
            top: { kind: 'closed' },
          });
        return sheet.paint(
          tag('circle', {
            cx: 400,
            cy: 268,
            r: 50,
            fill: sheet.outward(
              [
                [0, shade(accent, 0.14)],
                [1, shade(accent, -0.14)],
              ],
              [0.36, 0.3],
              0.8,
            ),
          }),
        );
      case 'bear':
        shadow(sheet, 410, 616, 180, { flat: 0.16 });
        figure(
          curve(
            '250 610, 240 480, 280 400, 270 340, 286 270, 330 262, 356 284, 440 284, 470 262, 514 270, 530 340, 520 400, 560 480, 550 610, 470 614, 400 600, 330 614',
            true,
          ),
          mix(colour, beech, 0.35),
          [240, 260, 320, 350],
        );
        return sheet.paint(
          tag('ellipse', { cx: 400, cy: 380, rx: 46, ry: 36, fill: shade(beech, 0.12) }),
          tag('ellipse', { cx: 400, cy: 364, rx: 16, ry: 11, fill: '#33251a' }),
          tag('circle', { cx: 350, cy: 336, r: 9, fill: '#33251a' }),
          tag('circle', { cx: 450, cy: 336, r: 9, fill: '#33251a' }),
          tag('ellipse', { cx: 400, cy: 510, rx: 70, ry: 76, fill: shade(beech, 0.08), opacity: 0.8 }),
        );
      case 'fox':
        shadow(sheet, 410, 616, 190, { flat: 0.16 });
        figure(
          curve(
            '300 612, 290 480, 320 410, 240 330, 250 220, 330 280, 450 280, 530 220, 540 330, 460 410, 510 500, 600 470, 640 520, 590 610, 480 614',
            true,
          ),
          mix(colour, beech, 0.25),
          [240, 220, 400, 390],
        );
        return sheet.paint(
          tag('path', {
            d: polygon('250 330, 390 470, 530 330, 440 352, 390 380, 340 352'),
            fill: '#f6ead4',
          }),
          tag('circle', { cx: 390, cy: 424, r: 15, fill: '#33251a' }),
          tag('circle', { cx: 330, cy: 348, r: 9, fill: '#33251a' }),
          tag('circle', { cx: 450, cy: 348, r: 9, fill: '#33251a' }),
          tag('path', {
            d: curve('590 474, 640 520, 600 560'),
            fill: '#f6ead4',
          }),
        );
      case 'bird':
        for (const [x, y, size, tone, other] of [
          [280, 520, 1, colour, accent],
          [520, 540, 0.8, accent, colour],
        ] as const) {
          shadow(sheet, x, y + 80 * size, 90 * size);
          sheet.within(`translate(${x} ${y}) scale(${size})`, () => {
            figure(
              curve(
                '-120 30, -60 -70, 10 -120, 80 -110, 110 -60, 150 -40, 112 -26, 90 60, 0 92, -90 80',
                true,
              ),
              mix(tone, beech, 0.2),
              [-120, -120, 270, 200],
            );
            sheet.paint(
              tag('path', {
                d: curve('-80 10, 0 -40, 60 10, 0 50', true),
                fill: mix(other, beech, 0.3),
              }),
              tag('circle', { cx: 70, cy: -74, r: 9, fill: '#33251a' }),
              tag('path', {
                d: polygon('104 -64, 152 -42, 108 -36'),
                fill: '#e0a030',
              }),
            );
          });
        }
        return;
      case 'whale':
        shadow(sheet, 400, 610, 230, { flat: 0.14 });
        figure(
          curve(
            '160 520, 190 420, 320 370, 460 400, 560 470, 600 400, 560 330, 630 350, 660 310, 680 380, 650 480, 580 580, 420 610, 240 606',
            true,
          ),
          mix(colour, beech, 0.15),
          [160, 310, 520, 300],
        );
        lines(sheet, [curve('170 540, 300 560, 420 540')], { colour: '#f2e7d2', width: 8 });
        lines(sheet, [curve('320 360, 310 290, 270 270'), curve('320 360, 330 290, 372 272')], {
          colour: accent,
          width: 11,
        });
        return sheet.paint(tag('circle', { cx: 246, cy: 486, r: 10, fill: '#33251a' }));
      case 'rattle':
        return sheet.within('rotate(34 400 430)', () => {
          shadow(sheet, 400, 690, 60);
          sheet.paint(
            tag('path', {
              d: roundRect(376, 420, 48, 280, 24),
              fill: sheet.across(
                [0, shade(beech, 0.02)],
                [0.4, shade(beech, 0.12)],
                [1, shade(beech, -0.16)],
              ),
            }),
          );
          lines(sheet, ['M400 180a130 130 0 1 0 0.1 0'], { colour: shade(colour, -0.1), width: 40 });
          lines(sheet, ['M400 180a130 130 0 1 0 0.1 0'], { colour: shade(colour, 0.07), width: 20 });
          for (const [x, y, tone] of [
            [282, 360, accent],
            [400, 192, beech],
            [518, 360, accent],
          ] as const)
            sheet.paint(
              tag('circle', {
                cx: x,
                cy: y,
                r: 38,
                fill: sheet.outward(
                  [
                    [0, shade(tone, 0.14)],
                    [1, shade(tone, -0.14)],
                  ],
                  [0.36, 0.3],
                  0.8,
                ),
              }),
            );
        });
      case 'house':
        shadow(sheet, 430, 618, 230, { flat: 0.16 });
        block(220, 380, 320, 234, shade(beech, 0.06), 120);
        sheet.paint(
          tag('path', {
            d: polygon('196 384, 380 236, 446 210, 626 330, 562 384'),
            fill: shade(colour, -0.14),
          }),
          tag('path', {
            d: polygon('196 392, 380 236, 564 392'),
            fill: colour,
          }),
        );
        for (const [x, y] of [
          [260, 420],
          [400, 420],
          [260, 510],
        ] as const)
          sheet.paint(
            tag('path', { d: roundRect(x, y, 66, 60, 6), fill: accent }),
            tag('path', { d: `M${x + 33} ${y}v60M${x} ${y + 30}h66`, stroke: '#f5ead6', 'stroke-width': 6 }),
          );
        return sheet.paint(
          tag('path', { d: roundRect(400, 510, 78, 104, 36), fill: shade(colour, -0.06) }),
          tag('circle', { cx: 462, cy: 566, r: 6, fill: '#f0d890' }),
        );
      case 'top':
        for (const [x, y, size, tone, other] of [
          [300, 560, 1.1, colour, accent],
          [530, 590, 0.86, accent, colour],
        ] as const)
          sheet.within(`translate(${x} ${y}) rotate(-8) scale(${size})`, () => {
            shadow(sheet, 0, 52, 70);
            turned(sheet, {
              cx: 0,
              profile: '-60 120, -44 134, -20 124, 44 16, 54 8',
              tilt: 0.24,
              colour: mix(tone, beech, 0.2),
              finish: 'satin',
              top: { kind: 'closed', colour: other },
            });
            for (const share of [0.8, 0.56])
              sheet.paint(
                tag('ellipse', {
                  cx: 0,
                  cy: -60,
                  rx: 120 * share,
                  ry: 29 * share,
                  fill: 'none',
                  stroke: '#f6ead4',
                  'stroke-width': 7,
                }),
              );
            turned(sheet, {
              cx: 0,
              profile: '-170 13, -160 17, -64 12',
              tilt: 0.24,
              colour: beech,
              top: { kind: 'closed' },
            });
          });
        return;
      case 'car': {
        shadow(sheet, 420, 616, 250, { flat: 0.12 });
        figure(
          curve('170 590, 170 500, 270 480, 340 390, 490 390, 560 480, 650 500, 656 590, 400 600', true),
          mix(colour, beech, 0.2),
          [170, 390, 480, 210],
        );
        sheet.paint(
          tag('path', {
            d: curve('310 480, 358 412, 476 412, 520 480, 420 486', true),
            fill: shade(accent, 0.12),
          }),
        );
        for (const x of [270, 550]) wheel(x, 592, 50);
        return;
      }
      case 'abacus':
        shadow(sheet, 420, 618, 260, { flat: 0.12 });
        for (const x of [170, 590]) block(x, 250, 40, 364, beech, 30);
        for (let row = 0; row < 5; row += 1) {
          const y = 300 + row * 66;
          lines(sheet, [`M210 ${y}H590`], { colour: '#9c7a4c', width: 8 });
          for (let at = 0; at < 6; at += 1)
            sheet.paint(
              tag('ellipse', {
                cx: 240 + at * 44 + (at > row ? 96 : 0),
                cy: y,
                rx: 19,
                ry: 26,
                fill: sheet.across(shade(tones[row] as Colour, 0.1), shade(tones[row] as Colour, -0.16)),
              }),
            );
        }
        block(150, 592, 480, 30, shade(beech, -0.04), 34);
        return;
    }
  },
});
