export interface Settlement {
  /** counts towards the checkout */
  appliedMinor: bigint;
  /** came, but for no order: goes back */
  excessMinor: bigint;
  /** captured beyond what was asked (negative: short of it) under a name that the policy accepts */
  differenceMinor: bigint;
}

/**
 * Divides a captured amount: `applied + excess + difference = captured`, always.
 *
 * `room` is what the checkout still lacks; 0 for one that is paid or cancelled, where all that was captured goes back, interest
 * included, because nothing was bought with it.
 */
export function settle(payment: {
  requestedMinor: bigint;
  capturedMinor: bigint;
  isDifferenceAccepted: boolean;
  roomMinor: bigint;
}): Settlement {
  const { requestedMinor, capturedMinor, roomMinor } = payment;
  const counted = payment.isDifferenceAccepted && roomMinor > 0n ? requestedMinor : capturedMinor;
  const appliedMinor = least(counted, requestedMinor, roomMinor);
  return { appliedMinor, excessMinor: counted - appliedMinor, differenceMinor: capturedMinor - counted };
}

function least(...amounts: bigint[]): bigint {
  return amounts.reduce((a, b) => (b < a ? b : a));
}
