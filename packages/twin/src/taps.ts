/**
 * The five links of the loop, each read in one place of one step through a tap: what a store passes on along that link. A
 * tap is the store's own array, unless the scenario nudges, injects or cuts there; then it is an array of its own that is
 * filled at the start of the day with yesterday's values so treated.
 */
import { STREAM, uniform } from './random.ts';
import { LINKS, type Link, type Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** The quantity that each link passes on. */
export const LINK_CAUSE = {
  effectiveToPrivate: 'effectiveWeight',
  privateToExposure: 'privateSales',
  exposureToInvestment: 'exposure',
  investmentToExternal: 'investment',
  externalToEffective: 'externalVisits',
} as const satisfies Record<Link, keyof World>;

export type Taps = Readonly<Record<Link, Float64Array>> & { readonly active: readonly Link[] };

/** What the five quantities were, day by day, in a run without injections and shocks: what a cut link passes on. */
export interface Tape {
  /** `day x rows + row`. */
  readonly values: Readonly<Record<Link, Float64Array>>;
}

/** Links that somebody treats; the others cost nothing. */
export function activeLinks({ parameters, injections, cuts }: Scenario): Link[] {
  if (parameters.nudgeAmplitude > 0) return [...LINKS];
  return LINKS.filter(
    (link) => cuts.includes(link) || injections.some((injection) => injection.link === link),
  );
}

/** @param buffers memory of the active links, `rows` numbers each, in their order. */
export function makeTaps(scenario: Scenario, world: World, buffer: SharedArrayBuffer | null): Taps {
  const active = activeLinks(scenario);
  const entries = LINKS.map((link): [Link, Float64Array] => {
    const index = active.indexOf(link);
    if (index < 0 || buffer === null) return [link, world[LINK_CAUSE[link]]];
    return [link, new Float64Array(buffer, index * world.rows * 8, world.rows)];
  });
  return { ...(Object.fromEntries(entries) as Record<Link, Float64Array>), active };
}

/** Fills the treated taps of the rows `from` to `to` for a day. */
export function fillTaps(
  scenario: Scenario,
  world: World,
  taps: Taps,
  tape: Tape | null,
  day: number,
  from: number,
  to: number,
): void {
  for (const link of taps.active) {
    const values = world[LINK_CAUSE[link]];
    const out = taps[link];
    const recorded = tape !== null && scenario.cuts.includes(link) ? tape.values[link] : null;
    for (let row = from; row < to; row++) {
      const value = recorded === null ? values[row] : recorded[day * world.rows + row];
      const principal = Math.floor(row / world.slots);
      out[row] =
        (value as number) *
        nudgeOf(scenario, link, principal, day) *
        injectionOf(scenario, link, principal, day);
    }
  }
}

/** The week's random factor on what a principal's stores pass on: 1 on average, and 1 exactly without nudges. */
export function nudgeOf({ parameters, seed }: Scenario, link: Link, principal: number, day: number): number {
  const amplitude = parameters.nudgeAmplitude;
  return amplitude === 0 ? 1 : 1 + amplitude * nudgeDraw(seed, link, principal, Math.floor(day / 7));
}

/** The draw behind it, between minus one and one: the instrument of the estimator. */
export function nudgeDraw(seed: number, link: Link, principal: number, week: number): number {
  return 2 * uniform(seed, STREAM.nudges, principal, week, LINKS.indexOf(link)) - 1;
}

/** Whether an injection reaches a principal: by identity, so that the treated are the same in every run of the seed. */
export function isTreated(seed: number, principal: number, treatedShare: number): boolean {
  return treatedShare >= 1 || uniform(seed, STREAM.nudges, principal, 0, 200) < treatedShare;
}

function injectionOf({ injections, seed }: Scenario, link: Link, principal: number, day: number): number {
  let factor = 1;
  for (const injection of injections)
    if (
      injection.link === link &&
      day >= injection.fromDay &&
      isTreated(seed, principal, injection.treatedShare)
    )
      factor *= 1 + injection.share;
  return factor;
}
