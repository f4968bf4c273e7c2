import { Problem } from '../kernel/problem.ts';
import type { Market } from '../market.ts';
import type { PaymentProvider, ProviderMethod } from './provider/port.ts';

/** The first provider that offers this method. */
export function providerFor(market: Market, method: ProviderMethod): PaymentProvider {
  for (const provider of market.providers.values()) {
    if (provider.capabilities.methods.some((offered) => offered.method === method)) return provider;
  }
  throw new Problem('invalid_request', { detail: `This market takes no payment by ${method}.` });
}

/** Every method the market's providers offer, and the balance. */
export function methodsOf(market: Market): ('card' | 'slip' | 'voucher' | 'balance')[] {
  const offered = new Set(
    [...market.providers.values()].flatMap((one) => one.capabilities.methods.map((method) => method.method)),
  );
  return [...(['card', 'slip', 'voucher'] as const).filter((method) => offered.has(method)), 'balance'];
}
