import { type Colour, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { curve } from '../sheet.ts';
import { lines, type Pen, shadow, turned } from '../solids.ts';
import { standing } from '../stage.ts';
import { vessel } from './vessel.ts';

const tea: Colour = '#a8a24a';

export const bowl = motif({
  shapes: ['rice', 'ramen', 'wide', 'chawan', 'nest', 'lidded'],
  stages: standing,
  draw(pen, shape) {
    const inside = mix(pen.colour, pen.pattern === 'drip' ? pen.accent : pen.colour, 0.7);
    switch (shape) {
      case 'rice':
        return vessel(pen, 400, '400 190, 450 184, 530 146, 588 88, 598 82, 616 84', { inside, tilt: 0.26 });
      case 'ramen':
        return vessel(pen, 400, '370 250, 430 236, 520 176, 585 104, 594 98, 622 102', {
          inside,
          tilt: 0.26,
          wall: 10,
        });
      case 'wide':
        return vessel(pen, 400, '450 280, 488 262, 550 190, 592 110, 598 104, 614 106', {
          inside,
          tilt: 0.3,
          wall: 10,
        });
      case 'chawan':
        return vessel(pen, 400, '372 172, 420 178, 510 172, 570 142, 596 92, 604 88, 620 90', {
          inside,
          tilt: 0.26,
          filledTo: '#8aa43c',
        });
      case 'nest':
        vessel(pen, 400, '430 236, 470 226, 540 166, 592 96, 600 92, 618 94', { inside, tilt: 0.28 });
        pen.sheet.within('translate(88 36) scale(0.78)', () => nested(pen, pen.accent));
        return pen.sheet.within('translate(146 44) scale(0.635)', () => nested(pen, shade(pen.colour, 0.06)));
      case 'lidded':
        vessel(pen, 400, '430 186, 480 182, 545 140, 592 88, 600 84, 616 86', { inside, tilt: 0.24 });
        turned(pen.sheet, {
          cx: 400,
          profile: '330 42, 346 44, 362 70, 392 148, 432 180',
          tilt: 0.22,
          colour: pen.colour,
          finish: 'satin',
          top: { kind: 'closed' },
          onSurface: (box) => decorate(pen, box),
        });
    }
  },
});

function nested(pen: Pen, colour: Pen['colour']): void {
  turned(pen.sheet, {
    cx: 400,
    profile: '400 236, 440 226, 510 170, 540 150',
    tilt: 0.28,
    colour,
    finish: 'satin',
    top: { kind: 'open', wall: 10 },
  });
}

export const cup = motif({
  shapes: ['yunomi', 'mug', 'guinomi', 'gaiwan', 'tumbler', 'pair', 'espresso'],
  stages: standing,
  draw(pen, shape) {
    const inside = shade(mix(pen.colour, '#f4efe6', 0.5), 0.03);
    switch (shape) {
      case 'yunomi':
        return vessel(pen, 400, '330 124, 400 126, 520 124, 590 108, 602 92, 618 92', {
          inside,
          filledTo: tea,
        });
      case 'guinomi':
        return vessel(pen, 400, '430 128, 480 122, 560 96, 596 66, 604 62, 618 64', { inside, tilt: 0.24 });
      case 'tumbler':
        return vessel(pen, 400, '300 124, 420 116, 540 106, 612 98', { inside });
      case 'espresso':
        saucer(pen, 400, 606, 196);
        handle(pen, 506, 500, 46);
        return vessel(pen, 400, '430 116, 490 112, 556 92, 596 66, 604 62', {
          inside,
          filledTo: '#4a2b1a',
          tilt: 0.24,
        });
      case 'mug':
        handle(pen, 536, 478, 78);
        return vessel(pen, 400, '330 142, 420 142, 540 140, 594 130, 614 116', {
          inside,
          filledTo: '#5a3a24',
        });
      case 'pair':
        pen.sheet.within('translate(-104 -26) scale(0.94)', () =>
          vessel(pen, 400, '372 112, 430 114, 530 112, 596 98, 606 84, 620 84', { inside, filledTo: tea }),
        );
        return pen.sheet.within('translate(128 60) scale(0.92)', () =>
          vessel(
            { ...pen, colour: pen.accent, accent: pen.colour },
            400,
            '396 108, 450 110, 540 108, 596 94, 606 82, 620 82',
            { inside, filledTo: tea },
          ),
        );
      case 'gaiwan':
        saucer(pen, 400, 600, 214);
        vessel(pen, 400, '420 158, 450 150, 520 124, 576 84, 592 68', { inside, tilt: 0.22 });
        turned(pen.sheet, {
          cx: 400,
          profile: '352 34, 364 30, 372 40, 396 104, 424 142',
          tilt: 0.22,
          colour: pen.colour,
          finish: 'gloss',
          top: { kind: 'closed' },
          onSurface: (box) => decorate(pen, box),
        });
    }
  },
});

function saucer(pen: Pen, cx: number, y: number, radius: number): void {
  shadow(pen.sheet, cx, y + 16, radius * 0.94, { flat: 0.22 });
  turned(pen.sheet, {
    cx,
    profile: [
      [y - 16, radius],
      [y - 4, radius * 0.86],
      [y + 14, radius * 0.5],
    ],
    tilt: 0.22,
    colour: pen.colour,
    finish: 'gloss',
    top: { kind: 'open', wall: 12, inside: shade(pen.colour, 0.02) },
  });
}

function handle(pen: Pen, x: number, y: number, size: number): void {
  const path = curve([
    [x - size * 0.5, y - size * 0.78],
    [x + size * 0.42, y - size * 0.72],
    [x + size * 0.6, y],
    [x + size * 0.3, y + size * 0.66],
    [x - size * 0.5, y + size * 0.82],
  ]);
  lines(pen.sheet, [path], { colour: shade(pen.colour, -0.16), width: size * 0.36 });
  lines(pen.sheet, [path], { colour: shade(pen.colour, -0.03), width: size * 0.2 });
}
