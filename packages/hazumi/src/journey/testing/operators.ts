/** Operators of the journey's market: an account, a second factor, the right. */
import { endpoints, type Locale } from '@hazumi/contracts';
import type { Clock } from '@hazumi/market';
import { type OperatorRole, setOperator } from '../../operators.ts';
import type { Caller } from '../../replay/api.ts';
import type { ReplayMarket } from '../../replay/market.ts';
import { passwordOf } from '../../replay/secrets.ts';
import { totpCode, totpSeconds } from '../../replay/totp.ts';
import type { Account } from './accounts.ts';

export interface Operator extends Account {
  /** an API key, for what has no page: the clock */
  caller: Caller;
  /** A code that has not been used: setting up took this half minute's, so it is the next one's, which counts already. */
  code(): string;
}

/** Makes an operator, or one who may approve. @param machine the machine's time: authenticator apps know no other */
export async function givenOperator(
  { api, composition, secret }: Pick<ReplayMarket, 'api' | 'composition' | 'secret'>,
  name: string,
  locale: Locale,
  machine: Clock,
  role: OperatorRole = 'operator',
): Promise<Operator> {
  const email = `${name}@journey.example`;
  const password = passwordOf(secret, name);
  const { value } = await api(endpoints.signUp, { body: { email, password, name, locale } });
  const me = { token: value.token };
  const { value: factor } = await api(endpoints.startSecondFactor, { body: { password } }, me);
  const code = totpCode(factor.secret, machine.now());
  const { value: confirmed } = await api(endpoints.confirmSecondFactor, { body: { code } }, me);
  await setOperator(composition.market, email, role);
  const { value: key } = await api(
    endpoints.createApiKey,
    { body: { name: 'clock', scopes: ['operator'] } },
    { token: confirmed.token },
  );
  return {
    email,
    password,
    name,
    caller: { token: key.key },
    code: () => totpCode(factor.secret, new Date(machine.now().getTime() + totpSeconds * 1000)),
  };
}
