/** How many of how many. */
export interface GuardrailShare {
  readonly of: number;
  readonly count: number;
}

/**
 * Plain facts from which the guardrails are measured (`measureGuardrails` of the flywheel), whoever recorded them: the live market's own
 * records, or a twin's run.
 */
export interface GuardrailFacts {
  /** Stores of a cohort that are effective at its observation day (60), of those opened. */
  readonly cohort: GuardrailShare;
  /** The principal of each effective store, one entry a store. */
  readonly principalsOfEffective: readonly string[];
  /** Cleared turnover of each effective store, in minor units: before the change (or without it) and with it. */
  readonly turnoverBefore: ArrayLike<number>;
  readonly turnoverNow: ArrayLike<number>;
  /** Cleared orders and distinct buyers of each store in the window, and the policy's thresholds for them. */
  readonly orders: ArrayLike<number>;
  readonly buyers: ArrayLike<number>;
  readonly ordersThreshold: number;
  readonly buyersThreshold: number;
  /** Impressions of each open store. */
  readonly exposure: ArrayLike<number>;
  /** Newcomers with a first order, of all newcomers. */
  readonly newcomers: GuardrailShare;
  readonly refundedOrders: GuardrailShare;
  readonly disputedOrders: GuardrailShare;
  /** Buyers who bought again within the observation days. */
  readonly repeatBuyers: GuardrailShare;
  /** Sales thought to be fabricated, of all sales: each weighted with its posterior probability, in minor units. */
  readonly washSales: GuardrailShare;
  /** Rewards taken back, of those granted, in minor units. */
  readonly clawedBack: GuardrailShare;
  readonly overturnedAppeals: GuardrailShare;
  /** Subsidies of the change in minor units, and effective stores more than without it. */
  readonly subsidyMinor: number;
  readonly effectiveStoresAdded: number;
  /** What private sales on the platform rose by, and the same merchants' private sales everywhere, in minor units. */
  readonly privateOnPlatformAdded: number;
  readonly privateEverywhereAdded: number;
  /** Searches that ended in a click or a purchase. */
  readonly successfulSearches: GuardrailShare;
}
