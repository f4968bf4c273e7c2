/**
 * From the panel to the few sums per merchant on which everything else works.
 *
 * For a link x -> y the equation is
 *
 *     y_t = sum_{j<=p} d_j y_{t-j} + c_j x_{t-j}  +  a1 y_{t-p-1} + a2 x_{t-p-1}  +  tau_t + u_t
 *
 * with p = 1 by default. The nudges z of weeks t-1 .. t-p of both variables are the instruments. The lag after the last
 * instrumented one is only a control: it absorbs what is persistent in u and so shortens the interval; its coefficients mean
 * nothing and need not, because a nudge of week t-j is independent of everything older. There are no effects of the
 * merchant: removing a merchant's mean would mix all weeks and bring Nickell's bias back.
 *
 * Week effects and controls are *partialled out once, on the whole sample* (Frisch, Waugh, Lovell). The bootstrap re-sums what is
 * left and does not repeat this. That is no shortcut of first order: the moment E[z u] = 0 is orthogonal to errors in tau and
 * a, because z is drawn independently of them; what is neglected is of relative size 1 / merchants, and a test compares it
 * with a bootstrap that repeats everything.
 */
import { inverse, Matrix } from 'ml-matrix';
import type { LoopLink, Panel } from './panel.ts';

/** Sums per merchant for one link; see `sumLink`. */
export interface LinkMoments {
  readonly lags: number;
  /** Instruments, and also regressors: 2 x lags, or 1 for the cumulative form. */
  readonly size: number;
  /** Numbers a merchant in `sums`: size x (size + 1). */
  readonly width: number;
  /**
   * For merchant i, at i x width: first Z'y (size numbers), then Z'X row by row (size x size). X is
   * (y_{t-1}, x_{t-1}, y_{t-2}, ...), Z likewise of nudges, all residuals after week effects and controls.
   */
  readonly sums: Float64Array;
  /** Z'Z of each merchant, size x size, for the strength of the instruments. */
  readonly squares: Float64Array;
  /** Merchant-weeks used. */
  readonly rows: number;
}

/** What the equation of a link is made of, by row of the regression: how far back, and which array. */
export interface Column {
  readonly values: Float64Array;
  /** Weeks before t. */
  readonly back: number;
}

/**
 * `reversed`: the same with time running backwards for the cause, as a placebo. The regressors and instruments are those of
 * week t+1, the controls those of week t-1: next week's nudge cannot have moved this week.
 */
export interface MomentOptions {
  readonly lags: number;
  readonly reversed: boolean;
}

/**
 * Reads a link's rows from the panel and leaves its sums by merchant. Two passes: the first finds the means of the weeks, the
 * second the cross-products of what is left, from which controls are then removed by algebra. On a panel from `centred` the
 * first is not needed any more.
 */
export function sumLink(panel: Panel, link: LoopLink, options: MomentOptions): LinkMoments {
  return sumColumns(panel, columnsOf(panel, link, options), options.lags);
}

/** The sums of any equation: columns are y, then X, as many instruments Z, and two controls. */
export function sumColumns(
  panel: Panel | CentredPanel,
  columns: readonly Column[],
  lags: number,
): LinkMoments {
  const crossed =
    'isCentred' in panel
      ? crossCentred(panel, columns)
      : crossByMerchant(panel, columns, weekMeans(panel, columns));
  return withoutControls(crossed, panel.merchants, lags);
}

/** A panel without gaps whose weeks all have the mean 0. */
interface CentredPanel extends Panel {
  readonly isCentred: true;
}

/**
 * The panel with each week's mean taken away once and for all links and lags; the panel itself when something is missing, because each
 * link then has means of its own, over the merchants whose weeks it can use.
 */
export function centred(panel: Panel): Panel | CentredPanel {
  const { merchants, weeks } = panel;
  const variables = panel.variables.map(({ name, series, nudges }) => ({
    name,
    series: lessWeekMeans(series, merchants, weeks),
    nudges: lessWeekMeans(nudges, merchants, weeks),
  }));
  // The mean of a week is NaN exactly where a merchant's value is.
  if (variables.some(({ series, nudges }) => hasNaN(series, weeks) || hasNaN(nudges, weeks))) return panel;
  return { merchants, weeks, variables, isCentred: true };
}

function lessWeekMeans(values: Float64Array, merchants: number, weeks: number): Float64Array {
  const means = new Float64Array(weeks);
  for (let from = 0; from < values.length; from += weeks)
    for (let t = 0; t < weeks; t += 1) means[t] = (means[t] as number) + (values[from + t] as number);
  for (let t = 0; t < weeks; t += 1) means[t] = (means[t] as number) / merchants;
  const result = new Float64Array(values.length);
  for (let from = 0; from < values.length; from += weeks)
    for (let t = 0; t < weeks; t += 1) result[from + t] = (values[from + t] as number) - (means[t] as number);
  return result;
}

function hasNaN(values: Float64Array, weeks: number): boolean {
  return values.subarray(0, weeks).some(Number.isNaN);
}

/** y, then X, then Z, then the two controls. */
function columnsOf(panel: Panel, link: LoopLink, { lags, reversed }: MomentOptions): readonly Column[] {
  const cause = panel.variables[link.cause];
  const effect = panel.variables[link.effect];
  if (!cause || !effect) throw new RangeError(`The link ${link.name} joins no two variables of the panel.`);
  const regressors: Column[] = [];
  const instruments: Column[] = [];
  for (let lag = 1; lag <= lags; lag += 1) {
    const back = reversed ? -lag : lag;
    regressors.push({ values: effect.series, back }, { values: cause.series, back });
    instruments.push({ values: effect.nudges, back }, { values: cause.nudges, back });
  }
  const beyond = reversed ? 1 : lags + 1;
  return [
    { values: effect.series, back: 0 },
    ...regressors,
    ...instruments,
    { values: effect.series, back: beyond },
    { values: cause.series, back: beyond },
  ];
}

/** Reads one merchant at a time into a small block, column by column, with incomplete weeks left out. */
class Reader {
  readonly width: number;
  readonly weeks: number;
  /** Column k's value in the r-th complete week stands at `k * weeks + r`. */
  readonly block: Float64Array;
  /** Which week the r-th complete one is. */
  readonly week: Uint16Array;
  readonly #columns: readonly Column[];
  /** First week that has all its lags, and the one after the last that has all its leads. */
  readonly #first: number;
  readonly #end: number;

  constructor(weeks: number, columns: readonly Column[]) {
    this.width = columns.length;
    this.weeks = weeks;
    this.block = new Float64Array(columns.length * weeks);
    this.week = new Uint16Array(weeks);
    this.#columns = columns;
    this.#first = Math.max(0, ...columns.map(({ back }) => back));
    this.#end = weeks - Math.max(0, ...columns.map(({ back }) => -back));
  }

  /** How many weeks of the merchant are complete. */
  read(merchant: number): number {
    const { block, week, weeks, width } = this;
    const first = this.#first;
    const count = Math.max(0, this.#end - first);
    // A sum over the columns is NaN exactly where one of them is.
    let hasGaps = false;
    for (let k = 0; k < width; k += 1) {
      const { values, back } = this.#columns[k] as Column;
      const from = merchant * weeks + first - back;
      const to = k * weeks;
      let sum = 0;
      for (let r = 0; r < count; r += 1) {
        const value = values[from + r] as number;
        block[to + r] = value;
        sum += value;
      }
      if (Number.isNaN(sum)) hasGaps = true;
    }
    for (let r = 0; r < count; r += 1) week[r] = first + r;
    return hasGaps ? this.#closeGaps(count) : count;
  }

  #closeGaps(count: number): number {
    const { block, week, weeks, width } = this;
    let kept = 0;
    for (let r = 0; r < count; r += 1) {
      let sum = 0;
      for (let k = 0; k < width; k += 1) sum += block[k * weeks + r] as number;
      if (Number.isNaN(sum)) continue;
      for (let k = 0; k < width; k += 1) block[k * weeks + kept] = block[k * weeks + r] as number;
      week[kept] = week[r] as number;
      kept += 1;
    }
    return kept;
  }
}

/** Mean of column k in a week at `k * weeks + week`, over the merchants whose week is complete. */
function weekMeans({ merchants, weeks }: Panel, columns: readonly Column[]): Float64Array {
  const reader = new Reader(weeks, columns);
  const { width, block, week } = reader;
  const means = new Float64Array(width * weeks);
  const counts = new Float64Array(weeks);
  for (let m = 0; m < merchants; m += 1) {
    const rows = reader.read(m);
    for (let r = 0; r < rows; r += 1) counts[week[r] as number] = (counts[week[r] as number] as number) + 1;
    for (let k = 0; k < width; k += 1) {
      const at = k * weeks;
      for (let r = 0; r < rows; r += 1) {
        const place = at + (week[r] as number);
        means[place] = (means[place] as number) + (block[at + r] as number);
      }
    }
  }
  for (let k = 0; k < width; k += 1)
    for (let t = 0; t < weeks; t += 1)
      means[k * weeks + t] = (means[k * weeks + t] as number) / Math.max(1, counts[t] as number);
  return means;
}

/** Cross-products by merchant, as a square of which only the products that are used are filled, each above the diagonal. */
interface Crossed {
  readonly width: number;
  readonly rows: number;
  readonly products: Float64Array;
}

function crossByMerchant(
  { merchants, weeks }: Panel,
  columns: readonly Column[],
  means: Float64Array,
): Crossed {
  const reader = new Reader(weeks, columns);
  const { width, block, week } = reader;
  const products = new Float64Array(merchants * width * width);
  let rows = 0;
  for (let m = 0; m < merchants; m += 1) {
    const count = reader.read(m);
    rows += count;
    for (let k = 0; k < width; k += 1) {
      const at = k * weeks;
      for (let r = 0; r < count; r += 1)
        block[at + r] = (block[at + r] as number) - (means[at + (week[r] as number)] as number);
    }
    multiply(block, weeks, count, products, m * width * width, width);
  }
  return { width, rows, products };
}

/** The same on a centred panel: every week is complete, so the products are of the arrays as they lie. */
function crossCentred({ merchants, weeks }: Panel, columns: readonly Column[]): Crossed {
  const width = columns.length;
  const first = Math.max(0, ...columns.map(({ back }) => back));
  const count = Math.max(0, weeks - first - Math.max(0, ...columns.map(({ back }) => -back)));
  const products = new Float64Array(merchants * width * width);
  const block = new Float64Array(width * weeks);
  for (let m = 0; m < merchants; m += 1) {
    for (let k = 0; k < width; k += 1) {
      const { values, back } = columns[k] as Column;
      const from = m * weeks + first - back;
      const to = k * weeks;
      for (let r = 0; r < count; r += 1) block[to + r] = values[from + r] as number;
    }
    multiply(block, weeks, count, products, m * width * width, width);
  }
  return { width, rows: merchants * count, products };
}

/**
 * The products that the equations need: instruments and controls with everything, but not y and X among themselves. Four at a time, so
 * that a value is loaded once for four products, and no addition waits for the one before it.
 */
function multiply(
  block: Float64Array,
  weeks: number,
  count: number,
  products: Float64Array,
  base: number,
  width: number,
): void {
  const firstInstrument = 1 + (width - 3) / 2;
  for (let a = 0; a < width; a += 1) {
    const left = a * weeks;
    const row = base + a * width;
    let b = Math.max(a, firstInstrument);
    for (; b + 3 < width; b += 4) {
      const right = b * weeks;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let r = 0; r < count; r += 1) {
        const value = block[left + r] as number;
        const at = right + r;
        s0 += value * (block[at] as number);
        s1 += value * (block[at + weeks] as number);
        s2 += value * (block[at + 2 * weeks] as number);
        s3 += value * (block[at + 3 * weeks] as number);
      }
      products[row + b] = s0;
      products[row + b + 1] = s1;
      products[row + b + 2] = s2;
      products[row + b + 3] = s3;
    }
    for (; b < width; b += 1) products[row + b] = dot(block, left, b * weeks, count);
  }
}

/** Four running sums, so that no addition waits for the one before it. */
function dot(values: Float64Array, a: number, b: number, count: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let r = 0;
  for (; r + 3 < count; r += 4) {
    s0 += (values[a + r] as number) * (values[b + r] as number);
    s1 += (values[a + r + 1] as number) * (values[b + r + 1] as number);
    s2 += (values[a + r + 2] as number) * (values[b + r + 2] as number);
    s3 += (values[a + r + 3] as number) * (values[b + r + 3] as number);
  }
  for (; r < count; r += 1) s0 += (values[a + r] as number) * (values[b + r] as number);
  return s0 + s1 + (s2 + s3);
}

/** Cross-products of what is left of y, X and Z after regressing each on the two controls, by merchant. */
function withoutControls({ width, rows, products }: Crossed, merchants: number, lags: number): LinkMoments {
  const size = (width - 3) / 2;
  const first = width - 2;
  const second = width - 1;
  const all = total(products, width * width);
  // The coefficients of column k on the two controls. Two controls that are the same leave no second one to remove.
  const aa = all[first * width + first] as number;
  const ab = all[first * width + second] as number;
  const bb = all[second * width + second] as number;
  const determinant = aa * bb - ab * ab;
  const isRegular = determinant > 1e-12 * aa * bb;
  const onFirst = new Float64Array(first);
  const onSecond = new Float64Array(first);
  for (let k = 0; k < first && isRegular; k += 1) {
    const a = all[k * width + first] as number;
    const b = all[k * width + second] as number;
    onFirst[k] = (bb * a - ab * b) / determinant;
    onSecond[k] = (aa * b - ab * a) / determinant;
  }
  /** Merchant's sum of (column j less its controls) x (column k less its controls); base = where its products begin. */
  const cleaned = (base: number, j: number, k: number): number => {
    const [low, high] = j < k ? [j, k] : [k, j];
    const jFirst = onFirst[j] as number;
    const jSecond = onSecond[j] as number;
    const kFirst = onFirst[k] as number;
    const kSecond = onSecond[k] as number;
    return (
      (products[base + low * width + high] as number) -
      jFirst * (products[base + k * width + first] as number) -
      jSecond * (products[base + k * width + second] as number) -
      kFirst * (products[base + j * width + first] as number) -
      kSecond * (products[base + j * width + second] as number) +
      jFirst * kFirst * (products[base + first * width + first] as number) +
      (jFirst * kSecond + jSecond * kFirst) * (products[base + first * width + second] as number) +
      jSecond * kSecond * (products[base + second * width + second] as number)
    );
  };
  const sums = new Float64Array(merchants * size * (size + 1));
  const squares = new Float64Array(merchants * size * size);
  for (let m = 0; m < merchants; m += 1) {
    const base = m * width * width;
    const to = m * size * (size + 1);
    for (let z = 0; z < size; z += 1) {
      const instrument = 1 + size + z;
      sums[to + z] = cleaned(base, instrument, 0);
      for (let k = 0; k < size; k += 1) {
        sums[to + size + z * size + k] = cleaned(base, instrument, 1 + k);
        squares[(m * size + z) * size + k] = cleaned(base, instrument, 1 + size + k);
      }
    }
  }
  return { lags, size, width: size * (size + 1), sums, squares, rows };
}

/** The sum over all merchants of an array with `width` numbers each. */
export function total(values: Float64Array, width: number): Float64Array {
  const sum = new Float64Array(width);
  for (let at = 0; at < values.length; at += width)
    for (let k = 0; k < width; k += 1) sum[k] = (sum[k] as number) + (values[at + k] as number);
  return sum;
}

/** The inverse of a small square matrix given row by row; null when it has none. */
export function invert(values: ArrayLike<number>, size: number): Matrix | null {
  const matrix = Matrix.from1DArray(size, size, Array.from(values));
  try {
    const inverted = inverse(matrix);
    return inverted.to1DArray().every(Number.isFinite) ? inverted : null;
  } catch {
    return null; // ml-matrix throws for a singular matrix
  }
}
