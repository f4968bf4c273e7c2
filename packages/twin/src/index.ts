/** The digital twin: a market that runs the policy's own rules, day by day, the same bits on any number of workers. */
export { Agents, type MarketOutcome, type Outcome, type Terms, type Visitors } from './agents.ts';
export { claimsData, claimsReport } from './claims/report.ts';
export { type ClaimResult, type ClaimsOptions, type EffectResult, runClaims } from './claims/run.ts';
export { claims } from './claims/table.ts';
export * from './ensemble.ts';
export * from './gain.ts';
export * from './panel.ts';
export * from './parameters.ts';
export {
  type CouponInput,
  type DecisionKind,
  type Decisions,
  decideAsTwin,
  type TouchInput,
} from './parity/adapter.ts';
export { allotAsTwin, pagesAsTwin } from './parity/allotment.ts';
export {
  type Experiment,
  type ExperimentOptions,
  type LevelGain,
  runExperiment,
  type Side,
} from './report/experiment.ts';
export { guardrailLimits } from './report/limits.ts';
export { guardrailTexts, quantityTexts } from './report/scenario.names.ts';
export { experimentData, scenarioReport } from './report/scenario.report.ts';
export { type QuantityName, quantityNames, type RunSummary } from './report/summary.ts';
export * from './result.ts';
export { runScenario, untreated } from './run.ts';
export * from './run.types.ts';
export * from './scenario.ts';
