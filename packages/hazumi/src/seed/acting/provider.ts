/** The doors of Sandbox Pay that a shopper's finger and a tester's clock go through. */
export interface ProviderDoor {
  /** Does at the provider what its payment page would; the same key does it once. */
  act(paymentId: string, act: Record<string, unknown>, key: string): Promise<void>;
  /** Makes the provider's clock stand at an instant, or run again. */
  setClock(standsAt: Date | null): Promise<void>;
  /** Sends no webhooks while the past is told: nobody would hear them in their time. */
  keepQuiet(isQuiet: boolean): Promise<void>;
}

const timeoutMs = 20_000;

export function providerDoor(sandbox: { url: string; apiKey: string }): ProviderDoor {
  async function post(path: string, body: object, key?: string): Promise<void> {
    const response = await fetch(`${sandbox.url}/api${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${sandbox.apiKey}`,
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the payment sandbox refuses ${path}: ${text}`);
  }
  return {
    act: (paymentId, act, key) => post(`/payments/${encodeURIComponent(paymentId)}/act`, act, key),
    setClock: (standsAt) => post('/clock', standsAt === null ? {} : { standsAt: standsAt.toISOString() }),
    keepQuiet: (isQuiet) => post('/faults', isQuiet ? { lostWebhooks: true } : {}),
  };
}
