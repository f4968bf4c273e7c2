import { type Colour, mix, shade } from './colour.ts';
import { curve, polygon, round, side, tag } from './sheet.ts';
import { leafPath, lines, type Pen } from './solids.ts';

/** Where goods are shown. Standing things stand on y = 620; flat things lie around the middle. */
export type StageName =
  | 'sweep'
  | 'ledge'
  | 'arch'
  | 'disc'
  | 'window'
  | 'plinth'
  | 'flat'
  | 'linen'
  | 'wood'
  | 'meadow'
  | 'dusk'
  | 'snow'
  | 'lake';

export const standing: readonly StageName[] = ['sweep', 'ledge', 'arch', 'disc', 'window', 'plinth'];
export const lying: readonly StageName[] = ['flat', 'linen', 'wood'];
export const outdoors: readonly StageName[] = ['meadow', 'dusk', 'snow', 'lake'];

export const ground = 620;

const places: Record<StageName, (pen: Pen, wall: Colour) => void> = {
  sweep,
  ledge,
  arch,
  disc,
  window: windowLight,
  plinth,
  flat,
  linen,
  wood,
  meadow: (pen, wall) => landscape(pen, 'meadow', wall),
  dusk: (pen, wall) => landscape(pen, 'dusk', wall),
  snow: (pen, wall) => landscape(pen, 'snow', wall),
  lake: (pen, wall) => landscape(pen, 'lake', wall),
};

/** Paints the place; `wall` is its colour, from which all others are made. */
export function paintStage(pen: Pen, stage: StageName, wall: Colour): void {
  places[stage](pen, wall);
}

const whole = (fill: string, more: Record<string, string | number> = {}): string =>
  tag('rect', { x: 0, y: 0, width: side, height: side, fill, ...more });

/** The light in the room: brighter at the upper left, darker at the lower right. */
function roomLight({ sheet }: Pen, strength = 1): void {
  sheet.paint(
    whole(
      sheet.outward(
        [
          [0, '#ffffff', 0.34 * strength],
          [0.5, '#ffffff', 0.06 * strength],
          [0.75, '#000000', 0],
          [1, '#000000', 0.12 * strength],
        ],
        [0.3, 0.28],
        0.95,
      ),
    ),
  );
}

function sweep(pen: Pen, wall: Colour): void {
  const { sheet } = pen;
  sheet.paint(
    whole(
      sheet.down([0, shade(wall, -0.02)], [0.55, wall], [0.72, shade(wall, 0.035)], [1, shade(wall, -0.04)]),
    ),
  );
  roomLight(pen);
}

function table(
  { sheet }: Pen,
  wall: Colour,
  y: number,
  tone = mix(shade(wall, -0.1), '#b08b62', 0.25),
): void {
  sheet.paint(
    tag('rect', {
      x: 0,
      y,
      width: side,
      height: side - y,
      fill: sheet.down([0, shade(tone, 0.05)], [0.15, tone], [1, shade(tone, -0.08)]),
    }),
    tag('rect', { x: 0, y, width: side, height: 3, fill: '#ffffff', opacity: 0.28 }),
  );
}

function ledge(pen: Pen, wall: Colour): void {
  pen.sheet.paint(whole(pen.sheet.down(shade(wall, -0.03), shade(wall, 0.02))));
  table(pen, wall, 540);
  roomLight(pen);
}

function arch(pen: Pen, wall: Colour): void {
  const { sheet } = pen;
  sheet.paint(whole(wall));
  const niche = 'M180 560V330a220 220 0 0 1 440 0V560Z';
  sheet.paint(
    tag('path', {
      d: niche,
      fill: sheet.slant([0, shade(wall, -0.17)], [0.4, shade(wall, -0.1)], [1, shade(wall, -0.04)]),
    }),
  );
  sheet.inside(niche, () => {
    sheet.paint(
      tag('path', {
        d: 'M180 560V330a220 220 0 0 1 440 0V340a232 232 0 0 0 -404 0V560Z',
        fill: '#000000',
        opacity: 0.1,
      }),
    );
  });
  table(pen, wall, 555, shade(wall, 0.03));
  roomLight(pen);
}

function disc(pen: Pen, wall: Colour): void {
  const { sheet, accent } = pen;
  const sun = mix(wall, accent, 0.32);
  sheet.paint(whole(sheet.down(shade(wall, 0.01), shade(wall, -0.02))));
  sheet.paint(
    tag('circle', {
      cx: 400,
      cy: 350,
      r: 265,
      fill: sheet.down(shade(sun, 0.05), shade(sun, -0.03)),
    }),
  );
  table(pen, wall, 560, shade(wall, -0.035));
  roomLight(pen, 0.8);
}

function windowLight(pen: Pen, wall: Colour): void {
  const { sheet, chance } = pen;
  sweep(pen, shade(wall, -0.025));
  const lean = chance.between(150, 230);
  const left = chance.between(40, 140);
  const pane = (x: number, y: number, width: number, height: number): string => {
    const slide = (yy: number): number => left + x + ((side - yy) / side) * lean * -1 + lean;
    return polygon([
      [slide(y), y],
      [slide(y) + width, y],
      [slide(y + height) + width, y + height],
      [slide(y + height), y + height],
    ]);
  };
  for (const [x, y] of [
    [0, 40],
    [190, 40],
    [0, 300],
    [190, 300],
  ] as const) {
    sheet.paint(tag('path', { d: pane(x, y, 170, 240), fill: '#fff8e6', opacity: 0.34 }));
  }
  leafShadows(pen, 0.055);
}

/** The shadow of a branch outside of the window. */
export function leafShadows({ sheet, chance }: Pen, opacity: number): void {
  const x = chance.between(560, 700);
  for (let at = 0; at < 13; at += 1) {
    const size = chance.between(90, 190);
    const y = -20 + at * chance.between(24, 34);
    sheet.paint(
      tag('path', {
        d: leafPath(size, size * 0.34),
        transform: `translate(${round(x + chance.between(-150, 130))} ${round(y)}) rotate(${round(chance.between(20, 160))})`,
        fill: '#2b2118',
        opacity,
      }),
    );
  }
}

function plinth(pen: Pen, wall: Colour): void {
  const { sheet } = pen;
  sweep(pen, wall);
  const stone = shade(wall, 0.03);
  const [rx, ry, top, height] = [290, 62, ground + 8, 120];
  sheet.paint(
    tag('ellipse', {
      cx: 440,
      cy: top + height + 20,
      rx: rx * 1.2,
      ry: ry * 1.2,
      fill: sheet.outward([
        [0, '#1c1510', 0.34],
        [0.7, '#1c1510', 0.16],
        [1, '#1c1510', 0],
      ]),
    }),
    tag('path', {
      d: `M${400 - rx} ${top}v${height}a${rx} ${ry} 0 0 0 ${2 * rx} 0v${-height}Z`,
      fill: sheet.across(
        [0, shade(stone, -0.06)],
        [0.3, shade(stone, 0.03)],
        [0.8, shade(stone, -0.14)],
        [1, shade(stone, -0.1)],
      ),
    }),
    tag('ellipse', {
      cx: 400,
      cy: top,
      rx,
      ry,
      fill: sheet.slant(shade(stone, 0.1), shade(stone, -0.01)),
    }),
  );
}

function flat(pen: Pen, wall: Colour): void {
  const { sheet, chance } = pen;
  sheet.paint(whole(sheet.slant(shade(wall, 0.04), shade(wall, -0.05))));
  if (chance.of(0.45)) leafShadows(pen, 0.05);
  roomLight(pen, 0.7);
}

function linen(pen: Pen, wall: Colour): void {
  const { sheet, chance } = pen;
  sheet.paint(whole(sheet.slant(shade(wall, 0.03), shade(wall, -0.05))));
  const threads: string[] = [];
  for (let at = -20; at < side + 20; at += 9) {
    threads.push(
      `M${at} -10L${round(at + chance.between(-5, 5))} 810`,
      `M-10 ${at}L810 ${round(at + chance.between(-5, 5))}`,
    );
  }
  lines(sheet, threads, { colour: shade(wall, -0.12), width: 1.6, opacity: 0.22 });
  // A soft fold runs across the cloth.
  const fold = chance.between(120, 260);
  sheet.paint(
    tag('path', {
      d: `${curve([
        [-20, fold],
        [280, fold + 60],
        [560, fold - 30],
        [820, fold + 40],
      ])}L820 ${round(fold + 110)}${curve(
        [
          [820, fold + 110],
          [560, fold + 30],
          [280, fold + 130],
          [-20, fold + 70],
        ],
        false,
        'L',
      )}Z`,
      fill: sheet.down([0, '#000000', 0.07], [1, '#000000', 0]),
    }),
  );
  roomLight(pen, 0.7);
}

function wood(pen: Pen, wall: Colour): void {
  const { sheet, chance } = pen;
  const tone = mix(wall, '#a9784a', 0.62);
  sheet.paint(whole(tone));
  for (let y = 0; y < side; y += 200) {
    const plank = shade(tone, chance.between(-0.035, 0.045));
    sheet.paint(tag('rect', { x: 0, y, width: side, height: 197, fill: plank }));
    const grain: string[] = [];
    for (let at = 0; at < 7; at += 1) {
      const base = y + 16 + at * 26;
      const sway = chance.between(-16, 16);
      grain.push(
        curve([
          [-10, base],
          [200, base + sway * 0.6],
          [420, base - sway],
          [640, base + sway * 0.4],
          [810, base],
        ]),
      );
    }
    lines(sheet, grain, { colour: shade(plank, -0.1), width: 2, opacity: 0.4 });
    sheet.paint(
      tag('rect', { x: 0, y: y + 196, width: side, height: 4, fill: shade(tone, -0.2), opacity: 0.7 }),
    );
  }
  roomLight(pen, 0.9);
}

const skies: Record<
  'meadow' | 'dusk' | 'snow' | 'lake',
  { sky: [Colour, Colour]; far: Colour; near: Colour; sun: Colour }
> = {
  meadow: { sky: ['#bcd8e6', '#f4ecd6'], far: '#8fa98f', near: '#7c9a55', sun: '#fff3cf' },
  dusk: { sky: ['#4a5480', '#f0b48c'], far: '#5b5876', near: '#4b5a4c', sun: '#ffd9a0' },
  snow: { sky: ['#b9cfe0', '#f3eef0'], far: '#9db2c6', near: '#eef2f5', sun: '#ffffff' },
  lake: { sky: ['#a9cdd8', '#f7e7d0'], far: '#6f8f93', near: '#a9a27a', sun: '#fff1d0' },
};

function landscape(pen: Pen, kind: keyof typeof skies, wall: Colour): void {
  const { sheet, chance } = pen;
  const { sky, far, near, sun } = skies[kind];
  sheet.paint(whole(sheet.down([0, sky[0]], [0.62, sky[1]], [1, sky[1]])));
  const sunX = chance.between(130, 670);
  sheet.paint(
    tag('circle', {
      cx: sunX,
      cy: 210,
      r: 150,
      fill: sheet.outward([
        [0, sun, 0.9],
        [0.34, sun, 0.85],
        [0.36, sun, 0.32],
        [1, sun, 0],
      ]),
    }),
  );
  for (let ridge = 0; ridge < 3; ridge += 1) {
    const base = 370 + ridge * 52;
    const tone = mix(mix(far, sky[1], 0.55 - ridge * 0.22), wall, 0.08);
    const points: [number, number][] = [];
    for (let x = -40; x <= 840; x += 110)
      points.push([x, base + chance.between(-58, 34) * (1 - ridge * 0.25)]);
    sheet.paint(
      tag('path', {
        d: `${ridge === 0 ? `M${points.map(([x, y]) => `${x} ${round(y)}`).join('L')}` : curve(points)}L840 800L-40 800Z`,
        fill: tone,
      }),
    );
  }
  if (kind === 'lake') {
    sheet.paint(
      tag('rect', {
        x: 0,
        y: 470,
        width: side,
        height: 90,
        fill: sheet.down(mix(sky[0], sky[1], 0.4), mix(far, sky[1], 0.35)),
      }),
    );
  }
  if (kind !== 'snow') firs(pen, shade(mix(far, '#2f4a3a', 0.55), -0.04), 500);
  sheet.paint(
    tag('path', {
      d: `${curve('-40 556, 180 536, 430 552, 640 530, 840 548')}L840 800L-40 800Z`,
      fill: sheet.down(shade(near, 0.05), shade(near, -0.1)),
    }),
  );
}

function firs({ sheet, chance }: Pen, tone: Colour, base: number): void {
  let path = '';
  for (let x = -10; x < 810; x += chance.between(24, 64)) {
    if (x > 230 && x < 560 && chance.of(0.6)) continue;
    const height = chance.between(50, 130);
    const width = height * 0.36;
    path += `M${round(x)} ${round(base + 60 - height)}l${round(width / 2)} ${round(height)}h${round(-width)}Z`;
  }
  sheet.paint(tag('path', { d: path, fill: tone }));
}
