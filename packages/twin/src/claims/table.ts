import type { Claim } from './claim.ts';
import { allianceAdmission } from './table/alliance-admission.ts';
import { banRisk } from './table/ban-risk.ts';
import { creatorAssortments } from './table/creator-assortments.ts';
import { fakeSales } from './table/fake-sales.ts';
import { floatingDeposit } from './table/floating-deposit.ts';
import { hiddenCoupon } from './table/hidden-coupon.ts';
import { investmentToExternal } from './table/investment-to-external.ts';
import { loopFeedsItself } from './table/loop-feeds-itself.ts';
import { moreEffectiveStores } from './table/more-effective-stores.ts';
import { privateCustomers } from './table/private-customers.ts';
import { privateIncentive } from './table/private-incentive.ts';
import { privateToPublic } from './table/private-to-public.ts';
import { storeCluster } from './table/store-cluster.ts';
import { storesPerLicence } from './table/stores-per-licence.ts';
import { trafficToInvestment } from './table/traffic-to-investment.ts';

/** The article's claims, in its order; the last is its critics'. */
export const claims: readonly Claim[] = [
  moreEffectiveStores,
  privateToPublic,
  trafficToInvestment,
  investmentToExternal,
  loopFeedsItself,
  floatingDeposit,
  privateIncentive,
  hiddenCoupon,
  allianceAdmission,
  storesPerLicence,
  storeCluster,
  banRisk,
  creatorAssortments,
  privateCustomers,
  fakeSales,
];
