/** The operator of the replayed market, who sets its clock and reads its books. */
import { endpoints } from '@hazumi/contracts';
import type { Clock } from '@hazumi/market';
import { setOperator } from '../operators.ts';
import { type Caller, isRefusal } from './api.ts';
import type { Journal } from './journal.ts';
import type { ReplayMarket } from './market.ts';
import { passwordOf } from './secrets.ts';
import { totpCode, totpSeconds } from './totp.ts';

const email = 'operator@replay.example';

/**
 * Makes the operator (account, second factor, right) as far as a former run has not, and returns its API key. It is new where no
 * run has been here before.
 *
 * @param machine the machine's time: authenticator apps know no other
 */
export async function openOperator(
  market: Pick<ReplayMarket, 'api' | 'composition' | 'secret'>,
  journal: Journal,
  machine: Clock,
): Promise<{ caller: Caller; isNew: boolean }> {
  const known = journal.earlier.findLast((entry) => entry.kind === 'operatorKey');
  if (known !== undefined) return { caller: { token: known.key }, isNew: false };
  const { api } = market;
  const password = passwordOf(market.secret, 'operator');
  let isNew = false;
  const session = await signIn();
  await setOperator(market.composition.market, email, 'operator');
  const { value } = await api(
    endpoints.createApiKey,
    { body: { name: 'replay', scopes: ['operator'] } },
    { token: session },
  );
  journal.write({ kind: 'operatorKey', key: value.key });
  return { caller: { token: value.key }, isNew };

  /** A session with a second factor. */
  async function signIn(): Promise<string> {
    const first = await signUp();
    if ('token' in first) {
      const me = { token: first.token };
      const { value: setUp } = await api(endpoints.startSecondFactor, { body: { password } }, me);
      // Before it is on: from then on nobody gets in without it.
      journal.write({ kind: 'operatorSecret', secret: setUp.secret });
      const code = totpCode(setUp.secret, machine.now());
      const { value: confirmed } = await api(endpoints.confirmSecondFactor, { body: { code } }, me);
      return confirmed.token;
    }
    const secret = journal.earlier.findLast((entry) => entry.kind === 'operatorSecret')?.secret;
    if (secret === undefined)
      throw new Error('the journal has lost the second factor: begin again with --fresh');
    return answerChallenge(first.challenge, secret);
  }

  async function signUp(): Promise<{ token: string } | { challenge: string }> {
    try {
      const { value } = await api(endpoints.signUp, {
        body: { email, password, name: 'Operator', locale: 'en' },
      });
      isNew = true;
      return { token: value.token };
    } catch (error) {
      if (!isRefusal(error, 'email_taken')) throw error;
    }
    const { value } = await api(endpoints.signIn, { body: { email, password } });
    return value.secondFactorRequired ? { challenge: value.challenge } : { token: value.token };
  }

  /** A code is good once, and a killed run may just have used it; the codes of the half minutes on either side count too. */
  async function answerChallenge(challenge: string, secret: string): Promise<string> {
    const now = machine.now().getTime();
    for (const steps of [0, 1, -1]) {
      const code = totpCode(secret, new Date(now + steps * totpSeconds * 1000));
      try {
        const { value } = await api(endpoints.signInSecondFactor, { body: { challenge, code } });
        return value.token;
      } catch (error) {
        if (!isRefusal(error, 'invalid_code')) throw error;
      }
    }
    throw new Error('every code of the second factor was used just now: try again in a minute');
  }
}
