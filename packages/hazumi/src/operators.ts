/** Who runs the market. Operators are made by whoever has the machine, never over the network. */
import type { operatorRole } from '@hazumi/contracts';
import { grantOperator, type Market, revokeOperator } from '@hazumi/market';
import { StartProblem } from './start.problem.ts';

export type OperatorRole = ReturnType<typeof operatorRole.parse>;

/**
 * Gives the person with this e-mail address an operator's role, or with null takes it. Processes that serve the market hear of it at
 * once. An operator is one in sessions with a second factor only.
 *
 * @throws StartProblem where nobody has an account under the address
 */
export async function setOperator(
  market: Pick<Market, 'db' | 'authenticator' | 'newCtx'>,
  email: string,
  role: OperatorRole | null,
): Promise<void> {
  const account = await market.db
    .selectFrom('auth.user')
    .select('id')
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
  if (account === undefined) throw new StartProblem(`Nobody has an account under ${email}: sign up first.`);
  const ctx = market.newCtx({ actor: { kind: 'system', name: 'command' } });
  await market.db.transaction().execute(async (tx) => {
    if (role === null) await revokeOperator(market, ctx, tx, account.id);
    else await grantOperator(market, ctx, tx, account.id, role);
  });
}
