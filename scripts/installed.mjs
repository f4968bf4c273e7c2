import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether node_modules holds what package-lock.json names. npm keeps its own record of what it installed in
 * `node_modules/.package-lock.json`, written last, so an install that was broken off does not count.
 *
 * @param {string} root folder of package-lock.json
 */
export function isInstalled(root) {
  /** @type {Record<string, { version?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean }>} */
  let installed;
  try {
    installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  } catch {
    return false;
  }
  return Object.entries(readPackages(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    if (!path.includes('node_modules/')) return true; // the workspaces themselves
    const found = installed[path];
    // What is meant for another platform is in the lockfile and not on the disk.
    if (!found) return wanted.optional === true || wanted.devOptional === true || wanted.peer === true;
    return found.link === wanted.link && found.version === wanted.version;
  });
}

/** @param {string} file */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
