import { mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { decorate } from '../pattern.ts';
import { curve, type Points, tag } from '../sheet.ts';
import { type Finish, lines, roundFill, shadow, turned } from '../solids.ts';
import { ground, standing } from '../stage.ts';

export const teapot = motif({
  shapes: ['kyusu', 'round', 'gongfu', 'tall', 'warmer'],
  stages: standing,
  draw(pen, shape) {
    const { sheet, colour } = pen;
    const fat = { kyusu: 1.02, round: 1, gongfu: 0.82, tall: 0.9, warmer: 0.92 }[shape];
    const top = { kyusu: 450, round: 416, gongfu: 452, tall: 340, warmer: 430 }[shape];
    const cx = 410;
    const wide = 176 * fat;
    const middle = (top + ground) / 2;
    shadow(sheet, cx, ground + 4, wide * 0.86, { flat: 0.2 });
    // Spout at the left, then the handle, then the body over both.
    const spout = `${curve([
      [cx - wide * 0.8, middle + 34],
      [cx - wide * 1.22, middle - 6],
      [cx - wide * 1.46, top - 10],
    ])}${curve(
      [
        [cx - wide * 1.32, top - 22],
        [cx - wide * 1.06, middle - 50],
        [cx - wide * 0.7, middle - 46],
      ],
      false,
      'L',
    )}Z`;
    sheet.paint(
      tag('path', {
        d: spout,
        fill: sheet.slant(shade(colour, 0.05), shade(colour, -0.14)),
      }),
    );
    if (shape === 'kyusu') {
      sheet.paint(
        tag('path', {
          d: `M${cx + wide * 0.7} ${middle - 26}L${cx + wide * 1.62} ${middle - 70}l14 34L${cx + wide * 0.8} ${middle + 22}Z`,
          fill: roundFill(sheet, shade(colour, -0.06)),
        }),
      );
    } else if (shape === 'tall' || shape === 'warmer') {
      lines(
        sheet,
        [
          curve([
            [cx - wide * 0.7, top + 26],
            [cx - wide * 0.6, top - 110],
            [cx, top - 168],
            [cx + wide * 0.6, top - 110],
            [cx + wide * 0.7, top + 26],
          ]),
        ],
        { colour: shade(pen.accent, -0.1), width: 18 },
      );
      lines(
        sheet,
        [
          curve([
            [cx - wide * 0.7, top + 26],
            [cx - wide * 0.6, top - 110],
            [cx, top - 168],
            [cx + wide * 0.6, top - 110],
            [cx + wide * 0.7, top + 26],
          ]),
        ],
        { colour: shade(pen.accent, 0.1), width: 6, opacity: 0.6 },
      );
    } else {
      lines(
        sheet,
        [
          curve([
            [cx + wide * 0.72, middle - 66],
            [cx + wide * 1.3, middle - 92],
            [cx + wide * 1.38, middle],
            [cx + wide * 0.8, middle + 54],
          ]),
        ],
        { colour: shade(colour, -0.14), width: 26 },
      );
      lines(
        sheet,
        [
          curve([
            [cx + wide * 0.72, middle - 66],
            [cx + wide * 1.3, middle - 92],
            [cx + wide * 1.38, middle],
            [cx + wide * 0.8, middle + 54],
          ]),
        ],
        { colour: shade(colour, 0.02), width: 12 },
      );
    }
    const body: Points = [
      [top, wide * 0.5],
      [top + 26, wide * 0.78],
      [middle, wide],
      [ground - 30, wide * 0.84],
      [ground - 4, wide * 0.56],
    ];
    const finish: Finish = pen.pattern === 'speckle' ? 'matt' : 'satin';
    turned(sheet, {
      cx,
      profile: body,
      tilt: 0.18,
      colour,
      finish,
      top: { kind: 'closed' },
      onSurface: (box) => decorate(pen, box),
    });
    turned(sheet, {
      cx,
      profile: [
        [top - 28, wide * 0.2],
        [top - 12, wide * 0.4],
        [top + 4, wide * 0.5],
      ],
      tilt: 0.18,
      colour: shade(colour, 0.01),
      finish,
      top: { kind: 'closed' },
    });
    turned(sheet, {
      cx,
      profile: [
        [top - 62, 17],
        [top - 50, 24],
        [top - 34, 14],
        [top - 24, 18],
      ],
      tilt: 0.2,
      colour: shape === 'kyusu' ? colour : pen.accent,
      finish: 'satin',
      top: { kind: 'closed' },
    });
  },
});

export const plate = motif({
  shapes: ['round', 'rimmed', 'stack', 'oval', 'square'],
  stages: standing,
  draw(pen, shape) {
    const { sheet, colour } = pen;
    const count = shape === 'stack' ? 4 : 1;
    const [rx, ry] = shape === 'oval' ? [310, 118] : [286, 140];
    shadow(sheet, 400, 570, rx * 0.92, { flat: 0.4 });
    for (let at = 0; at < count; at += 1) {
      const y = 520 - at * 24;
      const tone = at % 2 === 0 ? colour : mix(colour, pen.accent, 0.35);
      const outline =
        shape === 'square'
          ? `M400 ${y - 150}L700 ${y}L400 ${y + 150}L100 ${y}Z`
          : `M${400 - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0`;
      sheet.paint(tag('path', { d: outline, transform: 'translate(0 20)', fill: shade(tone, -0.2) }));
      sheet.paint(
        tag('path', {
          d: outline,
          fill: sheet.slant(shade(tone, 0.07), tone, shade(tone, -0.09)),
        }),
      );
      if (at < count - 1) continue;
      sheet.inside(outline, () =>
        decorate({ ...pen, colour: tone }, { left: 400 - rx, right: 400 + rx, top: y - ry, bottom: y + ry }),
      );
      const well = shape === 'rimmed' ? 0.6 : 0.82;
      if (shape === 'square') {
        sheet.paint(
          tag('path', {
            d: `M400 ${y - 118}L640 ${y}L400 ${y + 118}L160 ${y}Z`,
            fill: sheet.slant([0, '#000000', 0.12], [0.5, '#000000', 0.02], [1, '#ffffff', 0.14]),
          }),
        );
      } else {
        sheet.paint(
          tag('ellipse', {
            cx: 400,
            cy: y + 4,
            rx: rx * well,
            ry: ry * well,
            fill: sheet.slant([0, '#000000', 0.14], [0.5, '#000000', 0.02], [1, '#ffffff', 0.16]),
          }),
        );
      }
      if (shape === 'rimmed')
        sheet.paint(
          tag('ellipse', {
            cx: 400,
            cy: y,
            rx: rx - 5,
            ry: ry - 4,
            fill: 'none',
            stroke: pen.accent,
            'stroke-width': 7,
            opacity: 0.8,
          }),
        );
    }
  },
});
