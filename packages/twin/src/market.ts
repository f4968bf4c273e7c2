/**
 * What everybody can see of yesterday's market: the numbers through which stores meet, besides the allotment. Written
 * once a day, by the last step, from sums that were taken block by block.
 */

export const MARKET = [
  'users',
  /** Exposure to give today, in impressions. */
  'supply',
  /** Factor on today's demand of contacts: season, common shocks, the scenario's shocks. */
  'demand',
  'commonShock',
  /** Profit a day of an open store, for each unit of ability; what a prospect expects. */
  'profitPerAbility',
  /** Sum of the weights by which creators choose. */
  'creatorWeight',
  /** Ability of admitted stores, of that of all open ones. */
  'creatorCoverage',
  /** What merit returns in the value of exposure, for a unit of kept fee over its whole life. */
  'meritReturn',
  /** Factor by which public conversion gains from what contacts spend at rivals. */
  'leakGain',
  /** Orders an impression, smoothed. */
  'utility',
  /** What an impression brings its store, in minor units, smoothed. */
  'impressionValue',
  'platformCash',
  'creatorsCash',
  'suppliersCash',
  /** Cash, pending settlements and deposits of all stores at the end of yesterday. */
  'merchantsMoney',
  'refundLimit',
] as const;

type MarketName = (typeof MARKET)[number];

/** Where each number stands in `world.market`. */
export const M = Object.fromEntries(MARKET.map((name, index) => [name, index])) as Readonly<
  Record<MarketName, number>
>;
