/**
 * Colours as people see them. Shades are made in OKLab (Björn Ottosson, 2020), where equal steps look equal: a darker red stays red,
 * and the middle of blue and yellow is not grey.
 */
export type Colour = `#${string}`;

type Lab = [lightness: number, greenRed: number, blueYellow: number];

/** The colour, lighter (up to 1) or darker (down to -1) by so much of the whole range. */
export function shade(colour: Colour, by: number): Colour {
  const [lightness, a, b] = toLab(colour);
  const next = Math.min(0.995, Math.max(0.02, lightness + by));
  // Near white and black no display shows much colour.
  const room = Math.min(1, (1 - next) * 3.2, next * 5);
  const before = Math.min(1, (1 - lightness) * 3.2, lightness * 5) || 1;
  const chroma = Math.min(1.15, room / before);
  return toHex([next, a * chroma, b * chroma]);
}

/** `share` of the second colour in the first. */
export function mix(one: Colour, other: Colour, share: number): Colour {
  const [a, b] = [toLab(one), toLab(other)];
  return toHex(a.map((value, at) => value + ((b[at] as number) - value) * share) as Lab);
}

/** Warmer (towards orange) or, below 0, cooler (towards blue). */
export function warm(colour: Colour, by: number): Colour {
  const [lightness, a, b] = toLab(colour);
  return toHex([lightness, a + by * 0.4, b + by]);
}

/** 0 black to 1 white, as seen. */
export function lightnessOf(colour: Colour): number {
  return toLab(colour)[0];
}

function toLab(colour: Colour): Lab {
  const number = Number.parseInt(colour.slice(1), 16);
  const [red, green, blue] = [number >> 16, (number >> 8) & 255, number & 255].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function toHex([lightness, a, b]: Lab): Colour {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((value) => {
    const share = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
    return Math.round(Math.min(1, Math.max(0, share)) * 255)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}
