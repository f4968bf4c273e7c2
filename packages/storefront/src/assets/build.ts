import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

export interface Asset {
  body: Uint8Array<ArrayBuffer>;
  /** content type */
  type: string;
}

/** Style sheet, scripts and mark of the pages, under names that change with their content. */
export interface Assets {
  /** `path('shop.css')` -> `/assets/shop.3f2a....css`. Throws for a name that was not built: a bug of the caller. */
  path(name: string): string;
  /** by the last part of such a path */
  find(name: string): Asset | undefined;
}

const source = join(import.meta.dirname, '..');
const entries = [
  join(source, 'styles', 'shop.css'),
  join(source, 'islands', 'shop.ts'),
  join(source, 'islands', 'passkey.ts'),
];

/** Bundles and minifies what browsers load; once, when the server starts (about 50 ms). */
export async function buildAssets(): Promise<Assets> {
  const built = await build({
    entryPoints: entries,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    // What every browser in use understands; older ones get the pages without scripts.
    target: ['chrome109', 'safari16', 'firefox115'],
    outdir: '/',
    logLevel: 'silent',
  });
  const paths = new Map<string, string>();
  const assets = new Map<string, Asset>();
  const add = (name: string, body: Uint8Array, type: string) => {
    const dot = name.lastIndexOf('.');
    const digest = createHash('sha256').update(body).digest('hex').slice(0, 12);
    const hashed = `${name.slice(0, dot)}.${digest}${name.slice(dot)}`;
    paths.set(name, `/assets/${hashed}`);
    assets.set(hashed, { body: new Uint8Array(body), type });
  };
  for (const file of built.outputFiles) {
    const name = basename(file.path);
    add(
      name,
      file.contents,
      name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    );
  }
  add('mark.svg', await readFile(join(source, 'assets', 'mark.svg')), 'image/svg+xml');
  return {
    path(name) {
      const path = paths.get(name);
      if (path === undefined) throw new TypeError(`no asset is called ${name}`);
      return path;
    },
    find: (name) => assets.get(name),
  };
}
