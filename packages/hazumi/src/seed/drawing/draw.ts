import { type Chance, chanceOf } from '../chance.ts';
import type { Colour } from './colour.ts';
import { mix, shade } from './colour.ts';
import type { Motif } from './motif.ts';
import { motifs } from './motifs/index.ts';
import { Sheet } from './sheet.ts';
import type { Pattern } from './solids.ts';
import { lying, outdoors, paintStage, type StageName } from './stage.ts';

type Motifs = typeof motifs;
type ShapeOf<M> = M extends Motif<infer Shape> ? Shape : never;

/** What a piece of goods looks like: `tin/tall` in two colours, perhaps with a pattern, perhaps in a place of its own. */
export type Look = {
  [Name in keyof Motifs]: {
    motif: `${Name}/${ShapeOf<Motifs[Name]>}`;
    colour: Colour;
    accent: Colour;
    pattern?: Pattern;
    stage?: StageName;
  };
}[keyof Motifs];

export type MotifName = Look['motif'];

/** The walls in front of which a maker has its goods photographed. */
export interface Backdrop {
  walls: readonly Colour[];
}

/** `whole` shows the goods with room around them, `close` goes near. */
export type View = 'whole' | 'close';

/**
 * A picture of goods as SVG, always the same for the same look and name. It has no letters, because the machine that draws it may
 * lack the fonts of its reader.
 *
 * @param name tells apart what looks alike: light, place and small irregularities are drawn from it
 */
export function drawGoods(look: Look, backdrop: Backdrop, name: string, view: View, pixels: number): string {
  const chance = chanceOf(1, `${name} ${view}`);
  const [motifName, shape] = look.motif.split('/') as [keyof Motifs, string];
  const motif = motifs[motifName] as Motif<string>;
  const stage = look.stage ?? chance.pick(motif.stages);
  const sheet = new Sheet();
  const pen = {
    sheet,
    // The goods themselves are the same in both views.
    chance: chanceOf(1, name),
    colour: look.colour,
    accent: look.accent,
    pattern: look.pattern ?? 'plain',
  };
  paintStage({ ...pen, chance }, stage, wallFor(look, backdrop, chance, view));
  sheet.within(distance(stage, view, chance), () => motif.draw(pen, shape));
  return sheet.toSvg(pixels);
}

/** Goods stand out from the wall: of the maker's walls one that is not too near in lightness, a little towards their colour. */
function wallFor(look: Look, { walls }: Backdrop, chance: Chance, view: View): Colour {
  const wall = mix(chance.pick(walls), look.colour, 0.05);
  return view === 'close' ? shade(wall, -0.04) : wall;
}

/** How near one stands: things on a table are seen around their middle, standing ones from their foot. */
function distance(stage: StageName, view: View, chance: Chance): string {
  if (outdoors.includes(stage)) {
    return view === 'whole' ? 'translate(0 20)' : 'translate(400 660) scale(1.36) translate(-390 -640)';
  }
  const aside = view === 'whole' ? 0 : Math.round(chance.between(-70, 70));
  if (lying.includes(stage)) {
    const size = view === 'whole' ? 1 : 1.5;
    return `translate(${400 + aside} 400) scale(${size}) translate(-400 -416)`;
  }
  return view === 'whole'
    ? 'translate(400 610) scale(1.14) translate(-400 -600)'
    : `translate(${400 + aside} 640) scale(1.52) translate(-400 -590)`;
}
