import { mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { curve, polygon, roundRect, tag } from '../sheet.ts';
import { boxed, lines, shadow, turned } from '../solids.ts';
import { standing } from '../stage.ts';

export const brew = motif({
  shapes: ['dripper', 'kettle', 'grinder', 'server', 'press', 'moka', 'filters', 'scale'],
  stages: standing,
  draw(pen, shape) {
    const { sheet, colour, accent } = pen;
    switch (shape) {
      case 'dripper':
        shadow(sheet, 400, 618, 130);
        lines(sheet, [curve('512 500, 590 488, 596 560, 520 580')], { colour: '#c3cdd0', width: 14 });
        turned(sheet, {
          cx: 400,
          profile: '470 66, 490 92, 590 126, 614 116',
          tilt: 0.18,
          colour: '#dfe8ea',
          finish: 'glass',
          top: { kind: 'none' },
          onSurface: () =>
            sheet.paint(
              tag('rect', { x: 260, y: 556, width: 280, height: 80, fill: '#4a2815', opacity: 0.85 }),
            ),
        });
        turned(sheet, {
          cx: 400,
          profile: '450 128, 466 128',
          straight: true,
          tilt: 0.2,
          colour: shade(colour, -0.05),
          finish: 'gloss',
          top: { kind: 'closed' },
        });
        lines(sheet, [curve('520 320, 600 320, 590 390, 500 400')], {
          colour: shade(colour, -0.1),
          width: 18,
        });
        turned(sheet, {
          cx: 400,
          profile: '270 152, 290 144, 420 72, 452 66',
          tilt: 0.22,
          colour,
          finish: 'gloss',
          top: { kind: 'open', inside: '#f7efe0', wall: 10 },
          onSurface: (box) => decorate(pen, box),
        });
        return;
      case 'kettle': {
        shadow(sheet, 420, 618, 150);
        const neck = curve('320 560, 230 520, 236 400, 170 330');
        lines(sheet, [neck], { colour: shade(colour, -0.2), width: 27 });
        lines(sheet, [neck], { colour: shade(colour, 0.1), width: 9 });
        const grip = curve('500 400, 560 330, 640 360, 650 480');
        lines(sheet, [grip], { colour: shade(accent, -0.12), width: 30 });
        lines(sheet, [grip], { colour: shade(accent, 0.08), width: 10 });
        turned(sheet, {
          cx: 420,
          profile: '390 92, 420 110, 560 146, 596 150, 614 140',
          tilt: 0.18,
          colour,
          finish: 'metal',
          top: { kind: 'closed' },
        });
        return void turned(sheet, {
          cx: 420,
          profile: '340 20, 356 26, 372 14, 384 84, 394 92',
          tilt: 0.18,
          colour: shade(colour, 0.03),
          finish: 'metal',
          top: { kind: 'closed', colour: accent },
        });
      }
      case 'grinder':
        shadow(sheet, 400, 618, 92);
        lines(sheet, ['M400 240H560'], { colour: '#8f9497', width: 15 });
        turned(sheet, {
          cx: 560,
          profile: '180 20, 196 28, 226 24, 236 18',
          tilt: 0.24,
          colour: accent,
          finish: 'satin',
          top: { kind: 'closed' },
        });
        turned(sheet, {
          cx: 400,
          profile: '430 92, 600 92, 614 86',
          straight: true,
          tilt: 0.18,
          colour: shade(colour, -0.06),
          finish: 'metal',
          top: { kind: 'none' },
        });
        turned(sheet, {
          cx: 400,
          profile: '262 82, 280 92, 432 92',
          tilt: 0.18,
          colour,
          finish: 'metal',
          top: { kind: 'closed' },
          onSurface: (box) =>
            decorate(
              {
                ...pen,
                pattern: pen.pattern === 'plain' ? 'plain' : 'stripes',
                accent: shade(colour, -0.14),
              },
              { ...box, top: 330 },
            ),
        });
        return sheet.paint(tag('ellipse', { cx: 400, cy: 248, rx: 22, ry: 9, fill: '#6f7477' }));
      case 'server':
        shadow(sheet, 400, 618, 150);
        lines(sheet, [curve('520 380, 640 380, 640 500, 546 540')], { colour: '#c3cdd0', width: 18 });
        turned(sheet, {
          cx: 400,
          profile: '320 108, 350 96, 400 120, 540 158, 600 146, 614 130',
          tilt: 0.18,
          colour: '#dfe8ea',
          finish: 'glass',
          top: { kind: 'open', inside: '#cdd8da', wall: 6 },
          onSurface: () =>
            sheet.paint(
              tag('path', { d: 'M220 470Q400 520 580 470V660H220Z', fill: '#4a2815', opacity: 0.88 }),
            ),
        });
        return lines(sheet, ['M302 352Q400 378 498 352'], { colour: shade(accent, -0.02), width: 26 });
      case 'press':
        shadow(sheet, 400, 618, 112);
        lines(sheet, [curve('500 380, 610 380, 606 560, 500 566')], {
          colour: shade(accent, -0.12),
          width: 24,
        });
        lines(sheet, ['M400 300V200'], { colour: '#8d9396', width: 10 });
        turned(sheet, {
          cx: 400,
          profile: '160 22, 176 30, 200 24, 208 12',
          tilt: 0.24,
          colour: accent,
          finish: 'satin',
          top: { kind: 'closed' },
        });
        turned(sheet, {
          cx: 400,
          profile: '330 108, 612 108',
          straight: true,
          tilt: 0.18,
          colour: '#dfe8ea',
          finish: 'glass',
          top: { kind: 'none' },
          onSurface: () =>
            sheet.paint(
              tag('rect', { x: 280, y: 420, width: 240, height: 240, fill: '#43240f', opacity: 0.9 }),
              tag('rect', { x: 280, y: 404, width: 240, height: 22, fill: '#b98a55', opacity: 0.9 }),
            ),
        });
        lines(sheet, ['M292 350V618', 'M508 350V618', 'M400 370V630'], {
          colour: shade(colour, -0.04),
          width: 13,
        });
        return void turned(sheet, {
          cx: 400,
          profile: '284 64, 300 110, 336 116',
          tilt: 0.18,
          colour,
          finish: 'metal',
          top: { kind: 'closed' },
        });
      case 'moka':
        shadow(sheet, 400, 618, 116);
        lines(sheet, [curve('480 330, 590 330, 600 450, 580 470')], { colour: '#26231f', width: 26 });
        turned(sheet, {
          cx: 400,
          profile: '470 84, 596 124, 614 118',
          straight: true,
          tilt: 0.18,
          colour,
          finish: 'metal',
          top: { kind: 'none' },
        });
        sheet.paint(
          tag('path', {
            d: polygon('308 330, 260 316, 316 390'),
            fill: shade(colour, -0.04),
          }),
        );
        turned(sheet, {
          cx: 400,
          profile: '310 112, 440 78, 472 84',
          straight: true,
          tilt: 0.18,
          colour: shade(colour, 0.03),
          finish: 'metal',
          top: { kind: 'closed' },
        });
        return void turned(sheet, {
          cx: 400,
          profile: '250 14, 268 20, 282 12, 296 90, 312 112',
          tilt: 0.18,
          colour: shade(colour, 0.02),
          finish: 'metal',
          top: { kind: 'closed', colour: accent },
        });
      case 'filters':
        shadow(sheet, 410, 618, 210, { flat: 0.16 });
        for (let at = 0; at < 9; at += 1)
          sheet.paint(
            tag('path', {
              d: polygon([
                [220 + at * 13, 330 + at * 6],
                [500 + at * 13, 330 + at * 6],
                [410 + at * 13, 590 + at * 3],
                [310 + at * 13, 590 + at * 3],
              ]),
              fill: shade(mix('#f4ead4', colour, 0.06), -0.018 * (8 - at)),
              stroke: '#cdbb98',
              'stroke-width': 1.5,
            }),
          );
        return;
      case 'scale':
        shadow(sheet, 420, 590, 260, { flat: 0.18 });
        boxed(sheet, { x: 170, y: 530, width: 400, height: 54, depth: 210, colour });
        return sheet.paint(
          tag('path', { d: roundRect(320, 542, 110, 30, 6), fill: '#101312' }),
          tag('path', { d: roundRect(336, 552, 46, 10, 3), fill: '#9fe0c0' }),
          tag('path', { d: roundRect(392, 552, 24, 10, 3), fill: '#9fe0c0' }),
          tag('circle', { cx: 210, cy: 557, r: 10, fill: accent }),
        );
    }
  },
});
