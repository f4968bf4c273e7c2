/** A run as the panel that the loop's estimator reads: what each merchant passed on, week by week, and the nudges. */
import { emptyPanel, type Loop, type Panel } from '@hazumi/flywheel';
import { log } from '@hazumi/policy';
import { recorderOf, tapeOf } from './recorder.ts';
import { runRecorded, untreated } from './run.ts';
import type { RunOptions } from './run.types.ts';
import { LINKS, type Link, type Scenario, withParameters } from './scenario.ts';
import { nudgeDraw, type Tape } from './taps.ts';

/** The variables of the panel, in the order of the loop's links. */
export const PANEL_VARIABLES = [
  'effectiveStores',
  'privateSales',
  'exposure',
  'investment',
  'externalVisits',
] as const;

/**
 * The loop on that panel. Private sales bring exposure to the merchant; to the platform only as far as supply grows with
 * it, which a merchant's own record cannot show.
 */
export const PANEL_LOOP: Loop = {
  links: LINKS.map((name, cause) => ({
    name,
    cause,
    effect: (cause + 1) % LINKS.length,
    platform: name === 'privateToExposure' ? 'shared' : 'whole',
  })),
};

/**
 * Where the logarithm of a week's sum that can be 0 begins to bend, the money in yuan: small beside what nearly all
 * merchants have. A tenth of a yuan of investment is what one in ten has; with it the elasticity of visits read .68
 * instead of .60.
 */
const ONE: Readonly<Record<Link, number>> = {
  effectiveToPrivate: 0.01,
  privateToExposure: 100,
  exposureToInvestment: 1,
  investmentToExternal: 0.001,
  externalToEffective: 0.001,
};

/**
 * Runs a scenario and writes its panel: all principals that were open on day 0, all whole weeks, missing (NaN) from the
 * week in which the last of a principal's stores ended. Set `nudgeAmplitude`, or nothing can be measured. Where the
 * scenario cuts a link, it passes on what it did in the same market without nudges: what the link before it does then
 * moves nothing.
 *
 * @param discardWeeks weeks at the start that are left out, while the market settles.
 */
export async function runPanel(
  scenario: Scenario,
  options: RunOptions & { readonly discardWeeks?: number } = {},
): Promise<{ readonly panel: Panel; readonly loop: Loop; readonly principals: Int32Array }> {
  const plain = untreated(scenario);
  const tape = scenario.cuts.length > 0 ? await unmovedTape(plain, options) : null;
  const { result, recorded } = await runRecorded({ ...plain, cuts: scenario.cuts }, options, 'weeks', tape);
  if (recorded === null) throw new Error('A run that was asked to record did not.');
  const { values } = recorderOf(recorded);
  const skip = options.discardWeeks ?? 0;
  const weeks = Math.floor(scenario.days / 7);
  const { stores } = result;
  const slots = stores.count / result.principals.count;

  const principals: number[] = [];
  const endWeek = new Map<number, number>();
  for (let principal = 0; principal < result.principals.count; principal++) {
    let wasOpen = false;
    let end = 0;
    for (let row = principal * slots; row < (principal + 1) * slots; row++) {
      if ((stores.openedDay[row] as number) < 0 && stores.state[row] !== 0) wasOpen = true;
      const ended = stores.endedDay[row] as number;
      if (stores.state[row] !== 0) end = Math.max(end, ended < 0 ? weeks : Math.floor(ended / 7));
    }
    if (!wasOpen) continue;
    principals.push(principal);
    endWeek.set(principal, end);
  }

  const panel = emptyPanel([...PANEL_VARIABLES], principals.length, weeks - skip);
  LINKS.forEach((link, index) => {
    const variable = panel.variables[index];
    if (variable === undefined) return;
    principals.forEach((principal, merchant) => {
      for (let week = skip; week < weeks; week++) {
        const at = merchant * (weeks - skip) + week - skip;
        variable.nudges[at] =
          scenario.parameters.nudgeAmplitude > 0 ? nudgeDraw(scenario.seed, link, principal, week) : 0;
        if (week >= (endWeek.get(principal) as number)) continue;
        let sum = 0;
        for (let row = principal * slots; row < (principal + 1) * slots; row++)
          sum += values[link][row * weeks + week] as number;
        variable.series[at] = log(ONE[link] + sum);
      }
    });
  });
  return { panel, loop: PANEL_LOOP, principals: Int32Array.from(principals) };
}

async function unmovedTape(plain: Scenario, { workers, signal }: RunOptions): Promise<Tape> {
  const steer = {
    ...(workers === undefined ? {} : { workers }),
    ...(signal === undefined ? {} : { signal }),
  };
  const { recorded } = await runRecorded(withParameters(plain, { nudgeAmplitude: 0 }), steer, 'days');
  if (recorded === null) throw new Error('A run that was asked to record did not.');
  return tapeOf(recorderOf(recorded));
}
