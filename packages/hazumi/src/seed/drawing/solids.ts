import type { Chance } from '../chance.ts';
import { type Colour, lightnessOf, mix, shade } from './colour.ts';
import { curve, type Point, type Points, pointsOf, polygon, round, type Sheet, tag } from './sheet.ts';

/** What a drawing is made with: the sheet, its chance, and the two colours of the goods. */
export interface Pen {
  sheet: Sheet;
  chance: Chance;
  colour: Colour;
  accent: Colour;
  pattern: Pattern;
}

/** What may be painted on a surface, whatever the goods. */
export type Pattern =
  | 'plain'
  | 'speckle'
  | 'drip'
  | 'bands'
  | 'dots'
  | 'waves'
  | 'leaves'
  | 'check'
  | 'stripes'
  | 'hills'
  | 'blossom'
  | 'crackle'
  | 'stars';

export type Finish = 'matt' | 'satin' | 'gloss' | 'metal' | 'glass';

/** The light comes from the upper left everywhere, so shadows fall to the lower right. */
export function shadow(
  sheet: Sheet,
  x: number,
  y: number,
  radius: number,
  more: { flat?: number; strength?: number } = {},
): void {
  const { flat = 0.2, strength = 1 } = more;
  const dark: Colour = '#1c1510';
  const soft = sheet.outward([
    [0, dark, 0.34 * strength],
    [0.45, dark, 0.2 * strength],
    [0.75, dark, 0.07 * strength],
    [1, dark, 0],
  ]);
  const tight = sheet.outward([
    [0, dark, 0.5 * strength],
    [0.72, dark, 0.3 * strength],
    [1, dark, 0],
  ]);
  sheet.paint(
    tag('ellipse', {
      cx: x + radius * 0.3,
      cy: y + radius * flat * 0.35,
      rx: radius * 1.55,
      ry: radius * flat * 1.7,
      fill: soft,
    }),
    tag('ellipse', { cx: x + radius * 0.04, cy: y, rx: radius * 1.06, ry: radius * flat * 1.1, fill: tight }),
  );
}

/** Shades across a round thing: dark edges, the light a third from the left, a glimmer from the table at the right edge. */
export function roundFill(sheet: Sheet, colour: Colour, finish: Finish = 'matt'): string {
  if (finish === 'metal') {
    return sheet.across(
      [0, shade(colour, -0.24)],
      [0.1, shade(colour, 0.02)],
      [0.26, shade(colour, 0.24)],
      [0.36, shade(colour, 0.02)],
      [0.6, shade(colour, -0.16)],
      [0.82, shade(colour, -0.02)],
      [0.93, shade(colour, 0.1)],
      [1, shade(colour, -0.2)],
    );
  }
  const depth = finish === 'gloss' ? 1.2 : 1;
  return sheet.across(
    [0, shade(colour, -0.13 * depth)],
    [0.12, shade(colour, -0.02)],
    [0.33, shade(colour, 0.07 * depth)],
    [0.6, shade(colour, -0.04)],
    [0.88, shade(colour, -0.19 * depth)],
    [1, shade(colour, -0.13 * depth)],
  );
}

export interface Turned {
  /** x of the axis */
  cx: number;
  /** half-widths from the top down: pairs of y and radius */
  profile: Points;
  /** height of a ring as a share of its width: how far from above it is seen */
  tilt?: number;
  colour: Colour;
  finish?: Finish;
  /** what the top shows: the inside of a hollow thing, a lid's surface, or nothing */
  top?:
    | { kind: 'open'; inside?: Colour; wall?: number; filledTo?: Colour }
    | { kind: 'closed'; colour?: Colour }
    | { kind: 'none' };
  /** straight edges instead of smooth ones */
  straight?: boolean;
  /** paints on the surface, clipped to it */
  onSurface?: (box: { left: number; right: number; top: number; bottom: number }) => void;
}

/** A thing turned on a wheel or a lathe: bowls, tins, bottles, lamps. Returns the path of its outline. */
export function turned(sheet: Sheet, wish: Turned): string {
  const { cx, tilt = 0.18, colour, finish = 'matt', top = { kind: 'open' } } = wish;
  const profile = pointsOf(wish.profile);
  const [topY, topRadius] = profile[0] as readonly [number, number];
  const [bottomY, bottomRadius] = profile.at(-1) as readonly [number, number];
  const right: Point[] = profile.map(([y, radius]) => [cx + radius, y]);
  const left = profile.map(([y, radius]): Point => [cx - radius, y]).reverse();
  const edge = (points: Point[], begin: string): string =>
    wish.straight
      ? `${begin}${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`
      : curve(points, false, begin);
  const outline = `${edge(right, 'M')}A${round(bottomRadius)} ${round(bottomRadius * tilt)} 0 0 1 ${round(cx - bottomRadius)} ${round(bottomY)}${edge(left, 'L')}A${round(topRadius)} ${round(topRadius * tilt)} 0 0 1 ${round(cx + topRadius)} ${round(topY)}Z`;
  const radii = profile.map(([, radius]) => radius);
  const widest = Math.max(...radii);
  const box = {
    left: cx - widest,
    right: cx + widest,
    top: topY - topRadius * tilt,
    bottom: bottomY + bottomRadius * tilt,
  };
  sheet.paint(tag('path', { d: outline, fill: roundFill(sheet, colour, finish) }));
  sheet.inside(outline, () => {
    wish.onSurface?.(box);
    // Less light reaches the foot.
    sheet.paint(
      tag('rect', {
        x: box.left,
        y: box.top,
        width: box.right - box.left,
        height: box.bottom - box.top,
        fill: sheet.down(
          [0, '#ffffff', finish === 'metal' ? 0 : 0.1],
          [0.4, '#ffffff', 0],
          [0.55, '#000000', 0],
          [1, '#000000', 0.2],
        ),
      }),
    );
    if (finish === 'gloss' || finish === 'satin' || finish === 'glass') highlight(sheet, wish, finish);
  });
  if (top.kind === 'open') rim(sheet, cx, topY, topRadius, tilt, colour, top);
  else if (top.kind === 'closed') {
    const lit = top.colour ?? shade(colour, 0.06);
    sheet.paint(
      tag('ellipse', {
        cx,
        cy: topY,
        rx: topRadius,
        ry: topRadius * tilt,
        fill: sheet.slant(shade(lit, 0.06), shade(lit, -0.08)),
      }),
    );
  }
  return outline;
}

/** The window's reflection down the left of a shiny thing. */
function highlight(sheet: Sheet, { cx, profile: given }: Turned, finish: Finish): void {
  const profile = pointsOf(given);
  const inner = profile.map(([y, radius]): Point => [cx - radius * 0.72, y]);
  const outer = profile
    .map(([y, radius]): Point => [cx - radius * (finish === 'satin' ? 0.5 : 0.58), y])
    .reverse();
  sheet.paint(
    tag('path', {
      d: `${curve(inner)}${curve(outer, false, 'L')}Z`,
      fill: sheet.down(
        [0, '#ffffff', 0],
        [0.12, '#ffffff', finish === 'satin' ? 0.2 : 0.5],
        [0.6, '#ffffff', finish === 'satin' ? 0.1 : 0.28],
        [1, '#ffffff', 0],
      ),
    }),
  );
}

function rim(
  sheet: Sheet,
  cx: number,
  y: number,
  radius: number,
  tilt: number,
  colour: Colour,
  top: { inside?: Colour; wall?: number; filledTo?: Colour },
): void {
  const { inside = shade(colour, -0.04), wall = 8, filledTo } = top;
  const inner = radius - wall;
  sheet.paint(
    tag('ellipse', {
      cx,
      cy: y,
      rx: radius,
      ry: radius * tilt,
      fill: sheet.across([0, shade(colour, 0.02)], [0.4, shade(colour, 0.12)], [1, shade(colour, -0.08)]),
    }),
    tag('ellipse', {
      cx,
      cy: y + wall * 0.25,
      rx: inner,
      ry: inner * tilt - wall * 0.1,
      // The left wall shades the inside; the right one catches the light.
      fill: sheet.slant(shade(inside, -0.22), shade(inside, -0.1), shade(inside, 0.04)),
    }),
  );
  if (filledTo === undefined) return;
  const level = inner * 0.92;
  sheet.paint(
    tag('ellipse', {
      cx,
      cy: y + level * tilt * 0.22,
      rx: level,
      ry: level * tilt * 0.86,
      fill: sheet.slant([0, shade(filledTo, -0.08)], [0.6, filledTo], [1, shade(filledTo, 0.08)]),
    }),
  );
}

export interface Boxed {
  x: number;
  y: number;
  width: number;
  height: number;
  /** how far the top goes back, up and to the right */
  depth: number;
  colour: Colour;
  top?: Colour;
  onFront?: (path: string) => void;
  onTop?: (path: string) => void;
}

/** A box seen from the front, a little from above and from the left of its right side. */
export function boxed(
  sheet: Sheet,
  { x, y, width, height, depth, colour, top = colour, onFront, onTop }: Boxed,
): void {
  const [dx, dy] = [depth * 0.55, depth * 0.42];
  const front = polygon([
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ]);
  const lid = polygon([
    [x, y],
    [x + dx, y - dy],
    [x + width + dx, y - dy],
    [x + width, y],
  ]);
  const flank = polygon([
    [x + width, y],
    [x + width + dx, y - dy],
    [x + width + dx, y + height - dy],
    [x + width, y + height],
  ]);
  sheet.paint(
    tag('path', {
      d: front,
      fill: sheet.slant(shade(colour, 0.04), shade(colour, -0.06)),
    }),
    tag('path', {
      d: lid,
      fill: sheet.slant(shade(top, 0.12), shade(top, 0.04)),
    }),
    tag('path', {
      d: flank,
      fill: sheet.down(shade(colour, -0.15), shade(colour, -0.22)),
    }),
  );
  if (onFront) sheet.inside(front, () => onFront(front));
  if (onTop) sheet.inside(lid, () => onTop(lid));
}

/** Fine dots as in stoneware, kraft paper or wool. */
export function speckles(
  { sheet, chance }: Pen,
  box: { left: number; right: number; top: number; bottom: number },
  {
    count,
    colour,
    size = 3,
    opacity = 0.5,
  }: { count: number; colour: Colour; size?: number; opacity?: number },
): void {
  let path = '';
  for (let index = 0; index < count; index += 1) {
    const r = size * (0.3 + chance.next() * 0.7);
    const x = chance.between(box.left, box.right);
    const y = chance.between(box.top, box.bottom);
    path += `M${round(x - r)} ${round(y)}a${round(r)} ${round(r * 0.8)} 0 1 0 ${round(2 * r)} 0a${round(r)} ${round(r * 0.8)} 0 1 0 ${round(-2 * r)} 0`;
  }
  sheet.paint(tag('path', { d: path, fill: colour, opacity }));
}

/** Lines in woven or combed material. */
export function lines(
  sheet: Sheet,
  paths: readonly string[],
  stroke: { colour: Colour; width: number; opacity?: number; dash?: string; cap?: 'round' | 'butt' },
): void {
  sheet.paint(
    tag('path', {
      d: paths.join(''),
      fill: 'none',
      stroke: stroke.colour,
      'stroke-width': stroke.width,
      'stroke-opacity': stroke.opacity?.toFixed(2),
      'stroke-dasharray': stroke.dash,
      'stroke-linecap': stroke.cap ?? 'round',
      'stroke-linejoin': 'round',
    }),
  );
}

/** A colour that stands out on another, of the same family. */
export const against = (colour: Colour, strength = 0.3): Colour =>
  lightnessOf(colour) > 0.62 ? shade(colour, -strength) : shade(colour, strength);

/** A leaf from its stem at (x, y), `length` long, turned by so many degrees. */
export function leafPath(length: number, width: number): string {
  return (
    curve([
      [0, 0],
      [length * 0.35, -width / 2],
      [length, 0],
    ]) +
    curve(
      [
        [length, 0],
        [length * 0.4, width / 2],
        [0, 0],
      ],
      false,
      'L',
    )
  );
}

/** A sprig with leaves on both sides. */
export function sprig(
  { sheet, chance }: Pick<Pen, 'sheet' | 'chance'>,
  wish: { x: number; y: number; length: number; turn: number; leaves: number; size: number; colour: Colour },
): void {
  sheet.within(`translate(${round(wish.x)} ${round(wish.y)}) rotate(${round(wish.turn)})`, () => {
    lines(
      sheet,
      [
        curve([
          [0, 0],
          [wish.length * 0.5, -wish.length * 0.06],
          [wish.length, 0],
        ]),
      ],
      {
        colour: shade(wish.colour, -0.1),
        width: Math.max(2, wish.size * 0.07),
      },
    );
    for (let at = 0; at < wish.leaves; at += 1) {
      const along = ((at + 0.8) / wish.leaves) * wish.length;
      const turn = (at % 2 === 0 ? -1 : 1) * chance.between(34, 56);
      const size = wish.size * (0.75 + 0.25 * chance.next()) * (1 - 0.25 * (at / wish.leaves));
      sheet.within(`translate(${round(along)} ${round(-wish.length * 0.05)}) rotate(${round(turn)})`, () => {
        const tone = mix(wish.colour, shade(wish.colour, at % 2 === 0 ? 0.1 : -0.1), chance.next());
        sheet.paint(tag('path', { d: leafPath(size, size * 0.42), fill: tone }));
        lines(sheet, [`M0 0L${round(size * 0.9)} 0`], {
          colour: shade(tone, -0.1),
          width: 1.5,
          opacity: 0.6,
        });
      });
    }
  });
}
