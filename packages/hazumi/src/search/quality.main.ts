import { measureQuality } from './quality.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('npm run search:quality -- FOLDER (with products.csv.gz and judgements.csv)');
  process.exit(1);
}
try {
  const { products, seconds, ...quality } = measureQuality(folder);
  console.log(`${products} titles, ${quality.queries} queries in ${seconds.toFixed(1)} s`);
  console.log(JSON.stringify(quality));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
