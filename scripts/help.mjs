/** `npm run help`: the scripts of package.json with what each is for, which npm itself has no place for. */
import { readFileSync } from 'node:fs';

/** @type {{ scriptsHelp: Record<string, string> }} */
const { scriptsHelp } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const width = Math.max(...Object.keys(scriptsHelp).map((name) => name.length));
for (const [name, help] of Object.entries(scriptsHelp)) {
  const command = name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`;
  console.log(`${command.padEnd(width + 'npm run '.length)}  ${help}`);
}
