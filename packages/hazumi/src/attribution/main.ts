/**
 * `npm run attribution -- FILE`: shares the conversions of a file of paths among their channels, by every model beside the others. The
 * file is CSV with the columns path (channels in order, between them " > "), total_conversions, total_conversion_value and total_null.
 * The last line is JSON; the exit code is 1 where the file cannot be read.
 */
import { readFile } from 'node:fs/promises';
import { ATTRIBUTION_MODELS, attributionModels } from '@hazumi/policy';
import { readPaths } from './paths.ts';

const [file, ...more] = process.argv.slice(2);
if (file === undefined || more.length > 0) {
  console.error('npm run attribution -- FILE');
  process.exit(1);
}
let paths: ReturnType<typeof readPaths>;
try {
  paths = readPaths(await readFile(file, 'utf8'));
} catch (error) {
  console.error(`${file} cannot be read: ${(error as Error).message}`);
  process.exit(1);
}
const models = attributionModels(paths);
const width = Math.max(...models.first.map(({ channel }) => channel.length), 'channel'.length) + 2;
console.log(`${'channel'.padEnd(width)}${ATTRIBUTION_MODELS.map((name) => name.padStart(12)).join('')}`);
models.first.forEach(({ channel }, at) => {
  const figures = ATTRIBUTION_MODELS.map((name) =>
    (models[name][at]?.conversions ?? 0).toFixed(4).padStart(12),
  );
  console.log(`${channel.padEnd(width)}${figures.join('')}`);
});
const rounded = (value: number) => Number(value.toFixed(4));
console.log(
  JSON.stringify({
    paths: paths.length,
    conversions: paths.reduce((sum, path) => sum + path.conversions, 0),
    nulls: paths.reduce((sum, path) => sum + path.nulls, 0),
    ...Object.fromEntries(
      ATTRIBUTION_MODELS.map((name) => [
        name,
        Object.fromEntries(models[name].map(({ channel, conversions }) => [channel, rounded(conversions)])),
      ]),
    ),
  }),
);
