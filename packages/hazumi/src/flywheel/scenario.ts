/** What is driven: the twin's people under its default parameters, but for what the live market does not have yet. */
import { type Scenario, scenario } from '@hazumi/twin';
import type { FlywheelOptions } from './options.ts';

/** What contacts of a merchant are given off by a hidden coupon, as a share of the price; the platform bears a part of it. */
const couponShare = 0.05;

/**
 * The scenario of a run, for the live market and for the twin alike.
 *
 * The live market has no creators, no return insurance and no fraud audits, and nobody fakes sales in it here; so none of these are in
 * the twin's either. Merchants give their contacts a hidden coupon, because an experiment is about who bears it.
 */
export function flywheelScenario({
  days,
  seed,
  stores,
}: Pick<FlywheelOptions, 'days' | 'seed' | 'stores'>): Scenario {
  return scenario({
    name: 'Flywheel',
    seed,
    days,
    // So many goods to a keyword that a page cannot show all of them, or exposure would follow from being there.
    size: { principals: stores, keywords: Math.max(2, Math.round(stores / 20)), creators: 0 },
    parameters: {
      keywordsPerStore: 2,
      washShare: 0,
      falseAlarmShare: 0,
      insuranceUptake: 0,
      hiddenCouponShare: couponShare,
    },
  });
}
