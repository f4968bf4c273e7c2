/** What the twin knows of the same scenario and nobody can see in a market: each link's true elasticity, and the gain. */
import { LINKS, type Link, type Scenario, trueGain, withParameters } from '@hazumi/twin';

export interface Truth {
  gain: number;
  elasticities: Record<Link, number>;
}

/** A year, whatever the live run has: an elasticity of the long run needs one. */
const days = 364;
/**
 * A tenth more, passed on by a tenth of the merchants: one percent would move no single order of a merchant with few, and a few merchants
 * would hang on a single store that opens or closes for it.
 */
const injected = { level: 'merchant', share: 0.1, treatedShare: 0.1 } as const;

/**
 * The merchant's true elasticities under the scenario's parameters and policy, averaged over seeds, without nudges.
 *
 * @param scenario with more principals than the live run has, where that helps: an elasticity does not grow with the market
 */
export async function truthOf(scenario: Scenario, seeds: readonly number[]): Promise<Truth> {
  const sums = Object.fromEntries(LINKS.map((link) => [link, 0])) as Record<Link, number>;
  for (const seed of seeds) {
    const { elasticities } = await trueGain(
      { ...withParameters(scenario, { nudgeAmplitude: 0 }), seed, days },
      injected,
    );
    for (const link of LINKS) sums[link] += elasticities[link] / seeds.length;
  }
  return { gain: LINKS.reduce((product, link) => product * sums[link], 1), elasticities: sums };
}
