import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { creatorEmail, emailOf, operatorEmail } from './acting/people.ts';
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

/** A login for each role. The operator's second factor is read from the data folder, where `keepSecondFactor` wrote it. */
export function seedLogins(dataFolder: string, secret: string): SeedLogin[] {
  const password = seedPassword(secret);
  const path = join(dataFolder, file);
  const kept: Pick<SeedLogin, 'secondFactor'> = existsSync(path)
    ? JSON.parse(readFileSync(path, 'utf8'))
    : {};
  const clerk = tea.staff.find(({ role }) => role === 'clerk') ?? keyboards.owner;
  return [
    { role: 'operator', email: operatorEmail, password, ...kept },
    { role: 'merchant', email: emailOf(tea, tea.owner), password },
    { role: 'clerk', email: emailOf(tea, clerk), password },
    { role: 'creator', email: creatorEmail, password },
    { role: 'shopper', email: 'shopper@hazumi.example', password },
  ];
}

/** Written beside and renamed, so that a kill leaves no half of a file behind. */
export function keepSecondFactor(
  dataFolder: string,
  secondFactor: NonNullable<SeedLogin['secondFactor']>,
): void {
  const path = join(dataFolder, file);
  writeFileSync(`${path}.new`, JSON.stringify({ secondFactor }), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
