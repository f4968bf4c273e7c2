import { decorate } from '../pattern.ts';
import { type Points, pointsOf } from '../sheet.ts';
import { type Finish, type Pen, shadow, turned } from '../solids.ts';

export function vessel(
  pen: Pen,
  cx: number,
  profile: Points,
  more: {
    finish?: Finish;
    tilt?: number;
    inside?: Pen['colour'];
    filledTo?: Pen['colour'];
    wall?: number;
  } = {},
): void {
  const { finish = 'satin', tilt = 0.2, inside, filledTo, wall } = more;
  const [bottomY, bottomRadius] = pointsOf(profile).at(-1) as readonly [number, number];
  shadow(pen.sheet, cx, bottomY + bottomRadius * tilt * 0.55, bottomRadius * 1.12, { flat: 0.24 });
  turned(pen.sheet, {
    cx,
    profile,
    tilt,
    colour: pen.colour,
    finish,
    top: {
      kind: 'open',
      ...(inside === undefined ? {} : { inside }),
      ...(filledTo === undefined ? {} : { filledTo }),
      ...(wall === undefined ? {} : { wall }),
    },
    onSurface: (box) => decorate(pen, box),
  });
}
