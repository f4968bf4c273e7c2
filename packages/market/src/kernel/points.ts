/**
 * Named points in the code at which a test can stop a request, run its rival, or let the process die. In the live market
 * nobody listens, and a point costs one call.
 */
export interface Points {
  hit(name: PointName): Promise<void> | undefined;
}

export type PointName =
  | 'payment.created' // our row is committed, the provider not yet asked
  | 'payment.asked' // the provider has answered, our row doesn't know yet
  | 'finalize.begin' // a captured payment is about to be booked
  | 'finalize.locked' // the checkout's row is locked
  | 'finalize.booked' // everything is written, not committed
  | 'placement.written' // a batch is written, not committed
  | 'placement.committed' // a batch is committed, no answer sent
  | 'import.row' // a row of a catalogue import is written, not committed
  | 'incentive.granted' // rebates are granted and booked, not committed
  | 'incentive.vesting' // parts have vested and are booked, not committed
  | 'clawback.locked' // a refund holds its order's incentive, nothing is taken back yet
  | 'refund.created'
  | 'refund.asked'
  | 'search.read' // one batch of goods was read into an index that is being made
  | 'search.followed'; // what had changed before this turn began is in the index

export const noPoints: Points = { hit: () => undefined };
