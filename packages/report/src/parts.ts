import type { Chart } from './charts.ts';
import type { Text } from './texts.ts';
import type { Unit } from './units.ts';

/** A value of a table: a number is shown in its column's unit, null as a dash. */
export type Cell = number | string | boolean | null | Text;

export interface Column {
  /** the head of the column in CSV and the key in JSON: camelCase */
  readonly key: string;
  readonly name: Text;
  /** of numbers; text columns have none */
  readonly unit?: Unit;
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A table of its own. Its CSV stands beside the page. */
export interface TablePart extends Table {
  readonly kind: 'table';
  readonly id: string;
  readonly title: Text;
  readonly note?: Text;
  /** closed behind its title until asked for */
  readonly folded?: boolean;
}

/** How something is to be taken. Never said by colour alone: the page writes the word or a mark beside it. */
export type Tone = 'plain' | 'good' | 'bad' | 'warning';

/** A paragraph; tones other than plain stand in a box. */
export interface NotePart {
  readonly kind: 'note';
  readonly tone: Tone;
  /** the word in front, where the tone's own ("Result", "Failed", "Note") does not say it */
  readonly mark?: Text;
  readonly text: Text;
}

/** A row of single figures, the largest letters of a section. */
export interface FiguresPart {
  readonly kind: 'figures';
  readonly items: readonly {
    readonly name: Text;
    readonly value: Cell;
    readonly unit?: Unit;
    readonly signed?: boolean;
    readonly note?: Text;
  }[];
}

/** Names and values, one under the other: digests, seeds, versions, file names. */
export interface FactsPart {
  readonly kind: 'facts';
  readonly items: readonly { readonly name: Text; readonly value: Cell; readonly unit?: Unit }[];
}

/** Text for a machine: a command to repeat the run, a permalink. */
export interface CodePart {
  readonly kind: 'code';
  readonly title: Text;
  readonly code: string;
}

/** A chart is followed by its table; CSV and SVG of it stand beside the page. */
export type Part = Chart | TablePart | NotePart | FiguresPart | FactsPart | CodePart;

export interface Section {
  /** the anchor of the section: kebab-case, unique in the report */
  readonly id: string;
  readonly title: Text;
  readonly lead?: Text;
  readonly parts: readonly Part[];
}

/** A report as plain data. Ids of charts and tables are unique in a report: they name its files. */
export interface Report {
  /** the name of its files without ending: kebab-case */
  readonly name: string;
  readonly title: Text;
  readonly lead?: Text;
  readonly sections: readonly Section[];
  /** what the JSON carries besides the sections: the whole result, for programs */
  readonly data?: unknown;
}
