import type { Pen } from './solids.ts';
import type { StageName } from './stage.ts';

/** One kind of goods, in several shapes, and the places it is shown in. */
export interface Motif<Shape extends string> {
  shapes: readonly Shape[];
  stages: readonly StageName[];
  draw(pen: Pen, shape: Shape): void;
}

export const motif = <const Shape extends string>(definition: Motif<Shape>): Motif<Shape> => definition;
