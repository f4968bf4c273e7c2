import { experimentsEndpoints as endpoints } from '@hazumi/contracts';
import { register } from '../kernel/http.ts';
import { Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import { onboardingOf, storeExperiments } from './experiments.service.ts';
import { experimentSweep } from './experiments.weeks.ts';

/** Mounts what is told of experiments, and the sweep that logs, reckons and books them. */
export function registerExperiments(market: Market): void {
  market.sweeps.push(experimentSweep(market));

  register(market, endpoints.getStoreExperiments, (ctx, { scope }) =>
    storeExperiments(market, ctx, scope.storeId),
  );

  register(market, endpoints.getOnboarding, async (ctx) => {
    if (ctx.actor.kind !== 'person') throw new Problem('unauthenticated');
    return onboardingOf(market, ctx, ctx.actor.personId);
  });
}
