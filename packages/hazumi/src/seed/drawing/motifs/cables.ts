import { mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { curve, polygon, roundRect, tag } from '../sheet.ts';
import { lines, shadow } from '../solids.ts';
import { lying, standing } from '../stage.ts';

export const cable = motif({
  shapes: ['coiled', 'straight'],
  stages: lying,
  draw(pen, shape) {
    const { sheet, colour, accent } = pen;
    const strand = (path: string, width: number): void => {
      lines(sheet, [path], { colour: '#15100c', width: width + 10, opacity: 0.1 });
      lines(sheet, [path], { colour: shade(colour, -0.18), width });
      lines(sheet, [path], { colour: shade(colour, 0.02), width: width * 0.66 });
      lines(sheet, [path], {
        colour: shade(accent, 0.02),
        width: width * 0.5,
        dash: '7 9',
        opacity: 0.75,
        cap: 'butt',
      });
    };
    if (shape === 'coiled') {
      strand(curve('130 200, 180 330, 150 430'), 20);
      for (let at = 0; at < 15; at += 1) {
        const x = 170 + at * 31;
        lines(sheet, [`M${x} 540C${x - 26} 470 ${x - 16} 380 ${x + 16} 380S${x + 50} 470 ${x + 30} 540`], {
          colour: shade(colour, -0.2),
          width: 21,
        });
        lines(sheet, [`M${x} 540C${x - 26} 470 ${x - 16} 380 ${x + 16} 380S${x + 50} 470 ${x + 30} 540`], {
          colour: at % 2 === 0 ? colour : shade(colour, 0.06),
          width: 14,
        });
        lines(sheet, [`M${x - 12} 470C${x - 14} 410 ${x} 390 ${x + 14} 386`], {
          colour: '#ffffff',
          width: 4,
          opacity: 0.3,
        });
      }
      strand(curve('640 540, 690 610, 620 680, 470 690'), 20);
    } else {
      strand(curve('120 250, 330 180, 620 240, 650 400, 420 480, 200 430, 190 600, 440 660, 660 620'), 22);
    }
    const plug = (x: number, y: number, turn: number): void =>
      sheet.within(`translate(${x} ${y}) rotate(${turn})`, () => {
        sheet.paint(
          tag('path', {
            d: roundRect(-26, -92, 52, 96, 12),
            fill: sheet.across(
              [0, shade(accent, 0.02)],
              [0.4, shade(accent, 0.14)],
              [1, shade(accent, -0.14)],
            ),
          }),
          tag('path', {
            d: roundRect(-17, -134, 34, 46, 10),
            fill: sheet.across([0, '#9a9ea2'], [0.4, '#e2e5e8'], [1, '#7c8084']),
          }),
        );
      });
    if (shape === 'coiled') {
      plug(130, 204, -8);
      plug(480, 690, -94);
    } else {
      plug(124, 252, -70);
      plug(650, 622, 84);
    }
  },
});

export const mat = motif({
  shapes: ['flat', 'rolled', 'rest', 'mouse'],
  stages: lying,
  draw(pen, shape) {
    const { sheet, colour, accent } = pen;
    if (shape === 'rest') {
      for (const [y, tone] of [
        [330, colour],
        [470, mix(colour, accent, 0.4)],
      ] as const) {
        shadow(sheet, 400, y + 70, 290, { flat: 0.18 });
        const outline = roundRect(100, y, 600, 96, 34);
        sheet.paint(
          tag('path', {
            d: outline,
            fill: sheet.down(shade(tone, 0.1), tone, shade(tone, -0.16)),
          }),
        );
        sheet.inside(outline, () =>
          lines(
            sheet,
            [0, 1, 2, 3].map((at) =>
              curve([
                [90, y + 20 + at * 20],
                [330, y + 12 + at * 22],
                [710, y + 24 + at * 18],
              ]),
            ),
            { colour: shade(tone, -0.12), width: 4, opacity: 0.5 },
          ),
        );
      }
      return;
    }
    if (shape === 'mouse') {
      shadow(sheet, 400, 500, 170, { flat: 0.9 });
      const body = curve('400 190, 505 240, 530 400, 500 560, 400 610, 300 560, 270 400, 295 240', true);
      sheet.paint(
        tag('path', {
          d: body,
          fill: sheet.slant(shade(colour, 0.12), colour, shade(colour, -0.18)),
        }),
      );
      lines(sheet, ['M400 192V350', curve('276 372, 400 350, 526 372')], {
        colour: shade(colour, -0.2),
        width: 4,
      });
      return sheet.paint(tag('path', { d: roundRect(384, 236, 32, 84, 16), fill: accent }));
    }
    const outline = shape === 'rolled' ? roundRect(170, 230, 560, 330, 20) : roundRect(70, 210, 660, 380, 22);
    sheet.within('rotate(-7 400 400)', () => {
      sheet.within('translate(8 14)', () =>
        sheet.paint(tag('path', { d: outline, fill: '#15100c', opacity: 0.22 })),
      );
      sheet.paint(
        tag('path', {
          d: outline,
          fill: sheet.slant(shade(colour, 0.05), shade(colour, -0.06)),
        }),
      );
      sheet.inside(outline, () => decorate(pen, { left: 70, right: 730, top: 210, bottom: 590 }));
      sheet.paint(
        tag('path', {
          d: outline,
          fill: 'none',
          stroke: shade(accent, -0.04),
          'stroke-width': 6,
          'stroke-dasharray': '10 5',
        }),
      );
      if (shape !== 'rolled') return;
      sheet.paint(
        tag('path', {
          d: roundRect(110, 216, 96, 360, 44),
          fill: sheet.across(
            [0, shade(colour, -0.22)],
            [0.4, shade(colour, 0.08)],
            [1, shade(colour, -0.26)],
          ),
        }),
        tag('ellipse', { cx: 158, cy: 574, rx: 46, ry: 20, fill: shade(colour, -0.28) }),
      );
      lines(sheet, [curve('188 576, 158 590, 130 576, 158 566, 176 574')], {
        colour: shade(colour, 0.04),
        width: 6,
      });
    });
  },
});

export const stand = motif({
  shapes: ['laptop', 'headphones', 'shelf', 'hub'],
  stages: standing,
  draw(pen, shape) {
    const { sheet, colour, accent } = pen;
    switch (shape) {
      case 'laptop':
        shadow(sheet, 420, 616, 250, { flat: 0.18 });
        sheet.paint(
          tag('path', {
            d: polygon('190 616, 250 430, 290 430, 240 616'),
            fill: shade(colour, -0.14),
          }),
          tag('path', {
            d: polygon('560 616, 500 430, 540 430, 620 616'),
            fill: shade(colour, -0.2),
          }),
          tag('path', {
            d: polygon('160 430, 640 430, 600 330, 240 330'),
            fill: sheet.slant(shade(colour, 0.1), shade(colour, -0.06)),
          }),
          tag('path', { d: roundRect(156, 428, 488, 22, 8), fill: shade(colour, -0.08) }),
          tag('path', { d: roundRect(330, 360, 140, 40, 20), fill: shade(colour, -0.26) }),
        );
        return;
      case 'headphones':
        shadow(sheet, 400, 616, 140);
        sheet.paint(
          tag('ellipse', {
            cx: 400,
            cy: 600,
            rx: 130,
            ry: 30,
            fill: sheet.slant(shade(colour, 0.08), shade(colour, -0.1)),
          }),
          tag('path', {
            d: roundRect(384, 300, 32, 300, 14),
            fill: sheet.across(shade(colour, 0.04), shade(colour, -0.18)),
          }),
        );
        lines(sheet, [curve('260 430, 270 290, 400 214, 530 290, 540 430')], {
          colour: shade(accent, -0.12),
          width: 34,
        });
        lines(sheet, [curve('262 420, 274 292, 400 222, 526 292, 538 420')], {
          colour: shade(accent, 0.06),
          width: 14,
        });
        for (const x of [258, 542])
          sheet.paint(
            tag('path', {
              d: roundRect(x - 38, 390, 76, 124, 36),
              fill: sheet.across(
                [0, shade(accent, 0.04)],
                [0.4, shade(accent, 0.12)],
                [1, shade(accent, -0.18)],
              ),
            }),
          );
        return;
      case 'shelf':
        shadow(sheet, 420, 616, 300, { flat: 0.16 });
        for (const x of [140, 590])
          sheet.paint(
            tag('path', {
              d: roundRect(x, 486, 70, 130, 8),
              fill: sheet.across(shade(colour, -0.04), shade(colour, -0.2)),
            }),
          );
        sheet.paint(
          tag('path', {
            d: polygon('100 470, 170 410, 740 410, 700 470'),
            fill: sheet.slant(shade(colour, 0.12), shade(colour, 0.02)),
          }),
          tag('path', { d: roundRect(100, 468, 600, 26, 5), fill: shade(colour, -0.08) }),
        );
        lines(sheet, [curve('170 440, 400 430, 690 446')], {
          colour: shade(colour, -0.06),
          width: 3,
          opacity: 0.6,
        });
        return;
      case 'hub':
        shadow(sheet, 400, 560, 240, { flat: 0.2 });
        sheet.paint(
          tag('path', {
            d: polygon('180 480, 250 420, 660 420, 620 480'),
            fill: sheet.slant(shade(colour, 0.14), shade(colour, 0.03)),
          }),
          tag('path', {
            d: roundRect(180, 478, 442, 82, 14),
            fill: sheet.down(shade(colour, 0.02), shade(colour, -0.14)),
          }),
        );
        for (let at = 0; at < 4; at += 1)
          sheet.paint(
            tag('path', { d: roundRect(214 + at * 84, 504, 56, 26, at > 1 ? 13 : 3), fill: '#1c1d1f' }),
            tag('path', { d: roundRect(222 + at * 84, 512, 40, 9, 4), fill: accent }),
          );
        lines(sheet, [curve('620 516, 700 500, 730 590, 660 680')], {
          colour: shade(colour, -0.2),
          width: 16,
        });
    }
  },
});
