/** The table that ends `npm start`: all that one needs to know to use the market and to leave it. */

export type Login = {
  role: string;
  email: string;
  password: string;
  /** Of an authenticator app: its secret, and codes that work once. */
  secondFactor?: { secret: string; backupCodes: string[] };
};

export type StartTable = {
  addresses: { name: string; url: string }[];
  logins: Login[];
  dataFolder: string;
  databasePlace: string;
};

/** The table as text, without colours, so that it survives a log file. */
export function startTable({ addresses, logins, dataFolder, databasePlace }: StartTable): string {
  const sections: string[][][] = [
    addresses.map(({ name, url }) => [name, url]),
    logins.flatMap(({ role, email, password, secondFactor }) => [
      [role, `${email}  ${password}`],
      ...(secondFactor === undefined
        ? []
        : [
            ['', `authenticator secret ${secondFactor.secret}`],
            ['', `or, once each, ${secondFactor.backupCodes.slice(0, 3).join(' ')}`],
          ]),
    ]),
    [
      ['Data', dataFolder],
      ...(databasePlace.startsWith(`${dataFolder}/`) ? [] : [['Database', databasePlace]]),
      ['Stop', 'Ctrl-C'],
      ['Start over', 'npm start -- --fresh'],
    ],
  ].filter((section) => section.length > 0);
  const width = Math.max(...sections.flat().map(([name]) => name?.length ?? 0));
  const lines = sections.map((section) =>
    section.map(([name, value]) => `  ${name?.padEnd(width)}  ${value}`).join('\n'),
  );
  const longest = Math.max(...lines.flatMap((section) => section.split('\n').map((line) => line.length)));
  const rule = `\n${'-'.repeat(longest + 2)}\n`;
  return `${rule.trimStart()}${lines.join(rule)}${rule}`;
}
