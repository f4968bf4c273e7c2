import type { Market } from '../../market.ts';
export function registerImports(_market: Market): void {}
