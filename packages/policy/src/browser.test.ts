import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { build } from 'esbuild';
import { digest } from './canonical-json.ts';
import { defaultDocument } from './document.ts';
import { browserMissing, openBrowser } from './testing/chromium.ts';
import { sample } from './testing/sample.ts';

/** The package as one script for the browser. esbuild fails when anything in it asks for a module of Node. */
async function bundle(entry: string, globalName: string) {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    absWorkingDir: fileURLToPath(new URL('../../..', import.meta.url)),
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    globalName,
    target: 'es2024',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  return { script: outputFiles[0]?.text ?? '', inputs: Object.keys(metafile.inputs) };
}

/** A context with the language and nothing else. What the rules must not use is taken away or fails when touched. */
function bareContext(): vm.Context {
  const context = vm.createContext({});
  vm.runInContext(
    `Date.now = () => { throw new Error('the clock was read'); };
     Math.random = () => { throw new Error('chance was asked'); };
     for (const name of ['exp', 'expm1', 'log', 'log1p', 'log2', 'log10', 'pow', 'cbrt', 'hypot', 'sin', 'cos', 'tan', 'tanh', 'atan'])
       Math[name] = () => { throw new Error('Math.' + name + ' differs between engines'); };
     const given = Date;
     globalThis.Date = new Proxy(given, {
       construct(target, args) {
         if (args.length === 0) throw new Error('the clock was read');
         return Reflect.construct(target, args);
       },
     });`,
    context,
  );
  return context;
}

test('the whole package runs where there is only the language: no Node, no DOM, no clock, no chance', async () => {
  const { script, inputs } = await bundle('./index.ts', 'policy');
  const context = bareContext();
  vm.runInContext(script, context);
  const result = vm.runInContext(
    `const day = new Date(86_400_000);
     const change = { author: 'a', reason: 'b', createdAt: day, startsAt: day };
     const first = policy.firstVersion(change);
     const store = { isFirstStoreOfLicence: true, openedAt: day, firstPaidAt: null, turnoverMinor: 0n, currency: 'JPY' };
     JSON.stringify({
       globals: ['process', 'require', 'Buffer', 'TextEncoder', 'crypto', 'window'].filter((name) => name in globalThis),
       digest: first.version.digest,
       fee: policy.feeRate(store, 'apparel', day, first.version.document).feePpm,
       split: policy.splitByLargestRemainder(100n, [1n, 1n, 1n]).map(String),
       faults: policy.parseDocument({ fees: { standardPpm: -1 } }).faults.map(({ path }) => path),
       diff: policy.diff(policy.defaultDocument, policy.defaultDocument, 'ja').length,
       schema: policy.jsonSchema().title,
       expires: policy.unpaidExpiresAt(day, policy.defaultDocument).toISOString(),
     })`,
    context,
  );
  assert.deepEqual(JSON.parse(result), {
    globals: [],
    digest: digest(defaultDocument),
    fee: 10_000,
    split: ['34', '33', '33'],
    faults: ['/fees/standardPpm'],
    diff: 0,
    schema: 'Hazumi policy document',
    expires: '1970-01-02T00:15:00.000Z',
  });
  const foreign = inputs.filter((path) => !/^(packages\/policy\/src|node_modules\/zod)\//.test(path));
  assert.deepEqual(foreign, [], 'the package is its own source and zod');
});

test('every rule answers there as it does in Node, to the last bit', async () => {
  const { script } = await bundle('./testing/sample.ts', 'rules');
  const context = bareContext();
  vm.runInContext(script, context);
  assert.equal(vm.runInContext('rules.sample()', context), sample());
});

test('and in a browser as well', { skip: browserMissing }, async () => {
  const { script } = await bundle('./testing/sample.ts', 'rules');
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    assert.equal(await page.evaluate('rules.sample()'), sample());
  } finally {
    await browser.close();
  }
});
