import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { approverEmail, creatorEmail, emailOf, operatorEmail } from './acting/people.ts';
import type { SeedLogin } from './options.ts';
import { keyboards } from './story/keyboards/keyboards.ts';
import { tea } from './story/tea/tea.ts';

const words =
  'amber basil birch brook cedar clay cloud coral crane dawn ember fern finch flint frost grove harbor hazel heron indigo iris ivory jade juniper kelp kiln lantern lark linen lotus maple meadow mint moss nettle oak opal otter pearl pebble pine plum quartz quill raven reed river rowan saffron sage sparrow spruce stone swift thistle thyme tide tulip velvet walnut willow wren yarrow zephyr'.split(
    ' ',
  );

/**
 * The password of all seeded accounts: drawn from the market's own secret, so that each market has another, and each start of one
 * market prints the same.
 */
export function seedPassword(secret: string): string {
  const digest = createHmac('sha256', secret).update('password of the seeded accounts').digest();
  const chosen = [0, 1, 2].map((at) => words[(digest[at] as number) % words.length]);
  return `${chosen.join('-')}-${digest.readUInt16BE(8) % 1000}`.padEnd(12, '7');
}

const file = 'logins.json';

/** A login for each role. The second factors are read from the data folder, where `keepSecondFactor` wrote them. */
export function seedLogins(dataFolder: string, secret: string): SeedLogin[] {
  const password = seedPassword(secret);
  const kept = readFactors(dataFolder);
  const factorOf = (role: keyof Factors) => {
    const secondFactor = kept[role];
    return secondFactor === undefined ? {} : { secondFactor };
  };
  const clerk = tea.staff.find(({ role }) => role === 'clerk') ?? keyboards.owner;
  return [
    { role: 'operator', email: operatorEmail, password, ...factorOf('secondFactor') },
    // A market that was told the story before there was an approver has none.
    ...(kept.approver === undefined
      ? []
      : [{ role: 'approver' as const, email: approverEmail, password, ...factorOf('approver') }]),
    { role: 'merchant', email: emailOf(tea, tea.owner), password },
    { role: 'clerk', email: emailOf(tea, clerk), password },
    { role: 'creator', email: creatorEmail, password },
    { role: 'shopper', email: 'shopper@hazumi.example', password },
  ];
}

/** Those whose role asks for a second factor, which the seed sets up for them. */
export const secondFactorOf = [
  ['operator', operatorEmail],
  ['approver', approverEmail],
] as const;

/** The operator's second factor, and the approver's. */
type Factors = Partial<Record<'secondFactor' | 'approver', NonNullable<SeedLogin['secondFactor']>>>;

function readFactors(dataFolder: string): Factors {
  const path = join(dataFolder, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

/** Written beside and renamed, so that a kill leaves no half of a file behind. */
export function keepSecondFactor(
  dataFolder: string,
  role: 'operator' | 'approver',
  factor: NonNullable<SeedLogin['secondFactor']>,
): void {
  const path = join(dataFolder, file);
  const factors = { ...readFactors(dataFolder), [role === 'operator' ? 'secondFactor' : role]: factor };
  writeFileSync(`${path}.new`, JSON.stringify(factors), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
