import { type Colour, shade } from '../colour.ts';
import { tag } from '../sheet.ts';
import { type Pen, shadow } from '../solids.ts';

/** A flat plate under food, seen a little from above. */
export function dish(pen: Pen, y = 560, rx = 300, colour: Colour = '#f3efe7'): void {
  const { sheet } = pen;
  shadow(sheet, 400, y + 18, rx * 0.95, { flat: 0.34 });
  sheet.paint(
    tag('ellipse', { cx: 400, cy: y + 14, rx, ry: rx * 0.36, fill: shade(colour, -0.16) }),
    tag('ellipse', {
      cx: 400,
      cy: y,
      rx,
      ry: rx * 0.36,
      fill: sheet.slant(shade(colour, 0.03), shade(colour, -0.07)),
    }),
    tag('ellipse', {
      cx: 400,
      cy: y + 2,
      rx: rx * 0.8,
      ry: rx * 0.28,
      fill: sheet.slant([0, '#000000', 0.09], [1, '#ffffff', 0.2]),
    }),
  );
}
