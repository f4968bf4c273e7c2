import { Problem } from '../kernel/problem.ts';

/**
 * What is tried first against any account: the most frequent passwords of ten or more characters in public leaks, and what this
 * market's own name suggests. Compared without case and without anything but letters and digits.
 */
const common = new Set(
  `1234567890 12345678910 123456789a 0123456789 9876543210 1111111111 0000000000 1212121212 1231231230 1q2w3e4r5t qwertyuiop
  qwerty1234 qwerty12345 qwerty123456 qwertyuiop123 asdfghjkl1 zxcvbnm123 1qaz2wsx3edc q1w2e3r4t5 a123456789 aa123456789 password12
  password123 password1234 passw0rd123 mypassword letmein123 iloveyou12 iloveyou123 woaini1314 woaini520 5201314520 welcome123
  administrator admin12345 admin123456 football12 baseball12 basketball superman12 michael123 princess12 sunshine12 liverpool1
  pokemon123 dragon1234 monkey1234 abcdefghij abcd123456 abc1234567 changeme123 hazumihazumi hazumi1234 hazumi12345`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** One password has several spellings in Unicode, depending on the keyboard; they are one here. */
export const spelled = (password: string): string => password.normalize('NFC');

/** @throws Problem weak_password for one of the most common, a repeated character, or the address itself */
export function demandStrong(password: string, email: string, limits: { min: number; max: number }): void {
  const refuse = (detail?: string) =>
    new Problem('weak_password', { pointer: '/body/password', ...(detail === undefined ? {} : { detail }) });
  if (password.length < limits.min || password.length > limits.max) {
    throw refuse(`A password has ${limits.min} to ${limits.max} characters.`);
  }
  const plain = password.toLowerCase();
  const bare = plain.replaceAll(/[^\p{L}\p{N}]/gu, '');
  const local = email.split('@')[0] as string;
  if (common.has(bare) || new Set(plain).size < 4 || plain === email || (local.length >= 6 && bare === local))
    throw refuse();
}
