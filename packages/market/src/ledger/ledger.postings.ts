/**
 * What each happening books. Pure: facts in, a transaction out. Debits are positive, credits negative; every transaction here sums
 * to zero, and the database checks it again.
 *
 * The way of a sale's money:
 *
 *   capture       providerClearing  +captured    (or buyerBalance +amount: what we owe the shopper shrinks)
 *                 buyerUnapplied    -amount      paid, not yet applied to an order
 *                 paymentDifference -(captured - amount), e.g. instalment interest
 *   orderPaid     buyerUnapplied    +total
 *                 merchantPayable   -(goods less its tax)   shippingPayable -(freight less its tax)   taxPayable -tax
 *                 merchantPayable   +fee                    platformFee     -fee
 *                 couponCost        +discount    couponGranted -discount: what the merchant bore by its coupons, and what its goods
 *                 were worth beyond what was paid; neither touches what it is owed
 *   orderRefund   the same the other way round, for what is given back; refundClearing -amount
 *   unapplied     money that came for no live order: buyerUnapplied +amount, paymentDifference +rest, refundClearing -both
 *   experimentCredit  experimentCost +amount   merchantPayable -amount: what an experiment pays a merchant, borne by the platform
 *   refundSettled refundClearing    +amount      providerClearing -amount (or buyerBalance -amount)
 *   incentive...  granted: feeRebate +rebate, incentivePending -rebate: the platform gives up a part of the fee; vested: incentivePending +part,
 *                 merchantPayable -part; clawback: what each source has to give +, feeRebate -all of it; clawbackOwed is what the merchant
 *                 owes beyond them
 */

export type AccountKind =
  | 'providerClearing'
  | 'buyerBalance'
  | 'buyerUnapplied'
  | 'merchantPayable'
  | 'shippingPayable'
  | 'taxPayable'
  | 'platformFee'
  | 'refundClearing'
  | 'paymentDifference'
  | 'experimentCost'
  | 'couponCost'
  | 'couponGranted'
  | 'feeRebate'
  | 'incentivePending'
  | 'merchantDeposit'
  | 'clawbackOwed';

export interface Entry {
  account: AccountKind;
  /** whose account: a store's, person's or checkout's UUID, a provider's name; '' for the platform's own */
  owner: string;
  /** debit positive, credit negative; never zero */
  amountMinor: bigint;
}

export interface Transaction {
  id: string;
  storeId: string;
  kind:
    | 'capture'
    | 'topUp'
    | 'orderPaid'
    | 'orderRefund'
    | 'unappliedRefund'
    | 'refundSettled'
    | 'experimentCredit'
    | 'incentiveGranted'
    | 'incentiveVested'
    | 'incentiveClawback';
  currency: string;
  orderId: string | null;
  paymentId: string | null;
  refundId: string | null;
  entries: Entry[];
}

/** Where a payment's money lies: with a provider, or in the shopper's own balance here. */
export function sourceAccount(payment: {
  provider: string;
  userId: string | null;
}): Pick<Entry, 'account' | 'owner'> {
  return payment.provider === 'balance'
    ? { account: 'buyerBalance', owner: payment.userId ?? '' }
    : { account: 'providerClearing', owner: payment.provider };
}

const nonZero = (entries: Entry[]): Entry[] => entries.filter((entry) => entry.amountMinor !== 0n);

/** A payment of a checkout is captured: `captured` has come, `amount` of it was asked for. */
export function captureEntries(payment: {
  provider: string;
  userId: string | null;
  checkoutId: string;
  amountMinor: bigint;
  capturedMinor: bigint;
}): Entry[] {
  return nonZero([
    { ...sourceAccount(payment), amountMinor: payment.capturedMinor },
    { account: 'buyerUnapplied', owner: payment.checkoutId, amountMinor: -payment.amountMinor },
    { account: 'paymentDifference', owner: '', amountMinor: payment.amountMinor - payment.capturedMinor },
  ]);
}

/** A top-up is captured: the whole of what came is the shopper's to spend. */
export function topUpEntries(payment: { provider: string; userId: string; capturedMinor: bigint }): Entry[] {
  return nonZero([
    { account: 'providerClearing', owner: payment.provider, amountMinor: payment.capturedMinor },
    { account: 'buyerBalance', owner: payment.userId, amountMinor: -payment.capturedMinor },
  ]);
}

export interface SaleAmounts {
  storeId: string;
  /** goods and freight include their tax */
  goodsMinor: bigint;
  goodsTaxMinor: bigint;
  freightMinor: bigint;
  freightTaxMinor: bigint;
  feeMinor: bigint;
  /** what the merchant's coupons took off the goods */
  discountMinor: bigint;
}

/** An order is paid out of `source`: its checkout's unapplied money, or directly the shopper's balance. */
export function orderPaidEntries(source: Pick<Entry, 'account' | 'owner'>, sale: SaleAmounts): Entry[] {
  return nonZero([{ ...source, amountMinor: sale.goodsMinor + sale.freightMinor }, ...saleEntries(sale, 1n)]);
}

/** A part of an order, or all of it, is given back towards the account of `refundOwner` (a provider's name, or 'balance'). */
export function orderRefundEntries(refundOwner: string, part: SaleAmounts): Entry[] {
  return nonZero([
    { account: 'refundClearing', owner: refundOwner, amountMinor: -(part.goodsMinor + part.freightMinor) },
    ...saleEntries(part, -1n),
  ]);
}

function saleEntries(sale: SaleAmounts, sign: 1n | -1n): Entry[] {
  const owner = sale.storeId;
  return [
    { account: 'merchantPayable', owner, amountMinor: -sign * (sale.goodsMinor - sale.goodsTaxMinor) },
    { account: 'shippingPayable', owner, amountMinor: -sign * (sale.freightMinor - sale.freightTaxMinor) },
    { account: 'taxPayable', owner, amountMinor: -sign * (sale.goodsTaxMinor + sale.freightTaxMinor) },
    { account: 'merchantPayable', owner, amountMinor: sign * sale.feeMinor },
    // By store, so that what each has paid is a balance like any other.
    { account: 'platformFee', owner, amountMinor: -sign * sale.feeMinor },
    { account: 'couponCost', owner, amountMinor: sign * sale.discountMinor },
    { account: 'couponGranted', owner, amountMinor: -sign * sale.discountMinor },
  ];
}

/**
 * Money that came for no live order (captured after it expired, for a checkout that was never completed, too much) is on its way
 * back: `unapplied` of it lay with the checkout, `difference` had been set aside beyond what was asked.
 */
export function unappliedRefundEntries(
  checkoutId: string,
  refundOwner: string,
  unappliedMinor: bigint,
  differenceMinor: bigint,
): Entry[] {
  return nonZero([
    { account: 'buyerUnapplied', owner: checkoutId, amountMinor: unappliedMinor },
    { account: 'paymentDifference', owner: '', amountMinor: differenceMinor },
    { account: 'refundClearing', owner: refundOwner, amountMinor: -(unappliedMinor + differenceMinor) },
  ]);
}

/** The provider has given the money back, or it stands in the shopper's balance again. */
export function refundSettledEntries(
  payment: { provider: string; userId: string | null },
  amountMinor: bigint,
): Entry[] {
  return nonZero([
    { account: 'refundClearing', owner: payment.provider, amountMinor },
    { ...sourceAccount(payment), amountMinor: -amountMinor },
  ]);
}

/** A store is credited for its week in an experiment. The platform bears it, by store, so that what each has cost is a balance. */
export function experimentCreditEntries(storeId: string, amountMinor: bigint): Entry[] {
  return nonZero([
    { account: 'experimentCost', owner: storeId, amountMinor },
    { account: 'merchantPayable', owner: storeId, amountMinor: -amountMinor },
  ]);
}

/** A private order's rebate is granted: the platform gives back a part of the fee, which the merchant has not got yet. */
export function incentiveGrantedEntries(storeId: string, rebateMinor: bigint): Entry[] {
  return nonZero([
    // Beside the fee and not off it, so that what was charged stays to be seen.
    { account: 'feeRebate', owner: storeId, amountMinor: rebateMinor },
    { account: 'incentivePending', owner: storeId, amountMinor: -rebateMinor },
  ]);
}

/** A part of a rebate has vested: it is the merchant's like the proceeds of a sale. */
export function incentiveVestedEntries(storeId: string, partMinor: bigint): Entry[] {
  return nonZero([
    { account: 'incentivePending', owner: storeId, amountMinor: partMinor },
    { account: 'merchantPayable', owner: storeId, amountMinor: -partMinor },
  ]);
}

/** A rebate is taken back, from where the policy's order of sources says. */
export function incentiveClawbackEntries(
  storeId: string,
  taken: Readonly<Record<'pendingIncentive' | 'pendingSettlement' | 'deposit' | 'owed', bigint>>,
): Entry[] {
  const total = taken.pendingIncentive + taken.pendingSettlement + taken.deposit + taken.owed;
  return nonZero([
    { account: 'incentivePending', owner: storeId, amountMinor: taken.pendingIncentive },
    { account: 'merchantPayable', owner: storeId, amountMinor: taken.pendingSettlement },
    { account: 'merchantDeposit', owner: storeId, amountMinor: taken.deposit },
    { account: 'clawbackOwed', owner: storeId, amountMinor: taken.owed },
    { account: 'feeRebate', owner: storeId, amountMinor: -total },
  ]);
}
