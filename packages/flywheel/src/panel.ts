/**
 * The merchant x week panel from which the loop is measured, and the description of the loop on it.
 *
 * A panel holds one series a variable (private sales, impressions, investment ...) and the nudge that was drawn for it. A
 * value stands at `merchant * weeks + week`, so that everything about a merchant lies together: the merchant is the unit
 * that is resampled.
 */

export interface PanelVariable {
  readonly name: string;
  /**
   * What is measured, as a natural logarithm (the slope of a log on a log is an elasticity), NaN where the log of that week
   * is missing. Counts that can be 0 are log1p(count); their elasticity is then a little smaller than that of the count.
   */
  readonly series: Float64Array;
  /**
   * The random nudge of that merchant and week in any unit, drawn anew each week and independent of all else; NaN where
   * the log is missing. 0 everywhere when the variable is not nudged: then nothing that starts from it can be measured.
   */
  readonly nudges: Float64Array;
}

export interface Panel {
  readonly merchants: number;
  readonly weeks: number;
  readonly variables: readonly PanelVariable[];
}

export interface LoopLink {
  readonly name: string;
  /** Index of the variable that moves first. */
  readonly cause: number;
  /** Index of the variable that answers in the following week. */
  readonly effect: number;
  /**
   * What remains of this link's elasticity for the platform as a whole. `whole`: all of it. `shared`: merchants compete for
   * what the link brings, so for the platform it counts times the factor that `platform.ts` measures (0 = a zero-sum prize).
   */
  readonly platform: 'whole' | 'shared';
}

/** The loop: its links in order, each beginning where the one before ends. */
export interface Loop {
  readonly links: readonly LoopLink[];
}

/** An empty panel: every value missing, no nudges. The maker fills the arrays in place. */
export function emptyPanel(names: readonly string[], merchants: number, weeks: number): Panel {
  const variables = names.map((name) => ({
    name,
    series: new Float64Array(merchants * weeks).fill(Number.NaN),
    nudges: new Float64Array(merchants * weeks),
  }));
  return { merchants, weeks, variables };
}

/** The loop that goes once round all variables of a panel, in their order. */
export function ring(names: readonly string[], platform: LoopLink['platform'] = 'whole'): Loop {
  const links = names.map((name, cause) => {
    const effect = (cause + 1) % names.length;
    return { name: `${name} -> ${names[effect]}`, cause, effect, platform };
  });
  return { links };
}

/**
 * Checks that the arrays have the panel's size, that no value is infinite, and that the loop only names variables of it.
 *
 * @throws RangeError saying what is wrong: a panel that is not one is a bug of its maker.
 */
export function checkPanel(panel: Panel, loop: Loop): void {
  const { merchants, weeks, variables } = panel;
  if (merchants < 2 || weeks < 4) throw new RangeError('A panel needs at least 2 merchants and 4 weeks.');
  for (const { name, series, nudges } of variables) {
    for (const [what, values] of [
      ['series', series],
      ['nudges', nudges],
    ] as const) {
      if (values.length !== merchants * weeks)
        throw new RangeError(
          `The ${what} of ${name} have ${values.length} values instead of ${merchants * weeks}.`,
        );
      for (const value of values)
        if (Math.abs(value) === Number.POSITIVE_INFINITY)
          throw new RangeError(`The ${what} of ${name} contain ${value}.`);
    }
  }
  for (const { name, cause, effect } of loop.links)
    if (!variables[cause] || !variables[effect] || cause === effect)
      throw new RangeError(`The link ${name} joins no two variables of the panel.`);
}
