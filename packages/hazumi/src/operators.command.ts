/** `hazumi operator <email> [operator | approver | auditor | --revoke]`: makes an existing person an operator of the market. */
import { join } from 'node:path';
import { operatorRole } from '@hazumi/contracts';
import { composeMarket, openFolderStorage, systemClock } from '@hazumi/market';
import { prepareDataFolder, readSecrets } from './data.ts';
import { openExistingDatabase } from './existing-market.ts';
import { type OperatorRole, setOperator } from './operators.ts';
import { StartProblem } from './start.problem.ts';

export type OperatorWish = { email: string; role: OperatorRole | null };

const usage =
  'Usage: hazumi operator <email> [operator | approver | auditor | --revoke], for a person who has an account.';

/** Reads the command's arguments. Throws StartProblem, one sentence, for what is not understood. */
export function readOperatorWish(given: string[]): OperatorWish {
  const [email, wanted = 'operator', ...more] = given;
  if (!email?.includes('@') || more.length > 0) throw new StartProblem(usage);
  if (wanted === '--revoke') return { email, role: null };
  const role = operatorRole.safeParse(wanted);
  if (!role.success) throw new StartProblem(usage);
  return { email, role: role.data };
}

/** Does what was wished in the market of the data folder, or of `databaseUrl`; it may be running or not. Returns what to say. */
export async function runOperatorCommand(
  wish: OperatorWish,
  place: { dataFolder: string; databaseUrl: string | undefined },
): Promise<string> {
  const database = await openExistingDatabase(place.dataFolder, place.databaseUrl);
  try {
    prepareDataFolder(place.dataFolder);
    const market = await composeMarket({
      databaseUrl: database.url,
      storage: await openFolderStorage(join(place.dataFolder, 'objects'), systemClock),
      providers: [],
      settings: {
        publicUrl: 'http://localhost',
        origins: [],
        isRateLimited: true,
        checkAnswers: false,
        development: false,
        secret: readSecrets(place.dataFolder).market,
        currency: 'CNY',
      },
    });
    try {
      await setOperator(market.market, wish.email, wish.role);
    } finally {
      await market.close();
    }
  } finally {
    await database.close();
  }
  return wish.role === null
    ? `${wish.email} is no operator any more.`
    : `${wish.email} is ${wish.role === 'operator' ? 'an operator' : `an operator in the role ${wish.role}`} now, in sessions that begin with a second factor.`;
}
