/**
 * `npm run check:arrows`: packages are rooms, and arrows between them point one way (ARCHITECTURE.md).
 * Every import of every file is read with a parser: static, type-only, dynamic, re-exports, `import('x').T`.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { parseSync } from 'vite';

/**
 * Who may import whom. What is not here is refused. `sandbox` knows nobody and is imported by nobody: the market
 * sees it as it would see a real provider, over HTTP.
 * @type {Record<string, string[]>}
 */
export const arrows = {
  policy: [],
  contracts: [],
  sandbox: [],
  market: ['policy', 'contracts'],
  report: [],
  flywheel: ['policy', 'report'],
  twin: ['policy', 'report', 'flywheel'],
  storefront: ['contracts'],
  console: ['contracts'],
  hazumi: ['policy', 'contracts', 'market', 'report', 'flywheel', 'twin', 'storefront', 'console'],
};

/**
 * @typedef {{ name: string, folder: string, dependencies: Set<string> }} Room
 * @typedef {{ rooms: Map<string, Room>, rootDependencies: Set<string> }} House
 */

/**
 * Reads all packages under `root` and returns the refusals, one sentence an import, in order of file.
 * @param {string} root
 */
export function checkArrows(root) {
  const house = readHouse(root);
  /** @type {string[]} */
  const refusals = [];
  for (const [key, room] of house.rooms) {
    if (!arrows[key])
      refusals.push(`packages/${key} is not in the list of arrows (scripts/check-arrows.mjs)`);
    for (const file of globSync('**/*.{ts,tsx,mts,mjs,js}', {
      cwd: room.folder,
      exclude: isNotSource,
    }).sort()) {
      const path = join(room.folder, file);
      for (const { target, line } of readImports(path)) {
        const refusal = judge(house, key, path, target);
        if (refusal) refusals.push(`${relative(root, path)}:${line} ${refusal}`);
      }
    }
  }
  return refusals;
}

/** @param {string} name */
function isNotSource(name) {
  return /(^|[\\/])(node_modules|dist|fixtures)$/.test(name);
}

/**
 * Why the import of `target` in `path` of package `from` is refused, or undefined.
 * @param {House} house @param {string} from @param {string} path @param {string | undefined} target
 */
function judge(house, from, path, target) {
  if (target === undefined) return 'imports something that is only known when it runs';
  const room = /** @type {Room} */ (house.rooms.get(from));
  if (/^[./]|^[a-z]+:\/\//.test(target)) {
    const reached = resolve(dirname(path), target);
    return target.startsWith('.') && reached.startsWith(room.folder + sep)
      ? undefined
      : `leaves its package with ${target}`;
  }
  if (isBuiltin(target)) return undefined;
  const name = target.split('/', target.startsWith('@') ? 2 : 1).join('/');
  const to = [...house.rooms].find(([, other]) => other.name === name)?.[0];
  const forTests = isForTests(relative(room.folder, path));
  if (to !== undefined) {
    if (to === from) return `imports its own package by name (${target})`;
    const allowed = arrows[from]?.includes(to) || (from === 'hazumi' && forTests);
    if (!allowed) return `imports ${name}: there is no arrow from ${from} to ${to}`;
  }
  const known =
    room.dependencies.has(name) || (forTests && (to !== undefined || house.rootDependencies.has(name)));
  return known ? undefined : `imports ${name}, which is not a dependency in packages/${from}/package.json`;
}

/**
 * Tests, what only they use, and build settings: these may use the root's development dependencies.
 * @param {string} file relative to its package
 */
function isForTests(file) {
  return /\.test\.tsx?$|(^|[\\/])testing[\\/]|^[^\\/]+\.config\.ts$/.test(file);
}

/**
 * @param {string} root
 * @returns {House}
 */
function readHouse(root) {
  const rooms = new Map();
  for (const folder of globSync('packages/*', { cwd: root }).sort()) {
    const file = join(root, folder, 'package.json');
    if (!existsSync(file)) continue;
    const { name, dependencies } = JSON.parse(readFileSync(file, 'utf8'));
    rooms.set(folder.slice('packages/'.length), {
      name,
      folder: join(root, folder),
      dependencies: new Set(Object.keys(dependencies ?? {})),
    });
  }
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return { rooms, rootDependencies: new Set(Object.keys(devDependencies ?? {})) };
}

/**
 * What a file imports, with the line of each; target undefined = not a plain string.
 * @param {string} path
 * @returns {{ target: string | undefined, line: number }[]}
 */
function readImports(path) {
  const text = readFileSync(path, 'utf8');
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  /** @type {{ target: string | undefined, line: number }[]} */
  const found = [];
  walk(program, (node) => {
    const source = importedBy(node);
    if (source === undefined) return;
    const line = text.slice(0, Number(node.start)).split('\n').length;
    found.push({ target: textOf(source), line });
  });
  return found;
}

/** @typedef {Record<string, unknown>} Node an ESTree node */

/**
 * The node that says what `node` imports; undefined when it imports nothing.
 * @param {Node} node
 * @returns {Node | undefined}
 */
function importedBy(node) {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return /** @type {Node} */ (node.source);
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return /** @type {Node | null} */ (node.source) ?? undefined;
    case 'TSExternalModuleReference':
      return /** @type {Node} */ (node.expression);
    case 'CallExpression': {
      const callee = /** @type {Node} */ (node.callee);
      return callee.type === 'Identifier' && callee.name === 'require'
        ? /** @type {Node[]} */ (node.arguments)[0]
        : undefined;
    }
    default:
      return undefined;
  }
}

/** @param {Node} node */
function textOf(node) {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  const quasis = /** @type {{ value: { cooked: string } }[] | undefined} */ (node.quasis);
  return node.type === 'TemplateLiteral' && quasis?.length === 1 ? quasis[0]?.value.cooked : undefined;
}

/**
 * Calls `visit` with every node of a tree.
 * @param {unknown} value @param {(node: Node) => void} visit
 */
function walk(value, visit) {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
  } else if (typeof value === 'object' && value !== null) {
    const node = /** @type {Node} */ (value);
    if (typeof node.type === 'string') visit(node);
    for (const key in node) walk(node[key], visit);
  }
}

if (process.argv[1] === import.meta.filename) {
  const refusals = checkArrows(dirname(import.meta.dirname));
  for (const refusal of refusals) console.error(refusal);
  console.log(refusals.length === 0 ? 'All arrows point the right way.' : `${refusals.length} refused.`);
  process.exitCode = refusals.length === 0 ? 0 : 1;
}
