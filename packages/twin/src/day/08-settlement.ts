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
import { blockColumn } from '../columns.ts';
import type { Run } from '../run-state.ts';
import { addTally, T } from '../tally.ts';
import { ROWS_A_BLOCK } from '../world.ts';
import { vest, vesting, vestingPlace } from './08-vesting.ts';

const KEEP_28 = 1 - 1 / 28;
const KEEP_30 = 1 - 1 / 30;
/** What a store of its own for each creator costs in goods that stay unsold, as a share of what creators sell. */
const SPLIT_COST = 0.02;

/** Where sellers' incentives wait, and how much; written when the block is done, see `vest`. */
const places = new Int32Array(ROWS_A_BLOCK);
const earned = blockColumn();

/**
 * Settles the day of a block's stores. Most sell nothing on most days, so what only a sale moves stands apart: it is left
 * out for the others, to whom it would add nothing.
 */
export function settle(run: Run, day: number, block: number, from: number): void {
  const { world, constants: c, rules, deciders } = run;
  const { openRows, orderValue, cash, pending, deposit, merit, slots, pendingRebate } = world;
  const { privateToExposure } = run.taps;
  const { settledADay, meritADay } = rules;
  const { toolCreditShare } = c;
  const privatePrice = 1 - c.hiddenCouponShare;
  const splitCost = c.assortmentsAreSplit * SPLIT_COST;
  const end = from + (world.openCount[block] as number);
  const lastDecider = from + (run.deciderCount[block] as number);
  vest(run, day, block);
  let decider = from;
  let earners = 0;
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
    const privateOrders = world.privateOrders[row] as number;
    const creatorOrders = world.creatorOrders[row] as number;
    const others = (world.publicOrders[row] as number) + (world.externalOrders[row] as number);
    const outsideOrders = world.outsideOrders[row] as number;
    const fakes = world.fakeOrders[row] as number;
    // The link from private sales to exposure passes on yesterday's sales; it is read before today's are written.
    const seenSales = privateToExposure[row] as number;
    const decides = decider < lastDecider && deciders[decider] === row;
    let net = 0;
    let outside = 0;
    let faked = 0;
    let fee = 0;
    let commission = 0;
    let goods = 0;
    let parcels = 0;
    let extra = 0;
    let rebate = 0;
    let gained = 0;
    let privateSales = 0;
    // None of these is ever negative.
    if (privateOrders + creatorOrders + others + outsideOrders + fakes + seenSales !== 0) {
      const value = orderValue[row] as number;
      const onPlatform = privateOrders + others + creatorOrders;
      const gross = value * (privateOrders * privatePrice + others + creatorOrders);
      const refundShare = world.refundShare[row] as number;
      const refunds = gross * refundShare;
      net = gross - refunds;
      outside = outsideOrders * value * (1 - refundShare);
      faked = fakes * value;

      const feeRate = world.feeShare[row] as number;
      fee = (net + faked) * feeRate;
      commission = creatorOrders * value * (1 - refundShare) * c.commissionShare;
      const privateNet = privateOrders * value * privatePrice * (1 - refundShare);
      privateSales = privateNet + faked;
      goods = (net + outside) * (1 - c.marginShare);
      parcels = (onPlatform + outsideOrders) * c.logistics + fakes * c.washCost;
      extra = creatorOrders * value * splitCost;

      // The cap is the licence's, so what all stores of a principal earned this month stands with its first.
      const first = slots === 1 ? row : row - (row % slots);
      const month = world.monthRebate[first] as number;
      if (!isProbablyFake(world.fraud[row] as number, rules.wash)) {
        rebate = cappedRebate(
          rebateOf(privateSales, feeRate, privateSales * feeRate, rules.incentive),
          month,
          rules.incentive,
        );
        const seenRebate = Math.min(
          rebateOf(seenSales, feeRate, seenSales * feeRate, rules.incentive),
          rebateCeiling(rules, month),
        );
        const kept = seenSales * feeRate - seenRebate;
        gained = kept * (world.meritShare[row] as number);
        meritFees += kept;
      } else meritFees += seenSales * feeRate;
      world.monthRebate[first] = month + rebate;
      if (rebate !== 0 && !decides) {
        places[earners] = vestingPlace(world, row, day);
        earned[earners++] = rebate;
        pendingRebate[row] = (pendingRebate[row] as number) + rebate;
      }

      world.turnover[row] = (world.turnover[row] as number) + net + faked;
      world.sumFees[row] = (world.sumFees[row] as number) + fee;
      world.sumRefunds[row] = (world.sumRefunds[row] as number) + refunds;
      allFees += fee;
      rebates += rebate;
      commissions += commission;
      refunded += refunds;
      inflow += net + outside;
    }
    world.privateSales[row] = privateSales;
    merit[row] = (merit[row] as number) * meritADay + gained;

    let vested = 0;
    if (decides) {
      vested = vesting[decider - from] as number;
      decider += 1;
      world.rebateWeeks[vestingPlace(world, row, day)] = rebate;
      // Rounding must not leave a merchant with less than nothing.
      pendingRebate[row] = Math.max(0, (pendingRebate[row] as number) + rebate - vested);
      world.sumRebates[row] = (world.sumRebates[row] as number) + vested;
      paidOut += vested;
    }

    // A fake buyer is the merchant: what it pays leaves its own cash and comes back, less the fee, when it settles.
    const waiting = (pending[row] as number) + net + faked - fee - commission;
    const settled = waiting * settledADay;
    pending[row] = waiting - settled;

    const turnover30 = (world.turnover30[row] as number) * KEEP_30 + net + faked;
    world.turnover30[row] = turnover30;
    world.gmv28[row] = (world.gmv28[row] as number) * KEEP_28 + net + outside;
    const depositRules = rules.deposits[world.category[row] as number] as (typeof rules.deposits)[number];
    const required = requiredDeposit(turnover30, pendingRebate[row] as number, depositRules);
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

    const tools = world.toolCost[row] as number;
    const credit = tools * toolCreditShare;
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
    const profit28 = (world.profit28[row] as number) * KEEP_28 + profit;
    world.profit28[row] = profit28;
    world.sumProfit[row] = (world.sumProfit[row] as number) + profit - (world.entryCost[row] as number);
    world.entryCost[row] = 0;

    profits += profit28 / 28;
    subsidies += credit;
    suppliers += goods + parcels + extra + tools;
    deposits += holding;
    shortfalls += shortfall;
  }
  const { rebateWeeks } = world;
  for (let earner = 0; earner < earners; earner++) {
    const place = places[earner] as number;
    rebateWeeks[place] = (rebateWeeks[place] as number) + (earned[earner] as number);
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
