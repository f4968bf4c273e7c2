import { type Colour, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { curve, round, roundRect, tag } from '../sheet.ts';
import { lines, shadow, speckles, turned } from '../solids.ts';
import { standing } from '../stage.ts';
import { glow } from './glow.ts';

export const care = motif({
  shapes: ['candle', 'candletin', 'pillars', 'soap', 'soaps', 'pump', 'diffuser', 'dropper', 'salts', 'balm'],
  stages: standing,
  draw(pen, shape) {
    const { sheet, colour, accent, chance } = pen;
    const flame = (x: number, y: number, size = 1): void => {
      glow(pen, x, y - 10, 150 * size, 0.8);
      lines(sheet, [`M${x} ${y + 22 * size}V${y}`], { colour: '#3b2f26', width: 5 });
      sheet.paint(
        tag('path', {
          d: `M${x} ${y - 54 * size}Q${x + 22 * size} ${y - 12 * size} ${x} ${y + 6 * size}Q${x - 22 * size} ${y - 12 * size} ${x} ${y - 54 * size}Z`,
          fill: sheet.down([0, '#ffb84d'], [0.6, '#fff0b8'], [1, '#8fb7ff']),
        }),
      );
    };
    const paperLabel = (x: number, y: number, w: number, h: number): void => {
      const paper = mix('#f7f2e6', accent, 0.08);
      sheet.paint(
        tag('path', {
          d: roundRect(x - w / 2, y, w, h, 4),
          fill: sheet.across([0, shade(paper, -0.06)], [0.36, paper], [1, shade(paper, -0.14)]),
        }),
      );
      sheet.paint(
        tag('path', {
          d: curve(
            [
              [x - w * 0.2, y + h * 0.42],
              [x, y + h * 0.2],
              [x + w * 0.2, y + h * 0.42],
              [x, y + h * 0.56],
            ],
            true,
          ),
          fill: shade(accent, -0.06),
        }),
      );
      lines(
        sheet,
        [
          `M${round(x - w * 0.26)} ${round(y + h * 0.72)}h${round(w * 0.52)}`,
          `M${round(x - w * 0.16)} ${round(y + h * 0.83)}h${round(w * 0.32)}`,
        ],
        { colour: shade(accent, -0.12), width: 3, opacity: 0.7 },
      );
    };
    switch (shape) {
      case 'candle':
        shadow(sheet, 400, 618, 134);
        turned(sheet, {
          cx: 400,
          profile: '340 136, 592 136, 614 124',
          tilt: 0.18,
          colour: mix(colour, '#fff6e4', 0.25),
          finish: 'glass',
          top: { kind: 'open', inside: shade(colour, 0.08), filledTo: '#fbf0d8', wall: 6 },
          onSurface: (box) => decorate(pen, box),
        });
        paperLabel(400, 440, 150, 120);
        return flame(400, 352);
      case 'candletin':
        shadow(sheet, 400, 618, 160);
        turned(sheet, {
          cx: 400,
          profile: '470 160, 604 160, 616 154',
          straight: true,
          tilt: 0.24,
          colour,
          finish: 'metal',
          top: { kind: 'open', filledTo: '#fbf0d8', wall: 8 },
        });
        for (const x of [330, 400, 470]) flame(x, 474 + (x === 400 ? 14 : 0), 0.8);
        return paperLabel(400, 530, 170, 60);
      case 'pillars':
        for (const [x, top, r, tone] of [
          [270, 360, 76, colour],
          [540, 420, 70, accent],
          [410, 300, 84, mix(colour, '#fff6e4', 0.5)],
        ] as const) {
          const bottom = x === 410 ? 632 : 600;
          shadow(sheet, x, bottom, r * 1.05);
          turned(sheet, {
            cx: x,
            profile: [
              [top, r],
              [bottom - 6, r],
              [bottom, r * 0.97],
            ],
            straight: true,
            tilt: 0.2,
            colour: tone,
            top: { kind: 'closed', colour: shade(tone, 0.1) },
          });
          flame(x, top - 8, 0.9);
        }
        return;
      case 'soap':
      case 'soaps': {
        const bar = (x: number, y: number, w: number, tone: Colour): void => {
          shadow(sheet, x + w / 2 + 20, y + w * 0.34, w * 0.56, { flat: 0.2 });
          const h = w * 0.3;
          sheet.paint(tag('path', { d: roundRect(x, y, w + 40, h + 34, 28), fill: shade(tone, -0.16) }));
          const top = roundRect(x, y - 16, w + 34, h + 22, 26);
          sheet.paint(
            tag('path', {
              d: top,
              fill: sheet.slant(shade(tone, 0.09), shade(tone, -0.05)),
            }),
          );
          sheet.inside(top, () => {
            decorate(
              { ...pen, colour: tone, pattern: pen.pattern === 'plain' ? 'plain' : 'speckle' },
              { left: x, right: x + w + 34, top: y - 16, bottom: y + h + 10 },
            );
            lines(
              sheet,
              [
                curve([
                  [x + 20, y + 10],
                  [x + w * 0.4, y + 22],
                  [x + w * 0.7, y + 2],
                  [x + w + 20, y + 20],
                ]),
              ],
              { colour: shade(tone, -0.14), width: 8, opacity: 0.35 },
            );
          });
        };
        if (shape === 'soap') {
          sheet.paint(
            tag('ellipse', {
              cx: 400,
              cy: 590,
              rx: 260,
              ry: 66,
              fill: sheet.slant('#f2ece0', '#cfc5b2'),
            }),
          );
          return bar(240, 470, 290, colour);
        }
        bar(220, 560, 300, colour);
        bar(240, 470, 280, mix(colour, accent, 0.5));
        return bar(226, 380, 286, accent);
      }
      case 'pump':
      case 'dropper': {
        shadow(sheet, 400, 618, 104);
        const amber: Colour = shape === 'dropper' ? mix('#7a4a22', colour, 0.3) : colour;
        turned(sheet, {
          cx: 400,
          profile: '320 40, 336 42, 366 100, 596 104, 616 96',
          tilt: 0.18,
          colour: amber,
          finish: 'glass',
          top: { kind: 'closed' },
        });
        paperLabel(400, 410, 140, 140);
        if (shape === 'pump') {
          turned(sheet, {
            cx: 400,
            profile: '284 42, 322 42',
            straight: true,
            tilt: 0.2,
            colour: '#2e2c2a',
            finish: 'satin',
            top: { kind: 'closed' },
          });
          sheet.paint(
            tag('path', { d: roundRect(392, 212, 16, 76, 4), fill: '#3b3936' }),
            tag('path', {
              d: curve('440 216, 400 196, 300 204, 290 236, 312 232, 360 226, 440 232', true),
              fill: '#2e2c2a',
            }),
          );
          return;
        }
        turned(sheet, {
          cx: 400,
          profile: '270 38, 322 42',
          straight: true,
          tilt: 0.2,
          colour: '#26231f',
          finish: 'satin',
          top: { kind: 'closed' },
        });
        return (
          turned(sheet, {
            cx: 400,
            profile: '190 16, 204 24, 262 24, 274 30',
            tilt: 0.2,
            colour: '#3c3833',
            finish: 'satin',
            top: { kind: 'closed' },
          }) && undefined
        );
      }
      case 'diffuser':
        for (const lean of [-120, -70, -20, 30, 84, 130])
          lines(sheet, [`M${400 + lean * 0.12} 420L${400 + lean} ${150 + Math.abs(lean) * 0.3}`], {
            colour: '#b99768',
            width: 8,
          });
        shadow(sheet, 400, 618, 116);
        turned(sheet, {
          cx: 400,
          profile: '400 40, 420 42, 452 110, 598 116, 616 108',
          tilt: 0.18,
          colour: mix(colour, '#f5efe2', 0.2),
          finish: 'glass',
          top: { kind: 'closed', colour: '#2d2a26' },
        });
        return paperLabel(400, 486, 140, 96);
      case 'salts':
        shadow(sheet, 400, 618, 134);
        turned(sheet, {
          cx: 400,
          profile: '380 112, 410 134, 594 134, 614 122',
          tilt: 0.18,
          colour: mix(colour, '#ffffff', 0.5),
          finish: 'glass',
          top: { kind: 'none' },
          onSurface: (box) => {
            speckles(pen, { ...box, top: 440 }, { count: 260, colour, size: 9, opacity: 0.6 });
            speckles(pen, { ...box, top: 440 }, { count: 160, colour: '#ffffff', size: 8, opacity: 0.8 });
          },
        });
        turned(sheet, {
          cx: 400,
          profile: '330 106, 340 114, 386 114',
          tilt: 0.18,
          colour: '#b58a58',
          top: { kind: 'closed' },
        });
        return paperLabel(400, 470, 140, 96);
      case 'balm':
        for (const [x, y, r, tone] of [
          [320, 600, 118, colour],
          [510, 624, 96, accent],
        ] as const) {
          shadow(sheet, x, y, r);
          turned(sheet, {
            cx: x,
            profile: [
              [y - 80, r],
              [y - 6, r],
            ],
            straight: true,
            tilt: 0.26,
            colour: tone,
            finish: 'metal',
            top: { kind: 'open', filledTo: mix('#f7ecd2', tone, chance.between(0.1, 0.2)), wall: 8 },
          });
        }
        return;
    }
  },
});
