/** The rules of the market as pure functions over plain data, and the versioned policy document. */

export * from './after-sales.ts';
export * from './alliance.ts';
export * from './allotment/build.ts';
export * from './allotment/change.ts';
export * from './allotment/explain.ts';
export {
  drawExplorers,
  type ExplorationFacts,
  sampleBeta,
  type UniformsOf,
} from './allotment/exploration.ts';
export { AllotmentFileProblem, parsePrices, parseStatement } from './allotment/files.ts';
export { forecastPages } from './allotment/forecast.ts';
export * from './allotment/graph.ts';
export * from './allotment/market.ts';
export { chanceNoWorse, type NewcomerFacts, newcomerNeed, placeNewcomers } from './allotment/newcomers.ts';
export * from './allotment/passes.ts';
export * from './allotment/prices.ts';
export { allotRow, meritPrice } from './allotment/row.ts';
export { type AllotmentRules, allotmentRules, MICRO, pageWeight } from './allotment/rules.ts';
export * from './allotment/serving.ts';
export * from './allotment/statement.ts';
export * from './allotment/verify.ts';
export { createWork, type RowWork } from './allotment/work.ts';
export { amountIn, hasCurrency } from './amounts.ts';
export * from './assortments.ts';
export * from './attribution.ts';
export * from './attribution-models.ts';
export * from './buyer-counts.ts';
export { byCategory, type Category } from './by-category.ts';
export { canonicalJson, digest } from './canonical-json.ts';
export * from './capture-difference.ts';
export * from './commission.ts';
export * from './coupon-terms.ts';
export * from './coupon-visibility.ts';
export * from './coupons.ts';
export * from './currency.ts';
export * from './deposit.ts';
export * from './deposit-claims.ts';
export { exp, log, logistic, power, powerOfTwo } from './deterministic-math.ts';
export { type DiffRow, diff } from './diff.ts';
export {
  defaultDocument,
  type GroupName,
  type ParsedDocument,
  type PolicyDocument,
  parseDocument,
} from './document.ts';
export * from './effective-known.ts';
export * from './effective-store.ts';
export * from './explain.ts';
export * from './fake-sale-return.ts';
export * from './fake-sales.ts';
export * from './fee.ts';
export type { Fault } from './fields/faults.ts';
export type { Confidence, Source } from './fields/field.ts';
export { formatValue } from './fields/format.ts';
export type { MoneyValue, Shape, Unit } from './fields/shape.ts';
export { LOCALES, type Locale, type Text } from './fields/text.ts';
export * from './governance.ts';
export type { GuardrailFacts, GuardrailShare } from './guardrail-facts.ts';
export * from './guardrails.ts';
export * from './hoarding.ts';
export * from './incentive.ts';
export * from './insurance.ts';
export { type JsonSchema, jsonSchema } from './json-schema.ts';
export * from './leakage.ts';
export * from './licence-states.ts';
export * from './listing-states.ts';
export * from './money.ts';
export * from './north-star.ts';
export * from './nudges.ts';
export * from './order-states.ts';
export * from './order-timers.ts';
export * from './order-totals.ts';
export * from './payment-cycles.ts';
export * from './peeling.ts';
export * from './principals.ts';
export * from './score.ts';
export * from './settlement.ts';
export type { Party, StateTable, Transition } from './states.ts';
export * from './store-places.ts';
export * from './store-states.ts';
export { taxRatePpm } from './tax-rate.ts';
export * from './versions.ts';
export * from './wash-features.ts';
export * from './wash-scorecard.ts';
