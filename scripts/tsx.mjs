/**
 * Load hook for `.tsx`: Node strips types from `.ts` by itself, but knows no JSX. Use it as
 * `node --import ./scripts/tsx.mjs entry.ts`. Pages compile to hono/jsx, the console's files to React.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';

const consoleFolder = new URL('../packages/console/', import.meta.url).href;

registerHooks({
  load(url, context, nextLoad) {
    const address = new URL(url);
    if (address.protocol !== 'file:' || !address.pathname.endsWith('.tsx')) return nextLoad(url, context);
    const path = fileURLToPath(address.origin === 'null' ? `file://${address.pathname}` : address);
    const compiled = transformSync(readFileSync(path, 'utf8'), {
      loader: 'tsx',
      format: 'esm',
      target: 'node24',
      jsx: 'automatic',
      jsxImportSource: url.startsWith(consoleFolder) ? 'react' : 'hono/jsx',
      sourcefile: path,
      sourcemap: 'inline',
      // Types that are only imported are removed by `import type`; without this esbuild would also drop
      // value imports that it believes unused, which Node does not do for `.ts`.
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    });
    return { format: 'module', source: compiled.code, shortCircuit: true };
  },
});
