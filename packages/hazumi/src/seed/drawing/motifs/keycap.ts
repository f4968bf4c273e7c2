import { type Colour, shade } from '../colour.ts';
import { roundRect, tag } from '../sheet.ts';
import type { Pen } from '../solids.ts';

/** A key from above: its skirt, and the top that catches the light. */
export function keycap(pen: Pen, x: number, y: number, width: number, height: number, tone: Colour): void {
  const { sheet } = pen;
  const inset = height * 0.13;
  sheet.paint(
    tag('path', { d: roundRect(x, y, width, height, height * 0.14), fill: shade(tone, -0.17) }),
    tag('path', {
      d: roundRect(x + inset, y + inset * 0.5, width - inset * 2, height - inset * 2, height * 0.15),
      fill: sheet.down(shade(tone, 0.05), shade(tone, -0.03)),
    }),
  );
}
