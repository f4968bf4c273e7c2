import type { Colour } from './colour.ts';

/** Every drawing is made on a square of so many units, whatever its size in pixels. */
export const side = 800;

export type Point = readonly [x: number, y: number];
/** A list of points, or its coordinates as text: `'400 330, 524 400'`. */
export type Points = string | readonly Point[];
/** A colour of a gradient where it stands; without an offset the colours are spread evenly. */
export type Stop = Colour | readonly [offset: number, colour: Colour, opacity?: number];
type Values = Record<string, string | number | undefined>;

/** An element as text; values that are undefined are left out. */
export function tag(name: string, values: Values, ...inside: string[]): string {
  const text = Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : value}"`)
    .join('');
  return inside.length === 0 ? `<${name}${text}/>` : `<${name}${text}>${inside.join('')}</${name}>`;
}

export const round = (value: number): number => Math.round(value * 10) / 10;
const at = ([x, y]: Point): string => `${round(x)} ${round(y)}`;

export function pointsOf(points: Points): readonly Point[] {
  if (typeof points !== 'string') return points;
  return points.split(',').map((pair): Point => {
    const [x, y] = pair.trim().split(' ').map(Number) as [number, number];
    if (!Number.isFinite(x + y)) throw new Error(`not a list of points: ${points}`);
    return [x, y];
  });
}

/** A path through corners. */
export const polygon = (points: Points): string => `M${pointsOf(points).map(at).join('L')}Z`;

/** A smooth path through points (Catmull-Rom as Béziers); `closed` comes back to where it began. */
export function curve(through: Points, closed = false, begin = 'M'): string {
  const points = pointsOf(through);
  const count = points.length;
  const point = (index: number): Point =>
    points[closed ? (index + count) % count : Math.min(count - 1, Math.max(0, index))] as Point;
  let path = `${begin}${at(point(0))}`;
  for (let index = 0; index < (closed ? count : count - 1); index += 1) {
    const [a, b, c, d] = [point(index - 1), point(index), point(index + 1), point(index + 2)];
    path += `C${at([b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6])} ${at([c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6])} ${at(c)}`;
  }
  return closed ? `${path}Z` : path;
}

/** A rectangle with round corners as a path. */
export function roundRect(x: number, y: number, width: number, height: number, radius: number): string {
  const r = Math.min(radius, width / 2, height / 2);
  return `M${at([x + r, y])}h${round(width - 2 * r)}a${round(r)} ${round(r)} 0 0 1 ${round(r)} ${round(r)}v${round(height - 2 * r)}a${round(r)} ${round(r)} 0 0 1 ${round(-r)} ${round(r)}h${round(2 * r - width)}a${round(r)} ${round(r)} 0 0 1 ${round(-r)} ${round(-r)}v${round(2 * r - height)}a${round(r)} ${round(r)} 0 0 1 ${round(r)} ${round(-r)}Z`;
}

/** A drawing as it grows: what is defined once, and what is painted in order. */
export class Sheet {
  readonly #defined: string[] = [];
  readonly #known = new Map<string, string>();
  readonly #painted: string[] = [];
  #next = 0;

  paint(...elements: string[]): void {
    this.#painted.push(...elements);
  }

  /** Paints with everything moved, turned and scaled. */
  within(transform: string, work: () => void, more: Values = {}): void {
    this.#painted.push(
      `<g transform="${transform}"${Object.entries(more)
        .map(([key, value]) => ` ${key}="${value}"`)
        .join('')}>`,
    );
    work();
    this.#painted.push('</g>');
  }

  /** Paints only what lies inside a path. */
  inside(path: string, work: () => void): void {
    const id = this.#define(`<path d="${path}"/>`, 'clipPath', {});
    this.#painted.push(`<g clip-path="url(#${id})">`);
    work();
    this.#painted.push('</g>');
  }

  /** A fill that changes from left to right. */
  across(...stops: readonly Stop[]): string {
    return this.#gradient('linearGradient', { x1: 0, y1: 0, x2: 1, y2: 0 }, stops);
  }

  /** A fill that changes from top to bottom. */
  down(...stops: readonly Stop[]): string {
    return this.#gradient('linearGradient', { x1: 0, y1: 0, x2: 0, y2: 1 }, stops);
  }

  /** A fill that changes from the upper left to the lower right. */
  slant(...stops: readonly Stop[]): string {
    return this.#gradient('linearGradient', { x1: 0, y1: 0, x2: 1, y2: 1 }, stops);
  }

  /** A fill that changes from a point (shares of the shape's box) outwards. */
  outward(stops: readonly Stop[], centre: Point = [0.5, 0.5], radius = 0.5): string {
    return this.#gradient('radialGradient', { cx: centre[0], cy: centre[1], r: radius }, stops);
  }

  #gradient(name: string, values: Values, stops: readonly Stop[]): string {
    const inside = stops
      .map((stop, index) => {
        const [offset, colour, opacity] =
          typeof stop === 'string' ? [index / (stops.length - 1), stop] : stop;
        const values = { 'stop-color': colour, 'stop-opacity': opacity?.toFixed(3) };
        return tag('stop', { offset: String(offset), ...values });
      })
      .join('');
    const text = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
    return `url(#${this.#define(inside, name, text)})`;
  }

  #define(inside: string, name: string, values: Values): string {
    const key = `${name}${JSON.stringify(values)}${inside}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const id = `d${this.#next}`;
    this.#next += 1;
    this.#known.set(key, id);
    this.#defined.push(tag(name, { id, ...values }, inside));
    return id;
  }

  /** The whole drawing in so many pixels. */
  toSvg(pixels: number): string {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}" viewBox="0 0 ${side} ${side}"><defs>${this.#defined.join('')}</defs>${this.#painted.join('')}</svg>`;
  }
}
