/**
 * The platform's effect measured directly: a rule is switched on and off for a whole category in blocks of weeks, at random. Nobody
 * in the category can gain at a rival's expense without it showing in the total. The weeks after a switch are washed out, because what went
 * before still works in them (Bojinov, Simchi-Levi and Zhao, 2023).
 */
import { studentQuantile } from '@hazumi/report';
import type { Interval } from './interval.ts';
import { Random } from './random.ts';

/** Weeks until at most `left` of the former state remains, when each week keeps `persistence` of it. */
export function washOutWeeks(persistence: number, left = 0.05): number {
  return persistence <= 0 ? 0 : Math.ceil(Math.log(left) / Math.log(persistence));
}

/**
 * Draws the states: 1 = on, at `category * weeks + week`. In each block of weeks half of the categories are on, so that a week's
 * shock hits both alike; who, is drawn anew for each block.
 */
export function drawSwitchbacks(
  categories: number,
  weeks: number,
  blockWeeks: number,
  seed: number,
): Uint8Array {
  const random = new Random(seed, 5);
  const on = new Uint8Array(categories * weeks);
  for (let from = 0; from < weeks; from += blockWeeks) {
    const half = categories / 2 + (categories % 2 === 0 ? 0 : random.sign() / 2);
    for (const category of random.permutation(categories).subarray(0, half))
      on.fill(1, category * weeks + from, category * weeks + Math.min(weeks, from + blockWeeks));
  }
  return on;
}

export interface SwitchbackData {
  readonly categories: number;
  readonly weeks: number;
  /** The category's total, in logs; NaN where missing. */
  readonly outcome: Float64Array;
  readonly on: Uint8Array;
}

export interface SwitchbackEstimate extends Interval {
  /** Effect of the rule on the category's total, in logs, after the wash-out. */
  readonly effect: number;
  readonly standardError: number;
  /** Category-weeks used. */
  readonly rows: number;
}

/** Rounds of removing categories' and weeks' means in turn; what a round leaves decays fast. */
const ROUNDS = 30;

/** On against off, less effects of category and week; variance clustered by category, Student's t with categories - 1. */
export function estimateSwitchback(
  { categories, weeks, outcome, on }: SwitchbackData,
  { washOut, level }: { readonly washOut: number; readonly level: number },
): SwitchbackEstimate {
  const state = new Float64Array(categories * weeks).fill(Number.NaN);
  const result = new Float64Array(categories * weeks).fill(Number.NaN);
  let rows = 0;
  for (let category = 0; category < categories; category += 1) {
    let settled = washOut; // the state before the first week is taken to be the first one's
    for (let week = 0; week < weeks; week += 1) {
      const at = category * weeks + week;
      if (week > 0 && on[at] !== on[at - 1]) settled = 0;
      else if (week > 0) settled += 1;
      if (settled < washOut || Number.isNaN(outcome[at])) continue;
      state[at] = on[at] as number;
      result[at] = outcome[at] as number;
      rows += 1;
    }
  }
  removeMeans(state, categories, weeks);
  removeMeans(result, categories, weeks);
  let cross = 0;
  let square = 0;
  for (let at = 0; at < state.length; at += 1) {
    if (Number.isNaN(state[at])) continue;
    cross += (state[at] as number) * (result[at] as number);
    square += (state[at] as number) ** 2;
  }
  const effect = cross / square;
  let variance = 0;
  for (let category = 0; category < categories; category += 1) {
    let score = 0;
    for (let at = category * weeks; at < (category + 1) * weeks; at += 1)
      if (!Number.isNaN(state[at]))
        score += (state[at] as number) * ((result[at] as number) - effect * (state[at] as number));
    variance += score * score;
  }
  const standardError = (Math.sqrt(variance) / square) * Math.sqrt(categories / (categories - 1));
  const half = studentQuantile((1 + level) / 2, categories - 1) * standardError;
  return { effect, standardError, low: effect - half, high: effect + half, rows };
}

function removeMeans(values: Float64Array, categories: number, weeks: number): void {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let category = 0; category < categories; category += 1)
      removeMean(values, category * weeks, 1, weeks);
    for (let week = 0; week < weeks; week += 1) removeMean(values, week, weeks, categories);
  }
}

function removeMean(values: Float64Array, from: number, step: number, size: number): void {
  let sum = 0;
  let present = 0;
  for (let k = 0; k < size; k += 1) {
    const value = values[from + k * step] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    present += 1;
  }
  const mean = sum / Math.max(1, present);
  for (let k = 0; k < size; k += 1) values[from + k * step] = (values[from + k * step] as number) - mean;
}
