/** The estimate of the loop from the market's panel, as far as it can be measured. */
import { estimateLoop, type GainEstimate, type Loop } from '@hazumi/flywheel';
import type { EstimateRules, LoopMeasurement, LoopPanel, MeasuredGain } from '@hazumi/market';

/**
 * A week of the market sums up days, in which one thing leads to the next within the same week: the cumulative form is asked, over this
 * week and the next three, as against the twin's records (docs/loop.md).
 */
const horizon = 3;
/** The bootstrap's, so that the same panel gives the same intervals. */
const seed = 1;

/**
 * @param ring all links in the loop's order
 * @param links those that can be measured; a gain is told only where they are all
 * @returns only links of which the data give an elasticity at all
 */
export function measureLoop(
  panel: LoopPanel,
  ring: readonly string[],
  links: readonly string[],
  { level, draws, weakBelow }: EstimateRules,
): Omit<LoopMeasurement, 'codeVersion'> {
  const loop: Loop = {
    links: ring.flatMap((name, cause) =>
      links.includes(name)
        ? [
            {
              name,
              cause,
              effect: (cause + 1) % ring.length,
              // Whether the platform shows more because one merchant earned it, a merchant's own record cannot tell.
              platform: name === 'privateToExposure' ? ('shared' as const) : ('whole' as const),
            },
          ]
        : [],
    ),
  };
  const plain = { ...panel, merchants: panel.merchants.length };
  const found = estimateLoop(plain, loop, { level, draws, weakBelow, seed, horizon });
  const told = found.links.filter(({ elasticity }) => Number.isFinite(elasticity));
  const isWhole = told.length === ring.length;
  return {
    links: told.map((link) => ({
      name: link.name,
      elasticity: link.elasticity,
      low: finite(link.low),
      high: finite(link.high),
      firstStageF: finite(link.firstStageF) ?? 0,
      lagWeeks: horizon,
      isWeak: link.method === 'anderson-rubin',
    })),
    merchant: isWhole ? gainOf(found.merchant) : null,
    platform: isWhole && found.platform !== null ? gainOf(found.platform) : null,
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function gainOf({ gain, low, high, probabilityAboveOne, reading }: GainEstimate): MeasuredGain | null {
  if (!Number.isFinite(gain)) return null;
  return { gain, low: finite(low), high: finite(high), probabilityAboveOne, reading };
}
