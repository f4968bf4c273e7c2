export { type Asset, type Assets, buildAssets } from './assets/build.ts';
export { pageTags } from './http/page-cache.ts';
export type { Caller, PageTurn, StorefrontOptions, Turns } from './options.ts';
export { createStorefront, type Storefront } from './storefront.ts';
