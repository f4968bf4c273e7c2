/** Sandbox Pay as the replay uses it: it plays the shopper on the hosted page, and sets the provider's clock beside the market's. */

export interface SandboxClient {
  /** The provider's time stands at this instant, milliseconds since 1970; what is due by then is done. */
  setClock(at: number): Promise<void>;
  /**
   * The shopper pays. Said twice, it is done once.
   *
   * @param paymentId the provider's own id
   */
  pay(
    paymentId: string,
    how: { method: 'card' | 'slip' | 'voucher'; instalments: number; captureMinor: bigint },
  ): Promise<void>;
}

export function openSandbox(options: { url: string; apiKey: string }): SandboxClient {
  async function post(path: string, body: object, key?: string): Promise<void> {
    const response = await fetch(`${options.url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${options.apiKey}`,
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
    });
    if (response.ok) {
      await response.body?.cancel();
      return;
    }
    const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
    // A former run did it, under a key that the sandbox has forgotten or never got.
    if (problem.code === 'payment_captured') return;
    throw new Error(`Sandbox Pay refuses ${path}: ${response.status} ${problem.code}: ${problem.detail}`);
  }
  return {
    setClock: (at) => post('/api/clock', { standsAt: new Date(at).toISOString() }),
    pay: (paymentId, { method, instalments, captureMinor }) => {
      const capturedAmountMinor = Number(captureMinor);
      const act = {
        card: { act: 'approve', capturedAmountMinor, instalments },
        voucher: { act: 'approve' },
        slip: { act: 'paySlip', capturedAmountMinor },
      }[method];
      return post(`/api/payments/${paymentId}/act`, act, `replay-${paymentId}`);
    },
  };
}

/** The provider's id of a payment, from the address where its shopper goes on: `.../pay/<id>`. */
export function paymentIdIn(redirectUrl: string): string {
  const id = new URL(redirectUrl).pathname.split('/').at(-1);
  if (!id) throw new Error(`${redirectUrl} names no payment`);
  return id;
}
