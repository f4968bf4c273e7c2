import { type Colour, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { curve, polygon, round, roundRect, tag } from '../sheet.ts';
import { leafPath, lines, type Pen, shadow, speckles, sprig, turned } from '../solids.ts';
import { standing } from '../stage.ts';
import { dish } from './dish.ts';

function board(pen: Pen): void {
  const { sheet } = pen;
  const wood: Colour = '#b98a5a';
  shadow(sheet, 420, 640, 330, { flat: 0.2 });
  sheet.paint(
    tag('path', {
      d: polygon('90 640, 180 520, 690 520, 730 640'),
      fill: sheet.slant(shade(wood, 0.08), shade(wood, -0.04)),
    }),
    tag('path', {
      d: polygon('90 640, 730 640, 730 664, 90 664'),
      fill: shade(wood, -0.16),
    }),
  );
  lines(sheet, [curve('130 610, 360 598, 700 616'), curve('160 574, 380 566, 690 580')], {
    colour: shade(wood, -0.1),
    width: 3,
    opacity: 0.5,
  });
}

export const loaf = motif({
  shapes: ['whole', 'sliced', 'cubes', 'roll', 'cheesecake'],
  stages: standing,
  draw(pen, shape) {
    const { sheet, colour, accent } = pen;
    const crust = shade(mix(accent, '#6b3a1c', 0.6), 0);
    const crumb = (x: number, y: number, w: number, h: number, d: number): void => {
      const [dx, dy] = [d * 0.55, d * 0.42];
      shadow(sheet, x + w / 2 + dx * 0.5, y + h, w * 0.55, { flat: 0.16, strength: 0.8 });
      sheet.paint(
        tag('path', {
          d: polygon([
            [x + w, y],
            [x + w + dx, y - dy],
            [x + w + dx, y + h - dy],
            [x + w, y + h],
          ]),
          fill: sheet.down(shade(colour, -0.08), shade(colour, -0.14)),
        }),
        tag('path', {
          d: polygon([
            [x, y],
            [x + dx, y - dy],
            [x + w + dx, y - dy],
            [x + w, y],
          ]),
          fill: sheet.slant(shade(crust, 0.1), crust),
        }),
        tag('path', {
          d: roundRect(x, y, w, h, 5),
          fill: sheet.down(shade(colour, 0.03), shade(colour, -0.04)),
        }),
      );
      sheet.inside(roundRect(x, y, w, h, 5), () => {
        speckles(
          pen,
          { left: x, right: x + w, top: y + 16, bottom: y + h },
          { count: Math.round((w * h) / 260), colour: shade(colour, -0.1), size: 2.6, opacity: 0.5 },
        );
        sheet.paint(
          tag('rect', { x, y, width: w, height: 15, fill: crust }),
          tag('rect', { x, y: y + h - 11, width: w, height: 11, fill: shade(crust, 0.06), opacity: 0.75 }),
        );
      });
    };
    if (shape === 'roll' || shape === 'cheesecake') dish(pen, 580, 320);
    else board(pen);
    switch (shape) {
      case 'whole':
        return crumb(190, 436, 360, 170, 190);
      case 'sliced':
        crumb(150, 430, 240, 172, 170);
        crumb(430, 444, 56, 168, 150);
        return crumb(560, 452, 56, 166, 150);
      case 'cubes':
        for (const [x, y] of [
          [300, 392],
          [180, 506],
          [330, 506],
          [480, 506],
        ] as const)
          crumb(x, y, 116, 104, 78);
        return;
      case 'roll': {
        const [x, y, r] = [300, 470, 116];
        shadow(sheet, 410, 584, 210, { flat: 0.2 });
        sheet.paint(
          tag('path', {
            d: `M${x} ${y - r}H560a${r * 0.72} ${r} 0 0 1 0 ${2 * r}H${x}Z`,
            fill: sheet.down(
              [0, shade(colour, 0.04)],
              [0.55, shade(colour, -0.05)],
              [1, shade(colour, -0.2)],
            ),
          }),
        );
        sheet.paint(
          tag('ellipse', { cx: x, cy: y, rx: r * 0.84, ry: r, fill: shade(colour, 0.04) }),
          tag('ellipse', { cx: x, cy: y, rx: r * 0.7, ry: r * 0.84, fill: '#fdf6ea' }),
        );
        return lines(
          sheet,
          [
            curve([
              [x + 54, y + 60],
              [x - 50, y + 62],
              [x - 62, y - 30],
              [x + 10, y - 62],
              [x + 50, y - 8],
              [x + 6, y + 34],
              [x - 22, y + 4],
            ]),
          ],
          { colour: shade(colour, 0.02), width: 22 },
        );
      }
      case 'cheesecake':
        turned(sheet, {
          cx: 400,
          profile: '420 190, 452 200, 560 196, 576 190',
          tilt: 0.3,
          colour: shade(colour, 0.02),
          top: { kind: 'closed', colour: crust },
        });
        for (const [x, y] of [
          [360, 410],
          [420, 396],
          [446, 430],
          [386, 442],
        ] as const)
          sheet.paint(
            tag('circle', {
              cx: x,
              cy: y,
              r: 24,
              fill: sheet.outward(
                [
                  [0, shade(accent, 0.16)],
                  [1, shade(accent, -0.1)],
                ],
                [0.35, 0.3],
                0.8,
              ),
            }),
          );
    }
  },
});

export const biscuits = motif({
  shapes: ['plate', 'stack', 'nuts', 'strips'],
  stages: standing,
  draw(pen, shape) {
    const { sheet, colour, accent, chance } = pen;
    const biscuit = (x: number, y: number, r: number): void => {
      sheet.paint(
        tag('ellipse', { cx: x + 4, cy: y + 14, rx: r * 1.02, ry: r * 0.5, fill: '#2a1a0c', opacity: 0.25 }),
        tag('ellipse', { cx: x, cy: y + 9, rx: r, ry: r * 0.48, fill: shade(colour, -0.16) }),
        tag('ellipse', {
          cx: x,
          cy: y,
          rx: r,
          ry: r * 0.48,
          fill: sheet.slant(shade(colour, 0.08), shade(colour, -0.06)),
        }),
      );
      for (let at = 0; at < 6; at += 1)
        sheet.paint(
          tag('ellipse', {
            cx: x + chance.between(-0.6, 0.6) * r,
            cy: y + chance.between(-0.28, 0.24) * r,
            rx: 8,
            ry: 5,
            fill: shade(accent, -0.06),
          }),
        );
    };
    if (shape === 'stack') {
      dish(pen, 590, 260);
      for (let at = 0; at < 7; at += 1) biscuit(400 + chance.between(-10, 10), 570 - at * 27, 128);
      return sprig(pen, { x: 560, y: 596, length: 90, turn: -30, leaves: 5, size: 50, colour: '#6f8a52' });
    }
    dish(pen, 560, 320);
    if (shape === 'plate') {
      for (const [x, y] of [
        [330, 500],
        [470, 498],
        [250, 556],
        [400, 548],
        [545, 556],
        [330, 606],
        [470, 606],
      ] as const)
        biscuit(x, y, 84);
      return;
    }
    for (let at = 0; at < (shape === 'nuts' ? 70 : 38); at += 1) {
      const turn = chance.between(0, Math.PI * 2);
      const far = Math.sqrt(chance.next());
      const x = 400 + Math.cos(turn) * far * 220;
      const y = 546 - (1 - far) * 60 + Math.sin(turn) * far * 66;
      const tone = mix(colour, accent, chance.next() * 0.7);
      if (shape === 'nuts') {
        sheet.paint(
          tag('path', {
            d: leafPath(54, 30),
            transform: `translate(${round(x)} ${round(y + 5)}) rotate(${round(chance.between(0, 360))})`,
            fill: shade(tone, -0.2),
            opacity: 0.5,
          }),
          tag('path', {
            d: leafPath(52, 28),
            transform: `translate(${round(x)} ${round(y)}) rotate(${round(chance.between(0, 360))})`,
            fill: shade(tone, chance.between(-0.06, 0.08)),
          }),
        );
      } else {
        sheet.paint(
          tag('path', {
            d: roundRect(0, 0, 120, 24, 10),
            transform: `translate(${round(x - 60)} ${round(y)}) rotate(${round(chance.between(-40, 40))})`,
            fill: sheet.down(shade(tone, 0.08), shade(tone, -0.12)),
          }),
        );
      }
    }
  },
});
