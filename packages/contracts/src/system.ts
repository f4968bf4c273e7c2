import { z } from 'zod';
import { currency, instant, localeSchema } from './common.ts';
import { endpoint } from './endpoint.ts';

export const systemEndpoints = {
  getHealth: endpoint({
    id: 'getHealth',
    method: 'get',
    path: '/v1/health',
    area: 'system',
    summary: 'Whether the server and its database answer',
    access: 'public',
    rateGroup: 'none',
    answer: z.object({ status: z.literal('ok'), version: z.string() }),
    problems: ['unavailable'],
  }),
  getMarket: endpoint({
    id: 'getMarket',
    method: 'get',
    path: '/v1/market',
    area: 'system',
    summary: 'What everybody may know of this market: languages, currency, time, policy version',
    access: 'public',
    answer: z.object({
      locales: z.array(localeSchema),
      currency,
      now: instant,
      policyVersion: z.number().int(),
      clock: z.enum(['running', 'settable']),
    }),
  }),
  setClock: endpoint({
    id: 'setClock',
    method: 'put',
    path: '/v1/operator/clock',
    area: 'system',
    summary:
      'Sets the clock of a market whose clock is settable forward, by at most 366 days, and does what has fallen due by then',
    access: 'operator',
    scope: 'operator',
    rateGroup: 'none',
    body: z.strictObject({ now: instant }),
    answer: z.object({ now: instant, done: z.number().int() }),
    problems: ['state_conflict'],
  }),
};
