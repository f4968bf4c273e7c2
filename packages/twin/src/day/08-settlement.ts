/**
 * Step 8: money. Buyers pay and are refunded; fees and commissions are taken; what is left waits, settles, fills the
 * deposit and reaches the merchant; incentives clear, vest, or are taken back. Every yuan that moves is booked where it
 * comes from and where it goes, and the day's check adds up all holdings.
 */
import {
  cappedRebate,
  isDepositInExcess,
  isProbablyFake,
  rebateOf,
  releasedOf,
  requiredDeposit,
  withheldOf,
} from '@hazumi/policy';
import type { Run } from '../run-state.ts';
import { addTally, T } from '../tally.ts';
import { vest } from './08-vesting.ts';

const KEEP_28 = 1 - 1 / 28;
const KEEP_30 = 1 - 1 / 30;
/** What a store of its own for each creator costs in goods that stay unsold, as a share of what creators sell. */
const SPLIT_COST = 0.02;

export function settle(run: Run, day: number, block: number, from: number): void {
  const { world, constants: c, rules } = run;
  const { openRows, orderValue, cash, pending, deposit, merit } = world;
  const meritReward = rules.meritADay;
  const privatePrice = 1 - c.hiddenCouponShare;
  const splitCost = c.assortmentsAreSplit * SPLIT_COST;
  const end = from + (world.openCount[block] as number);
  let profits = 0;
  let allFees = 0;
  let rebates = 0;
  let paidOut = 0;
  let commissions = 0;
  let refunded = 0;
  let subsidies = 0;
  let inflow = 0;
  let suppliers = 0;
  let deposits = 0;
  let shortfalls = 0;
  let meritFees = 0;
  for (let at = from; at < end; at++) {
    const row = openRows[at] as number;
    const value = orderValue[row] as number;
    const privateOrders = world.privateOrders[row] as number;
    const creatorOrders = world.creatorOrders[row] as number;
    const others = (world.publicOrders[row] as number) + (world.externalOrders[row] as number);
    const outsideOrders = world.outsideOrders[row] as number;
    const fakes = world.fakeOrders[row] as number;
    const onPlatform = privateOrders + others + creatorOrders;
    const gross = value * (privateOrders * privatePrice + others + creatorOrders);
    const refundShare = world.refundShare[row] as number;
    const refunds = gross * refundShare;
    const net = gross - refunds;
    const outside = outsideOrders * value * (1 - refundShare);
    const faked = fakes * value;

    const feeRate = world.feeShare[row] as number;
    const fee = (net + faked) * feeRate;
    const commission = creatorOrders * value * (1 - refundShare) * c.commissionShare;
    const privateNet = privateOrders * value * privatePrice * (1 - refundShare);
    const privateSales = privateNet + faked;
    const goods = (net + outside) * (1 - c.marginShare);
    const parcels = (onPlatform + outsideOrders) * c.logistics + fakes * c.washCost;
    const extra = creatorOrders * value * splitCost;
    const tools = world.toolCost[row] as number;
    const credit = tools * c.toolCreditShare;

    // A fake buyer is the merchant: what it pays leaves its own cash and comes back, less the fee, when it settles.
    const waiting = (pending[row] as number) + net + faked - fee - commission;
    const settled = waiting * rules.settledADay;
    pending[row] = waiting - settled;

    // The cap is the licence's, so what all stores of a principal earned this month stands with its first.
    const first = row - (row % world.slots);
    const month = world.monthRebate[first] as number;
    const fraud = world.fraud[row] as number;
    const isBelieved = !isProbablyFake(fraud, rules.wash);
    const rebate = isBelieved
      ? cappedRebate(
          rebateOf(privateSales, feeRate, privateSales * feeRate, rules.incentive),
          month,
          rules.incentive,
        )
      : 0;
    world.monthRebate[first] = month + rebate;
    const vested = vest(run, row, day, rebate);

    // The link from private sales to exposure passes on yesterday's sales; it is read before today's are written.
    const seenSales = run.taps.privateToExposure[row] as number;
    const seenRebate = isBelieved
      ? Math.min(
          rebateOf(seenSales, feeRate, seenSales * feeRate, rules.incentive),
          rebateCeiling(rules, month),
        )
      : 0;
    const kept = seenSales * feeRate - seenRebate;
    merit[row] =
      (merit[row] as number) * meritReward + (isBelieved ? kept * (world.meritShare[row] as number) : 0);
    meritFees += kept;
    world.privateSales[row] = privateSales;

    const turnover30 = (world.turnover30[row] as number) * KEEP_30 + net + faked;
    world.turnover30[row] = turnover30;
    world.turnover[row] = (world.turnover[row] as number) + net + faked;
    world.gmv28[row] = (world.gmv28[row] as number) * KEEP_28 + net + outside;
    const depositRules = rules.deposits[world.category[row] as number] as (typeof rules.deposits)[number];
    const required = requiredDeposit(turnover30, world.pendingRebate[row] as number, depositRules);
    const held = deposit[row] as number;
    const withheld = withheldOf(settled, held, required, depositRules);
    const excessDays = isDepositInExcess(held, required, depositRules)
      ? (world.excessDays[row] as number) + 1
      : 0;
    const released = releasedOf(held, required, excessDays, depositRules);
    world.excessDays[row] = released > 0 ? 0 : excessDays;
    const holding = held + withheld - released;
    deposit[row] = holding;
    const shortfall = Math.max(0, required - holding);
    world.shortfallDays[row] = shortfall > 0 ? (world.shortfallDays[row] as number) + 1 : 0;

    cash[row] =
      (cash[row] as number) +
      (settled - withheld + released) +
      vested +
      outside -
      faked -
      goods -
      parcels -
      extra -
      (tools - credit);

    const profit = net + outside + vested + credit - fee - commission - goods - parcels - extra - tools;
    world.profit28[row] = (world.profit28[row] as number) * KEEP_28 + profit;
    world.sumProfit[row] = (world.sumProfit[row] as number) + profit - (world.entryCost[row] as number);
    world.entryCost[row] = 0;
    world.sumFees[row] = (world.sumFees[row] as number) + fee;
    world.sumRebates[row] = (world.sumRebates[row] as number) + vested;
    world.sumRefunds[row] = (world.sumRefunds[row] as number) + refunds;

    profits += (world.profit28[row] as number) / 28;
    allFees += fee;
    rebates += rebate;
    paidOut += vested;
    commissions += commission;
    refunded += refunds;
    subsidies += credit;
    inflow += net + outside;
    suppliers += goods + parcels + extra + tools;
    deposits += holding;
    shortfalls += shortfall;
  }
  addTally(world, block, T.profitOpen, profits);
  addTally(world, block, T.fees, allFees);
  addTally(world, block, T.rebates, rebates);
  addTally(world, block, T.rebatesPaid, paidOut);
  addTally(world, block, T.commissions, commissions);
  addTally(world, block, T.refunds, refunded);
  addTally(world, block, T.subsidies, subsidies);
  addTally(world, block, T.inflow, inflow);
  addTally(world, block, T.toSuppliers, suppliers);
  addTally(world, block, T.toCreators, commissions);
  addTally(world, block, T.toPlatform, allFees - paidOut - subsidies);
  addTally(world, block, T.deposits, deposits);
  addTally(world, block, T.depositShortfall, shortfalls);
  addTally(world, block, T.meritFees, meritFees);
  addTally(world, block, T.merchantProfit, profits);
}

/** What is left of the month's cap, so that merit counts as kept what the cap keeps. */
function rebateCeiling(rules: Run['rules'], month: number): number {
  return cappedRebate(Number.POSITIVE_INFINITY, month, rules.incentive);
}
