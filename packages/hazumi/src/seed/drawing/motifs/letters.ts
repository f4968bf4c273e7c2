import { type Colour, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { blossom, decorate } from '../pattern.ts';
import { tag } from '../sheet.ts';
import { lines, shadow } from '../solids.ts';
import { lying } from '../stage.ts';
import { lay, page, ruled } from './paper.ts';

export const tape = motif({
  shapes: ['rolls', 'three', 'strips'],
  stages: [...lying, 'sweep'],
  draw(given, shape) {
    const { sheet, colour, accent, chance } = given;
    const patterns = ['dots', 'stripes', 'waves', 'check', 'plain', 'leaves'] as const;
    const roll = (x: number, y: number, r: number, tone: Colour): void => {
      shadow(sheet, x + 4, y + r * 0.34, r, { flat: 0.8, strength: 0.8 });
      sheet.paint(
        tag('ellipse', { cx: x, cy: y + r * 0.3, rx: r, ry: r * 0.86, fill: shade(tone, -0.14) }),
        tag('ellipse', {
          cx: x,
          cy: y,
          rx: r,
          ry: r * 0.86,
          fill: sheet.slant(shade(tone, 0.08), shade(tone, -0.04)),
        }),
      );
      for (const share of [0.9, 0.8, 0.7])
        sheet.paint(
          tag('ellipse', {
            cx: x,
            cy: y,
            rx: r * share,
            ry: r * 0.86 * share,
            fill: 'none',
            stroke: shade(tone, -0.1),
            'stroke-width': 2,
            opacity: 0.5,
          }),
        );
      sheet.paint(
        tag('ellipse', { cx: x, cy: y, rx: r * 0.6, ry: r * 0.5, fill: '#e9dfca' }),
        tag('ellipse', {
          cx: x,
          cy: y + r * 0.05,
          rx: r * 0.52,
          ry: r * 0.42,
          fill: sheet.down('#3a3026', '#8d7a60'),
        }),
      );
    };
    const strip = (y: number, tone: Colour, at: number): void =>
      lay(given, {
        x: 400 + chance.between(-30, 30),
        y,
        width: 560,
        height: 60,
        turn: chance.between(-5, 5),
        colour: tone,
        thick: 1.5,
        radius: 2,
        within: () =>
          decorate(
            {
              ...given,
              colour: tone,
              accent: shade(tone, at % 2 ? 0.16 : -0.14),
              pattern: patterns[at % patterns.length] as (typeof patterns)[number],
            },
            { left: 0, right: 560, top: 0, bottom: 60 },
          ),
      });
    if (shape === 'strips') {
      for (let at = 0; at < 6; at += 1) strip(200 + at * 84, mix(colour, accent, at / 5), at);
      return;
    }
    const places =
      shape === 'three'
        ? ([
            [280, 360, 130],
            [530, 340, 120],
            [420, 540, 140],
          ] as const)
        : ([
            [230, 270, 96],
            [450, 240, 92],
            [620, 380, 98],
            [310, 460, 102],
            [520, 560, 96],
            [220, 620, 90],
          ] as const);
    for (const [at, [x, y, r]] of places.entries())
      roll(x, y, r, mix(colour, accent, at / (places.length - 1)));
  },
});

export const letters = motif({
  shapes: ['set', 'cards', 'envelopes', 'seal', 'folded'],
  stages: lying,
  draw(given, shape) {
    const { sheet, colour, accent } = given;
    const envelope = (x: number, y: number, turn: number, tone: Colour, sealed: boolean): void =>
      lay(given, {
        x,
        y,
        width: 430,
        height: 280,
        turn,
        colour: tone,
        thick: 4,
        within: () => {
          if (!sealed) decorate({ ...given, colour: tone }, { left: 0, right: 430, top: 0, bottom: 280 });
          sheet.paint(
            tag('path', {
              d: 'M0 0L215 156L430 0',
              fill: shade(tone, -0.03),
              stroke: shade(tone, -0.14),
              'stroke-width': 3,
            }),
          );
          if (sealed) {
            sheet.paint(
              tag('circle', {
                cx: 217,
                cy: 152,
                r: 42,
                fill: sheet.outward(
                  [
                    [0, shade(accent, 0.1)],
                    [0.7, accent],
                    [1, shade(accent, -0.14)],
                  ],
                  [0.4, 0.36],
                  0.7,
                ),
              }),
            );
            blossom({ ...given, accent: shade(accent, -0.12), colour: accent }, 215, 150, 22);
          }
        },
      });
    switch (shape) {
      case 'set':
        lay(given, {
          x: 470,
          y: 340,
          width: 330,
          height: 450,
          turn: 8,
          colour: page,
          thick: 4,
          within: () => {
            decorate(
              { ...given, colour: page, pattern: given.pattern === 'plain' ? 'plain' : 'blossom' },
              { left: 180, right: 330, top: 300, bottom: 450 },
            );
            lines(sheet, ruled(330, 400, 30), { colour: shade(accent, 0.05), width: 1.4, opacity: 0.5 });
          },
        });
        return envelope(350, 540, -7, colour, true);
      case 'envelopes':
        envelope(430, 300, 10, mix(colour, page, 0.4), false);
        envelope(400, 420, 1, colour, false);
        return envelope(370, 540, -8, accent, false);
      case 'seal':
        return envelope(400, 420, -6, colour, true);
      case 'cards':
        for (const [x, y, turn, tone] of [
          [290, 330, -12, colour],
          [510, 360, 8, page],
          [330, 540, 5, accent],
          [560, 580, -6, mix(colour, page, 0.5)],
        ] as const) {
          lay(given, {
            x,
            y,
            width: 210,
            height: 280,
            turn,
            colour: tone,
            thick: 4,
            within: () => {
              decorate(
                { ...given, colour: tone, accent: tone === accent ? colour : accent },
                { left: 14, right: 196, top: 14, bottom: 200 },
              );
              if (given.pattern === 'plain')
                blossom({ ...given, colour: tone, accent: tone === accent ? page : accent }, 105, 120, 44);
            },
          });
        }
        return;
      case 'folded':
        for (const [at, tone] of [shade(colour, 0.1), colour, accent, page].entries())
          lay(given, {
            x: 260 + at * 96,
            y: 420 + (at % 2) * 16,
            width: 110,
            height: 400,
            turn: -3 + at * 2,
            colour: tone,
            thick: 4,
            within: () =>
              decorate(
                { ...given, colour: tone, accent: shade(tone, -0.14) },
                { left: 0, right: 110, top: 0, bottom: 400 },
              ),
          });
    }
  },
});
