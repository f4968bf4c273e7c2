import { mix, shade } from './colour.ts';
import { curve, type Point, round, tag } from './sheet.ts';
import { against, leafPath, lines, type Pen, speckles } from './solids.ts';

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Paints the pen's pattern over a surface that is clipped already. */
export function decorate(pen: Pen, box: Box): void {
  const { sheet, chance, colour, accent } = pen;
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const tone = accent;
  switch (pen.pattern) {
    case 'plain':
      return;
    case 'speckle':
      speckles(pen, box, {
        count: Math.round((width * height) / 700),
        colour: against(colour, 0.34),
        size: 3.2,
        opacity: 0.5,
      });
      return;
    case 'drip': {
      const level = box.top + height * 0.34;
      const points: Point[] = [];
      for (let at = 0; at <= 8; at += 1)
        points.push([
          box.left + (width * at) / 8,
          level + chance.between(-0.06, 0.16) * height * (at % 2 === 0 ? 0.4 : 1),
        ]);
      const edge = curve(points);
      sheet.paint(
        tag('path', {
          d: `${edge}L${round(box.right)} ${round(box.top - 20)}L${round(box.left)} ${round(box.top - 20)}Z`,
          fill: tone,
          opacity: 0.88,
        }),
      );
      lines(sheet, [edge], { colour: shade(tone, -0.16), width: 5, opacity: 0.4 });
      return;
    }
    case 'bands':
      for (const [share, size] of [
        [0.2, 0.07],
        [0.3, 0.025],
        [0.82, 0.045],
      ] as const)
        sag(pen, box, share, size, tone);
      return;
    case 'dots': {
      const step = Math.max(26, width / 11);
      let path = '';
      for (let row = 0; row * step * 0.86 < height + step; row += 1) {
        for (let x = box.left + (row % 2 === 0 ? 0 : step / 2); x < box.right + step; x += step) {
          path += dot(x, box.top + row * step * 0.86, step * 0.16);
        }
      }
      sheet.paint(tag('path', { d: path, fill: tone, opacity: 0.85 }));
      return;
    }
    case 'waves': {
      const radius = Math.max(24, width / 12);
      const arcs: string[] = [];
      for (let row = 0; row * radius * 0.5 < height + radius * 2; row += 1) {
        const y = box.top + row * radius * 0.5;
        for (
          let x = box.left - radius + (row % 2 === 0 ? 0 : radius);
          x < box.right + radius * 2;
          x += radius * 2
        ) {
          for (const share of [1, 0.66, 0.32]) {
            const r = radius * share;
            arcs.push(`M${round(x - r)} ${round(y)}a${round(r)} ${round(r)} 0 0 1 ${round(2 * r)} 0`);
          }
        }
      }
      lines(sheet, arcs, { colour: tone, width: Math.max(2, radius * 0.08), opacity: 0.75 });
      return;
    }
    case 'leaves': {
      const size = Math.max(40, width * 0.17);
      for (let at = 0; at < Math.min(26, (width * height) / (size * size * 1.1)); at += 1) {
        const turn = chance.between(0, 360);
        sheet.paint(
          tag('path', {
            d: leafPath(size, size * 0.4),
            transform: `translate(${round(chance.between(box.left, box.right))} ${round(chance.between(box.top, box.bottom))}) rotate(${round(turn)})`,
            fill: mix(tone, shade(tone, 0.12), chance.next()),
            opacity: 0.8,
          }),
        );
      }
      return;
    }
    case 'check': {
      const step = Math.max(30, width / 8);
      for (let x = box.left; x < box.right; x += step)
        sheet.paint(tag('rect', { x, y: box.top, width: step / 2, height, fill: tone, opacity: 0.42 }));
      for (let y = box.top; y < box.bottom; y += step)
        sheet.paint(tag('rect', { x: box.left, y, width, height: step / 2, fill: tone, opacity: 0.42 }));
      return;
    }
    case 'stripes': {
      const step = Math.max(16, width / 16);
      for (let x = box.left; x < box.right; x += step)
        sheet.paint(tag('rect', { x, y: box.top, width: step * 0.42, height, fill: tone, opacity: 0.8 }));
      return;
    }
    case 'hills':
      hills(pen, box);
      return;
    case 'blossom': {
      for (let at = 0; at < 9; at += 1) {
        const size = chance.between(width * 0.05, width * 0.1);
        blossom(
          pen,
          chance.between(box.left + width * 0.05, box.right),
          chance.between(box.top + height * 0.1, box.bottom),
          size,
        );
      }
      return;
    }
    case 'crackle': {
      const cracks: string[] = [];
      for (let at = 0; at < 16; at += 1) {
        const x = chance.between(box.left, box.right);
        const y = chance.between(box.top, box.bottom);
        const points: Point[] = [[x, y]];
        for (let step = 1; step < 5; step += 1) {
          points.push([x + step * chance.between(-26, 30), y + step * chance.between(8, 26)]);
        }
        cracks.push(`M${points.map(([px, py]) => `${round(px)} ${round(py)}`).join('L')}`);
      }
      lines(sheet, cracks, { colour: against(colour, 0.24), width: 1.6, opacity: 0.55 });
      return;
    }
    case 'stars': {
      let path = '';
      for (let at = 0; at < 44; at += 1)
        path += dot(
          chance.between(box.left, box.right),
          chance.between(box.top, box.bottom),
          chance.between(1.5, 4.5),
        );
      sheet.paint(tag('path', { d: path, fill: tone, opacity: 0.9 }));
      return;
    }
  }
}

/** A ring painted around a round thing: it sags in the middle, as rings seen from above do. */
function sag({ sheet }: Pen, box: Box, share: number, size: number, colour: Pen['colour']): void {
  const height = box.bottom - box.top;
  const y = box.top + height * share;
  const deep = (box.right - box.left) * 0.09;
  const middle = (box.left + box.right) / 2;
  const thick = height * size;
  const path = `M${round(box.left)} ${round(y)}Q${round(middle)} ${round(y + 2 * deep)} ${round(box.right)} ${round(y)}v${round(thick)}Q${round(middle)} ${round(y + 2 * deep + thick)} ${round(box.left)} ${round(y + thick)}Z`;
  sheet.paint(tag('path', { d: path, fill: colour, opacity: 0.85 }));
}

const dot = (x: number, y: number, r: number): string =>
  `M${round(x - r)} ${round(y)}a${round(r)} ${round(r)} 0 1 0 ${round(2 * r)} 0a${round(r)} ${round(r)} 0 1 0 ${round(-2 * r)} 0`;

/** Mountains in mist, with a sun. */
export function hills({ sheet, chance, accent, colour }: Pen, box: Box): void {
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const pale = mix(colour, accent, 0.35);
  sheet.paint(
    tag('circle', {
      cx: box.left + width * chance.between(0.58, 0.74),
      cy: box.top + height * 0.36,
      r: width * 0.1,
      fill: accent,
      opacity: 0.75,
    }),
  );
  for (let ridge = 0; ridge < 3; ridge += 1) {
    const base = box.top + height * (0.6 + ridge * 0.13);
    const points: Point[] = [];
    for (let at = 0; at <= 5; at += 1)
      points.push([box.left + (width * at) / 5, base - chance.between(0, 0.2 - ridge * 0.04) * height]);
    sheet.paint(
      tag('path', {
        d: `${curve(points)}L${round(box.right)} ${round(box.bottom)}L${round(box.left)} ${round(box.bottom)}Z`,
        fill: mix(pale, accent, 0.25 + ridge * 0.3),
        opacity: 0.85,
      }),
    );
  }
}

/** A flower of five petals. */
export function blossom(
  { sheet, chance, accent, colour }: Pick<Pen, 'sheet' | 'chance' | 'accent' | 'colour'>,
  x: number,
  y: number,
  size: number,
): void {
  const first = chance.between(0, 72);
  let path = '';
  for (let petal = 0; petal < 5; petal += 1) {
    const turn = ((first + petal * 72) * Math.PI) / 180;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const cx = x + cos * size * 0.58;
    const cy = y + sin * size * 0.58;
    path += dot(cx, cy, size * 0.44);
  }
  sheet.paint(
    tag('path', { d: path, fill: accent, opacity: 0.92 }),
    tag('circle', { cx: x, cy: y, r: size * 0.22, fill: mix(shade(accent, 0.2), colour, 0.25) }),
  );
}
