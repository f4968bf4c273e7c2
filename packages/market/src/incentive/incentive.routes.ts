import type { Market } from '../market.ts';
import { principalsSweep } from '../principals/principals.service.ts';
import { incentiveSweep } from './incentive.sweep.ts';

/** Mounts the private-domain incentive, and the sweeps that carry it on. */
export function registerIncentive(market: Market): void {
  market.sweeps.push(principalsSweep(market), incentiveSweep(market));
}
