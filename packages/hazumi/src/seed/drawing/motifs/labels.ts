import { mix, shade } from '../colour.ts';
import { blossom } from '../pattern.ts';
import { curve, polygon, round, roundRect, tag } from '../sheet.ts';
import { leafPath, lines, type Pen } from '../solids.ts';

/** A maker's label without words: a paper field with a small emblem. */
export function label(
  pen: Pen,
  x: number,
  y: number,
  width: number,
  height: number,
  shape: 'round' | 'oblong' = 'oblong',
): void {
  const { sheet, accent, colour } = pen;
  const paper = mix('#f6f0e2', accent, 0.1);
  const path =
    shape === 'round' ? roundRect(x, y, width, width, width / 2) : roundRect(x, y, width, height, 6);
  const h = shape === 'round' ? width : height;
  sheet.paint(
    tag('path', {
      d: path,
      fill: sheet.across([0, shade(paper, -0.05)], [0.35, shade(paper, 0.03)], [1, shade(paper, -0.13)]),
    }),
  );
  const ink = mix(colour, accent, 0.5);
  emblem(
    { ...pen, accent: shade(ink, -0.05), colour: paper },
    x + width / 2,
    y + h * (shape === 'round' ? 0.5 : 0.36),
    Math.min(width, h) * 0.3,
  );
  if (shape === 'round') return;
  const rule = (at: number, share: number): string =>
    `M${round(x + width * (0.5 - share / 2))} ${round(y + h * at)}h${round(width * share)}`;
  lines(sheet, [rule(0.68, 0.56), rule(0.77, 0.36)], {
    colour: shade(ink, -0.05),
    width: Math.max(2.5, h * 0.022),
    opacity: 0.75,
  });
}

/** One of a few small signs, drawn by chance and so always the same for the same goods. */
export function emblem(pen: Pen, x: number, y: number, size: number): void {
  const { sheet, chance, accent } = pen;
  switch (chance.whole(0, 4)) {
    case 0:
      sheet.paint(
        tag('circle', { cx: x, cy: y, r: size * 0.8, fill: accent }),
        tag('path', {
          d: curve([
            [x - size * 0.8, y + size * 0.2],
            [x - size * 0.2, y - size * 0.2],
            [x + size * 0.3, y + size * 0.15],
            [x + size * 0.8, y],
          ]),
          fill: 'none',
          stroke: pen.colour,
          'stroke-width': size * 0.16,
        }),
      );
      return;
    case 1:
      for (const turn of [-140, -90, -40]) {
        sheet.paint(
          tag('path', {
            d: leafPath(size * 1.25, size * 0.55),
            transform: `translate(${round(x)} ${round(y + size * 0.6)}) rotate(${turn})`,
            fill: accent,
          }),
        );
      }
      return;
    case 2:
      blossom(pen, x, y, size * 0.95);
      return;
    case 3:
      sheet.paint(
        tag('path', {
          d: `M${round(x - size)} ${round(y + size * 0.7)}L${round(x - size * 0.25)} ${round(y - size * 0.7)}L${round(x + size * 0.2)} ${round(y + size * 0.1)}L${round(x + size * 0.45)} ${round(y - size * 0.2)}L${round(x + size)} ${round(y + size * 0.7)}Z`,
          fill: accent,
        }),
        tag('circle', { cx: x + size * 0.55, cy: y - size * 0.55, r: size * 0.26, fill: accent }),
      );
      return;
    default:
      sheet.paint(
        tag('path', {
          d: polygon([
            [x, y - size],
            [x + size, y],
            [x, y + size],
            [x - size, y],
          ]),
          fill: 'none',
          stroke: accent,
          'stroke-width': size * 0.18,
        }),
        tag('circle', { cx: x, cy: y, r: size * 0.36, fill: accent }),
      );
  }
}
