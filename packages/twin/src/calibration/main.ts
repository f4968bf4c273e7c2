/** Calibrates the twin and prints the fit: `node --import ./scripts/tsx.mjs packages/twin/src/calibration/main.ts`. */
import { defaultParameters, type ParameterName } from '../parameters.ts';
import { type Box, judge, match, type Setting } from './match.ts';
import { TARGETS } from './targets.ts';

/** What is fitted, and where it is looked for. All else stays at its default. */
const BOX: Box = {
  contacts: [50, 110],
  newcomerContacts: [0.1, 0.3],
  usersPerPrincipal: [1, 3],
  abilitySpread: [0.9, 1.2],
  entryHazard: [0.002, 0.0035],
  exitHazard: [0.004, 0.009],
  exitNoiseYuan: [1, 4],
  departureShare: [0.0001, 0.0005],
  creatorOrders: [0.2, 1.2],
  varietyElasticity: [0.8, 2],
};

const option = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : Number(process.argv[at + 1]) || fallback;
};

const workers = option('--workers', 2);
const points = option('--points', 48);
const waves = option('--waves', 3);
if (points > 0 && !process.argv.includes('--defaults')) {
  const settings = await match(BOX, {
    points,
    waves,
    seed: option('--seed', 1),
    workers,
    onProgress: ({ wave, done, runs }) =>
      process.stderr.write(`\rwave ${wave + 1} of ${waves}: ${done} of ${runs} runs `),
  });
  process.stderr.write('\n');
  for (const setting of settings.slice(0, 3)) show('Setting', setting);
}
const names = Object.keys(BOX) as ParameterName[];
const defaults = Object.fromEntries(names.map((name) => [name, defaultParameters[name]]));
for (const seed of [1, 2, 3]) {
  const [setting] = await judge([defaults], { seed, workers });
  if (setting !== undefined) show(`The defaults, seed ${seed}`, setting);
}

function show(title: string, { parameters, achieved, implausibility }: Setting): void {
  console.log(`\n${title}: implausibility ${implausibility.toFixed(2)} (1 is the limit)`);
  console.log(
    Object.entries(parameters)
      .map(([name, value]) => `  ${name} ${value.toPrecision(4)}`)
      .join('\n'),
  );
  for (const [index, { name, value, tolerance }] of TARGETS.entries())
    console.log(
      `  ${name.padEnd(42)} target ${value.toFixed(3)} +- ${tolerance.toFixed(2)}   run ${achieved[index]?.toFixed(3)}`,
    );
}
