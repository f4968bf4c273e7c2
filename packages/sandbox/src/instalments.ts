/** Sandbox Pay's own terms: three instalments are free, each further one costs 1.5 % of the amount. */
export const freeInstalments = 3;
export const interestPpmAnInstalment = 15_000n;
export const mostInstalments = 24;

export interface InstalmentPlan {
  instalments: number;
  interestMinor: bigint;
  /** amount and interest */
  totalMinor: bigint;
  /** what is due each month; sums to the total, the larger ones first */
  partsMinor: bigint[];
}

/**
 * The plan for paying an amount (minor units, positive) in 1 to 24 instalments.
 * Interest is `amount x 1.5 % x (instalments - 1)`, rounded half up, from the fourth instalment on.
 */
export function instalmentPlan(amountMinor: bigint, instalments: number): InstalmentPlan {
  const charged = instalments > freeInstalments ? BigInt(instalments - 1) : 0n;
  const interestMinor = (amountMinor * interestPpmAnInstalment * charged + 500_000n) / 1_000_000n;
  const totalMinor = amountMinor + interestMinor;
  const share = totalMinor / BigInt(instalments);
  const larger = Number(totalMinor % BigInt(instalments));
  const partsMinor = Array.from({ length: instalments }, (_, index) => (index < larger ? share + 1n : share));
  return { instalments, interestMinor, totalMinor, partsMinor };
}
