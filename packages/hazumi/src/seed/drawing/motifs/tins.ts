import { shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { curve, polygon, round, roundRect, tag } from '../sheet.ts';
import { boxed, lines, type Pen, shadow, speckles, turned } from '../solids.ts';
import { ground, standing } from '../stage.ts';
import { label } from './labels.ts';

export const tin = motif({
  shapes: ['tall', 'short', 'square', 'pair', 'slim', 'round'],
  stages: standing,
  draw(pen, shape) {
    switch (shape) {
      case 'tall':
        return canister(pen, 400, 300, 124);
      case 'slim':
        return canister(pen, 400, 250, 92);
      case 'short':
        return canister(pen, 400, 410, 156);
      case 'round':
        return canister(pen, 400, 500, 206);
      case 'pair':
        canister(pen, 320, 320, 108);
        return canister({ ...pen, colour: pen.accent, accent: pen.colour }, 500, 400, 104);
      case 'square': {
        shadow(pen.sheet, 430, ground - 4, 180, { flat: 0.2 });
        boxed(pen.sheet, {
          x: 270,
          y: 350,
          width: 240,
          height: 262,
          depth: 100,
          colour: pen.colour,
          onFront: () => decorate(pen, { left: 270, right: 510, top: 350, bottom: 612 }),
        });
        boxed(pen.sheet, {
          x: 264,
          y: 306,
          width: 252,
          height: 56,
          depth: 106,
          colour: shade(pen.colour, -0.03),
        });
        label(pen, 322, 410, 136, 160);
      }
    }
  },
});

function canister(pen: Pen, cx: number, top: number, radius: number): void {
  const { sheet, colour } = pen;
  const lid = Math.min(86, (ground - top) * 0.28);
  const bottom = ground - radius * 0.1;
  shadow(sheet, cx, ground - 2, radius * 1.02, { flat: 0.2 });
  turned(sheet, {
    cx,
    profile: [
      [top + lid, radius - 5],
      [bottom, radius - 5],
    ],
    straight: true,
    tilt: 0.17,
    colour,
    finish: 'satin',
    top: { kind: 'none' },
    onSurface: (box) => decorate(pen, { ...box, top: top + lid }),
  });
  turned(sheet, {
    cx,
    profile: [
      [top, radius - 7],
      [top + 7, radius],
      [top + lid, radius],
    ],
    straight: true,
    tilt: 0.17,
    colour: shade(colour, 0.015),
    finish: 'satin',
    top: { kind: 'closed', colour: shade(colour, 0.05) },
  });
  lines(
    sheet,
    [
      `M${round(cx - radius)} ${round(top + lid)}A${radius} ${round(radius * 0.17)} 0 0 0 ${round(cx + radius)} ${round(top + lid)}`,
    ],
    { colour: shade(colour, -0.2), width: 3, opacity: 0.6 },
  );
  const height = bottom - top - lid;
  if (height > 110)
    label(pen, cx - radius * 0.5, top + lid + height * 0.2 + radius * 0.1, radius, height * 0.66);
}

export const pouch = motif({
  shapes: ['stand', 'kraft', 'gusset', 'trio', 'small'],
  stages: standing,
  draw(pen, shape) {
    switch (shape) {
      case 'stand':
        return bag(pen, 400, 262, 250);
      case 'kraft':
        return bag({ ...pen, colour: '#c39a6b' }, 400, 270, 244);
      case 'small':
        return bag(pen, 400, 352, 200);
      case 'gusset':
        return sideBag(pen);
      case 'trio':
        pen.sheet.within('translate(-150 14) scale(0.96)', () =>
          bag({ ...pen, colour: shade(pen.colour, 0.1) }, 400, 330, 190),
        );
        pen.sheet.within('translate(168 14) scale(0.96)', () =>
          bag({ ...pen, colour: pen.accent, accent: pen.colour }, 400, 330, 190),
        );
        return pen.sheet.within('translate(0 22)', () => bag(pen, 400, 318, 200));
    }
  },
});

function bag(pen: Pen, cx: number, top: number, width: number): void {
  const { sheet, colour } = pen;
  const half = width / 2;
  const bottom = ground - 4;
  shadow(sheet, cx, bottom + 4, half * 0.98, { flat: 0.17 });
  const left = cx - half;
  const right = cx + half;
  const outline = `M${left} ${top}H${right}${curve(
    [
      [right, top],
      [right + 5, (top + bottom) / 2],
      [right + 2, bottom - 10],
    ],
    false,
    'L',
  )}Q${cx} ${bottom + 34} ${left - 2} ${bottom - 10}${curve(
    [
      [left - 2, bottom - 10],
      [left - 5, (top + bottom) / 2],
      [left, top],
    ],
    false,
    'L',
  )}Z`;
  sheet.paint(
    tag('path', {
      d: outline,
      fill: sheet.across(
        [0, shade(colour, -0.1)],
        [0.08, shade(colour, 0.02)],
        [0.34, shade(colour, 0.06)],
        [0.7, shade(colour, -0.04)],
        [0.94, shade(colour, -0.1)],
        [1, shade(colour, -0.18)],
      ),
    }),
  );
  sheet.inside(outline, () => {
    decorate(pen, { left, right, top: top + 60, bottom });
    if (colour === '#c39a6b')
      speckles(
        pen,
        { left, right, top, bottom: bottom + 20 },
        { count: 160, colour: '#6d4d2c', size: 1.8, opacity: 0.4 },
      );
    sheet.paint(
      tag('rect', { x: left, y: top, width, height: 30, fill: '#000000', opacity: 0.08 }),
      tag('rect', { x: left, y: top + 46, width, height: 4, fill: '#000000', opacity: 0.12 }),
      // The filled belly catches light above its fold and is dark below.
      tag('path', {
        d: `M${left - 10} ${bottom - 62}Q${cx} ${bottom - 18} ${right + 10} ${bottom - 62}V${bottom + 40}H${left - 10}Z`,
        fill: '#000000',
        opacity: 0.1,
      }),
      tag('path', {
        d: curve([
          [left + width * 0.13, top + 70],
          [left + width * 0.09, (top + bottom) / 2],
          [left + width * 0.14, bottom - 70],
        ]),
        fill: 'none',
        stroke: '#ffffff',
        'stroke-width': 9,
        opacity: 0.16,
      }),
    );
  });
  const height = bottom - top;
  label(pen, cx - width * 0.29, top + height * 0.28, width * 0.58, height * 0.46);
}

function sideBag(pen: Pen): void {
  const { sheet, colour } = pen;
  shadow(sheet, 420, ground, 150, { flat: 0.2 });
  const front = polygon([
    [270, 300],
    [480, 300],
    [486, ground],
    [264, ground],
  ]);
  const flank = polygon([
    [480, 300],
    [538, 282],
    [550, ground - 34],
    [486, ground],
  ]);
  sheet.paint(
    tag('path', { d: flank, fill: shade(colour, -0.17) }),
    tag('path', {
      d: polygon([
        [480, 300],
        [508, 292],
        [512, ground - 80],
        [486, ground],
      ]),
      fill: shade(colour, -0.11),
    }),
    tag('path', {
      d: front,
      fill: sheet.across([0, shade(colour, -0.02)], [0.3, shade(colour, 0.06)], [1, shade(colour, -0.07)]),
    }),
  );
  sheet.inside(front, () => decorate(pen, { left: 264, right: 486, top: 330, bottom: ground }));
  sheet.paint(
    tag('path', {
      d: polygon('262 302, 268 240, 536 226, 540 286, 480 302'),
      fill: shade(colour, -0.05),
    }),
    tag('path', {
      d: roundRect(258, 232, 286, 22, 6),
      fill: shade(pen.accent, -0.04),
      transform: 'rotate(-2.6 400 244)',
    }),
  );
  label(pen, 304, 372, 136, 170);
}
