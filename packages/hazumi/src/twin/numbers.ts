import { StartProblem } from '../start.problem.ts';

/** A whole number within bounds that a person gave as `flag`. Throws StartProblem, one sentence, for anything else. */
export function wholeNumber(flag: string, given: string, lowest: number, highest: number): number {
  const number = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= lowest && number <= highest) return number;
  throw new StartProblem(`--${flag} takes a whole number from ${lowest} to ${highest}, not ${given}.`);
}
