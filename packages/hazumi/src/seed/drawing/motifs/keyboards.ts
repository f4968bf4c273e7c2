import { type Colour, lightnessOf, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { round, roundRect, tag } from '../sheet.ts';
import { lines, type Pen, shadow } from '../solids.ts';
import { lying } from '../stage.ts';
import { keycap } from './keycap.ts';

interface Key {
  x: number;
  y: number;
  width: number;
  /** letters, the darker keys around them, or the one that stands out */
  role: 'letter' | 'side' | 'accent';
}

/** Rows of keys in units of one key; each row's widths from the left. */
const block: readonly (readonly number[])[] = [
  [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2],
  [1.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.5],
  [1.75, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2.25],
  [2.25, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2.75],
  [1.25, 1.25, 1.25, 6.25, 1.25, 1.25, 1.25, 1.25],
];

type Layout = 'sixty' | 'compact' | 'tenkeyless' | 'full' | 'numpad' | 'macro';

function keysOf(layout: Layout): { keys: Key[]; width: number; height: number } {
  const keys: Key[] = [];
  const put = (x: number, y: number, width: number, role: Key['role']): void =>
    void keys.push({ x, y, width, role });
  if (layout === 'numpad' || layout === 'macro') {
    const [columns, rows] = layout === 'numpad' ? [4, 5] : [3, 4];
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1)
        put(column, row, 1, row === 0 || column === columns - 1 ? 'side' : 'letter');
    }
    return { keys, width: columns, height: rows };
  }
  const top = layout === 'sixty' ? 0 : 1.25;
  if (top > 0)
    for (let at = 0; at < 13; at += 1)
      put(
        at === 0 ? 0 : at + 1 + Math.floor((at - 1) / 4) * 0.33 - 0.33,
        0,
        1,
        at === 0 ? 'accent' : at > 4 && at < 9 ? 'side' : 'letter',
      );
  for (const [row, widths] of block.entries()) {
    let x = 0;
    for (const [at, width] of widths.entries()) {
      const isEdge = at === 0 || at === widths.length - 1 || row === 4;
      put(
        x,
        top + row,
        width,
        row === 2 && at === widths.length - 1
          ? 'accent'
          : row === 4 && at === 3
            ? 'letter'
            : isEdge
              ? 'side'
              : 'letter',
      );
      x += width;
    }
  }
  let width = 15;
  if (layout === 'compact') {
    for (let row = 0; row < 5; row += 1) put(15.2, top + row, 1, 'side');
    width = 16.2;
  }
  if (layout === 'tenkeyless' || layout === 'full') {
    for (const row of [0, 1]) for (let at = 0; at < 3; at += 1) put(15.35 + at, top + row, 1, 'side');
    for (const [x, y] of [
      [1, 3],
      [0, 4],
      [1, 4],
      [2, 4],
    ] as const)
      put(15.35 + x, top + y, 1, 'accent');
    width = 18.35;
  }
  if (layout === 'full') {
    for (let row = 0; row < 5; row += 1)
      for (let at = 0; at < 4; at += 1)
        put(18.7 + at, top + row, 1, at === 3 || row === 0 ? 'side' : 'letter');
    width = 22.7;
  }
  return { keys, width, height: top + 5 };
}

function tones(pen: Pen): Record<Key['role'], Colour> {
  const letter = lightnessOf(pen.colour) > 0.6 ? shade(pen.colour, 0.06) : shade(pen.colour, 0.14);
  return { letter, side: mix(letter, shade(pen.colour, -0.12), 0.75), accent: pen.accent };
}

function layOut(
  pen: Pen,
  layout: Layout,
  unit: number,
  turn: number,
  centre: readonly [number, number],
): void {
  const { sheet, colour } = pen;
  const { keys, width, height } = keysOf(layout);
  const tone = tones(pen);
  const rim = unit * 0.5;
  const [w, h] = [width * unit, height * unit];
  sheet.within(
    `translate(${centre[0]} ${centre[1]}) rotate(${turn}) translate(${round(-w / 2)} ${round(-h / 2)})`,
    () => {
      sheet.paint(
        tag('path', {
          d: roundRect(-rim + 10, -rim + 16, w + rim * 2, h + rim * 2, unit * 0.5),
          fill: '#15100c',
          opacity: 0.2,
        }),
      );
      sheet.paint(
        tag('path', {
          d: roundRect(-rim + 4, -rim + 8, w + rim * 2, h + rim * 2, unit * 0.45),
          fill: shade(colour, -0.26),
        }),
      );
      sheet.paint(
        tag('path', {
          d: roundRect(-rim, -rim, w + rim * 2, h + rim * 2, unit * 0.42),
          fill: sheet.slant(shade(colour, 0.05), shade(colour, -0.08)),
        }),
      );
      sheet.paint(
        tag('path', {
          d: roundRect(-unit * 0.08, -unit * 0.08, w + unit * 0.16, h + unit * 0.16, unit * 0.2),
          fill: shade(colour, -0.3),
        }),
      );
      for (const key of keys) {
        const base = tone[key.role];
        keycap(
          pen,
          key.x * unit + 1,
          key.y * unit + 1,
          key.width * unit - 2,
          unit - 2,
          shade(base, pen.chance.between(-0.008, 0.008)),
        );
      }
    },
  );
}

export const keyboard = motif({
  shapes: ['sixty', 'compact', 'tenkeyless', 'full', 'split', 'numpad', 'macro'],
  stages: lying,
  draw(pen, shape) {
    const turn = pen.chance.between(-16, -8);
    switch (shape) {
      case 'sixty':
        return layOut(pen, 'sixty', 42, turn, [400, 410]);
      case 'compact':
        return layOut(pen, 'compact', 40, turn, [400, 410]);
      case 'tenkeyless':
        return layOut(pen, 'tenkeyless', 36, turn, [400, 410]);
      case 'full':
        return layOut(pen, 'full', 30, turn, [400, 410]);
      case 'numpad':
        return layOut(pen, 'numpad', 92, turn + 4, [400, 410]);
      case 'macro':
        layOut(pen, 'macro', 104, turn + 4, [380, 420]);
        return dial(pen, 560, 220);
      case 'split':
        pen.sheet.within('translate(-40 40) rotate(14 210 420)', () => half(pen, 90));
        return pen.sheet.within('translate(40 40) rotate(-14 590 420)', () => half(pen, 440));
    }
  },
});

function half(pen: Pen, left: number): void {
  const { sheet, colour } = pen;
  const unit = 44;
  const tone = tones(pen);
  sheet.paint(
    tag('path', {
      d: roundRect(left + 6, 282, 6 * unit + 34, 5 * unit + 34, 26),
      fill: '#15100c',
      opacity: 0.2,
    }),
    tag('path', {
      d: roundRect(left, 270, 6 * unit + 32, 5 * unit + 32, 24),
      fill: sheet.slant(shade(colour, 0.05), shade(colour, -0.1)),
    }),
  );
  for (let column = 0; column < 6; column += 1) {
    const drop = [14, 8, 0, -6, 0, 6][left < 300 ? column : 5 - column] as number;
    for (let row = 0; row < 4; row += 1) {
      const isEdge = column === (left < 300 ? 0 : 5);
      keycap(
        pen,
        left + 16 + column * unit,
        292 + row * unit + drop,
        unit - 2,
        unit - 2,
        isEdge ? tone.side : row === 3 && column === 3 ? tone.accent : tone.letter,
      );
    }
  }
  for (let at = 0; at < 3; at += 1)
    keycap(
      pen,
      left + (left < 300 ? 120 : 30) + at * unit,
      292 + 4 * unit + 12,
      unit - 2,
      unit - 2,
      at === 1 ? tone.accent : tone.side,
    );
}

function dial(pen: Pen, x: number, y: number): void {
  const { sheet, accent } = pen;
  shadow(sheet, x, y + 8, 70, { flat: 0.9, strength: 0.8 });
  sheet.paint(
    tag('circle', {
      cx: x,
      cy: y,
      r: 64,
      fill: sheet.slant(shade(accent, 0.1), shade(accent, -0.16)),
    }),
    tag('circle', {
      cx: x,
      cy: y,
      r: 48,
      fill: sheet.slant(shade(accent, -0.05), shade(accent, 0.1)),
    }),
  );
  lines(sheet, [`M${x} ${y - 44}v18`], { colour: '#ffffff', width: 6, opacity: 0.8 });
}
