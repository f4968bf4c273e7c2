import { tag } from '../sheet.ts';
import type { Pen } from '../solids.ts';

export function glow({ sheet }: Pen, x: number, y: number, radius: number, strength = 0.7): void {
  sheet.paint(
    tag('circle', {
      cx: x,
      cy: y,
      r: radius,
      fill: sheet.outward([
        [0, '#ffe3a6', strength],
        [0.35, '#ffe3a6', strength * 0.4],
        [1, '#ffe3a6', 0],
      ]),
    }),
  );
}
