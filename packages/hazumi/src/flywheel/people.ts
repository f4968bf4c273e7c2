/** The shoppers of the driven market: accounts with money in their balance, each at an address and in a browser of its own. */
import { type ApiKeyScope, endpoints } from '@hazumi/contracts';
import type { Api, Caller } from '../replay/api.ts';
import { inParallel } from '../replay/in-parallel.ts';
import type { ReplayMarket } from '../replay/market.ts';
import { paymentIdIn } from '../replay/sandbox.client.ts';
import { passwordOf } from '../replay/secrets.ts';

/** Hashing a password takes a core a tenth of a second, on purpose. */
const signUpsAtOnce = 4;
const balanceMinor = 50_000_000;

export const driven = { country: 'CN', currency: 'CNY' } as const;

export interface Shopper {
  number: number;
  caller: Caller;
  /** what its browser sends along: it agreed to being recognised */
  visitor: string;
}

export type Told = (done: number, total: number) => void;

/** An address that no two people share: who shares one is one and the same to the market. */
export const addressOf = (name: string) => ({
  region: '浙江省',
  city: '杭州市',
  street: `${name} 号`,
  postalCode: '310000',
});

/** Makes an account, and a key that outlives its session by months. */
export async function signUp(
  { api, secret }: Pick<ReplayMarket, 'api' | 'secret'>,
  name: string,
  scopes: readonly ApiKeyScope[],
): Promise<Caller> {
  const { value } = await api(endpoints.signUp, {
    body: {
      email: `${name}@flywheel.example`,
      password: passwordOf(secret, name),
      name,
      locale: 'zh-CN',
    },
  });
  const key = await api(
    endpoints.createApiKey,
    { body: { name: 'flywheel', scopes: [...scopes] } },
    { token: value.token },
  );
  return { token: key.value.key };
}

/** Brings so many shoppers to the market, with money to spend. */
export async function gatherShoppers(
  market: Pick<ReplayMarket, 'api' | 'secret' | 'sandbox'>,
  count: number,
  told: Told,
): Promise<Shopper[]> {
  const shoppers: Shopper[] = [];
  let done = 0;
  await inParallel(
    Array.from({ length: count }, (_, number) => number),
    signUpsAtOnce,
    async (number) => {
      const caller = await signUp(market, `shopper-${number}`, ['checkout']);
      const { value } = await market.api(endpoints.giveConsent);
      await topUp(market, caller, number);
      shoppers[number] = { number, caller, visitor: value.token };
      told(++done, count);
    },
  );
  return shoppers;
}

async function topUp(
  { api, sandbox }: Pick<ReplayMarket, 'sandbox'> & { api: Api },
  caller: Caller,
  number: number,
): Promise<void> {
  const { value } = await api(
    endpoints.topUpBalance,
    {
      idempotencyKey: `flywheel-top-up-${number}`,
      body: { amountMinor: balanceMinor, currency: driven.currency, method: 'card' },
    },
    caller,
  );
  if (value.redirectUrl !== null)
    await sandbox.pay(paymentIdIn(value.redirectUrl), {
      method: 'card',
      instalments: 1,
      captureMinor: BigInt(balanceMinor),
    });
  await api(endpoints.finalizeTopUp, { params: { paymentId: value.id } }, caller);
}
