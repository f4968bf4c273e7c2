import type { GuardrailFacts, GuardrailName } from '@hazumi/policy';
import type { LoopPanel } from './measures.panel.ts';

/** What is asked of an estimate, all from the policy. */
export interface EstimateRules {
  /** 0.9 for 90 % intervals */
  readonly level: number;
  readonly draws: number;
  readonly weakBelow: number;
}

/** An interval; null for an end that there is none. */
export interface Bounds {
  readonly low: number | null;
  readonly high: number | null;
}

export interface MeasuredLink extends Bounds {
  readonly name: string;
  readonly elasticity: number;
  readonly firstStageF: number;
  /** the weeks after a nudge over which its effect was summed up, that week included */
  readonly lagWeeks: number;
  readonly isWeak: boolean;
}

export interface MeasuredGain extends Bounds {
  readonly gain: number;
  readonly probabilityAboveOne: number | null;
  /** in words, in the market's languages */
  readonly reading: Readonly<Record<'zh-CN' | 'ja' | 'en', string>>;
}

/** What came of a measurement. A link that could not be measured is missing; a gain needs all of them. */
export interface LoopMeasurement {
  readonly links: readonly MeasuredLink[];
  readonly merchant: MeasuredGain | null;
  readonly platform: MeasuredGain | null;
  readonly codeVersion: string;
}

/**
 * The measuring side of the loop, which is not the market's: it is handed in when the market is put together. Both read plain numbers
 * and touch no database.
 */
export interface LoopMeter {
  /** Each measure by its guardrail's name; NaN where the records do not tell. */
  guardrails(records: GuardrailFacts): Readonly<Record<GuardrailName, number>>;
  /**
   * Measures the loop away from the thread that serves. `links` are those that can be measured at all.
   *
   * @throws the reason of `signal` when it fires
   */
  estimate(
    panel: LoopPanel,
    links: readonly string[],
    rules: EstimateRules,
    onProgress: (progress: number) => void,
    signal: AbortSignal,
  ): Promise<LoopMeasurement>;
}
