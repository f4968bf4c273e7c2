/** The digital twin: a market that runs the policy's own rules, day by day, the same bits on any number of workers. */
export * from './ensemble.ts';
export * from './gain.ts';
export * from './panel.ts';
export * from './parameters.ts';
export * from './result.ts';
export { runScenario, untreated } from './run.ts';
export * from './run.types.ts';
export * from './scenario.ts';
