/** The measure of the loop: an estimator that doesn't flatter, its validation, and the guardrails beside the North Star. */
export {
  type EstimateOptions,
  estimateLoop,
  type GainEstimate,
  type LinkEstimate,
  type LoopEstimate,
  ordinaryOptions,
  type PlatformFactor,
} from './estimate.ts';
export { type Bunching, bunchingMeasure, testBunching } from './guardrails/bunching.ts';
export { gini, topShare } from './guardrails/concentration.ts';
export {
  measureGuardrails,
  medianDrop,
  netNewShare,
  share,
  storesPerPrincipal,
  subsidyPerEffectiveStore,
} from './guardrails/measures.ts';
export type { Interval } from './interval.ts';
export { estimateNaively, type NaiveEstimate } from './naive.ts';
export {
  checkPanel,
  emptyPanel,
  type Loop,
  type LoopLink,
  type Panel,
  type PanelVariable,
  ring,
} from './panel.ts';
export { platformGates } from './platform-gates.ts';
export {
  drawSaturation,
  estimateSaturation,
  ordinarySaturations,
  type SaturationData,
  type SaturationEstimate,
} from './saturation.ts';
export {
  drawSwitchbacks,
  estimateSwitchback,
  type SwitchbackData,
  type SwitchbackEstimate,
  washOutWeeks,
} from './switchback.ts';
export { ordinarySettings, type SyntheticPanel, type SyntheticSettings, synthesize } from './synthetic.ts';
export {
  type Gate,
  type GateKind,
  type GateLimits,
  type GateResult,
  judgeGate,
  judgeParts,
  loopGates,
  type Trial,
} from './validation.ts';
export { judgePolicy, type PolicyTrial, type Registration, type Verdict } from './verdict.ts';
