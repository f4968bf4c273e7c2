import { type Colour, mix, shade } from '../colour.ts';
import { motif } from '../motif.ts';
import { blossom } from '../pattern.ts';
import { curve, round, roundRect, tag } from '../sheet.ts';
import { leafPath, shadow, speckles, turned } from '../solids.ts';
import { lying, standing } from '../stage.ts';

export const leaves = motif({
  shapes: ['dish', 'scoop', 'flowers', 'powder', 'heap'],
  stages: [...lying, 'sweep'],
  draw(pen, shape) {
    const { sheet, chance, colour, accent } = pen;
    const scatter = (
      count: number,
      cx: number,
      cy: number,
      rx: number,
      ry: number,
      length: number,
      width: number,
    ): void => {
      for (let at = 0; at < count; at += 1) {
        const turn = chance.between(0, Math.PI * 2);
        const far = Math.sqrt(chance.next());
        const tone = mix(colour, chance.of(0.22) ? accent : shade(colour, -0.14), chance.next() * 0.9);
        const size = length * chance.between(0.6, 1.1);
        sheet.paint(
          tag('path', {
            d: leafPath(size, width * chance.between(0.7, 1.3)),
            transform: `translate(${round(cx + Math.cos(turn) * far * rx)} ${round(cy + Math.sin(turn) * far * ry)}) rotate(${round(chance.between(0, 360))})`,
            fill: tone,
          }),
        );
      }
    };
    const plate = (r: number, tone: Colour): void => {
      shadow(sheet, 400, 430, r, { flat: 0.98, strength: 0.75 });
      sheet.paint(
        tag('circle', {
          cx: 400,
          cy: 410,
          r,
          fill: sheet.slant(shade(tone, 0.05), shade(tone, -0.1)),
        }),
        tag('circle', {
          cx: 400,
          cy: 410,
          r: r * 0.86,
          fill: sheet.slant(shade(tone, -0.1), shade(tone, 0.04)),
        }),
      );
    };
    switch (shape) {
      case 'dish':
        plate(270, '#efe9de');
        return scatter(230, 400, 410, 176, 176, 58, 11);
      case 'heap':
        return scatter(460, 400, 420, 260, 230, 64, 12);
      case 'flowers':
        plate(270, '#4c5b52');
        scatter(90, 400, 410, 180, 180, 44, 10);
        for (let at = 0; at < 26; at += 1) {
          const turn = chance.between(0, Math.PI * 2);
          const far = Math.sqrt(chance.next()) * 170;
          blossom(
            { ...pen, accent: mix(accent, '#ffffff', chance.next() * 0.4) },
            400 + Math.cos(turn) * far,
            410 + Math.sin(turn) * far,
            chance.between(20, 34),
          );
        }
        return;
      case 'powder':
        plate(250, '#2f2c29');
        sheet.paint(
          tag('path', {
            d: curve('270 440, 300 330, 390 300, 490 330, 540 430, 470 520, 350 520', true),
            fill: sheet.outward(
              [
                [0, shade(colour, 0.12)],
                [0.7, colour],
                [1, shade(colour, -0.1)],
              ],
              [0.4, 0.36],
              0.7,
            ),
          }),
        );
        return speckles(
          pen,
          { left: 210, right: 590, top: 250, bottom: 580 },
          { count: 190, colour, size: 3.4, opacity: 0.8 },
        );
      case 'scoop': {
        scatter(150, 330, 470, 170, 130, 58, 11);
        const wood: Colour = '#b58a58';
        shadow(sheet, 470, 330, 130, { flat: 0.8, strength: 0.6 });
        sheet.within('rotate(-36 470 330)', () => {
          sheet.paint(
            tag('path', {
              d: roundRect(540, 312, 240, 36, 18),
              fill: sheet.down(shade(wood, 0.1), shade(wood, -0.12)),
            }),
            tag('ellipse', {
              cx: 450,
              cy: 330,
              rx: 136,
              ry: 84,
              fill: sheet.slant(shade(wood, 0.1), shade(wood, -0.1)),
            }),
            tag('ellipse', { cx: 446, cy: 328, rx: 116, ry: 66, fill: shade(wood, -0.16) }),
          );
        });
        return scatter(90, 450, 345, 86, 66, 50, 10);
      }
    }
  },
});

export const jar = motif({
  shapes: ['herbs', 'jam', 'cookies', 'honey'],
  stages: standing,
  draw(pen, shape) {
    const { sheet, colour, accent, chance } = pen;
    const [top, r] = shape === 'jam' ? [430, 124] : shape === 'honey' ? [400, 138] : [330, 134];
    shadow(sheet, 400, 622, r);
    const body = [
      [top, r * 0.82],
      [top + 26, r * 0.84],
      [top + 56, r],
      [590, r],
      [612, r * 0.9],
    ] as const;
    const glass: Colour = '#e7eef0';
    turned(sheet, {
      cx: 400,
      profile: body,
      tilt: 0.16,
      colour: shape === 'jam' || shape === 'honey' ? colour : glass,
      finish: 'glass',
      top: { kind: 'none' },
      onSurface(box) {
        if (shape === 'jam' || shape === 'honey') return;
        const level = top + 90;
        for (let at = 0; at < 170; at += 1) {
          const x = chance.between(box.left + 6, box.right - 6);
          const y = chance.between(level, 622);
          const tone = mix(colour, chance.of(0.35) ? accent : shade(colour, -0.1), chance.next());
          if (shape === 'cookies')
            sheet.paint(
              tag('ellipse', {
                cx: x,
                cy: y,
                rx: 34,
                ry: 22,
                fill: shade(tone, chance.between(-0.06, 0.06)),
                transform: `rotate(${round(chance.between(-60, 60))} ${round(x)} ${round(y)})`,
              }),
            );
          else if (at % 3 === 0)
            blossom({ ...pen, accent: mix(accent, '#ffffff', 0.2) }, x, y, chance.between(11, 18));
          else
            sheet.paint(
              tag('path', {
                d: leafPath(46, 12),
                transform: `translate(${round(x)} ${round(y)}) rotate(${round(chance.between(0, 360))})`,
                fill: tone,
              }),
            );
        }
        sheet.paint(
          tag('rect', {
            x: box.left,
            y: box.top,
            width: box.right - box.left,
            height: box.bottom - box.top,
            fill: sheet.across(
              [0, '#33464b', 0.3],
              [0.15, '#ffffff', 0.12],
              [0.5, '#ffffff', 0],
              [0.88, '#33464b', 0.14],
              [1, '#33464b', 0.32],
            ),
          }),
        );
      },
    });
    const lid = shape === 'herbs' || shape === 'cookies' ? '#b58a58' : accent;
    turned(sheet, {
      cx: 400,
      profile: [
        [top - 46, r * 0.84],
        [top - 38, r * 0.9],
        [top + 8, r * 0.9],
      ],
      straight: true,
      tilt: 0.16,
      colour: lid as Colour,
      finish: 'satin',
      top: { kind: 'closed' },
    });
    const paper = mix('#f7f1e3', accent, 0.12);
    sheet.paint(
      tag('path', {
        d: roundRect(400 - r * 0.5, 484, r, 84, 6),
        fill: sheet.across([0, shade(paper, -0.03)], [0.4, paper], [1, shade(paper, -0.1)]),
      }),
    );
    blossom({ ...pen, accent: shade(colour, -0.06), colour: paper }, 400, 526, 26);
  },
});
