import { digest } from '@hazumi/policy';
import { defaultParameters, parameterNames } from '../parameters.ts';
import { type Scenario, scenarioDigest, TWIN_VERSION } from '../scenario.ts';

/**
 * Everything that tells a run from any other, on one line: the engine's version, the digests of policy and scenario, seeds, size
 * and the parameters that differ from their defaults. Two reports with the same line hold the same numbers.
 */
export function permalink(scenario: Scenario, seeds: number): string {
  const { size, days, parameters, cuts, injections, shocks } = scenario;
  const query = new URLSearchParams({
    policy: digest(scenario.policy),
    scenario: scenarioDigest(scenario),
    seeds: `${scenario.seed}-${scenario.seed + seeds - 1}`,
    days: String(days),
    principals: String(size.principals),
    stores: String(size.storesPerPrincipal),
    keywords: String(size.keywords),
    creators: String(size.creators),
  });
  for (const name of parameterNames) {
    if (parameters[name] !== defaultParameters[name]) query.set(name, String(parameters[name]));
  }
  if (cuts.length > 0) query.set('cuts', cuts.join(','));
  if (injections.length > 0) query.set('injections', JSON.stringify(injections));
  if (shocks.length > 0) query.set('shocks', JSON.stringify(shocks));
  return `hazumi-twin:v${TWIN_VERSION}?${query}`;
}
