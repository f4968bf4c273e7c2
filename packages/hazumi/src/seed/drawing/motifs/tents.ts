import { type Colour, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { curve, polygon, roundRect, tag } from '../sheet.ts';
import { lines, shadow } from '../solids.ts';
import { outdoors } from '../stage.ts';

const rope: Colour = '#efe6d2';

export const tent = motif({
  shapes: ['dome', 'tunnel', 'tipi', 'tarp', 'ridge', 'hammock'],
  stages: outdoors,
  draw(pen, shape) {
    const { sheet, colour, accent } = pen;
    const guy = (paths: string[]): void => lines(sheet, paths, { colour: rope, width: 2.5, opacity: 0.85 });
    shadow(sheet, 420, 640, 290, { flat: 0.12 });
    switch (shape) {
      case 'dome': {
        guy(['M180 520L90 650', 'M620 520L720 646']);
        const shell = `${curve('130 640, 170 500, 270 380, 400 340, 530 380, 630 500, 670 640')}Z`;
        sheet.paint(
          tag('path', {
            d: shell,
            fill: sheet.across(
              [0, shade(colour, 0.06)],
              [0.42, shade(colour, 0.03)],
              [0.5, shade(colour, -0.05)],
              [1, shade(colour, -0.16)],
            ),
          }),
        );
        sheet.inside(shell, () =>
          sheet.paint(
            tag('path', {
              d: `${curve('130 640, 190 600, 400 590, 610 600, 670 640')}V700H130Z`,
              fill: accent,
            }),
          ),
        );
        sheet.paint(
          tag('path', {
            d: `${curve('290 640, 320 500, 400 410, 480 500, 510 640')}Z`,
            fill: shade(colour, -0.26),
          }),
          tag('path', {
            d: `${curve('290 640, 320 500, 400 410, 352 520, 330 640')}Z`,
            fill: shade(accent, 0.06),
          }),
        );
        return lines(sheet, [curve('150 640, 250 400, 400 340, 560 420, 650 640')], {
          colour: shade(colour, -0.22),
          width: 4,
          opacity: 0.7,
        });
      }
      case 'tunnel':
        guy(['M180 500L80 650', 'M640 470L740 640']);
        sheet.paint(
          tag('path', {
            d: `${curve('260 640, 270 470, 350 400, 470 392, 640 430, 700 640')}Z`,
            fill: sheet.across(shade(colour, 0.02), colour, shade(colour, -0.18)),
          }),
          tag('path', {
            d: `${curve('110 640, 130 470, 220 390, 320 470, 350 640')}Z`,
            fill: sheet.slant(shade(accent, 0.08), shade(accent, -0.06)),
          }),
          tag('path', {
            d: `${curve('170 640, 186 520, 226 470, 270 520, 290 640')}Z`,
            fill: shade(colour, -0.3),
          }),
        );
        return lines(sheet, [curve('480 640, 470 460, 430 396'), curve('620 640, 610 480, 570 410')], {
          colour: shade(colour, -0.2),
          width: 4,
          opacity: 0.7,
        });
      case 'tipi': {
        guy(['M300 420L120 650', 'M520 420L690 650']);
        const shell = polygon('400 230, 660 640, 140 640');
        sheet.paint(
          tag('path', {
            d: shell,
            fill: sheet.across(
              [0, shade(colour, 0.08)],
              [0.5, colour],
              [0.52, shade(colour, -0.06)],
              [1, shade(colour, -0.17)],
            ),
          }),
        );
        sheet.inside(shell, () =>
          decorate(
            { ...pen, pattern: pen.pattern === 'plain' ? 'plain' : 'bands' },
            { left: 140, right: 660, top: 240, bottom: 640 },
          ),
        );
        sheet.paint(
          tag('path', {
            d: polygon('400 360, 480 640, 320 640'),
            fill: '#f2c878',
          }),
          tag('path', {
            d: polygon('400 340, 330 640, 290 640'),
            fill: shade(colour, 0.1),
          }),
          tag('path', {
            d: polygon('400 340, 470 640, 512 640'),
            fill: shade(colour, -0.1),
          }),
        );
        return lines(sheet, ['M400 232L372 180', 'M400 232L410 172', 'M400 232L440 184'], {
          colour: '#7a5a3a',
          width: 8,
        });
      }
      case 'tarp':
        lines(sheet, ['M190 640V330', 'M620 640V300'], { colour: '#7a5a3a', width: 9 });
        guy(['M190 332L80 640', 'M620 302L740 630']);
        sheet.paint(
          tag('path', {
            d: `${curve('190 330, 400 372, 620 302')}L706 470${curve(
              '706 470, 420 500, 110 490',
              false,
              'L',
            )}Z`,
            fill: sheet.slant(shade(colour, 0.08), shade(colour, -0.12)),
          }),
          tag('path', {
            d: `${curve('110 490, 420 500, 706 470')}L690 500${curve(
              '690 500, 420 526, 124 514',
              false,
              'L',
            )}Z`,
            fill: shade(accent, -0.02),
          }),
        );
        return sheet.paint(
          tag('path', { d: roundRect(320, 580, 150, 16, 6), fill: '#a57b4d' }),
          tag('path', { d: 'M340 596l-14 44M450 596l14 44', stroke: '#7a5a3a', 'stroke-width': 9 }),
        );
      case 'ridge':
        guy(['M400 300L250 660', 'M640 340L760 640']);
        return sheet.paint(
          tag('path', {
            d: polygon('330 310, 610 340, 720 640, 470 640'),
            fill: sheet.slant(shade(colour, 0.02), shade(colour, -0.14)),
          }),
          tag('path', {
            d: polygon('330 310, 130 640, 470 640'),
            fill: sheet.slant(shade(colour, 0.12), shade(colour, 0)),
          }),
          tag('path', {
            d: polygon('330 380, 260 640, 390 640'),
            fill: shade(colour, -0.28),
          }),
          tag('path', {
            d: polygon('330 380, 260 640, 226 640'),
            fill: accent,
          }),
        );
      case 'hammock':
        for (const x of [110, 690])
          sheet.paint(
            tag('path', {
              d: `M${x - 26} 700L${x - 16} 100H${x + 16}L${x + 26} 700Z`,
              fill: sheet.across([0, '#6d5741'], [0.4, '#8a7056'], [1, '#463626']),
            }),
          );
        lines(sheet, ['M120 330L210 410', 'M680 330L590 410'], { colour: rope, width: 6 });
        sheet.paint(
          tag('path', {
            d: `${curve('206 404, 290 520, 400 556, 510 520, 594 404')}${curve(
              '594 404, 500 470, 400 492, 300 470, 206 404',
              false,
              'L',
            )}Z`,
            fill: sheet.down(shade(colour, 0.06), shade(colour, -0.14)),
          }),
        );
        return lines(sheet, [curve('230 432, 310 512, 400 536, 490 512, 570 432')], {
          colour: accent,
          width: 9,
        });
    }
  },
});
