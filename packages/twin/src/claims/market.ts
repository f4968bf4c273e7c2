import type { ScenarioFile } from '../scenario.ts';

/** The market in which all claims are tried: some three hundred open stores, half a year. Arms name only what differs. */
export const claimsMarket = {
  days: 180,
  size: { principals: 600, storesPerPrincipal: 1, keywords: 60, creators: 30 },
} as const satisfies ScenarioFile;

/** The part of the merchants that is treated where only some are: enough to measure, few enough to be rivals of the rest. */
export const TREATED_SHARE = 0.2;
