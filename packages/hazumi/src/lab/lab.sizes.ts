import type { LabSize } from '@hazumi/market';

export interface RunSize {
  principals: number;
  keywords: number;
  creators: number;
  days: number;
  /** pairs of runs */
  seeds: number;
  tornadoSeeds: number;
  gainSeeds: number;
}

/**
 * What a run takes, on one thread of a core that nobody else wants: a first look 3 seconds, the standard run half a minute, the
 * thorough one some minutes. Thirty thousand store-days a run are enough for the outcomes; what grows with the size is how surely
 * the pairs tell small differences, and the sensitivities.
 */
export const runSizes: Record<LabSize, RunSize> = {
  quick: { principals: 200, keywords: 20, creators: 10, days: 120, seeds: 8, tornadoSeeds: 0, gainSeeds: 0 },
  standard: {
    principals: 300,
    keywords: 30,
    creators: 15,
    days: 180,
    seeds: 24,
    tornadoSeeds: 1,
    gainSeeds: 2,
  },
  thorough: {
    principals: 1_000,
    keywords: 100,
    creators: 50,
    days: 365,
    seeds: 40,
    tornadoSeeds: 1,
    gainSeeds: 4,
  },
};
