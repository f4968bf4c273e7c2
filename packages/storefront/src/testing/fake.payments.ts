import type { checkout, order, payment } from '@hazumi/contracts';
import { type Asker, type FakeApi, FakeProblem, newId } from './fake.api.ts';
import { openedAt } from './fake.catalogue.ts';
import { type People, personOf, shopperOf } from './fake.people.ts';
import { checkoutExpiresAt as expiresAt, type Trade } from './fake.trade.ts';

type Checkout = (typeof checkout)['_output'];
type Order = (typeof order)['_output'];
type Payment = (typeof payment)['_output'];

/** Payments of checkouts and balances, and what shoppers do with their orders. */
export function installPayments(fake: FakeApi, people: People, trade: Trade): void {
  const { handlers } = fake;
  const checkoutOf = (asker: Asker, id: string): Checkout => {
    const owner = shopperOf(people, asker);
    const found = trade.checkouts.find((one) => one.checkout.id === id && one.owner === owner);
    if (found === undefined) throw new FakeProblem('not_found');
    return found.checkout;
  };
  const paymentOf = (method: Payment['method'], amountMinor: number): Payment => {
    const id = newId('payment');
    const isBalance = method === 'balance';
    return {
      id,
      method,
      amountMinor,
      currency: 'CNY',
      instalments: 1,
      state: isBalance ? 'captured' : 'pending',
      capturedMinor: isBalance ? amountMinor : null,
      differenceName: null,
      refundedMinor: 0,
      failureCode: null,
      redirectUrl: isBalance ? null : `${trade.provider}/pay/${id}`,
      createdAt: openedAt,
      capturedAt: isBalance ? openedAt : null,
      expiresAt,
    };
  };
  /** Sums anew, and pays the orders once nothing is left. */
  const settle = (one: Checkout): Checkout => {
    const sumOf = (state: Payment['state']) =>
      one.payments
        .filter((payment) => payment.state === state)
        .reduce((sum, payment) => sum + payment.amountMinor, 0);
    one.capturedMinor = sumOf('captured');
    one.pendingMinor = sumOf('pending');
    one.remainingMinor = one.state === 'unpaid' ? one.totalMinor - one.capturedMinor - one.pendingMinor : 0;
    if (one.state === 'unpaid' && one.capturedMinor >= one.totalMinor) {
      one.state = 'paid';
      one.paidAt = openedAt;
      for (const { order } of trade.orders) {
        if (order.checkoutId !== one.id) continue;
        Object.assign(order, { state: 'paid', stateCode: 20, paidAt: openedAt, actions: ['cancel'] });
        order.timeline.push({ type: 'order.paid', at: openedAt, data: {} });
      }
    }
    return one;
  };
  handlers.getCheckout = ({ params }, asker) => checkoutOf(asker, params.checkoutId);
  handlers.payCheckout = ({ params, body }, asker, headers) => {
    const one = checkoutOf(asker, params.checkoutId);
    const key = headers.get('idempotency-key') ?? '';
    if (trade.answered.has(key)) return one;
    trade.answered.set(key, one.id);
    if (one.state === 'paid') throw new FakeProblem('already_paid');
    for (const asked of body.payments) {
      const amountMinor = asked.amountMinor ?? one.remainingMinor;
      if (asked.method === 'balance') {
        const person = personOf(people, asker);
        if (person.balanceMinor < amountMinor) throw new FakeProblem('balance_too_low');
        person.balanceMinor -= amountMinor;
      }
      one.payments.push(paymentOf(asked.method, amountMinor));
      settle(one);
    }
    return one;
  };
  handlers.finalizeCheckout = ({ params }, asker) => {
    const one = checkoutOf(asker, params.checkoutId);
    for (const payment of one.payments) {
      if (payment.state !== 'pending') continue;
      payment.state = trade.outcome;
      if (trade.outcome === 'captured') payment.capturedMinor = payment.amountMinor;
    }
    return settle(one);
  };
  handlers.cancelCheckout = ({ params }, asker) => {
    const one = checkoutOf(asker, params.checkoutId);
    if (one.state === 'paid') throw new FakeProblem('already_paid');
    one.state = 'cancelled';
    return settle(one);
  };
  handlers.topUpBalance = ({ body }, asker, headers) => {
    personOf(people, asker);
    const key = headers.get('idempotency-key') ?? '';
    const before = trade.answered.get(key);
    if (before !== undefined) return before as Payment;
    const made = paymentOf(body.method, body.amountMinor);
    trade.topUps.unshift(made);
    trade.answered.set(key, made);
    return made;
  };
  handlers.listTopUps = (_input, asker) => {
    personOf(people, asker);
    return { data: trade.topUps, nextCursor: null };
  };
  handlers.finalizeTopUp = ({ params }, asker) => {
    const person = personOf(people, asker);
    const found = trade.topUps.find((one) => one.id === params.paymentId);
    if (found === undefined) throw new FakeProblem('not_found');
    if (found.state === 'pending' && trade.outcome === 'captured') person.balanceMinor += found.amountMinor;
    found.state = trade.outcome;
    return found;
  };

  const orderOf = (asker: Asker, id: string): Order => {
    const owner = shopperOf(people, asker);
    const found = trade.orders.find((one) => one.order.id === id && one.owner === owner);
    if (found === undefined) throw new FakeProblem('not_found');
    return found.order;
  };
  handlers.listMyOrders = ({ query }, asker) => {
    const owner = shopperOf(people, asker);
    const own = trade.orders.filter(
      (one) => one.owner === owner && (query.state === undefined || one.order.state === query.state),
    );
    return { data: own.map((one) => one.order).reverse(), nextCursor: null };
  };
  handlers.getMyOrder = ({ params }, asker) => orderOf(asker, params.orderId);
  handlers.cancelMyOrder = ({ params, body }, asker) => {
    const order = orderOf(asker, params.orderId);
    if (!order.actions.includes('cancel')) throw new FakeProblem('state_conflict');
    Object.assign(order, { state: 'cancelled', stateCode: 250, cancelledAt: openedAt, actions: [] });
    order.timeline.push({
      type: 'order.cancelled',
      at: openedAt,
      data: { reason: body.reason || 'byBuyer' },
    });
    return order;
  };
  handlers.confirmReceipt = ({ params }, asker) => {
    const order = orderOf(asker, params.orderId);
    if (!order.actions.includes('confirmReceipt')) throw new FakeProblem('state_conflict');
    Object.assign(order, { state: 'complete', stateCode: 100, completedAt: openedAt, actions: [] });
    return order;
  };
}
