import * as z from 'zod';
import type { Unit } from './shape.ts';
import type { Text } from './text.ts';

/** What a zod schema of the document stands for, as the JSON Schema tells it. */
export interface Notes {
  readonly label: Text;
  readonly description?: Text;
  readonly unit: Unit | null;
  readonly source?: string;
  readonly confidence?: string;
  readonly note?: string;
}

/** Filled by `field` and `row`, read by the export of the JSON Schema. */
export const notesRegistry = z.registry<Notes>();
