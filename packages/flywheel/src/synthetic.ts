/**
 * Panels whose truth is known, to test the estimator against. A ring of variables, each with a memory, moved by the one before
 * it, by its own nudge, by chance, and by what makes naive measurement fail: demand of the merchant's own that lasts for weeks
 * (AR(.9)) and lifts all variables at once.
 */
import { emptyPanel, type Loop, type Panel, ring } from './panel.ts';
import { Random } from './random.ts';

export interface SyntheticSettings {
  readonly merchants: number;
  readonly weeks: number;
  /** Each variable's true effect on the next (its week-to-week coefficient), in the order of the ring. */
  readonly effects: readonly number[];
  /** The same two weeks later: a lag that the usual equation does not have. */
  readonly laterEffects: readonly number[];
  /** Share that each variable keeps from week to week. */
  readonly persistence: number;
  /** Size of the nudges in logs: each is plus or minus this. */
  readonly nudge: number;
  /** How much one standard deviation of common demand lifts each variable, in logs. */
  readonly confounding: number;
  /** Standard deviation of what is left to chance, in logs. */
  readonly noise: number;
  /** Amplitude of the year's season in logs; each merchant has its own share of it, from 0 to twice the mean. */
  readonly season: number;
  /** Share of merchants that sometimes fake sales on the first variable: nothing follows from what is faked. */
  readonly washShare: number;
  /** Share of merchant-weeks whose log is lost, nudges included. */
  readonly missing: number;
  /** Merchants that share one fixed supply of the ring's second variable; must divide `merchants`; 0 = not shared. */
  readonly sharing: number;
}

export const ordinarySettings: SyntheticSettings = {
  merchants: 1000,
  weeks: 52,
  effects: [0.4266, 0.4266, 0.4266, 0.4266],
  laterEffects: [0, 0, 0, 0],
  persistence: 0.5,
  nudge: 0.06,
  confounding: 0.25,
  noise: 0.3,
  season: 0,
  washShare: 0,
  missing: 0,
  sharing: 0,
};

export interface SyntheticPanel {
  readonly panel: Panel;
  readonly loop: Loop;
  /** Each link's true long-run elasticity, and their product. */
  readonly elasticities: readonly number[];
  readonly gain: number;
}

const NAMES = ['private sales', 'impressions', 'visits', 'investment', 'arrivals', 'stores'];
/** Weeks that pass before the panel begins, so that it begins in the stationary state. */
const BURN_IN = 30;
const DEMAND_KEPT = 0.9;
const WEEKS_A_YEAR = 52;

/** Draws one panel. The same settings and seed always give the same panel. */
export function synthesize(settings: SyntheticSettings, seed: number): SyntheticPanel {
  const { merchants, weeks, effects, laterEffects, persistence, nudge, sharing } = settings;
  const size = effects.length;
  const names = effects.map((_, k) => NAMES[k] ?? `variable ${k + 1}`);
  const panel = emptyPanel(names, merchants, weeks);
  const random = new Random(seed, 2);
  const values = [0, 1, 2].map(() => new Float64Array(merchants * size));
  const demand = new Float64Array(merchants);
  const seasonal = Float64Array.from({ length: merchants }, () => 2 * random.uniform());
  const isWashing = Uint8Array.from({ length: merchants }, () =>
    random.uniform() < settings.washShare ? 1 : 0,
  );
  const fake = new Float64Array(merchants);
  const demandShock = Math.sqrt(1 - DEMAND_KEPT ** 2);
  for (let week = -BURN_IN; week < weeks; week += 1) {
    const [now, last, before] = [0, 1, 2].map((back) => values[(week + BURN_IN + 3 - back) % 3]) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const platform = settings.noise * random.normal(); // a common shock of the week, removed by time effects
    for (let m = 0; m < merchants; m += 1) {
      demand[m] = DEMAND_KEPT * (demand[m] as number) + demandShock * random.normal();
      const season =
        settings.season * (seasonal[m] as number) * Math.sin((2 * Math.PI * week) / WEEKS_A_YEAR);
      for (let k = 0; k < size; k += 1) {
        const previous = (k + size - 1) % size;
        const z = nudge * random.sign();
        now[m * size + k] =
          persistence * (last[m * size + k] as number) +
          (effects[previous] as number) * (last[m * size + previous] as number) +
          (laterEffects[previous] as number) * (before[m * size + previous] as number) +
          z +
          settings.confounding * (demand[m] as number) +
          season +
          platform +
          settings.noise * random.normal();
        if (week >= 0) (panel.variables[k] as { nudges: Float64Array }).nudges[m * weeks + week] = z;
      }
    }
    if (sharing > 0) shareSupply(now, merchants, size, sharing);
    if (week < 0) continue;
    for (let m = 0; m < merchants; m += 1) {
      const isLost = settings.missing > 0 && random.uniform() < settings.missing;
      if (settings.washShare > 0) fake[m] = nextFake(random, fake[m] as number, isWashing[m] === 1);
      for (let k = 0; k < size; k += 1) {
        const variable = panel.variables[k] as { series: Float64Array; nudges: Float64Array };
        const at = m * weeks + week;
        const real = now[m * size + k] as number;
        variable.series[at] = isLost ? Number.NaN : k === 0 ? real + (fake[m] as number) : real;
        if (isLost) variable.nudges[at] = Number.NaN;
      }
    }
  }
  const elasticities = effects.map((effect, k) => {
    // Of what a merchant adds to a shared supply, its own share of the group's mean is taken away again.
    const kept = sharing > 0 && k === 0 ? 1 - 1 / sharing : 1;
    return (kept * (effect + (laterEffects[k] as number))) / (1 - persistence);
  });
  return {
    panel,
    loop: ring(names),
    elasticities,
    gain: elasticities.reduce((product, e) => product * e, 1),
  };
}

/**
 * One supply for each group of merchants: what one gets more of, the others of its group get less of. In logs the group's mean of
 * the second variable is taken away, as it is when impressions are shares of a whole.
 */
function shareSupply(now: Float64Array, merchants: number, size: number, group: number): void {
  for (let first = 0; first < merchants; first += group) {
    const end = Math.min(merchants, first + group);
    let sum = 0;
    for (let m = first; m < end; m += 1) sum += now[m * size + 1] as number;
    for (let m = first; m < end; m += 1)
      now[m * size + 1] = (now[m * size + 1] as number) - sum / (end - first);
  }
}

/** Bursts of fake sales: they begin in one week of ten, add 50 to 150 % and end in one week of three. */
function nextFake(random: Random, current: number, isWashing: boolean): number {
  if (!isWashing) return 0;
  if (current > 0) return random.uniform() < 1 / 3 ? 0 : current;
  return random.uniform() < 0.1 ? Math.log(1.5 + random.uniform()) : 0;
}
